"""The servers compared, each a process of its own on a free port, on one demonstration database."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.donnees import Donnees
from tests.e2e.conftest import RACINE, find_port, list_liens, spend_lien, wait_ready

TEMOINS = Path(__file__).with_name("temoins")
_OPTIONS = ("--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false")
SANS_STREAMLIT = {"synthese_dash": "_dash-layout", "deux_ecrans_dash": "_dash-layout", "statique": "", "site": ""}
"""The references that are no Streamlit application, and where each answers once it is ready."""
_VIEWER = ("--client.toolbarMode=viewer",)


@dataclass(frozen=True, slots=True)
class Servi:
    """A server that runs: its address, its process, the cookie of who administers, empty when it has none."""

    adresse: str
    pid: int
    cookie: str = ""


@contextmanager
def launch(
    commande: list[str], port: int, sante: str, env: Mapping[str, str], dossier: Path = RACINE
) -> Iterator[Servi]:
    """Run a server until the block ends, once it answers at `sante`."""
    with tempfile.TemporaryDirectory() as provisoire:
        sortie = Path(provisoire) / "sortie.txt"
        with sortie.open("wb") as ecrite:
            serveur = subprocess.Popen(
                [sys.executable, *commande],
                cwd=dossier,
                env={**os.environ, "PYTHONPATH": str(RACINE), **env},
                stdout=ecrite,
                stderr=subprocess.DEVNULL,
            )
        try:
            adresse = f"http://localhost:{port}"
            wait_ready(f"{adresse}/{sante}", serveur)
            liens = list_liens(sortie)
            yield Servi(adresse, serveur.pid, spend_lien(liens[-1]) if liens else "")
        finally:
            serveur.terminate()
            serveur.wait(timeout=20)


@dataclass
class Serveurs:
    """What a run of the benchmarks serves, each started when first asked for and kept until the end."""

    donnees: Donnees
    _pile: ExitStack = field(default_factory=ExitStack)
    _servis: dict[str, Servi] = field(default_factory=dict)

    def __enter__(self) -> Serveurs:
        return self

    def __exit__(self, *_: object) -> None:
        self._pile.close()

    @property
    def application(self) -> Servi:
        """Return the application, by the command that its users type."""
        return self._start("application")

    @property
    def vide(self) -> Servi:
        """Return the empty Streamlit page, `hello`."""
        return self._start("vide")

    @property
    def dash(self) -> Servi:
        """Return the Synthèse written in Dash."""
        return self._start("synthese_dash")

    @property
    def deux_dash(self) -> Servi:
        """Return the Synthèse and the list of actions written in Dash."""
        return self._start("deux_ecrans_dash")

    @property
    def statique(self) -> Servi:
        """Return the words of the Synthèse as a static page."""
        return self._start("statique")

    @property
    def site(self) -> Servi:
        """Return the public site, and the words of its first page alone."""
        return self._start("site")

    def _start(self, nom: str) -> Servi:
        if nom not in self._servis:
            self._servis[nom] = self._pile.enter_context(self.launch(nom))
        return self._servis[nom]

    def launch(self, nom: str) -> AbstractContextManager[Servi]:
        """Return a fresh server of one kind, apart from those kept."""
        port = find_port()
        env = {"DATABASE_URL": self.donnees.url}
        if nom in SANS_STREAMLIT:
            return launch(["-m", f"benchmarks.temoins.{nom}", str(port)], port, SANS_STREAMLIT[nom], env)
        streamlit = ["-m", "streamlit", "run"]
        options = [f"--server.port={port}", f"--browser.serverPort={port}"]
        if nom == "application":
            return launch([*streamlit, "dashboard.py", *options], port, "_stcore/health", env)
        options += [*_OPTIONS, *_VIEWER, "--server.address=localhost"]
        return launch([*streamlit, "serveur.py", *options], port, "_stcore/health", env, TEMOINS)
