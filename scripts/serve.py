"""Serve the application for make: `python scripts/serve.py`; with `--check`, only look whether its port is free.

A taken port is said before anything is built, with the way to have another. Ctrl-C is the ordinary way to stop: it
exits 0.
"""

from __future__ import annotations

import errno
import os
import runpy
import signal
import socket
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
TERMINAL = 0
AUTRE_PORT = "Have another: STREAMLIT_SERVER_PORT=8502 make demo"


def read_ecoute() -> tuple[str, int]:
    """Return the address and the port that Streamlit will listen on; raise ValueError when the port is not one."""
    reglages = tomllib.loads((RACINE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
    adresse = os.environ.get("STREAMLIT_SERVER_ADDRESS") or reglages["address"]
    port = int(os.environ.get("STREAMLIT_SERVER_PORT") or reglages["port"])
    if port not in range(1, 65536):  # the system takes what remains of the division by 65536
        raise ValueError(port)
    return adresse, port


def explain_port() -> str | None:
    """Return why the server could not listen where it is told to and what to do, None when it can."""
    try:
        adresse, port = read_ecoute()
        places = socket.getaddrinfo(adresse, port, type=socket.SOCK_STREAM)
    except (ValueError, socket.gaierror):
        return f"The server's address or port cannot be understood. {AUTRE_PORT}"
    for famille, genre, protocole, _, place in places:
        with suppress(OSError), socket.socket(famille, genre, protocole) as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free, as for Streamlit
            try:
                prise.bind(place)
            except OSError as erreur:  # an address that the machine lacks (IPv6) takes nothing
                if erreur.errno == errno.EADDRINUSE:
                    return f"Port {port} is already in use: is the application served elsewhere? {AUTRE_PORT}"
                if erreur.errno == errno.EACCES:
                    return f"Port {port} may not be used by this account. {AUTRE_PORT}"
    return None


@contextmanager
def take_terminal() -> Iterator[None]:
    """Have Ctrl-C reach the server alone: make, in the same group of processes, would end as interrupted.

    The server becomes the terminal's foreground group and gives it back at the end. Ctrl-Z is closed meanwhile: it
    would stop the server behind make's back, and nobody could have the terminal again.
    """
    try:
        groupe = os.tcgetpgrp(TERMINAL)
    except OSError:  # no terminal
        groupe = -1
    if groupe != os.getpgrp() or os.getsid(0) == os.getpid():  # in the background, or make is not above
        yield
        return
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # or taking the terminal from the background would stop us
    os.setpgid(0, 0)
    os.tcsetpgrp(TERMINAL, os.getpgrp())
    try:
        yield
    finally:
        os.tcsetpgrp(TERMINAL, groupe)


def main(arguments: list[str]) -> int:
    """Return 1 after a message when the port cannot be had, otherwise serve until Ctrl-C."""
    if raison := explain_port():
        print(raison, file=sys.stderr)
        return 1
    if "--check" in arguments:
        return 0
    with take_terminal():
        sys.argv = ["streamlit", "run", str(RACINE / "dashboard.py")]
        # Streamlit closes its doors, then raises the signal again: left to Python, it would say « Aborted! », exit 1.
        signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
