"""Links of the blocks become those of the site; what it has not keeps its words alone."""

from __future__ import annotations

import pytest

from exports.blocs.liens import PAGE_ACTIONS, PAGE_JOURNAL, PAGE_PARTENAIRES, find_adresse, link_explication, write_lien
from exports.site.adresses import build_adresses, translate
from exports.site.feuille import build_feuille, list_classes
from models.plan import Partenaire
from phrases.html import Html
from tests.plans import make_connue, make_plan

PLAN = make_plan(
    [make_connue("A01", 50), make_connue("A02", 50)],
    partenaires=(Partenaire("Été", "organisme"), Partenaire("Ete", "organisme"), Partenaire("!", "organisme")),
)
ADRESSES = build_adresses(PLAN)


@pytest.mark.parametrize(
    ("page", "parametres", "attendue"),
    [
        (PAGE_ACTIONS, {"action": "A02"}, "action/a02.html"),
        (PAGE_ACTIONS, {"action": "A99"}, ""),
        (PAGE_ACTIONS, {"statut": "En retard"}, ""),
        (PAGE_ACTIONS, {"page": "3"}, "actions-3.html"),
        (PAGE_ACTIONS, {}, "actions.html"),
        (PAGE_PARTENAIRES, {"partenaire": "Été"}, "partenaire/ete.html"),
        (PAGE_PARTENAIRES, {"partenaire": "Ete"}, "partenaire/ete-2.html"),
        (PAGE_PARTENAIRES, {"partenaire": "!"}, "partenaire/sans-nom.html"),
        (PAGE_JOURNAL, {}, ""),
    ],
)
def test_an_address_of_a_screen_finds_its_page(page: str, parametres: dict[str, str], attendue: str) -> None:
    assert ADRESSES.find(find_adresse(page, parametres)) == attendue


def test_a_link_is_turned_and_one_without_a_page_gives_up_its_words() -> None:
    lien = write_lien(PAGE_ACTIONS, Html("<b>A01</b>"), {"action": "A01"}, "marque")
    filtre = write_lien(PAGE_ACTIONS, Html("4 actions"), {"statut": "En retard"}, "puce")
    assert translate(f"{lien}, {filtre}", ADRESSES, Html("../")) == (
        '<a class="ecran marque" href="../action/a01.html"><b>A01</b></a>, <span class="puce">4 actions</span>'
    )


def test_a_figure_leads_to_its_rule_and_icons_of_a_font_are_left() -> None:
    figure = link_explication(Html("46"), "ecart", {}, "O1")
    icone = Html('<span class="icone" aria-hidden="true">help</span> Aide')
    turned = translate(f"{figure}{icone}", ADRESSES, Html(""))
    assert 'href="methode.html#ecart"' in turned
    assert turned.endswith("</a>Aide")


def test_the_style_sheet_holds_the_rules_that_pages_use_and_nothing_of_the_framework() -> None:
    feuille = build_feuille(list_classes('<p class="phrase"><span class="statut s-bloquee">'))
    assert "p.phrase{" in feuille
    assert ".s-bloquee{" in feuille
    assert "light-dark(" in feuille
    assert not [mot for mot in (".st-key", ".stApp", "data-testid", "table.arbre", ".kpi ") if mot in feuille]
    assert feuille.count("{") == feuille.count("}")
