"""What a file that is not ours would say, and what is left to be asked before it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from loaders.cellules.affichage import show_cellule
from loaders.correspondance.colonnes import propose_colonnes
from loaders.correspondance.connues import find_connue
from loaders.correspondance.lexique import ACTION, AVANCEMENT, CLES, CODE
from loaders.correspondance.memoire import Souvenir
from loaders.correspondance.mots import CHOIX, MotInconnu, asks_unite, list_inconnus
from loaders.correspondance.rattachement import LU_MAX, Lien, Rattacheur, name_ligne
from loaders.correspondance.table import Entete, Rangee, Table, read_texte
from loaders.lecture.brut import CelluleBrute
from loaders.lignes.totaux import is_total
from models.correspondance import ECARTEE, Correspondance
from models.plan import Plan
from models.trimestre import Trimestre

COMPAREES_MAX = 1_000
"""Rows of a table whose titles are compared with those of the plan: no plan has as many actions."""


@dataclass(frozen=True, slots=True)
class LigneTrouvee:
    """A row that says something: where it stands, what it calls itself, what it may be tied to.

    `cle` is what it is known again by.
    """

    table: Table
    numero: int
    cellules: Rangee
    code: str
    titre: str
    lien: Lien
    cle: str

    @property
    def dite(self) -> str:
        """Return what it calls itself, for a reader: « 12 – Protocoles locaux »."""
        return " – ".join(t for t in (self.code, self.titre) if t)

    @property
    def is_total(self) -> bool:
        """Return whether it sums up the others."""
        return is_total(self.code or self.titre)


@dataclass(frozen=True)
class Proposition:
    """How a file would be read.

    `tables` are those of one shape, the likeliest first, `autres` those that are not read; `correspondance` is what is
    known or proposed, `connue` whether its columns are known, not proposed; `souvenir` what it was taken from.
    `asks_pourcentage`, `mots` and `lignes` are what is left to be asked; `trouvees` every row that says something,
    `inconnus` every word of a closed list that is none of ours.
    """

    tables: tuple[Table, ...]
    autres: tuple[Table, ...]
    correspondance: Correspondance
    connue: bool
    souvenir: Souvenir | None
    trouvees: tuple[LigneTrouvee, ...]
    asks_pourcentage: bool
    inconnus: tuple[MotInconnu, ...]
    lignes: tuple[LigneTrouvee, ...]

    @property
    def table(self) -> Table:
        """Return the table that the others are of the shape of."""
        return self.tables[0]

    @property
    def mots(self) -> tuple[MotInconnu, ...]:
        """Return the unknown words of which nothing was said."""
        return tuple(m for m in self.inconnus if self.correspondance.find_mot(m.role, m.cle) is None)

    @property
    def complete(self) -> bool:
        """Return whether nothing is left to be asked."""
        return self.connue and not (self.asks_pourcentage or self.mots or self.lignes or self.missing)

    @property
    def missing(self) -> str:
        """Return what no column gives and without which nothing can be read, empty when all is there."""
        roles = self.correspondance.roles
        if not any(cle in roles for cle in CLES):
            return "la colonne qui dit l’action (son code ou son titre)"
        return "" if set(roles) - set(CLES) else "au moins une colonne à reprendre"

    @property
    def proposee(self) -> Correspondance:
        """Return it with what is proposed of the rest: what a click would confirm."""
        c = self.correspondance
        mots = (*c.mots, *((m.role, m.cle, m.propose) for m in self.mots))
        return replace(c, mots=mots, lignes=(*c.lignes, *((x.cle, x.lien.code) for x in self.lignes)))

    @cached_property
    def _dites(self) -> dict[str, str]:
        return dict(self.correspondance.lignes)

    def resolve(self, ligne: LigneTrouvee) -> str | None:
        """Return the action of a row: what was said of it, else what is sure; `ECARTEE`, or None for no action."""
        dite = self._dites.get(ligne.cle)
        if dite:
            return dite
        return ligne.lien.code if ligne.lien.sur else None


def propose(
    plan: Plan,
    tables: Sequence[Table],
    donnees: Iterable[Correspondance],
    souvenirs: Mapping[str, Souvenir],
    trimestre: Trimestre | None,
) -> Proposition | None:
    """Return how the tables of a file would be read, None when none of them looks like one of actions.

    `donnees` are the correspondences that somebody gave, `souvenirs` those of before, by shape: the first of a table's
    shape wins, then the shapes that everybody has; of another, columns are proposed.
    """
    rattacheur = Rattacheur(plan)
    par_forme = {c.forme: c for c in donnees}
    for table in tables:
        connue = find_connue(table.cles)
        souvenir = souvenirs.get(table.forme) or (Souvenir(connue[1], connue[0].nom) if connue else None)
        donnee = par_forme.get(table.forme)
        sue = donnee or (souvenir.correspondance if souvenir else None)
        if sue is None:
            proposees = propose_colonnes(table, rattacheur, trimestre)
            if not _is_plausible(proposees.values()):
                continue
            sue = Correspondance(tuple(proposees.items()))
        soeurs = tuple(t for t in tables if t.forme == table.forme)
        autres = tuple(t for t in tables if t.forme != table.forme)
        reprise = souvenir if donnee is None else None
        connues = (donnee or souvenir) is not None
        return _complete(rattacheur, Sue(soeurs, autres, sue, connues, reprise), trimestre)
    return None


def _is_plausible(roles: Iterable[str]) -> bool:
    """Return whether what is proposed names actions and says something of them, or names them in two ways."""
    donnes = {r for r in roles if r}
    return bool(donnes & set(CLES)) and len(donnes) > 1


@dataclass(frozen=True, slots=True)
class Sue:
    """The tables of a file and what is known of them, before their rows are looked at: the fields of a proposition."""

    tables: tuple[Table, ...]
    autres: tuple[Table, ...]
    correspondance: Correspondance
    connue: bool
    souvenir: Souvenir | None


def _complete(rattacheur: Rattacheur, s: Sue, trimestre: Trimestre | None) -> Proposition:
    """Return a proposition with what is left to be asked of the rows, the words and the unit of its tables."""
    sue = s.correspondance
    codes = rattacheur.plan.actions_par_code
    sue = replace(sue, lignes=tuple(x for x in sue.lignes if x[1] in ("", ECARTEE) or x[1] in codes))
    trouvees = tuple(x for t in s.tables for x in _iter_lignes(rattacheur, t, sue, trimestre))
    dites = dict(sue.lignes)
    lues = [x for x in trouvees if not x.is_total and dites.get(x.cle) != ECARTEE]
    mots = [m for role in CHOIX for m in list_inconnus(role, _list_lues(lues, sue, role, trimestre))]
    pourcents = _list_lues(lues, sue, AVANCEMENT, trimestre)
    return Proposition(
        s.tables,
        s.autres,
        sue,
        s.connue,
        s.souvenir,
        trouvees,
        asks_pourcentage=sue.pourcentage is None and asks_unite(pourcents),
        inconnus=tuple(mots),
        lignes=tuple({x.cle: x for x in reversed(lues) if x.cle not in dites and not x.lien.sur}.values())[::-1],
    )


def find_entete(table: Table, c: Correspondance, role: str, trimestre: Trimestre | None) -> Entete | None:
    """Return the head that is one of our columns in a table; of several quarters, that of `trimestre`."""
    cle = c.roles.get(role)
    return None if cle is None else table.find(cle, trimestre)


def _iter_lignes(
    rattacheur: Rattacheur, table: Table, c: Correspondance, trimestre: Trimestre | None
) -> Iterable[LigneTrouvee]:
    """Yield the rows of a table where a column that is taken says something."""
    entetes = {role: find_entete(table, c, role, trimestre) for role in c.roles}
    dites = {e.lettre for role, e in entetes.items() if e is not None and role not in CLES}
    code, titre = (entetes.get(role) for role in (CODE, ACTION))
    for rang, (numero, cellules) in enumerate(table.lignes):
        if dites.isdisjoint(cellules):
            continue
        numerotee, nommee = (_show(cellules.get(e.lettre)) if e is not None else "" for e in (code, titre))
        lien, cle = rattacheur.tie(numerotee, nommee, proche=rang < COMPAREES_MAX), name_ligne(numerotee, nommee)
        yield LigneTrouvee(table, numero, cellules, numerotee, nommee, lien, cle)


def _show(cellule: CelluleBrute | None) -> str:
    """Return what names a row: a text, or a number as it is shown."""
    if cellule is None or cellule.genre not in ("s", "n"):
        return ""
    return (read_texte(cellule) or " ".join(show_cellule(cellule).split()))[:LU_MAX]


def _list_lues(
    lignes: Sequence[LigneTrouvee], c: Correspondance, role: str, trimestre: Trimestre | None
) -> list[CelluleBrute]:
    """Return the filled cells of one of our columns, on rows that are read."""
    cellules = []
    for ligne in lignes:
        entete = find_entete(ligne.table, c, role, trimestre)
        if entete is not None and entete.lettre in ligne.cellules:
            cellules.append(ligne.cellules[entete.lettre])
    return cellules
