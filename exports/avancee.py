"""What is being made, said on a terminal while it is: a word that turns, then what was written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from phrases.format import FINE, format_compte, format_nombre

Avance: TypeAlias = "Callable[[str], None]"
"""Takes what is being made now, said in a few words."""
KILO = 1000


def ignore_avance(dit: str) -> None:
    """Say nothing, where nobody is watching."""


@contextmanager
def show_avance(nom: str) -> Iterator[Avance]:
    """Show what is being made on the error output of a terminal, and yield what changes it; elsewhere nothing is said.

    It leaves no line behind it.
    """
    if not sys.stderr.isatty():
        yield ignore_avance
        return
    from rich.console import Console  # a terminal alone needs it

    with Console(file=sys.stderr).status(f"Fabrication du fichier {nom}…") as statut:
        yield statut.update


def write_fait(sortie: Path, tailles: list[int]) -> str:
    """Return « Écrit : reunion.pptx (198 ko). », « Écrit : site (61 fichiers, 2 310 ko). »."""
    poids = f"{format_nombre(-(-sum(tailles) // KILO))}\u00a0ko"
    compte = f"{format_compte(len(tailles), 'fichier')}, " if len(tailles) != 1 else ""
    return f"Écrit{FINE}: {sortie} ({compte}{poids})."
