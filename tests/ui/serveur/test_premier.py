"""The document that opens a screen: its first page in it, its policy that of its own scripts, for who may read it."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable

import pytest
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.ui.conftest import MAINTENANT
from tests.ui.serveur.test_serveur import call, run
from ui.premier import page as premiers
from ui.serveur import premier
from ui.socle.texte import Html

DOCUMENT = """<html lang="en"><head><title>Streamlit</title><script>a=1</script>
<link rel="stylesheet" crossorigin href="./static/css/index.css"></head><body><div id="root"></div></body></html>"""
SCOPE = {"type": "http", "headers": [], "query_string": b""}
ROUTES = [Route(f"/{nom}", lambda _: HTMLResponse(DOCUMENT)) for nom in ("", "synthese", "aide")]


@pytest.fixture(autouse=True)
def pleine(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    base("pleine")
    monkeypatch.setattr(premiers, "maintenant", lambda: MAINTENANT)


def ask(chemin: str, requete: str = "") -> tuple[dict[str, str], str]:
    statut, entetes, corps = call(chemin, ROUTES, requete, write_premier=premiers.write_premier, accept="text/html")
    assert statut == 200
    return entetes, corps.decode()


@pytest.mark.parametrize("chemin", ["/", "/synthese"])
def test_document_carries_its_first_page(chemin: str) -> None:
    entetes, page = ask(chemin)
    assert re.search(
        r'<div id="root" data-attend inert aria-hidden="true"></div><style>.*</style><div id="premier"', page, re.DOTALL
    )
    assert page.index('id="premier"') < page.index('rel="stylesheet"')
    assert entetes["cache-control"] == "private, no-cache"


def test_document_without_a_first_page_is_as_it_was() -> None:
    _, page = ask("/synthese", "action=A08")
    assert '<div id="root"></div>' in page
    assert "premier -->" not in page
    assert 'id="premier"' not in page


def test_nothing_in_the_first_page_may_run(monkeypatch: pytest.MonkeyPatch) -> None:
    entetes, _ = ask("/aide")
    monkeypatch.setattr(premiers, "_write", lambda _: Html('<div id="premier"><script>mal()</script></div>'))
    avec, page = ask("/synthese")
    assert "<script>mal()" in page
    assert avec["content-security-policy"] == entetes["content-security-policy"]


def test_document_does_not_wait_for_ever_for_its_first_page(monkeypatch: pytest.MonkeyPatch) -> None:
    fin, recus = threading.Event(), list[Html]()

    async def ask_premier() -> None:
        recus.append(await premier.find_premier(premiers.write_premier, SCOPE, "/synthese"))
        fin.set()  # the one that is written meanwhile ends after

    monkeypatch.setattr(premier, "PATIENCE", 0.01)
    monkeypatch.setattr(premiers, "_write", lambda _: Html(str(fin.wait(60))))
    run(ask_premier())
    assert recus == [""]


def test_figures_are_written_beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    fils = list[str]()

    async def ask_premier() -> None:
        fils.append(threading.current_thread().name)
        await premier.find_premier(premiers.write_premier, SCOPE, "/synthese")
        await asyncio.sleep(0)

    def write(_: object) -> Html:
        fils.append(threading.current_thread().name)
        return Html("")

    monkeypatch.setattr(premiers, "_write", write)
    run(ask_premier())
    assert fils[0] != fils[1]
