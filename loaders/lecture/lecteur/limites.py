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


def limit_ressources(fichiers: int) -> None:
    """Bound the memory of this process, and the processor time that so many files may take, where the system can.

    The system kills past the bound of the batch; before it, `limit_fichier` gives up one file and goes on.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE_MAX, MEMOIRE_MAX))
    signal.signal(signal.SIGXCPU, stop)
    fin = math.ceil(time.process_time()) + fichiers * (SECONDES_MAX + SURSIS)
    impose = resource.getrlimit(resource.RLIMIT_CPU)[1]
    fin = fin if impose == resource.RLIM_INFINITY else min(fin, impose)
    resource.setrlimit(resource.RLIMIT_CPU, (fin, fin))


def limit_fichier() -> None:
    """Bound the processor time that this process takes from now on, by a signal: the file is given up."""
    try:
        import resource
    except ImportError:
        return
    fin = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(math.ceil(time.process_time()) + SECONDES_MAX, fin), fin))
