"""The chain of the journal: every entry there, each bearing its seal, each undone by whom the undos say."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import Session

from loaders.integrite.octets import read_octets
from models.sceau import PREMIER, Chaine, EntreeBrute, load_chaine, load_sceau
from models.tables import columns
from models.tables_journal import Remontee
from models.vocabulaire import NatureEntree

DERNIERES = 200
"""Entries that are checked at each start: the cost of a start does not grow with the journal."""
REMEDE = "Comparez avec une sauvegarde, et restaurez-la s’il le faut."


def find_rupture(session: Session) -> str | None:
    """Return what does not fit among the latest entries, None when all do; the files received are not read.

    This is for each start of a server: at most `DERNIERES` entries. `check_base` looks at everything.
    """
    tete = session.scalar(select(func.max(columns(Remontee).id)))
    if tete is None:
        return None
    depuis = max(0, int(tete) - DERNIERES + 1)
    with read_octets(session.connection()):
        chaine = load_chaine(session.connection(), depuis)
        return find_faute_chaine(chaine, depuis, load_sceau(session.connection(), depuis - 1))


def find_faute_chaine(chaine: Chaine, depuis: int = 0, precedent: str | None = PREMIER) -> str | None:
    """Return what does not fit with the first entry that does not, None when all do.

    An entry is held against the seal that the one before bears, altered or not, so that the one altered is named, and
    not all that follow. A last entry that is gone leaves no gap: the rows that it wrote tell it (`find_faute_etat`).
    """
    attendu = depuis
    for entree in chaine.entrees:
        if entree.numero != attendu:
            return _explain_numero(entree.numero, attendu)
        if entree.sceau is None:
            return f"L’entrée n° {attendu} du journal n’a pas de sceau : le programme ne l’a pas écrite."
        if entree.sceau != entree.compute_sceau(precedent):
            return (
                f"L’entrée n° {attendu} du journal ne correspond pas à son sceau : elle, ses changements ou ce qui la "
                "précède ont été modifiés hors du programme."
            )
        precedent, attendu = entree.sceau, attendu + 1
    if chaine.orphelins:
        return f"Des changements du journal se disent de l’entrée n° {chaine.orphelins[0]}, qui n’existe pas."
    return None


def _explain_numero(numero: int, attendu: int) -> str:
    if numero > attendu:
        return f"L’entrée n° {attendu} du journal manque : elle a été supprimée hors du programme."
    return f"L’entrée n° {numero} du journal n’a pas été écrite par le programme."


def find_faute_annulations(chaine: Chaine) -> str | None:
    """Return the first entry whose mark « undone » is not what the undos of the journal say, None when all are."""
    dites = replay_annulations(chaine.entrees)
    for entree in chaine.entrees:
        if entree.annule_par != dites[entree.numero]:
            dit, juste = _write_mark(entree.annule_par), _write_mark(dites[entree.numero])
            return (
                f"L’entrée n° {entree.numero} du journal est marquée {dit} ; d’après les annulations, elle est {juste}."
            )
    return None


def replay_annulations(entrees: tuple[EntreeBrute, ...]) -> dict[int, int | None]:
    """Return, of each entry, the undo in force: one undone is in force no more, and what it undid is again."""
    cibles = {e.numero: e.get_champ("cible") for e in entrees}
    marques: dict[int, int | None] = dict.fromkeys(cibles)
    for entree in entrees:
        if entree.get_champ("nature") != NatureEntree.ANNULATION:
            continue
        annulee, par = entree.get_champ("cible"), entree.numero
        while annulee in cibles and annulee < par:  # an undo is later than what it takes back, or nothing would end
            marques[annulee] = par
            retablie = cibles[annulee]
            if retablie not in cibles or retablie >= annulee:
                break
            marques[retablie] = None
            annulee, par = cibles[retablie], retablie
    return marques


def _write_mark(par: object) -> str:
    return "en vigueur" if par is None else f"annulée par la n° {par}"
