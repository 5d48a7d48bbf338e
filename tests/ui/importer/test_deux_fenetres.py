"""One draft in two windows: a click applies what its window showed, and nothing that another changed since."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from models.refus import BaseOccupee
from tests.racine import RACINE
from tests.ui.conftest import Ouvrir, read_textes
from tests.ui.importer.test_importer import (
    JUSTE,
    drop,
    find_bouton,
    find_case,
    list_classeurs,
    read_revision,
    sign,
)
from ui.importer.vue import AILLEURS
from ui.socle.navigation import PAGES

pytestmark = pytest.mark.deux_moteurs
REFUS = f"{AILLEURS} Rien n’a été appliqué\u202f; le voici."


def open_autre(page: AppTest) -> AppTest:
    """The same draft in a second window."""
    autre = AppTest.from_file(RACINE / "ui" / "entree.py", default_timeout=600)
    autre.query_params["apercu"] = page.query_params["apercu"]
    return autre.switch_page(str(PAGES / "importer.py")).run()


def list_erreurs(page: AppTest) -> list[str]:
    return [e.value for e in page.error]


def test_a_file_added_in_another_window_is_not_applied_unseen(ouvrir: Ouvrir) -> None:
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    avant, autre = read_revision(), open_autre(page)
    autre.file_uploader[0].set_value([(nom, octets, "") for nom, octets in list_classeurs(1).items()]).run()
    find_bouton(page, "Appliquer").click().run()
    assert not page.exception
    assert (list_erreurs(page), read_revision()) == ([REFUS], avant)
    assert "2 classeurs lus" in read_textes(page)
    find_bouton(page, "Appliquer").click().run()
    assert read_revision() == avant + 2


def test_a_row_taken_back_in_another_window_is_not_applied_unseen(ouvrir: Ouvrir) -> None:
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    find_case(page, "Feuille Avancement, ligne 5").uncheck().run()
    avant, autre = read_revision(), open_autre(page)
    assert not find_case(autre, "Feuille Avancement, ligne 5").value
    find_case(autre, "Feuille Avancement, ligne 5").check().run()
    find_case(autre, "Feuille Avancement, ligne 6").uncheck().run()
    find_bouton(page, "Appliquer").click().run()
    assert (list_erreurs(page), read_revision()) == ([REFUS], avant)
    coches = [find_case(page, f"Feuille Avancement, ligne {n}").value for n in (5, 6)]
    assert coches == [True, False]  # what the other window said is what this one now shows
    find_bouton(page, "Appliquer 3 changements").click().run()
    assert read_revision() == avant + 1


def test_what_another_window_answered_is_told_and_drawn(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), {"A16": {"Avancement (%)": 0.45}, "A17": {"Avancement (%)": 0.6}})
    open_autre(page).radio[0].set_value("fraction").run()
    page.run()
    assert page.radio[0].value == "fraction"
    assert page.info[0].value == f"{AILLEURS} Le voici\u202f: un choix fait ici au même moment est à refaire."
    page.run()
    assert AILLEURS not in read_textes(page)


def test_a_choice_that_could_not_be_kept_is_no_other_window(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    with monkeypatch.context() as panne:
        panne.setattr("ui.importer.lot.keep_reglages", fail)
        find_case(page, "Feuille Avancement, ligne 5").uncheck().run()
    assert "Vos derniers choix ne sont pas gardés" in read_textes(page)
    find_bouton(page, "Appliquer 1 changement").click().run()
    assert list_erreurs(page) == []


def fail(*_: object) -> None:
    raise BaseOccupee("La base est occupée.")
