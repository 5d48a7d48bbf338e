"""What is said of the météo beside the distance to the expected."""

from __future__ import annotations

from metrics.confiance import SEREINES, ClasseEcart, Confiance, Contraste
from metrics.etat import SEUIL_ALERTE
from models.vocabulaire import Meteo
from phrases.format import FINE, format_compte, format_nombre, format_points, format_trimestre, split_points


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


def write_alertes(confiance: Confiance, alertes: int) -> str:
    """Return why the figure counts fewer actions far behind than the table: those with dates of their own alone.

    « Des 15 actions à 10 points ou plus derrière, 10 ont des dates propres : l’indicateur Écart ne compte qu’elles ».
    Empty where both count the same.
    """
    loin = sum(n for (_, classe), n in confiance.comptes.items() if classe is ClasseEcart.LOIN)
    if loin == alertes:
        return ""
    return (
        f"Des {format_compte(loin, 'action')} à {SEUIL_ALERTE} points ou plus derrière, {format_nombre(alertes)} "
        f"{'a' if alertes < 2 else 'ont'} des dates propres{FINE}: l’indicateur Écart ne compte qu’elles."
    )


def write_contraste(contraste: Contraste) -> str:
    """Return « Depuis le T2 2026, la météo annoncée s’améliore (17 Soleil contre 14), l’écart… passe de −8 à −11 »."""
    avant, apres = contraste.soleils
    meteo = "s’améliore" if contraste.mieux else "se dégrade"
    debut = split_points(contraste.ecarts[0])[0]
    return (
        f"Depuis le {format_trimestre(contraste.depuis)}, la météo annoncée {meteo} ({format_nombre(apres)} "
        f"{Meteo.SOLEIL} contre {format_nombre(avant)}) pendant que l’écart avec l’attendu passe de {debut} à "
        f"{format_points(contraste.ecarts[1])}."
    )
