"""What is made ready before the first visitor comes: modules, database, and what the first screen shows."""

from __future__ import annotations

import gc
import importlib
import logging
import sys

from loaders.base.droits import explain_droits
from models.refus import BaseIndisponible, Refus
from models.remede import Canal
from models.session import database_url, sqlite_path
from ui.socle.base import ensure_base, find_alteration

_LOURDS = (
    "pandas",
    "ui.premier.page",
    "ui.aide.ecran",
    "ui.synthese.blocs",
    "ui.calendrier.ecran",
    "ui.charte.ecran",
    "ui.engagements.liste",
    "ui.acces.fiche",
    "ui.etat.ecran",
    "ui.actions.fiche",
    "ui.importer.application",
    "ui.journal.entree",
    "ui.actions.liste",
    "ui.partenaires.fiche",
    "ui.partenaires.ecran",
    "ui.recherche.ecran",
)
"""What the screens import."""
BASCULE = 0.0005
"""Seconds a thread may keep the interpreter while another waits: answers leave between two steps of a run."""


def warm_up() -> None:
    """Prepare everything, then set it apart from the collector, which Streamlit runs in full after every run.

    A database that cannot be opened is said on the screens, not here.
    """
    for module in _LOURDS:
        importlib.import_module(module)
    try:
        ensure_base()
        for avis in (find_alteration(), explain_droits(sqlite_path(database_url()))):
            if avis is not None:
                logging.getLogger(__name__).warning("%s", avis)
        _build_accueil()
    except (BaseIndisponible, Refus) as refus:
        logging.getLogger(__name__).warning("%s", refus.say(Canal.ECRAN))  # speaks of the base, not of a cell
    except Exception:  # whatever it is, the screens say it better than a server that does not start
        logging.getLogger(__name__).exception("The first screen could not be made ready.")
    # Streamlit collects in full after every run, which pauses all viewers: what lives for ever is out of its sight.
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(BASCULE)


def _build_accueil() -> None:
    """Compute the figures and the drawings of the default quarter, on both grounds."""
    from charts.theme import PALETTES
    from models.temps import find_jour
    from ui.socle import dessins
    from ui.socle.donnees import find_version, get_defaut, get_plan, maintenant
    from ui.socle.vue import Vue

    jour = find_jour(maintenant())
    version = find_version(jour)
    plan = get_plan(version)
    if not plan.trimestres_renseignes:
        return
    trimestre = get_defaut(version, jour)
    for fond in PALETTES:
        vue = Vue(version, trimestre, trimestre, jour, fond)
        for build in (dessins.get_orientations, dessins.get_meteo, dessins.get_courbe):
            _ = build(vue).json
