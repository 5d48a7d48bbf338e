"""The real commands in processes of their own: what a server's limits and rights do to them."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable

from tests.racine import RACINE

PATIENCE = 900
"""Seconds after which a process is believed to hang: no machine is that slow."""
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def start(
    *arguments: object, code: str = "", avant: Callable[[], None] | None = None, **environnement: str
) -> subprocess.Popen[str]:
    """Start `python -m loaders …` (or a program) in a process of its own; `avant` runs in it first."""
    commande = ["-c", code] if code else ["-m", "loaders"]
    return subprocess.Popen(
        [sys.executable, *commande, *map(str, arguments)],
        cwd=RACINE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error", **environnement},
        preexec_fn=avant,  # noqa: PLW1509 (nothing of the tests runs in threads)
    )


def finish(processus: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for a process: code, output, errors; there is never a traceback."""
    out, err = processus.communicate(timeout=PATIENCE)
    assert "Traceback" not in out + err, err
    return processus.returncode, out, err


def drop_droits() -> None:
    """Make the file rights hold for root too, as they do for anybody else, in the process that is about to start."""
    if os.geteuid() == 0:
        for droit in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, droit, 0, 0, 0)
