"""The way of a workbook through the screens: dropped, previewed, ticked, applied, undone."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from loaders.application import Accord, apply_fichier
from loaders.declaration import Options
from loaders.journal import Acte
from loaders.lecture import Recu
from models.chargement import load_plan, load_revision
from models.provenance import load_journal
from models.session import open_base
from models.tables_journal import Brouillon
from models.vocabulaire import Role
from tests.classeurs_remplis import fill_classeur
from tests.pages.conftest import MAINTENANT, Ouvrir, read_textes
from ui import identity

PILOTE = "crip-93"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JUSTE = {
    "A16": {"Avancement (%)": 85, "Statut": "En cours", "Fait marquant du trimestre": "**gras** :x: $x$ <b>b</b>"},
    "A17": {"Avancement (%)": 60},
}
FAUX = {"A16": {"Avancement (%)": 140}, "A17": {"Avancement (%)": 60}}


def drop(page: AppTest, saisies: dict[str, Any], nom: str = "crip.xlsx", trimestre: str = "2026-T4") -> AppTest:
    octets = fill_classeur(PILOTE, trimestre, saisies, MAINTENANT)
    return page.file_uploader[0].upload(nom, octets).run()


def sign(page: AppTest) -> AppTest:
    return page.text_input("auteur").input("Dominique Essai").run()


def find_bouton(page: AppTest, debut: str) -> Any:
    return next(b for b in page.button if b.label.startswith(debut))


def read_revision() -> int:
    with open_base() as session:
        return load_revision(session)


def read_avancement(code: str) -> int | None:
    with open_base() as session:
        return load_plan(session).actions_par_code[code].suivis[-1].avancement


def test_drop_previews_and_writes_nothing(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    avant = read_revision()
    drop(page, JUSTE)
    textes = read_textes(page)
    assert not page.exception
    assert page.query_params["apercu"]
    assert "1 classeur lu\u202f: 4 changements" in textes
    assert "**gras** :x: $x$ &lt;b&gt;b&lt;/b&gt;" in textes
    assert "Avancement!H" in textes
    assert read_revision() == avant
    assert find_bouton(page, "Appliquer").disabled


def test_apply_needs_a_name_then_writes_what_was_ticked(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)
    lignes = [c for c in page.checkbox if c.label.startswith("Avancement")]
    lignes[1].uncheck().run()
    sign(page)
    bouton = find_bouton(page, "Appliquer")
    assert bouton.label == "Appliquer 3 changements"
    bouton.click().run()
    assert not page.exception
    assert "3 changements appliqués" in page.success[0].value
    assert "apercu" not in page.query_params
    assert read_avancement("A16") == 85
    assert read_avancement("A17") != 60


def test_errors_block_until_the_valid_rows_are_asked_for(ouvrir: Ouvrir) -> None:
    page = sign(drop(ouvrir("importer.py"), FAUX))
    assert "1 erreur" in read_textes(page)
    assert "cellule H" in read_textes(page)
    assert find_bouton(page, "Rien à appliquer").disabled
    next(c for c in page.checkbox if c.label.startswith("Appliquer les lignes valides")).check().run()
    find_bouton(page, "Appliquer 1 changement").click().run()
    assert read_avancement("A17") == 60


def test_draft_is_found_again_with_its_ticks(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)
    next(c for c in page.checkbox if c.label.startswith("Avancement")).uncheck().run()
    lot = page.query_params["apercu"]
    lot = lot if isinstance(lot, str) else lot[0]
    autre = AppTest.from_file(page._script_path, default_timeout=60)
    autre.query_params["apercu"] = lot
    from ui.navigation import PAGES

    autre.switch_page(str(PAGES / "importer.py")).run()
    assert [c.value for c in autre.checkbox if c.label.startswith("Avancement")] == [False, True]


def test_unknown_draft_is_said(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py", apercu="absent")
    assert "n’existe plus" in page.warning[0].value
    assert page.file_uploader


def test_refused_file_is_named(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    page.file_uploader[0].upload("a**b**.xlsx", b"rien du tout").run()
    assert not page.exception
    assert "refusé" in page.error[0].value
    assert "**" not in page.error[0].value.replace("\\*", "")


def test_refused_file_is_not_kept(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    juste = fill_classeur(PILOTE, "2026-T4", JUSTE, MAINTENANT)
    page.file_uploader[0].upload("faux.xlsx", b"rien du tout").run()
    assert "apercu" not in page.query_params
    page.file_uploader[0].set_value([("faux.xlsx", b"rien", XLSX), ("juste.xlsx", juste, XLSX)]).run()
    assert not page.exception
    assert "faux" in page.error[0].value
    assert "juste" in page.expander[0].label
    with open_base() as session:
        assert [b.nom for b in session.scalars(select(Brouillon))] == ["juste.xlsx"]


def test_data_that_moved_under_the_preview_stop_the_application(ouvrir: Ouvrir) -> None:
    """What is applied is what was on the screen, even though a click runs the script again on newer data."""
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    autre = Recu("autre.xlsx", fill_classeur(PILOTE, "2026-T4", {"A17": {"Avancement (%)": 55}}, MAINTENANT))
    acte = Acte("import", "Camille Autre", MAINTENANT)
    numero = apply_fichier(autre, Options(), acte, Accord(Role.ADMINISTRATION)).remontee
    find_bouton(page, "Appliquer").click().run()
    assert not page.exception
    assert f"remontée n° {numero} de Camille Autre" in page.error[0].value.replace("\\", "")
    assert read_revision() == numero
    assert read_avancement("A17") == 55
    assert page.query_params["apercu"]
    find_bouton(page, "Appliquer").click().run()
    assert read_avancement("A17") == 60


def test_ambiguous_percentage_is_asked(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), {"A16": {"Avancement (%)": 0.45}, "A17": {"Avancement (%)": 0.6}})
    assert "2 erreurs" in read_textes(page)
    page.radio[0].set_value("fraction").run()
    assert not page.exception
    textes = read_textes(page)
    assert "erreur" not in textes
    assert "45\u202f%" in textes


def test_role_lost_before_applying_writes_nothing(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    avant = read_revision()
    monkeypatch.setattr(identity, "find_role", lambda: Role.LECTURE)
    find_bouton(page, "Appliquer").click().run()
    assert read_revision() == avant
    assert "Accès refusé" in read_textes(page)


def test_role_lost_while_applying_writes_nothing(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    """The menu and the guard still see the role; the application itself asks again."""
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    avant, roles = read_revision(), iter([Role.ADMINISTRATION] * 2)
    monkeypatch.setattr(identity, "find_role", lambda: next(roles, Role.LECTURE))
    find_bouton(page, "Appliquer").click().run()
    assert read_revision() == avant


def test_journal_lists_and_undoes(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py")
    with open_base() as session:
        derniere = load_journal(session)[-1]
    assert f"n°\u00a0{derniere.id} ·" in read_textes(page)
    page.query_params["remontee"] = str(derniere.id)
    page.run()
    assert derniere.fichier in read_textes(page)
    sign(page)
    page.checkbox(f"confirme_{derniere.id}").check().run()
    find_bouton(page, "Annuler la remontée").click().run()
    assert not page.exception
    assert "est annulée" in page.success[0].value
    with open_base() as session:
        assert load_journal(session)[derniere.id].annule_par == derniere.id + 1


def test_reader_of_the_journal_cannot_undo(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py", role=Role.LECTURE, remontee="3")
    assert not page.exception
    assert not page.button
    assert not page.get("download_button")
