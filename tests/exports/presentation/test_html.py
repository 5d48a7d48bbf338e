"""The story as HTML: nothing is lost from page to page, typed texts are escaped, drawings stand where data say."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from exports.presentation.html.ecriture import write_page, write_section
from exports.presentation.html.mesure import HAUT, share_lignes
from exports.presentation.html.pages import BARRES_MAX, LIGNES_MAX, PAGES_MAX, list_pages, split_section
from exports.presentation.pieces import Barre, Barres, Case, Colonne, Courbe, Recit, Role, Section, Serie, Table, Texte
from exports.presentation.recit import build_recit, find_periode
from tests.exports.presentation.variantes import AUJOURD_HUI, list_variantes
from tests.plans import T3

VARIANTES = list_variantes()
HOSTILE = "<script>alert('x')</script> & \"fin\""


@pytest.fixture(params=VARIANTES)
def recit(request) -> Recit:
    plan = VARIANTES[request.param]
    return build_recit(plan, find_periode(plan, T3, AUJOURD_HUI), AUJOURD_HUI, introduction="Merci à toutes.\nÀ tous.")


def read(html: str) -> str:
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def make_section(**champs) -> Section:
    return replace(Section("essai", "Essai", "Un constat", "Une note", "En mots", "/synthese"), **champs)


def test_nothing_of_the_story_is_lost(recit: Recit) -> None:
    pages = list_pages(recit)
    lues = read("".join(write_page(p, recit) for p in pages))
    for section in recit.sections:
        siennes = [p.section for p in pages if p.section and p.cle.startswith(section.cle)]
        assert siennes[0].constat == section.constat
        assert section.constat in lues
        assert all(t.entier in lues for t in section.textes)
        if isinstance(section.dessin, Barres):
            montrees = [b for s in siennes if isinstance(s.dessin, Barres) for b in s.dessin.barres]
            assert len(montrees) >= len(section.dessin.barres)
        elif section.dessin is None and section.table:
            exactes = [p.section for p in pages if p.section and p.section.table and p.section.nom == section.nom]
            assert [li for s in exactes for li in s.table.lignes] == list(section.table.lignes)
    assert "Merci à toutes." in lues
    assert lues.count(recit.pied) == len(pages)


def test_a_section_of_hundreds_of_rows_takes_a_bounded_number_of_pages() -> None:
    table = Table(
        "Des lignes",
        (Colonne("Code", 1), Colonne("Quoi", 3)),
        tuple((Case(str(n)), Case("Un mot")) for n in range(300)),
    )
    pages = split_section(make_section(table=table))
    montrees = [len(p.section.table.lignes) for p in pages]
    assert len(pages) == PAGES_MAX
    assert pages[0].suite == f"Et {300 - montrees[0]} autres, dont {sum(montrees[1:])} en annexe."
    assert pages[-1].suite == f"Et {300 - sum(montrees)} autres, sur l’écran et dans le classeur."
    assert not any(p.suite for p in pages[1:-1])


def test_a_page_holds_what_it_can_and_is_numbered(recit: Recit) -> None:
    pages = list_pages(recit)
    for page in pages:
        section = page.section
        assert section is None or section.dessin or not section.table or len(section.table.lignes) <= LIGNES_MAX
        if section and isinstance(section.dessin, Barres):
            assert 1 <= len(section.dessin.barres) <= BARRES_MAX
    histoire = [p.numero for p in pages if not p.numero.startswith("Annexe")]
    assert histoire == [f"{n} / {len(histoire)}" for n in range(1, len(histoire) + 1)]
    assert len({p.cle for p in pages}) == len(pages)


def test_rows_are_shared_between_pages() -> None:
    assert share_lignes([50] * 7, HAUT, HAUT, 7) == [slice(0, 7)]
    assert share_lignes([50] * 12, HAUT, HAUT, 7) == [slice(0, 7), slice(7, 12)]
    assert share_lignes([50] * 21, 300, HAUT, 7) == [slice(0, 5), slice(5, 10), slice(10, 16), slice(16, 21)]
    assert share_lignes([2 * HAUT] * 3, HAUT, HAUT, 7) == [slice(0, 1), slice(1, 2), slice(2, 3)]
    assert share_lignes([50] * 8, HAUT, HAUT, 7) == [slice(0, 4), slice(4, 8)]
    assert share_lignes([], HAUT, HAUT, 7) == [slice(0, 0)]


def test_typed_texts_are_escaped() -> None:
    barres = Barres((Barre(HOSTILE, 50, 60, HOSTILE, HOSTILE, HOSTILE),))
    html = write_section(
        make_section(constat=HOSTILE, alternative=HOSTILE, dessin=barres, textes=(Texte(HOSTILE, HOSTILE),))
    )
    assert "<script" not in html
    assert read(html).count(HOSTILE) == 7  # the alternative text is an attribute


def test_what_is_unknown_is_not_drawn() -> None:
    courbe = Courbe(("T1", "T2", "T3", "T4"), (Serie("avancement", Role.AVANCEMENT, (10, 20, None, 40), "40 %"),))
    html = write_section(make_section(dessin=courbe))
    assert html.count('class="p-avancement"') == 3
    assert re.findall(r"polygon\(([^)]*\)){2}", html)
    assert "66.67%" not in re.findall(r'<u [^>]*style="([^"]*)"', html)[0]
    inconnue = write_section(make_section(dessin=Barres((Barre("A", None, None, "non renseigné"),))))
    assert "piste inconnue" in inconnue
    assert 'class="plein"' not in inconnue


def test_a_bar_is_as_long_as_its_value() -> None:
    html = write_section(make_section(dessin=Barres((Barre("A", 25, 75, "25 %"), Barre("B", 60, 40, "60 %")))))
    assert re.findall(r'class="plein" style="width:([\d.]+)%', html) == ["25.00", "60.00"]
    assert 'class="attendu" style="left:25.00%;width:50.00%"' in html
    assert 'class="attendu atteint" style="left:40.00%"' in html
