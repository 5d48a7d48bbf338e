"""How a part of the plan is called: on a cover, at the foot of a page, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from metrics.chiffres import Chiffres
from metrics.etat import EtatAction
from metrics.perimetre import Genre, Perimetre
from models.vocabulaire import Statut
from phrases.arbre import write_part
from phrases.coupe import cut_mots
from phrases.format import FINE, format_compte, keep_sigles
from phrases.nom import decline

SUJET: Final = decline("ensemble de ces actions", False)
"""What the sentences of a part speak of: « l’ensemble de ces actions est avancé à 51 % »."""
NOM_MAX = 90


def name_perimetre(perimetre: Perimetre) -> str:
    """Return « Orientation 2 : Soutenir les familles », « Actions du pilote : … », « Actions du partenaire : … »."""
    nom = keep_sigles(cut_mots(perimetre.nom, NOM_MAX))
    return {
        Genre.ORIENTATION: f"Orientation {perimetre.numero}{FINE}: {nom}",
        Genre.PILOTE: f"Actions du pilote{FINE}: {nom}",
        Genre.PARTENAIRE: f"Actions du partenaire{FINE}: {nom}",
    }[perimetre.genre]


def write_constat_perimetre(chiffres: Chiffres, etats: Sequence[EtatAction]) -> str:
    """Return « 11 actions : 51 % d’avancement ; 1 réalisée, 2 bloquées, 3 en retard »; what is 0 is not said."""
    noms = (
        (chiffres.realisees, "réalisée", "réalisées"),
        (chiffres.statuts[Statut.BLOQUEE], "bloquée", "bloquées"),
        (sum(e.en_retard for e in etats), "en retard", "en retard"),
    )
    dits = [format_compte(n, un, plusieurs) for n, un, plusieurs in noms if n]
    part = write_part(chiffres)
    debut = f"{format_compte(len(etats), 'action')}{FINE}: {part}{' d’avancement' if chiffres.suffisante else ''}"
    return f"{debut}{FINE}; {', '.join(dits)}" if dits else debut
