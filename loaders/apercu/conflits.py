"""What moved under a workbook since it was filled from the data: base, now and file side by side (fault 37)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlmodel import Session

from loaders.anomalie import Anomalie, cut_extrait
from models.changement import Changement, Valeur
from models.colonnes import Genre
from models.modeles import Modeles
from models.objets import load_valeur
from models.tables import columns
from models.tables_journal import ChangementJournal, Remontee
from phrases.instants import format_instant
from phrases.valeurs import format_valeur

Cle = tuple[str, str, str, str | None]
_NOMBRES = frozenset({Genre.POURCENTAGE, Genre.NOMBRE})
"""Kinds of column whose values need no quotes in a sentence."""


@dataclass(frozen=True, slots=True)
class Conflit:
    """A cell that changed since the workbook was made, and of which the workbook says something else again.

    `base` is what was stored when the workbook was made, None for nothing; `remontee`, `auteur` and `date` (UTC) are
    those of the entry that wrote the present value, which stays where it is `gardee`.
    """

    changement: Changement
    base: Valeur
    remontee: int
    auteur: str
    date: datetime
    gardee: bool = False

    @property
    def cellule(self) -> str:
        """Return the cell of the file: `Avancement!H5`."""
        return str(self.changement.cellule)

    @property
    def entree(self) -> tuple[int, str, datetime]:
        """Return the entry that wrote the present value: its number, its author, its date (UTC)."""
        return self.remontee, self.auteur, self.date

    def to_json(self) -> dict[str, Any]:
        """Return the form that `--json` prints."""
        c = self.changement
        return {
            "reference": c.reference,
            "champ": c.champ,
            "base": self.base,
            "actuel": c.avant,
            "fichier": c.apres,
        }

    def to_anomalie(self, modeles: Modeles) -> Anomalie:
        """Return the warning on the cell: what it was, what it is and by whom, what applying does."""
        c = self.changement
        return _warn(
            modeles,
            c,
            "conflit",
            "cette cellule a changé depuis que ce classeur a été préparé. Elle valait alors "
            f"{_write(modeles, c, self.base)} ; elle vaut {_write(modeles, c, c.avant)} depuis la remontée "
            f"n° {self.remontee} de {self.auteur} ({format_instant(self.date)}) ; ce classeur dit "
            f"{_write(modeles, c, c.apres)}. Appliquer remplacera la valeur actuelle.",
        )


def find_conflits(
    session: Session, changements: Sequence[Changement], revision: int | None, gardees: Container[str] = ()
) -> list[Conflit]:
    """Return the conflicts of the changes of a workbook made at a revision, in their order; none without a revision.

    `gardees` are the cells where the editor keeps what is stored now.

    The base is found by taking back, from now to that revision, what the journal says of the cell: it is what the first
    later entry found there. Now ≠ base, file ≠ base and now ≠ file make a conflict.
    """
    if revision is None or not changements:
        return []
    bases, derniers = _replay(session, {c.cle for c in changements}, revision)
    return [
        Conflit(c, bases[c.cle], *derniers[c.cle], gardee=str(c.cellule) in gardees)
        for c in changements
        if c.cle in bases and bases[c.cle] not in (c.avant, c.apres)
    ]


def _replay(
    session: Session, cles: set[Cle], revision: int
) -> tuple[dict[Cle, Valeur], dict[Cle, tuple[int, str, datetime]]]:
    """Return, for the cells written after a revision, what they held then, and the entry that wrote them last."""
    c, r = columns(ChangementJournal), columns(Remontee)
    requete = (
        select(c.objet, c.reference, c.champ, c.trimestre, c.avant, r.id, r.auteur, r.date)
        .join(Remontee, c.remontee == r.id)
        .where(c.remontee > revision, c.avant.is_distinct_from(c.apres))
        .order_by(c.remontee, c.rang)
    )
    bases: dict[Cle, Valeur] = {}
    derniers: dict[Cle, tuple[int, str, datetime]] = {}
    for objet, reference, champ, trimestre, avant, numero, auteur, quand in session.execute(requete):
        cle = (objet, reference, champ, trimestre)
        if cle in cles:
            bases.setdefault(cle, load_valeur(avant))
            derniers[cle] = (numero, auteur, quand)
    return bases, derniers


class Depot(Protocol):
    """A file of a drop, as far as what it would change goes."""

    @property
    def fichier(self) -> str:
        """Return its name."""

    @property
    def changements(self) -> tuple[Changement, ...]:
        """Return what it would change."""

    @property
    def conflits(self) -> tuple[Conflit, ...]:
        """Return those of its changes that write over what moved since it was made."""


def find_croisements(depots: Sequence[Depot], modeles: Modeles) -> list[list[Anomalie]]:
    """Return, for each file of one drop, the warnings on the cells of which an earlier file says something else.

    Once the earlier file is applied, its value is the present one: the conflict says so, and it is not said twice.
    """
    dits: dict[Cle, tuple[str, Valeur]] = {}
    croisements = []
    for depot in depots:
        siens = []
        for c in depot.changements:
            fichier, valeur = dits.get(c.cle, ("", c.apres))
            applique = valeur == c.avant and c.cle in {x.changement.cle for x in depot.conflits}
            if valeur != c.apres and not applique:
                message = (
                    f"« {fichier} », déposé en même temps, dit {_write(modeles, c, valeur)} et ce classeur dit "
                    f"{_write(modeles, c, c.apres)}. Appliqués tous deux, c’est ce classeur qui l’emporte."
                )
                siens.append(_warn(modeles, c, "conflit_lot", message))
        dits |= {c.cle: (depot.fichier, c.apres) for c in depot.changements}
        croisements.append(siens)
    return croisements


def _warn(modeles: Modeles, changement: Changement, code: str, message: str) -> Anomalie:
    """Return a warning on the cell that makes a change."""
    colonne = modeles.find_colonne(changement.objet, changement.champ)
    dite = Anomalie.sur(
        changement.cellule,
        code,
        message,
        entete=modeles.name_champ(changement.objet, changement.champ),
        valeur=format_valeur(colonne, changement.apres),
    )
    return replace(dite, sujet=changement.reference)


def _write(modeles: Modeles, changement: Changement, valeur: Valeur) -> str:
    """Return a stored value as people read it, cut short; words between quotes, « rien » for none."""
    if valeur is None:
        return "« rien »"
    colonne = modeles.find_colonne(changement.objet, changement.champ)
    dite = cut_extrait(format_valeur(colonne, valeur))
    return dite if colonne is not None and colonne.genre in _NOMBRES else f"« {dite} »"
