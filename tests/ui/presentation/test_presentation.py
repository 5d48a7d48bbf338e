"""Présentation: the story that the address asks for, shown whole, its files offered."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from exports.formats import list_disponibles
from exports.presentation.recit import SECTIONS, build_recit, find_periode
from models.chargement import load_plan
from models.session import open_base
from models.temps import find_jour
from models.trimestre import Trimestre
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes
from ui.presentation.choix import AUCUNE, Choix, list_rangees, move_section, read_sections, toggle_section
from ui.presentation.commandes import FICHIERS

ECRAN = "presentation.py"
T3 = Trimestre(2026, 3)


def read(page) -> str:
    return re.sub("[ \n]+", " ", unescape(re.sub("<[^>]+>", " ", read_textes(page))))


def list_cles(page) -> list[str]:
    """The sections shown, in their order, without the cover, the pages where they go on and the annexes."""
    cles = re.findall(r'data-cle="([^"]+)" data-numero="\d', read_textes(page))
    return [c for c in cles if c in SECTIONS]


def test_the_story_is_shown_whole_in_its_own_sentences(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, trimestre="2026-T3")
    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    jour = find_jour(MAINTENANT)
    recit = build_recit(plan, find_periode(plan, T3, jour), jour)
    dit = read(page)
    assert recit.couverture.titre in dit
    for section in recit.sections:
        assert section.constat in dit
        assert all(t.entier in dit for t in section.textes)
        assert all(ligne in dit for ligne in section.note.splitlines())
    assert dit.count(recit.pied) == dit.count("Annexe ") + len(list_cles(page)) + 1
    assert list_cles(page) == [s.cle for s in recit.sections if not s.annexe]


def test_the_address_chooses_the_sections_and_their_order(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, sections="charte,bilan", depuis="2026-T1")
    assert list_cles(page) == ["charte", "bilan"]
    assert "au T1\xa02026" in read(page)
    coches = re.findall(r'aria-checked="(true|false)"', read_textes(page))
    assert [c == "true" for c in coches] == [c in {"charte", "bilan"} for c in list_rangees(("charte", "bilan"))]


def open_lien(page, foyer: str) -> None:
    """Open the address of a control of the sections, as a click does."""
    page.query_params.clear()
    for cle, valeur in parse_qsl(urlsplit(list_liens(page)[foyer]).query):
        page.query_params[cle] = valeur
    page.run()


def list_liens(page) -> dict[str, str]:
    """The address of each control of the sections, by what finds it again."""
    liens = re.findall(r'<a class="ecran sur-place[^"]*" href="([^"]+)" [^>]*data-foyer="([^"]+)"', read_textes(page))
    return {foyer: unescape(adresse) for adresse, foyer in liens}


def test_a_tick_and_an_arrow_change_the_address(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, depuis="2026-T1", projection="1")
    open_lien(page, "trajectoire")
    assert "trajectoire" not in list_cles(page)
    open_lien(page, "charte -1")
    attendues = [c for c in SECTIONS if c != "trajectoire"]
    rang = attendues.index("charte")
    attendues[rang - 1 : rang + 1] = attendues[rang - 1 : rang + 1][::-1]
    assert list_cles(page) == attendues
    adresse = {c: v if isinstance(v, str) else v[0] for c, v in page.query_params.items()}
    assert adresse == {"sections": ",".join(attendues), "depuis": "2026-T1", "trimestre": T3.libelle}
    liens = list_liens(page)
    assert {f"{attendues[0]} -1", f"{attendues[-1]} 1", "trajectoire -1", "trajectoire 1"}.isdisjoint(liens)
    assert len(liens) == 3 * len(SECTIONS) - 4
    open_lien(page, "trajectoire")
    assert set(list_cles(page)) == {*attendues, "trajectoire"}


def test_the_words_of_introduction_follow_the_cover(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN)
    page.text_area[0].input("Merci <b>à toutes</b>.").run()
    assert re.findall(r'data-cle="([^"]+)"', read_textes(page))[:2] == ["couverture", "introduction"]
    assert "Merci &lt;b&gt;à toutes&lt;/b&gt;." in read_textes(page)


def test_what_the_address_asks_for_and_is_not_there_is_said(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, sections="bilan,zzz", depuis="2031-T1")
    dit = read(page)
    assert "« zzz » n’existe pas" in dit.replace("\u202f", " ")
    assert "« 2031-T1 » n’existe pas" in dit.replace("\u202f", " ")
    assert list_cles(page) == ["bilan"]


def test_only_files_that_can_be_made_are_offered(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN)
    offerts = [b.proto.label for b in page.get("download_button")]
    assert offerts == [FICHIERS[nom][0] for nom in FICHIERS if nom in list_disponibles()]


@pytest.mark.parametrize("adresse", ["", AUCUNE, "charte,bilan", "bilan"])
def test_a_choice_is_read_as_it_was_written(adresse: str) -> None:
    sections, inconnues = read_sections(adresse)
    assert Choix(sections).adresse == adresse
    assert inconnues == ()


def test_a_section_comes_back_where_it_was() -> None:
    tous = Choix()
    for cle in SECTIONS:
        assert list_rangees(toggle_section(tous, cle).sections) == list(SECTIONS)
        assert toggle_section(toggle_section(tous, cle), cle) == tous
    assert move_section(tous, tous.sections[0], -1) == tous
    assert move_section(move_section(tous, "charte", 1), "charte", -1) == tous
