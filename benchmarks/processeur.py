"""What a view of the Synthèse costs the server, the browser's cache warm, against the same page in Dash."""

from __future__ import annotations

from dataclasses import replace

import psutil
from playwright.sync_api import Browser

from benchmarks.mesure import Ligne
from benchmarks.navigateur import SYNTHESE, count_dessins, launch_chromium, open_contexte, time_ouverture
from benchmarks.serveurs import Serveurs, Servi

BORNE = 0.5
VUES = 3
"""Views by round: the system counts processor time by hundredths of a second."""


def measure_processeur(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return the row of processor time."""
    with launch_chromium() as chromium:
        nous = _measure_vue(chromium, serveurs.application, "/synthese", VUES * tours)
        en_dash = _measure_vue(chromium, serveurs.dash, "", VUES * tours)
    return [Ligne("Processeur du serveur par vue, avec cache", "la même en Dash", nous, en_dash, "ms", BORNE)]


def _measure_vue(chromium: Browser, servi: Servi, ecran: str, vues: int) -> float:
    """Return the milliseconds of processor that a view takes of a server, over views that follow one another."""
    adresse = f"{servi.adresse}{ecran}"
    attente = replace(SYNTHESE, dessins=count_dessins(chromium, adresse))
    with open_contexte(chromium, attente) as contexte:
        page = contexte.new_page()
        for _rodage in range(2):
            time_ouverture(page, adresse)
            page.wait_for_load_state("networkidle")
        avant = _read_secondes(servi.pid)
        for _vue in range(vues):
            time_ouverture(page, adresse)
            page.wait_for_load_state("networkidle")
        return (_read_secondes(servi.pid) - avant) / vues * 1_000


def _read_secondes(pid: int) -> float:
    """Return the seconds of processor that a server and its children have taken."""
    processus = psutil.Process(pid)
    temps = [p.cpu_times() for p in (processus, *processus.children(recursive=True))]
    return float(sum(t.user + t.system for t in temps))
