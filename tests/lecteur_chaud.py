"""The reader of workbooks without the time that it takes to start: forked from a process that has imported it.

Each batch still has a process of its own, as clean and as bounded as the one that the program starts; but two thirds of
the processor time of a small file, in more than a thousand tests, went to the same imports. `tests/loaders/lecture`,
which looks at the process itself, starts it as the program does, and holds this one to it.
"""

from __future__ import annotations

import atexit
import gc
import os
import runpy
import socket
import struct
import subprocess
import sys
from contextlib import suppress
from importlib import import_module

from loaders.lecture.lecteur.lot import INUTILES
from tests.racine import RACINE

STATUT = struct.Struct("i")
MORCEAU = 1 << 20
_SIEN: list[socket.socket] = []


def run_chaud(module: str, entree: bytes, attente: float) -> bytes:
    """Answer as `run_enfant` of `loaders.lecture.processus` does, for the reader; it is tried once."""
    from loaders.lecture.processus import OCCUPE, ServeurOccupe  # not in the process that forks

    notre, sien = socket.socketpair()
    with notre:
        with sien:
            socket.send_fds(find_chaud(module), [b"."], [sien.fileno()])
        notre.settimeout(attente)
        notre.sendall(entree)
        notre.shutdown(socket.SHUT_WR)
        try:
            sortie = b"".join(iter(lambda: notre.recv(MORCEAU), b""))
        except (TimeoutError, BlockingIOError) as erreur:  # the second when no time at all is given
            raise ServeurOccupe(OCCUPE) from erreur
    (statut,) = STATUT.unpack(sortie[-STATUT.size :])
    if statut:
        raise subprocess.CalledProcessError(statut, module)
    return sortie[: -STATUT.size]


def find_chaud(module: str) -> socket.socket:
    """Return the way to the process that forks, started when it is first wanted; it ends with this one."""
    if not _SIEN:
        from loaders.lecture.processus import clean_environnement

        notre, sien = socket.socketpair()
        with sien:
            commande = [sys.executable, "-E", "-s", "-m", __name__, module]
            processus = subprocess.Popen(commande, cwd=RACINE, env=clean_environnement(), stdin=sien)
        atexit.register(stop, notre, processus)
        _SIEN.append(notre)
    return _SIEN[0]


def stop(notre: socket.socket, processus: subprocess.Popen[bytes]) -> None:
    """Let go of the process that forks, and wait until it has gone."""
    notre.close()
    processus.wait()


def serve(module: str) -> None:
    """Fork for each batch that is sent, until nobody is there to send any."""
    for nom in INUTILES:
        sys.modules[nom] = None  # type: ignore[assignment]  # as the reader does, before it imports openpyxl
    import_module("openpyxl")
    import_module(module)
    gc.collect()
    gc.freeze()  # what is shared with the forks stays so
    demandes = socket.socket(fileno=0)
    while prises := socket.recv_fds(demandes, 1, 1)[1]:
        if os.fork() == 0:
            answer(module, socket.socket(fileno=prises[0]))
        os.close(prises[0])
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def answer(module: str, prise: socket.socket) -> None:
    """Have a process of its own read what comes, then add how it ended."""
    lecteur = os.fork()
    if lecteur == 0:
        read(module, prise)
    statut = os.waitstatus_to_exitcode(os.waitpid(lecteur, 0)[1])
    while prise.recv(MORCEAU):
        pass  # what a reader that died has left
    prise.sendall(STATUT.pack(statut))
    os._exit(0)


def read(module: str, prise: socket.socket) -> None:
    """Be the program that reads: what comes is its input, what it prints its answer."""
    os.dup2(prise.fileno(), 0)
    os.dup2(prise.fileno(), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    prise.close()
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        sys.stdout.flush()
    except BaseException:
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    serve(*sys.argv[1:])
