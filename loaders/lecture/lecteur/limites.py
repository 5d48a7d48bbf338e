"""What this process may take of the machine: memory, processor time of the batch and of each file."""

from __future__ import annotations

import math
import signal
import time
from typing import Any

from loaders.lecture.lecteur.bornes import TROP_GROS, Refuse

MEMOIRE_MAX = 700 * 2**20
SECONDES_MAX = 20  # of processor, a file: a million empty rows take 4, and twice as many where others compute
SURSIS = 4


def stop(*_: Any) -> None:
    """Give up the file being read: it has taken its time."""
    raise Refuse(*TROP_GROS["refus"])


def limit_ressources(secondes: int) -> None:
    """Bound the memory of this process and the processor time that it may still take, where the system can.

    The system kills past the bound.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE_MAX, MEMOIRE_MAX))
    fin = math.ceil(time.process_time()) + secondes
    impose = resource.getrlimit(resource.RLIMIT_CPU)[1]
    fin = fin if impose == resource.RLIM_INFINITY else min(fin, impose)
    resource.setrlimit(resource.RLIMIT_CPU, (fin, fin))


def limit_lot(fichiers: int) -> None:
    """Bound what so many files may take together; before that, `limit_fichier` gives up one file and goes on."""
    limit_ressources(fichiers * (SECONDES_MAX + SURSIS))


def limit_fichier() -> None:
    """Bound the processor time that this process takes from now on, by a signal: the file is given up."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGXCPU, stop)
    fin = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(math.ceil(time.process_time()) + SECONDES_MAX, fin), fin))
