"""Opening the Synthèse in Chromium, nothing cached then cached, against `hello` and against the same page in Dash."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from playwright.sync_api import Browser

from benchmarks.mesure import Ligne, interleave
from benchmarks.navigateur import (
    HELLO,
    SYNTHESE,
    Attente,
    count_dessins,
    count_octets,
    launch_chromium,
    open_contexte,
    time_ouverture,
)
from benchmarks.serveurs import Serveurs

LISIBLE, DESSINE, OCTETS = 1.4, 1.0, 1.2
ETATS = {"froid": "sans cache", "tiede": "avec cache"}


def measure_ouvertures(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return the rows of « readable », « every chart drawn » and bytes."""
    adresse, dash = f"{serveurs.application.adresse}/synthese", serveurs.dash.adresse
    with launch_chromium() as chromium:
        cibles = {
            "nous": (adresse, replace(SYNTHESE, dessins=count_dessins(chromium, adresse))),
            "dash": (dash, replace(SYNTHESE, dessins=count_dessins(chromium, dash))),
            "hello": (serveurs.vide.adresse, HELLO),
        }
        check_dessins(cibles["nous"][1].dessins, cibles["dash"][1].dessins)
        medianes = interleave({nom: partial(_open_deux_fois, chromium, *cible) for nom, cible in cibles.items()}, tours)
        octets = {nom: count_octets(chromium, *cibles[nom]) for nom in ("nous", "dash")}
    nous, en_dash, hello = medianes["nous"], medianes["dash"], medianes["hello"]
    lignes = []
    for cle, etat in ETATS.items():
        lu, vu = f"{cle}_lisible", f"{cle}_dessine"
        lignes.append(Ligne(f"Synthèse lisible, {etat}", "hello", nous[lu], hello[lu], "ms", LISIBLE))
        lignes.append(Ligne(f"Synthèse dessinée, {etat}", "la même en Dash", nous[vu], en_dash[vu], "ms", DESSINE))
    octets_ = Ligne(
        "Octets jusqu’à Synthèse, sans cache", "la même en Dash", octets["nous"], octets["dash"], "ko", OCTETS
    )
    return [*lignes, octets_]


def check_dessins(nous: int, dash: int) -> None:
    """Raise RuntimeError when the page in Dash no longer shows as many drawings: the ratio would mean nothing."""
    if nous != dash:
        raise RuntimeError(f"{nous} drawings on the Synthèse, {dash} on the page in Dash: make them the same")


def _open_deux_fois(chromium: Browser, adresse: str, attente: Attente) -> dict[str, float]:
    """Open an address in an empty profile, then again in the same one."""
    with open_contexte(chromium, attente) as contexte:
        page = contexte.new_page()
        releves = {f"froid_{cle}": valeur for cle, valeur in time_ouverture(page, adresse).items()}
        page.wait_for_load_state("networkidle")
        return releves | {f"tiede_{cle}": valeur for cle, valeur in time_ouverture(page, adresse).items()}
