"""The address bar is told what a run shows, and nothing where it shows it already."""

from __future__ import annotations

import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Ouvrir


@pytest.fixture
def dites(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser is told of its address, message after message."""
    messages: list[str] = []
    send = QueryParams._send_query_param_msg

    def note(parametres: QueryParams) -> None:
        messages.append("&".join(f"{cle}={valeur}" for cle, valeur in sorted(parametres.to_dict().items())))
        send(parametres)

    monkeypatch.setattr(QueryParams, "_send_query_param_msg", note)
    return messages


def run(page: AppTest, dites: list[str], **adresse: str) -> list[str]:
    """Return what is told when a link opens an address of the same page."""
    dites.clear()
    page.query_params.clear()
    for cle, valeur in adresse.items():
        page.query_params[cle] = valeur
    page.run()
    return dites


def test_the_bar_is_told_once(ouvrir: Ouvrir, dites: list[str]) -> None:
    page = ouvrir("calendrier.py")
    assert dites
    assert run(page, dites, trimestre="T3 2026") == []
    assert run(page, dites, trimestre="T2 2026")[-1] == "trimestre=T2 2026"
    assert run(page, dites, trimestre="T2 2026") == []


def test_a_link_to_where_a_control_left_from_is_told(ouvrir: Ouvrir, dites: list[str]) -> None:
    page = ouvrir("synthese.py", trimestre="T3 2026")
    page.selectbox("trimestre").select_index(2).run()
    assert dites[-1] != "trimestre=T3 2026"
    assert run(page, dites, trimestre="T3 2026")[-1] == "trimestre=T3 2026"


def test_a_screen_that_stops_leaves_the_bar_known(ouvrir: Ouvrir, dites: list[str]) -> None:
    page = ouvrir("synthese.py", "vide")
    assert page.get("html")
    (trimestre,) = page.query_params.values()
    assert run(page, dites, trimestre=trimestre if isinstance(trimestre, str) else trimestre[0]) == []
