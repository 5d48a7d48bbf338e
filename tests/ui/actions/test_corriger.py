"""Corriger, on the sheet of an action: open, type, save."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from models.vocabulaire import Role
from tests.ui.conftest import Ouvrir, read_textes

ECRAN = "orientations_et_actions.py"


def open_form(ouvrir: Ouvrir) -> AppTest:
    page = ouvrir(ECRAN, action="A16", trimestre="2026-T3")
    return page.button(key="corriger").click().run()


def save(page: AppTest) -> AppTest:
    return next(b for b in page.button if b.label == "Enregistrer").click().run()


def type_avancement(page: AppTest, valeur: int) -> AppTest:
    next(n for n in page.number_input if n.label == "Avancement (%)").set_value(valeur)
    next(x for x in page.text_input if x.label == "Votre nom").set_value("Camille Exemple")
    return page


def test_a_value_is_corrected_in_three_gestures(ouvrir: Ouvrir) -> None:
    page = save(type_avancement(open_form(ouvrir), 91))
    assert not page.exception
    textes = read_textes(page)
    assert "1 changement enregistré" in textes and "91\u202f%" in textes
    assert not page.number_input  # the form gives way to the sheet
    assert "Saisi à l’écran le" in textes


def test_a_fall_is_told_then_written(ouvrir: Ouvrir) -> None:
    page = save(type_avancement(open_form(ouvrir), 12))
    assert "baisse" in page.warning[0].value and "Ce qui serait écrit" in read_textes(page)
    assert "1 changement enregistré" in read_textes(save(page))


def test_nothing_typed_writes_nothing_and_readers_have_no_button(ouvrir: Ouvrir) -> None:
    page = save(open_form(ouvrir))
    assert "Rien n’a changé" in page.error[0].value
    lu = ouvrir(ECRAN, role=Role.LECTURE, action="A16")
    assert "corriger" not in {b.key for b in lu.button}
