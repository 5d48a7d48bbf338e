"""The French of the files: what ends a list that was cut agrees, wherever it is written."""

from __future__ import annotations

import re

from tests.racine import RACINE

RESTE = re.compile(r"et \{[^}]+\} autre")


def test_what_a_list_leaves_out_is_counted_in_one_place() -> None:
    """« et 1 autres » came from as many places as there were lists: `format_reste` alone agrees."""
    dossiers = ("loaders", "phrases", "charts", "exports", "ui", "pages")
    fichiers = [f for dossier in dossiers for f in (RACINE / dossier).rglob("*.py")]
    assert len(fichiers) > 100
    assert [str(f.relative_to(RACINE)) for f in fichiers if RESTE.search(f.read_text(encoding="utf-8"))] == []
