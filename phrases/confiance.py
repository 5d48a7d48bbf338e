"""What is said of the météo beside the distance to the expected."""

from __future__ import annotations

from metrics.confiance import Confiance
from metrics.etat import SEUIL_ALERTE
from models.vocabulaire import METEOS_A_COMMENTER, Meteo
from phrases.format import format_compte, format_nombre


def write_confiance(confiance: Confiance) -> str:
    """Return « 6 actions annoncent Soleil ou Couvert à 10 points ou plus derrière, dont 3 avec des dates propres »."""
    belles = [str(meteo) for meteo in Meteo if meteo not in METEOS_A_COMMENTER]
    loin = f"{SEUIL_ALERTE} points ou plus derrière"
    if not confiance.confiantes:
        return f"Aucune action à {loin} n’annonce {' ni '.join(belles)}"
    verbe = "annonce" if confiance.confiantes == 1 else "annoncent"
    dit = f"{format_compte(confiance.confiantes, 'action')} {verbe} {' ou '.join(belles)} à {loin}"
    if not confiance.propres or confiance.confiantes == 1:
        return dit
    return f"{dit}, dont {format_nombre(confiance.propres)} avec des dates propres"
