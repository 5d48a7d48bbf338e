"""A quarter typed as a table: what the table holds is what a workbook would say."""

from __future__ import annotations

from tests.ui.conftest import Ouvrir, read_textes
from tests.ui.importer.test_importer import read_avancement, sign
from ui.importer import tableau


def test_a_table_is_read_as_a_workbook(ouvrir: Ouvrir, monkeypatch) -> None:
    monkeypatch.setattr(tableau.st, "data_editor", lambda lignes, **_: [{**x, "Avancement (%)": 97} for x in lignes])
    page = ouvrir("importer.py")
    page.session_state["saisir_tableau"] = True
    page.session_state["tableau_trimestre"] = None
    sign(page.run())
    assert not page.exception
    pilote = next(s for s in page.selectbox if s.key == "tableau_pilote")
    page.selectbox(key="tableau_trimestre").select_index(0).run()
    page.button(key="enregistrer_tableau").click().run()
    if page.warning:
        page.button(key="enregistrer_tableau").click().run()
    assert not page.exception
    assert "enregistré" in read_textes(page), pilote.value
    assert read_avancement("A16") is not None
