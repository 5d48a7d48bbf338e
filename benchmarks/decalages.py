"""How much what is read moves while the Synthèse opens, as Chromium counts it (CLS), at a desk and on a phone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from playwright.sync_api import Browser

from benchmarks.mesure import Ligne, Prise, interleave
from benchmarks.navigateur import (
    BUREAU,
    SYNTHESE,
    TELEPHONE,
    Attente,
    count_dessins,
    launch_chromium,
    open_contexte,
    time_ouverture,
)
from benchmarks.serveurs import Serveurs

BORNE = 0.02
FENETRES = {"bureau": BUREAU, "téléphone": TELEPHONE}


def measure_decalages(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return a row for each size of window: the sum of the layout shifts until every chart is drawn."""
    adresse = f"{serveurs.application.adresse}/synthese"
    with launch_chromium() as chromium:
        prises: dict[str, Prise] = {
            nom: partial(
                _open,
                chromium,
                adresse,
                replace(SYNTHESE, dessins=count_dessins(chromium, adresse, fenetre)),
                fenetre,
            )
            for nom, fenetre in FENETRES.items()
        }
        medianes = interleave(prises, tours)
    return [
        Ligne(f"Décalage à l’ouverture (CLS), {nom}", "aucun", valeurs["decalage"], 0, "", BORNE, ecart=True)
        for nom, valeurs in medianes.items()
    ]


def _open(chromium: Browser, adresse: str, attente: Attente, fenetre: tuple[int, int]) -> dict[str, float]:
    """Open an address in an empty profile."""
    with open_contexte(chromium, attente, fenetre) as contexte:
        return time_ouverture(contexte.new_page(), adresse)
