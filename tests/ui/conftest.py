"""Screens run without a browser: the script on a database of its own, under each role."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from loaders.base.preparation import ensure_base
from models.session import dispose_engines
from models.vocabulaire import Role
from tests.bases import build_partagee, copy_base
from tests.conftest import close_base
from tests.racine import RACINE
from tests.serveur_postgres import find_serveur
from tests.ui.remplissage import fill_base
from ui.socle import identity
from ui.socle.navigation import ECRANS, PAGES

FIGURE = re.compile(r'data-figure="([^"]*)"')
MAINTENANT = datetime(2026, 11, 21, 9, tzinfo=UTC)
Ouvrir = Callable[..., AppTest]


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty database (the tree alone) and a full one, built once."""

    def build(fichier: Path, fill: Callable[[datetime], object]) -> None:
        with pytest.MonkeyPatch.context() as contexte:
            contexte.setenv("DATABASE_URL", f"sqlite:///{fichier}")
            fill(MAINTENANT)
            dispose_engines()

    genres = {"vide": ensure_base, "pleine": fill_base}
    return {n: build_partagee(tmp_path_factory, f"ecrans-{n}", partial(build, fill=f)) for n, f in genres.items()}


@pytest.fixture
def base(
    moteur: str, bases: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """Choose a database for one test: a copy, so that what is written stays there."""
    faites: list[str] = []

    def choose(nom: str) -> None:
        dispose_engines()  # of the one chosen before
        adresse = f"sqlite:///{tmp_path / nom}.db"
        if moteur != "sqlite":
            faites.append(find_serveur().name_base())
            adresse = find_serveur().write_url(faites[-1])
        monkeypatch.setenv("DATABASE_URL", copy_base(bases[nom], adresse))

    yield choose
    close_base()
    for nom in faites:
        find_serveur().drop_base(nom)


@pytest.fixture(autouse=True)
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the browser sends: nothing; without one, the framework answers with an object that is anything."""
    envoyes: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: envoyes))
    return envoyes


@pytest.fixture
def ouvrir(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Ouvrir:
    """Open a screen as a role on a database; keywords go in the address."""

    def ouvrir(fichier: str, nom: str = "pleine", role: Role = Role.ADMINISTRATION, **adresse: str) -> AppTest:
        base(nom)
        monkeypatch.setattr(identity, "find_role", lambda: role)
        monkeypatch.setattr("ui.socle.guard.maintenant", lambda: MAINTENANT)
        return run_ecran(fichier, adresse)

    return ouvrir


def run_ecran(fichier: str, adresse: Mapping[str, str]) -> AppTest:
    """Run a screen, with what its address holds, on the database and under the role of the test."""
    ecran = AppTest.from_file(RACINE / "ui" / "entree.py", default_timeout=600)
    for cle, valeur in adresse.items():
        ecran.query_params[cle] = valeur
    if fichier != ECRANS[0].fichier:
        ecran.switch_page(str(PAGES / fichier))
    return ecran.run()


def read_textes(ecran: AppTest) -> str:
    """Return what the screen says as one text, figures left out; `test_sigles.py` looks at the words of sigles."""
    morceaux = [
        e.value for genre in ("title", "markdown", "error", "warning", "success", "info") for e in ecran.get(genre)
    ]
    morceaux += [e.proto.body for e in ecran.get("html")]
    morceaux += [e.proto.label for e in ecran.get("page_link")]
    return strip_abbr(FIGURE.sub("", "\n".join(str(m) for m in morceaux)))


def read_figures(ecran: AppTest) -> list[dict[str, Any]]:
    """Return the figures of a screen as they are drawn, in its order."""
    textes = "".join(e.proto.body for e in ecran.get("html"))
    return [json.loads(html.unescape(f)) for f in FIGURE.findall(textes)]


def strip_abbr(texte: str) -> str:
    """Return HTML without what tells its sigles."""
    return re.sub("</?abbr[^>]*>", "", texte)
