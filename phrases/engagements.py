"""The sentence that opens the list of the engagements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.engagement import is_derriere
from phrases.format import FINE, format_compte, format_nombre, format_trimestre, join_mots
from phrases.trimestre import write_remontees


def write_ouverture_engagements(bilan: Bilan, aujourd_hui: date) -> str:
    """Return the opening sentence: how many engagements are on or behind the expected, how many hold a blocked action.

    A quarter that is not over, not whole, or without a report of its own, is not told against an expected that is the
    one of its last day. The engagements are counted, their figures never added.
    """
    moment = f"Au {format_trimestre(bilan.trimestre)}"
    chiffres = list(bilan.engagements.values())
    total = format_compte(len(chiffres), "engagement")
    if not bilan.renseigne:
        return f"{moment}, aucune remontée n’a encore été reçue{FINE}: l’avancement des {total} n’est pas renseigné."
    connus = [c for c in chiffres if c.suffisante]
    if not bilan.is_comparable(aujourd_hui):
        etat = "le trimestre est en cours" if bilan.is_en_cours(aujourd_hui) else write_remontees(bilan)
        etat = "les valeurs sont reprises d’un trimestre antérieur" if bilan.repris else etat
        dit = _accord(len(connus), "a un avancement connu", "ont un avancement connu")
        phrase = f"{moment}, {etat}{FINE}: sur {total}, {dit}"
    else:
        phrase = f"{moment}, sur {total}, {_write_rythme(connus, len(chiffres))}"
    bloques = sum(c.bloquees > 0 for c in chiffres)
    blocage = _accord(bloques, "compte une action bloquée", "comptent au moins une action bloquée")
    return f"{phrase}{FINE}; {blocage if bloques else 'aucun ne compte d’action bloquée'}."


def _write_rythme(connus: Sequence[Chiffres], total: int) -> str:
    """Return « 7 avancent au rythme attendu ou plus vite, 3 sont derrière et 2 n’ont pas assez de données »."""
    derriere = sum(is_derriere(c) for c in connus)
    morceaux = (
        (len(connus) - derriere, "avance au rythme attendu ou plus vite", "avancent au rythme attendu ou plus vite"),
        (derriere, "est derrière l’attendu", "sont derrière l’attendu"),
        (total - len(connus), "n’a pas assez de données", "n’ont pas assez de données"),
    )
    dits = [_accord(*morceau) for morceau in morceaux if morceau[0]]
    return join_mots(dits) or "aucun n’est suivi"


def _accord(nombre: int, singulier: str, pluriel: str) -> str:
    return f"{format_nombre(nombre)} {singulier if nombre < 2 else pluriel}"
