"""The table of confidence: its counts are those of the lists that they lead to; it is not shown where none is told."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

from metrics.confiance import ClasseEcart
from tests.ui.conftest import Ouvrir, read_textes


def find_cases(textes: str) -> list[tuple[dict[str, str], int]]:
    """The filters that each count of the table leads to, and the count."""
    (table,) = re.findall(r'<table[^>]*class="tableau confiance">.*?</table>', textes)
    liens = re.findall(r'href="([^"]*)">(\d+)</a>', table)
    return [({k: v[0] for k, v in parse_qs(urlsplit(html.unescape(h)).query).items()}, int(n)) for h, n in liens]


def test_counts_are_those_of_the_lists(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py"))
    cases = find_cases(textes)
    assert sum(nombre for _, nombre in cases) == 38
    assert len(cases) > 5
    for filtres, nombre in cases:
        assert set(filtres) == {"meteo", "ecart", "trimestre"}
        liste = read_textes(ouvrir("orientations_et_actions.py", **filtres))
        assert len(set(re.findall(r"\?action=(A\d\d)", liste))) == nombre


def test_the_table_says_why_the_figure_counts_fewer(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py")).replace("\u202f", " ")
    (loin, alertes) = map(
        int, re.findall(r"Des (\d+) actions à 10 points[^<]*, (\d+) ont des dates propres", textes)[0]
    )
    assert loin == sum(n for filtres, n in find_cases(textes) if filtres["ecart"] == str(ClasseEcart.LOIN))
    assert f"; {alertes} actions à 10 points ou plus derrière" in textes


def test_a_running_quarter_has_no_table(ouvrir: Ouvrir) -> None:
    assert "tableau confiance" not in read_textes(ouvrir("synthese.py", trimestre="T4 2026"))
    assert "tableau confiance" not in read_textes(ouvrir("synthese.py", "vide"))
