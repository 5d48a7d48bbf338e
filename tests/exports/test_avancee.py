"""What a terminal is told while a file is made, and that nothing else is told it."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import pytest

from exports.avancee import show_avance, write_fait
from exports.formats import Demande
from exports.site.export import export
from tests.plans import T3, make_connue, make_plan


class Terminal:
    """A terminal as the error output; what it was sent is read on the other end."""

    def __init__(self, lu: int, sortie: TextIO) -> None:
        self.lu, self.sortie = lu, sortie

    def read(self) -> str:
        """All that was sent: the terminal is closed, for what it holds comes when it will."""
        self.sortie.close()
        recu = b""
        with suppress(OSError):  # the end of a closed terminal
            while part := os.read(self.lu, 1 << 16):
                recu += part
        return recu.decode()


@contextmanager
def open_terminal() -> Iterator[Terminal]:
    """Turn the error output into a terminal: inside the test, since the runner puts its own back before it."""
    lu, ecrit = pty.openpty()
    sortie = os.fdopen(ecrit, "w", encoding="utf-8")
    with sortie, pytest.MonkeyPatch.context() as change:
        change.setattr(sys, "stderr", sortie)
        change.setenv("TERM", "xterm")
        yield Terminal(lu, sortie)
    os.close(lu)


def test_a_terminal_is_told_what_is_made_and_keeps_no_line_of_it() -> None:
    with open_terminal() as terminal:
        with show_avance("pptx") as avance:
            avance("Page 3 sur 60…")
        dit = terminal.read()
    assert "Page 3 sur 60…" in dit
    assert dit.endswith("\x1b[2K")  # the line is cleared


def test_what_is_no_terminal_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with show_avance("pptx") as avance:
        avance("Page 3 sur 60…")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("tailles", "dit"),
    [
        ([198_400], "Écrit\u202f: x (199\u00a0ko)."),
        ([1_000_000, 1], "Écrit\u202f: x (2 fichiers, 1\u202f001\u00a0ko)."),
        ([], "Écrit\u202f: x (0 fichier, 0\u00a0ko)."),
    ],
)
def test_what_was_written_is_weighed(tailles: list[int], dit: str) -> None:
    assert write_fait(Path("x"), tailles) == dit


def test_a_site_counts_its_pages() -> None:
    dits: list[str] = []
    plan = make_plan([make_connue("A01", 50)])
    fichiers = export(Demande(plan, T3, T3.dernier_jour, avance=dits.append))
    pages = [nom for nom in fichiers if nom.endswith(".html")]
    assert dits == [f"Page {rang} sur {len(pages)}…" for rang in range(1, len(pages) + 1)]
