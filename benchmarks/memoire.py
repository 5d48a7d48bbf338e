"""Memory of the server, once every screen was opened, and of each viewer more."""

from __future__ import annotations

import time
from contextlib import ExitStack

import psutil

from benchmarks.mesure import Ligne
from benchmarks.serveurs import Serveurs
from benchmarks.session import open_session
from ui.socle.navigation import ECRANS

SERVEUR_MO, VISITEUR_KO = 120.0, 80.0
VISITEURS = 100


def measure_memoire(serveurs: Serveurs, _: int) -> list[Ligne]:
    """Return the rows of resident memory, on fresh servers: one visit of each screen, then viewers who stay."""
    with serveurs.launch("application") as nous, serveurs.launch("vide") as hello:
        for ecran in ECRANS:
            with open_session(nous, ecran.url):
                pass
        with open_session(hello, ""):
            pass
        repos, repere = _read_ko(nous.pid), _read_ko(hello.pid)
        with ExitStack() as pile:
            for _visiteur in range(VISITEURS):
                pile.enter_context(open_session(nous, ECRANS[0].url))
            plein = _read_ko(nous.pid)
    serveur = Ligne(
        "Mémoire du serveur", "serveur de la page vide", repos / 1e3, repere / 1e3, "Mo", SERVEUR_MO, ecart=True
    )
    par_visiteur = (plein - repos) / VISITEURS
    return [serveur, Ligne("Mémoire par visiteur", "aucun visiteur", par_visiteur, 0, "ko", VISITEUR_KO, ecart=True)]


def _read_ko(pid: int) -> float:
    """Return the resident memory of a server and of its children, in kB, a second after its last run."""
    time.sleep(1)
    processus = psutil.Process(pid)
    return float(sum(p.memory_info().rss for p in (processus, *processus.children(recursive=True)))) / 1e3
