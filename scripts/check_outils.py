"""Check that the machine has what a command needs beside Python: `python scripts/check_outils.py [--tests]`.

Standard library alone: it runs before the environment is built. As root it installs by apt what is missing; for anybody
else it names everything at once, with the line to paste, and exits 1. That line is the only thing meant for root: run
under sudo, make itself would leave an environment and a database that their owner can no longer change.
"""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ATTENTE_S = 600
"""Seconds during which a package manager that is busy (a new machine updates itself) is waited for."""
PAUSE_S = 5
DOSSIERS_ADMIN = ("/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/lib/postgresql/*/bin")
"""Where Debian puts servers; an ordinary user's PATH does not hold them."""
POLICE = "DejaVuSans.ttf"


class Outil(NamedTuple):
    """Something that a command needs: what it is for, its Debian package, and how its presence is known."""

    usage: str
    paquet: str
    commandes: tuple[str, ...] = ()
    bibliotheque: str = ""
    police: str = ""


NAVIGATEUR = (
    Outil("a browser", "chromium", commandes=("chromium", "chromium-browser", "google-chrome")),
    Outil("a library of the browser's driver", "libatomic1", bibliotheque="libatomic.so.1"),
    Outil("a font with the signs that ours lacks", "fonts-dejavu-core", police=POLICE),
)
TESTS = (
    Outil("a spreadsheet program", "libreoffice-calc", commandes=("soffice", "libreoffice")),
    Outil("a presentation program", "libreoffice-impress", commandes=("loimpress", "simpress", "oosimpress")),
    Outil("a word processor", "libreoffice-writer", commandes=("lowriter", "swriter")),
    Outil("a reverse proxy", "nginx-light", commandes=("nginx",)),
    Outil("a relay between sockets", "socat", commandes=("socat",)),
    Outil("a maker of certificates", "openssl", commandes=("openssl",)),
    Outil("a database server", "postgresql", commandes=("initdb",)),
)


def is_present(outil: Outil) -> bool:
    """Return whether a tool is there; libraries and fonts are Linux's business, other systems bring theirs."""
    if outil.commandes:
        admin = (chemin for dossier in DOSSIERS_ADMIN for chemin in glob.glob(dossier))  # noqa: PTH207 (absolute)
        chemins = os.pathsep.join((os.environ.get("PATH", os.defpath), *admin))
        return any(shutil.which(commande, path=chemins) for commande in outil.commandes)
    if not sys.platform.startswith("linux"):
        return True
    if outil.bibliotheque:
        try:
            ctypes.CDLL(outil.bibliotheque)  # the loader itself is asked: `ldconfig` is not in everybody's PATH
        except OSError:
            return False
        return True
    return any(any(dossier.rglob(outil.police)) for dossier in list_dossiers_polices() if dossier.is_dir())


def list_dossiers_polices() -> list[Path]:
    """Return the folders where fonts are looked for."""
    chez_soi = Path.home()
    systeme = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*systeme, chez_soi / ".fonts", chez_soi / ".local" / "share" / "fonts"]


def write_install(outils: list[Outil]) -> list[str]:
    """Return the words of the installation."""
    options = ["-y", "--no-install-recommends", "-o", f"DPkg::Lock::Timeout={ATTENTE_S}"]
    return ["apt-get", "install", *options, *(outil.paquet for outil in outils)]


def write_message(manquants: list[Outil]) -> str:
    """Return the one message that names everything missing and holds the whole line."""
    noms = "\n".join(f"  - {outil.usage} ({outil.paquet})" for outil in manquants)
    return (
        f"Missing on this machine:\n{noms}\n"
        "Install it once with this line (another system than Debian: the same, by its own package manager):\n\n"
        f"  sudo apt-get update && sudo {' '.join(write_install(manquants))}\n\n"
        "then run make again, as yourself. Nothing was built."
    )


def install(outils: list[Outil]) -> int:
    """Install by apt, quietly unless it fails, and return its exit code."""
    print(f"Installing {', '.join(outil.paquet for outil in outils)} (a few minutes)...", flush=True)
    environnement = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    # `DPkg::Lock::Timeout` does not cover the lock of the lists: an update is asked for again.
    limite = time.monotonic() + ATTENTE_S
    for commande in (["apt-get", "update", "-qq"], write_install(outils)):
        while True:
            fait = subprocess.run(commande, env=environnement, capture_output=True, text=True, check=False)
            if "Could not get lock" not in fait.stderr or time.monotonic() > limite:
                break
            time.sleep(PAUSE_S)
        if fait.returncode:
            print(fait.stdout, fait.stderr, sep="", file=sys.stderr)
            return fait.returncode
    return 0


def main(arguments: list[str]) -> int:
    """Return 0 when everything is there, in the end; 1 otherwise, after one message."""
    voulus = NAVIGATEUR + (TESTS if "--tests" in arguments else ())
    manquants = [outil for outil in voulus if not is_present(outil)]
    if manquants and os.geteuid() == 0 and shutil.which("apt-get"):
        if code := install(manquants):
            return code
        manquants = [outil for outil in manquants if not is_present(outil)]
    if manquants:
        print(write_message(manquants), file=sys.stderr)
    return int(bool(manquants))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
