"""One field finds everything that has a name: what is exact first, whatever the case, the accents, the plural."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from models.vocabulaire import Role
from tests.ui.conftest import Ouvrir, read_textes
from ui.kit.recherche import read_mots

LIEN = re.compile(r'<a class="ecran" href="([^"]*)">(.*?)</a>', re.DOTALL)


def list_trouves(page: AppTest) -> list[tuple[str, dict[str, str], str]]:
    """Return what was found, in the order of the screen: address, its parameters but the quarter, words."""
    corps = read_textes(page).partition('<div class="trouves">')[2]
    parts = [(urlsplit(unescape(a)), re.sub("<[^>]+>", "", unescape(mots))) for a, mots in LIEN.findall(corps)]
    return [(p.path, {k: v[0] for k, v in parse_qs(p.query).items() if k != "trimestre"}, m) for p, m in parts]


PREMIERS = [
    ("A08", "orientations_et_actions", {"action": "A08"}),
    ("a08 ", "orientations_et_actions", {"action": "A08"}),
    ("engagement 9", "engagements", {"engagement": "9"}),
    ("ENGAGEMENT 1", "engagements", {"engagement": "1"}),
    ("D01", "charte", {}),
    ("bloqué", "orientations_et_actions", {"statut": "Bloquée"}),
    ("bloquées", "orientations_et_actions", {"statut": "Bloquée"}),
    ("BLOQUE", "orientations_et_actions", {"statut": "Bloquée"}),
    ("en pause", "orientations_et_actions", {"statut": "En pause"}),
    ("en retard", "orientations_et_actions", {"statut": "En retard"}),
    ("orages", "orientations_et_actions", {"meteo": "Orage"}),
    ("cdef", "partenaires", {"partenaire": "CDEF"}),
    ("parquet", "partenaires", {"partenaire": "Parquet de Bobigny"}),
    ("crip 93", "orientations_et_actions", {"pilote": "CRIP 93"}),
    ("aemo", "aide", {"rubrique": "glossaire", "sujet": "sigles"}),
    ("milieu ouvert", "aide", {"rubrique": "glossaire", "sujet": "sigles"}),
    ("calendrier", "calendrier", {}),
    ("comment imprimer une fiche", "", {}),
    ("imprimer écrans", "aide", {"rubrique": "partager", "sujet": "imprimer-un-ecran"}),
]


@pytest.mark.parametrize(("mots", "chemin", "parametres"), PREMIERS, ids=[x[0] for x in PREMIERS])
def test_what_answers_best_comes_first(ouvrir: Ouvrir, mots: str, chemin: str, parametres: dict[str, str]) -> None:
    page = ouvrir("recherche.py", mots=mots)
    assert not page.exception
    trouves = list_trouves(page)
    assert [x[:2] for x in trouves[:1]] == ([(chemin, parametres)] if chemin else [])


def test_words_said_of_an_action_are_shown_around_the_one_that_was_found(ouvrir: Ouvrir) -> None:
    html = read_textes(ouvrir("recherche.py", mots="site"))
    assert '<p class="extrait">' in html
    assert "<mark>" in html


def test_the_number_of_an_engagement_is_not_the_beginning_of_another(ouvrir: Ouvrir) -> None:
    engagements = [x for x in list_trouves(ouvrir("recherche.py", mots="engagement 1")) if x[0] == "engagements"]
    assert [x[1] for x in engagements] == [{"engagement": "1"}]


def test_nothing_looked_for_says_what_may_be_and_nothing_found_too(ouvrir: Ouvrir) -> None:
    for mots, phrase in (("", "Cherchez dans tout le tableau de bord."), ("zzz<b>", "Rien ne répond à")):
        html = read_textes(ouvrir("recherche.py", mots=mots))
        assert phrase in html
        assert "son code (A01)" in html
        assert "<b>" not in html


def test_a_screen_is_found_by_who_may_open_it(ouvrir: Ouvrir) -> None:
    def open_importer(role: Role) -> bool:
        return any(x[0] == "importer" for x in list_trouves(ouvrir("recherche.py", role=role, mots="Importer")))

    assert open_importer(Role.MISE_A_JOUR)
    assert not open_importer(Role.LECTURE)


def test_the_field_stands_on_every_screen_and_results_keep_the_quarter(ouvrir: Ouvrir) -> None:
    for fichier in ("synthese.py", "journal.py", "recherche.py"):
        assert '<form class="chercher" role="search" action="recherche" method="get">' in read_textes(ouvrir(fichier))
    page = ouvrir("recherche.py", mots="A08", trimestre="T2 2026")
    assert "action=A08&amp;trimestre=T2+2026" in read_textes(page)
    assert "au T2\u00a02026" in read_textes(page)


def test_an_empty_database_is_searched_too(ouvrir: Ouvrir) -> None:
    assert list_trouves(ouvrir("recherche.py", "vide", mots="A08"))[0][1] == {"action": "A08"}


@pytest.mark.parametrize(
    ("texte", "mots"),
    [
        ("Bloquées bloquee", ("bloque",)),
        ("locaux eaux", ("loca", "eaux")),
        ("bureaux lieux choix", ("bureau", "lieu", "choix")),
        ("A08s PMI ados sans", ("a08s", "pmi", "ados", "sans")),
        ("  ", ()),
        ("x " * 500, ("x",)),
    ],
)
def test_words_are_read_without_their_plural(texte: str, mots: tuple[str, ...]) -> None:
    assert read_mots(texte) == mots
