"""A plan of many actions: what a screen sends is counted, and stays small however many there are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlencode

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node

from exports.blocs.pages import PAR_PAGE
from loaders.base.preparation import ensure_base
from models.session import dispose_engines
from models.vocabulaire import Role
from tests.conftest import close_base
from tests.grand_plan import fill_grand_plan, write_grand_arbre
from tests.ui.conftest import read_textes, run_ecran
from ui.premier.ecrans import PREMIERS
from ui.premier.page import write_premier
from ui.socle import identity
from ui.socle.navigation import ECRANS, find_ecran

MAINTENANT = datetime(2026, 11, 21, 9, tzinfo=UTC)
ACTIONS, TRIMESTRES = 600, 2
OCTETS_MAX = 400_000
DOCUMENT_MAX = 250_000
"""Bytes of a first page: with the style and the scripts, which every document has, it stays under the same bound."""
LISTE = "orientations_et_actions.py"
ADRESSES: list[tuple[str, dict[str, str]]] = [
    *((e.fichier, {}) for e in ECRANS),
    (LISTE, {"q": "enfants"}),
    (LISTE, {"statut": "En retard", "page": "2"}),
    (LISTE, {"action": "A03"}),
    ("engagements.py", {"engagement": "1"}),
    ("calendrier.py", {"page": "3"}),
    ("partenaires.py", {"partenaire": "Association partenaire numéro 03"}),
    ("journal.py", {"remontee": "0"}),
    ("aide.py", {"chiffre": "avancement"}),
]


OUVERTES = [(fichier, adresse) for fichier, adresse in ADRESSES if set(adresse) <= {"action", "engagement"}]
"""Those that may have a first page."""


@pytest.fixture(scope="module")
def grand_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The plan and its database, for every test of this module."""
    dossier = tmp_path_factory.mktemp("grand-plan")
    with pytest.MonkeyPatch.context() as contexte:
        contexte.setenv("SCHEMA_DATA", str(write_grand_arbre(dossier / "arbre", ACTIONS)))
        contexte.setenv("DATABASE_URL", f"sqlite:///{dossier}/plan.db")
        dispose_engines()
        ensure_base(MAINTENANT)
        fill_grand_plan(ACTIONS, TRIMESTRES)
        yield
        close_base()


@pytest.fixture(autouse=True)
def _guard(grand_plan: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "find_role", lambda: Role.ADMINISTRATION)
    monkeypatch.setattr("ui.socle.guard.maintenant", lambda: MAINTENANT)


def _open(fichier: str, adresse: dict[str, str]) -> AppTest:
    ecran = run_ecran(fichier, adresse)
    assert not ecran.exception
    return ecran


def _iter_elements(bloc: Block) -> Iterator[Node]:
    for enfant in bloc.children.values():
        yield enfant
        if isinstance(enfant, Block):
            yield from _iter_elements(enfant)


def count_octets(ecran: AppTest) -> int:
    """Return the bytes of everything that a run sends to the browser, before compression."""
    return sum(e.proto.ByteSize() for e in _iter_elements(ecran._tree) if e.proto is not None)


@pytest.mark.parametrize(("fichier", "adresse"), ADRESSES, ids=str)
def test_what_a_screen_sends_does_not_grow_with_the_plan(fichier: str, adresse: dict[str, str]) -> None:
    octets = count_octets(_open(fichier, adresse))
    assert 1_000 < octets < OCTETS_MAX


@pytest.mark.parametrize(
    ("fichier", "adresse"), [a for a in ADRESSES if set(a[1]) <= {"action", "engagement"}], ids=str
)
def test_what_a_document_carries_does_not_grow_with_the_plan(
    fichier: str, adresse: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.premier.page.maintenant", lambda: MAINTENANT)
    premier = write_premier(find_ecran(fichier).url, urlencode(adresse), Role.LECTURE)
    assert len(premier.encode()) < DOCUMENT_MAX
    assert bool(premier) is (fichier in PREMIERS)


def _list_lignes(texte: str) -> list[str]:
    return re.findall(r"<li><div><a [^>]*action=(A\d+)", texte)


def test_the_list_is_read_page_after_page() -> None:
    premiere, deuxieme = (_list_lignes(read_textes(_open(LISTE, a))) for a in ({}, {"page": "2"}))
    assert len(premiere) == len(deuxieme) == PAR_PAGE
    assert not set(premiere) & set(deuxieme)
    texte = read_textes(_open(LISTE, {"page": "2"}))
    assert "Page 2 sur 3\u202f: actions 201 à 400 sur 600" in texte
    assert 'page=3">Suivante</a>' in texte
    assert re.search(r'href="orientations_et_actions\?trimestre=[^"&]*">Précédente</a>', texte)
    assert "retour=page%3D2" in texte, "a fiche brings back to the page that it was opened from"


@pytest.mark.parametrize("page", ["5", "0", "-1", "deux", "9" * 40])
def test_a_page_that_does_not_exist_is_said(page: str) -> None:
    texte = read_textes(_open(LISTE, {"page": page}))
    assert "n’existe pas dans «\u202fPage\u202f»" in texte
    assert "Page 1 sur 3" in texte


def test_another_filter_opens_its_first_page() -> None:
    ecran = _open(LISTE, {"page": "2"})
    ecran.selectbox(key="statut").select("Bloquée").run()
    assert "page" not in ecran.query_params
    assert len(_list_lignes(read_textes(ecran))) == ACTIONS // 5


def test_the_workbook_keeps_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    pris: list[bytes] = []
    monkeypatch.setattr("streamlit.download_button", lambda _, build, **autres: pris.append(build()))
    _open(LISTE, {"page": "2"})
    feuille = openpyxl.load_workbook(io.BytesIO(pris[0])).active
    assert feuille is not None
    codes = [str(ligne[0]) for ligne in feuille.iter_rows(values_only=True) if re.fullmatch(r"A\d+", str(ligne[0]))]
    assert len(codes) == ACTIONS


def test_the_drawing_of_dates_says_that_it_shows_some() -> None:
    texte = read_textes(_open("calendrier.py", {}))
    assert "Le dessin montre les 100 actions qui viennent les premières dans le tableau, sur 600" in texte
    assert "Page 1 sur" in texte
