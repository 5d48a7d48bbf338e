"""The first page is set as the framework is told to set the session."""

from __future__ import annotations

import tomllib

from charts.theme import POLICE
from exports.blocs.couleurs import MENU
from tests.racine import RACINE
from ui.socle.style import build_style

THEME = tomllib.loads((RACINE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]


def test_font_and_menu_are_those_of_the_framework() -> None:
    assert THEME["font"] == THEME["headingFont"] == POLICE
    assert tuple(THEME[fond]["sidebar"]["backgroundColor"] for fond in ("light", "dark")) == MENU
    assert f"--police:{POLICE};" in build_style()
