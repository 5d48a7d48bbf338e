"""What is typed on a screen, written like an import: validated, in one transaction, journalled, undoable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session

from loaders.ecriture.application import Accord, find_posterieure
from loaders.ecriture.clos import check_clos
from loaders.ecriture.droits import check_perimetre
from loaders.ecriture.journal import Acte, append_entree
from loaders.ecriture.ouverture import open_acte
from models.changement import Changement, Valeur
from models.objets import OBJETS, to_json
from models.refus import ApercuPerime, DemandeInvalide
from models.tables import columns
from models.tables_journal import ChangementJournal
from models.texte import clean
from models.trimestre import Trimestre
from models.vocabulaire import Role
from phrases.instants import format_instant


def write_saisie(
    acte: Acte,
    accord: Accord,
    build: Callable[[Session], Sequence[Changement]],
    *,
    requis: Role = Role.MISE_A_JOUR,
    trimestre: Trimestre | None = None,
) -> int | None:
    """Write what `build` says is to be changed, and return the number of the entry; None when nothing is.

    `build` reads inside the write transaction and raises what it refuses. Raises ApercuPerime, and writes nothing, when
    an entry later than `accord.revision_vue` wrote one of the cells, BaseRemplacee when the screen was of another
    database (`accord.sceau_vu`), DroitInsuffisant, HorsPerimetre and DemandeInvalide as an import does.
    `trimestre` is the quarter that the entry is of, None for none.
    """
    vu, sceau = accord.revision_vue, accord.sceau_vu
    with open_acte(acte, accord.agissant, requis=requis, revision_vue=vu, sceau_vu=sceau) as ouverte:
        session, agissant, acte = ouverte
        changements = build(session)
        if not changements:
            return None
        if autre := find_posterieure(session, changements, accord):
            raise ApercuPerime(
                f"Quelqu’un l’a modifié entre-temps : entrée n° {autre.id} du journal, de {autre.auteur}, le "
                f"{format_instant(autre.date)}. Rien n’a été enregistré ; relisez ce qui est gardé, puis recommencez."
            )
        check_perimetre(session, agissant, changements)
        check_clos(session, agissant, changements, acte.note)
        return append_entree(session, acte, changements, trimestre=None if trimestre is None else str(trimestre)).id


def diff_ligne(session: Session, objet: str, reference: str, voulus: Mapping[str, object]) -> list[Changement]:
    """Return the changes that give a row the values wanted, made when absent; fields not named are left."""
    ligne = session.get(OBJETS[objet].table, reference)
    presents: dict[str, Valeur] = {c: None if ligne is None else to_json(getattr(ligne, c)) for c in voulus}
    return [
        Changement(objet, reference, champ, None, presents[champ], to_json(valeur))
        for champ, valeur in voulus.items()
        if presents[champ] != to_json(valeur)
    ]


def find_numero_libre(session: Session, objet: str, prefixe: str = "") -> str:
    """Return the next number of a kind of row after a prefix (`A07/`): one that was undone is never given again."""
    c = columns(ChangementJournal)
    dites = session.scalars(select(c.reference).where(c.objet == objet).distinct())
    donnes = (r.removeprefix(prefixe) for r in dites if r.startswith(prefixe))
    return f"{prefixe}{max((int(n) for n in donnes if n.isascii() and n.isdecimal()), default=0) + 1}"


def read_texte(texte: str, nom: str, maximum: int, *, requis: bool = False) -> str | None:
    """Return a typed text without what no document can hold, None for nothing.

    Raises DemandeInvalide when it is longer than `maximum`, or empty where it is `requis`.
    """
    propre = clean(texte).strip()
    if len(propre) > maximum:
        raise DemandeInvalide(f"{nom} : {len(propre)} signes, pour {maximum} au plus. Raccourcissez.")
    if requis and not propre:
        raise DemandeInvalide(f"{nom} : écrivez-le pour enregistrer.")
    return propre or None
