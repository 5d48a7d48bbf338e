"""What a link asks of the list of actions, in the words of its filters."""

from __future__ import annotations

from typing import Final

EN_RETARD: Final = "En retard"
A_BOUGE: Final = "A bougé ce trimestre"
SANS_PREUVE: Final = "Réalisée sans preuve"
SANS_STATUT: Final = "Statut non renseigné"
SANS_METEO: Final = "Météo non renseignée"
NON_RENSEIGNEE: Final = "Non renseignée"
NON_ACTUALISEE: Final = "Non actualisée"
