"""Opening the first page of the public site in Chromium, nothing cached; its own words set bare are the reference."""

from __future__ import annotations

from functools import partial
from typing import Final

from playwright.sync_api import Browser

from benchmarks.mesure import Ligne, Prise, interleave
from benchmarks.navigateur import Attente, Regle, count_octets, launch_chromium, open_contexte, time_ouverture
from benchmarks.serveurs import Serveurs

BORNE: Final = 5.0
DECALAGE: Final = 0.02
LUE: Final = Attente((Regle(".phrase"), Regle(".kpi .valeur", 5)))
"""The sentence and the five figures, which the site, its bare words and the static page have alike."""
NU, STATIQUE = "le même texte, nu", "page statique"


def measure_site(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return the rows of the site: when it is painted and readable, what it weighs, how much it moves."""
    adresses = {
        "site": f"{serveurs.site.adresse}/",
        NU: f"{serveurs.site.adresse}/nu",
        STATIQUE: f"{serveurs.statique.adresse}/",
    }
    with launch_chromium() as chromium:
        prises: dict[str, Prise] = {nom: partial(_open, chromium, adresse) for nom, adresse in adresses.items()}
        medianes = interleave(prises, tours)
        octets = {nom: count_octets(chromium, adresse, LUE) for nom, adresse in adresses.items()}
    quoi, site = "Site, première page", medianes["site"]
    temps = [
        Ligne(f"{quoi}{suite}", nom, site[cle], medianes[nom][cle], "ms", BORNE)
        for cle, suite in (("peint", " : premier contenu peint"), ("lisible", " : lisible"))
        for nom in (NU, STATIQUE)
    ]
    return [
        *temps,
        Ligne(f"{quoi} : octets reçus", NU, octets["site"], octets[NU], "ko", BORNE),
        Ligne(f"{quoi} : octets reçus", STATIQUE, octets["site"], octets[STATIQUE], "ko"),
        Ligne(f"{quoi} : décalage (CLS)", "aucun", site["decalage"], 0, "", DECALAGE, ecart=True),
    ]


def _open(chromium: Browser, adresse: str) -> dict[str, float]:
    """Open an address in an empty profile."""
    with open_contexte(chromium, LUE) as contexte:
        return time_ouverture(contexte.new_page(), adresse)
