"""What is said of the météo beside the distance to the expected."""

from __future__ import annotations

from metrics.confiance import SEREINES, Confiance
from metrics.etat import SEUIL_ALERTE
from phrases.format import format_compte, format_nombre


def write_confiance(confiance: Confiance) -> str:
    """Return « 6 actions annoncent Soleil ou Couvert à 10 points ou plus derrière, dont 3 avec des dates propres »."""
    loin = f"{SEUIL_ALERTE} points ou plus derrière"
    if not confiance.confiantes:
        return f"Aucune action à {loin} n’annonce {' ni '.join(SEREINES)}"
    verbe = "annonce" if confiance.confiantes == 1 else "annoncent"
    dit = f"{format_compte(confiance.confiantes, 'action')} {verbe} {' ou '.join(SEREINES)} à {loin}"
    if not confiance.propres or confiance.confiantes == 1:
        return dit
    return f"{dit}, dont {format_nombre(confiance.propres)} avec des dates propres"
