"""The findings of what comes after the story: an orientation, a blocked action, all of them."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.arrondi import round_demi
from metrics.chiffres import Chiffres
from metrics.etat import EtatAction
from models.plan import Orientation
from models.vocabulaire import Statut
from phrases.actions import write_ouverture_liste
from phrases.arbre import write_part
from phrases.coupe import cut_mots
from phrases.format import FINE, format_compte, format_pourcent, format_trimestre

CONSTAT_MAX = 95
"""Signs of a finding that must be cut somewhere: two lines of a slide."""


def write_constat_orientation(
    orientation: Orientation, chiffres: Chiffres, etats: Sequence[EtatAction], compare: bool
) -> str:
    """Return « Orientation 1 : 51 %, 18 points derrière l’attendu ; 2 actions bloquées, 3 en retard ».

    What is 0 is not said; the distance only with `compare`.
    """
    debut = f"Orientation {orientation.numero}{FINE}: {write_part(chiffres)}"
    points = int(round_demi(chiffres.ecart or 0)) if compare and chiffres.suffisante else 0
    if points:
        debut += f", {format_compte(abs(points), 'point')} {'derrière' if points < 0 else 'devant'} l’attendu"
    retards = sum(e.en_retard for e in etats)
    dits = [format_compte(chiffres.bloquees, "action bloquée", "actions bloquées")] if chiffres.bloquees else []
    if retards:
        dits.append(f"{retards} en retard" if dits else f"{format_compte(retards, 'action')} en retard")
    return f"{debut}{FINE}; {', '.join(dits)}" if dits else debut


def write_constat_bloquee(etat: EtatAction) -> str:
    """Return « A08, bloquée à 25 % depuis le T2 2026 : Créer un service… », its title cut where two lines end."""
    part = f" à {format_pourcent(etat.avancement)}" if etat.avancement is not None else ""
    statut = str(Statut.BLOQUEE).lower()
    depuis = f" depuis le {format_trimestre(etat.statut_debut)}" if etat.statut_debut else ""
    debut = f"{etat.code}, {statut}{part}{depuis}{FINE}: "
    return debut + cut_mots(etat.action.libelle.texte, max(CONSTAT_MAX - len(debut), 40))


def write_constat_actions(etats: Sequence[EtatAction]) -> str:
    """Return « Sur 40 actions, 4 sont réalisées, 5 bloquées et 4 en retard »."""
    return write_ouverture_liste(etats).removesuffix(".")
