"""Opening the Synthèse in Chromium: nothing cached, cached, nothing cached on a slow line; every reference as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
    slow_ligne,
    time_ouverture,
)
from benchmarks.serveurs import Serveurs

PEINT, LISIBLE, DESSINE = "peint", "lisible", "dessine"
NOMS = {PEINT: "premier contenu peint", LISIBLE: "lisible", DESSINE: "dessinée"}
ETATS = {"froid": "sans cache", "tiede": "avec cache", "lent": "sans cache, 5 Mbit/s"}
REFERENCES = {"vide": "page Streamlit vide", "dash": "la même en Dash", "statique": "page statique"}
OCTETS = 0.9


@dataclass(frozen=True, slots=True)
class Rang:
    """A row to write: how the Synthèse was opened, what was waited for, against which reference, within which bound."""

    etat: str
    quoi: str
    reference: str
    borne: float | None = None


RANGS = (
    Rang("froid", PEINT, "vide", 0.35),
    Rang("froid", PEINT, "dash"),
    Rang("froid", LISIBLE, "vide", 0.35),
    Rang("froid", LISIBLE, "dash", 1.0),
    Rang("froid", LISIBLE, "statique"),
    Rang("froid", DESSINE, "dash", 0.9),
    Rang("tiede", PEINT, "dash"),
    Rang("tiede", LISIBLE, "dash", 0.8),
    Rang("tiede", LISIBLE, "statique"),
    Rang("tiede", DESSINE, "dash", 1.0),
    Rang("lent", PEINT, "vide", 0.25),
    Rang("lent", PEINT, "dash"),
    Rang("lent", LISIBLE, "vide", 0.25),
    Rang("lent", LISIBLE, "dash", 1.0),
    Rang("lent", LISIBLE, "statique"),
    Rang("lent", DESSINE, "dash", 0.75),
)
"""What Dash paints first is « Loading... »: that row only informs."""


def measure_ouvertures(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return the rows of « first content », « readable », « every chart drawn » and bytes."""
    adresse, dash = f"{serveurs.application.adresse}/synthese", serveurs.dash.adresse
    with launch_chromium() as chromium:
        cibles = {
            "nous": (adresse, replace(SYNTHESE, dessins=count_dessins(chromium, adresse))),
            "dash": (dash, replace(SYNTHESE, dessins=count_dessins(chromium, dash))),
            "vide": (serveurs.vide.adresse, HELLO),
            "statique": (serveurs.statique.adresse, SYNTHESE),
        }
        check_dessins(cibles["nous"][1].dessins, cibles["dash"][1].dessins)
        medianes = interleave({nom: partial(_open, chromium, *cible) for nom, cible in cibles.items()}, tours)
        octets = {nom: count_octets(chromium, *cibles[nom]) for nom in ("nous", "dash")}
    nous, en_dash = octets["nous"], octets["dash"]
    octets_ = Ligne("Octets jusqu’à Synthèse, sans cache", REFERENCES["dash"], nous, en_dash, "ko", OCTETS)
    return [*(_write_rang(rang, medianes) for rang in RANGS), octets_]


def check_dessins(nous: int, dash: int) -> None:
    """Raise RuntimeError when the page in Dash no longer shows as many drawings: the ratio would mean nothing."""
    if nous != dash:
        raise RuntimeError(f"{nous} drawings on the Synthèse, {dash} on the page in Dash: make them the same")


def _write_rang(rang: Rang, medianes: Mapping[str, Mapping[str, float]]) -> Ligne:
    cle = f"{rang.etat}_{rang.quoi}"
    quoi = f"Synthèse {NOMS[rang.quoi]}, {ETATS[rang.etat]}"
    ligne = Ligne(quoi, REFERENCES[rang.reference], medianes["nous"][cle], medianes[rang.reference][cle], "ms")
    return ligne if rang.borne is None else replace(ligne, borne=rang.borne)


def _open(chromium: Browser, adresse: str, attente: Attente) -> dict[str, float]:
    """Open an address in an empty profile, then again in the same one, then in another empty one on a slow line."""
    releves: dict[str, float] = {}
    with open_contexte(chromium, attente) as contexte:
        page = contexte.new_page()
        for etat in ("froid", "tiede"):
            releves |= {f"{etat}_{cle}": valeur for cle, valeur in time_ouverture(page, adresse).items()}
            page.wait_for_load_state("networkidle")
    with open_contexte(chromium, attente) as contexte:
        page = contexte.new_page()
        slow_ligne(page)
        return releves | {f"lent_{cle}": valeur for cle, valeur in time_ouverture(page, adresse).items()}
