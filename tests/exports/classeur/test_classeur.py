"""The whole export as a workbook: the figures of the tables, native charts that read its cells, texts that stay so."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import load_workbook

from exports.classeur.ensemble import ENSEMBLE
from exports.classeur.export import export
from exports.formats import Demande
from exports.tableau import ENTETE
from exports.tables.champs import Genre
from exports.tables.registre import build_tables
from metrics.bilan import compute_bilan
from models.plan import Plan
from models.temps import find_jour
from tests.exports.conftest import JOUR
from tests.plans import T3, make_action, make_connue, make_libelle, make_plan

OUI_NON = {"oui": True, "non": False}


@pytest.fixture(scope="module")
def octets(plan_demo: Plan) -> bytes:
    return export(Demande(plan_demo, T3, JOUR))


@pytest.fixture(scope="module")
def classeur(octets: bytes):
    return load_workbook(io.BytesIO(octets))


def test_every_cell_is_the_value_of_its_table(classeur, plan_demo: Plan) -> None:
    """Percentages are numbers under a percent format; nothing is rounded further than what is published."""
    compares = 0
    for table in build_tables(compute_bilan(plan_demo, T3, JOUR)):
        page = classeur[table.titre]
        assert [c.value for c in page[ENTETE]] == [c.titre for c in table.champs]
        for lues, ligne in zip(page.iter_rows(min_row=ENTETE + 1), table.lignes, strict=True):
            for cellule, valeur, champ in zip(lues, ligne, table.champs, strict=True):
                assert _read(cellule, champ.genre) == (
                    ", ".join(valeur) or None if isinstance(valeur, tuple) else valeur
                )
                compares += isinstance(valeur, int | float) and not isinstance(valeur, bool)
    assert compares > 1_500


def _read(cellule, genre: Genre):
    valeur = cellule.value
    if isinstance(valeur, datetime):
        assert cellule.number_format == "dd/mm/yyyy"
        return valeur.date()
    if genre in (Genre.POURCENT, Genre.TAUX) and valeur is not None:
        assert cellule.number_format.endswith("%")
        return round(100 * valeur, 4) if genre is Genre.POURCENT else valeur
    return OUI_NON.get(valeur, valeur) if genre is Genre.OUI_NON else valeur


def test_the_first_sheet_holds_the_headline_figures(classeur, plan_demo: Plan) -> None:
    page = classeur.worksheets[0]
    c = compute_bilan(plan_demo, T3, JOUR).ensemble
    assert page.title == ENSEMBLE
    ligne = [x.value for x in page[ENTETE + 1]]
    assert ligne[1:4] == pytest.approx([round(c.avancement, 1) / 100, round(c.attendu, 1) / 100, c.ecart_lu], abs=1e-9)
    nombres = {r[0].value: r[1].value for r in page.iter_rows(min_row=ENTETE + 7)}
    assert nombres["Actions bloquées"] == c.bloquees
    assert nombres["Décisions attendues"] == c.decisions
    assert nombres["Actions réalisées"] == c.realisees
    assert "base de démonstration (données fictives)" in page["A2"].value


def test_the_charts_are_native_and_read_the_cells_of_the_sheet(classeur) -> None:
    page = classeur.worksheets[0]
    with_charts = [f.title for f in classeur.worksheets if f._charts]
    assert with_charts == [ENSEMBLE]
    barres, courbe = page._charts
    for dessin, nombre in ((barres, 4), (courbe, 20)):
        for serie, colonne, nom in zip(dessin.series, "BC", ("Avancement", "Attendu"), strict=True):
            feuille, _, plage = serie.val.numRef.f.rpartition("!")
            premiere, derniere = plage.replace("$", "").split(":")
            assert feuille.strip("'") == ENSEMBLE
            assert premiere[0] == derniere[0] == colonne
            assert int(derniere[1:]) - int(premiere[1:]) + 1 == nombre
            assert page[serie.tx.strRef.f.rpartition("!")[2].replace("$", "")].value == nom
            assert any(page[f"{colonne}{n}"].value for n in range(int(premiere[1:]), int(derniere[1:]) + 1))


def test_the_lexicon_explains_every_column(classeur, plan_demo: Plan) -> None:
    tables = build_tables(compute_bilan(plan_demo, T3, JOUR))
    lignes = list(classeur["Lexique des colonnes"].iter_rows(min_row=ENTETE + 1, values_only=True))
    assert [ligne[:3] for ligne in lignes] == [(t.titre, c.titre, c.sens) for t in tables for c in t.champs]
    assert ("Actions", "Point de blocage") in {ligne[:2] for ligne in lignes if ligne[4] == "non"}


def test_every_sheet_is_set_to_be_read(classeur) -> None:
    for page in classeur.worksheets[1:]:
        assert page.freeze_panes
        assert page.auto_filter.ref
        assert page.page_setup.fitToWidth == 1
    assert len({p.title for p in classeur.worksheets}) == len(classeur.worksheets) == 15


def test_the_same_data_gives_the_same_bytes(octets: bytes, plan_demo: Plan) -> None:
    assert octets == export(Demande(plan_demo, T3, JOUR))
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        (jour,) = {i.date_time[:3] for i in archive.infolist()}
    recue = find_jour(plan_demo.derniere_remontee)
    assert jour == (recue.year, recue.month, recue.day)


@pytest.mark.parametrize("texte", ["=1+1", "+33", "@x", '=HYPERLINK("http://x")', "A\x01B\ufffe\ud800"])
def test_a_hostile_title_stays_a_text(texte: str) -> None:
    plan = make_plan([make_action("A01", libelle=make_libelle(texte))])
    page = load_workbook(io.BytesIO(export(Demande(plan, T3, JOUR))))["Actions"]
    cellule = page.cell(ENTETE + 1, 2)
    assert cellule.data_type == "s"
    assert cellule.value == ("AB" if texte.startswith("A") else texte)


def test_too_little_known_is_said_and_draws_nothing() -> None:
    plan = make_plan([make_connue("A01", 50), make_action("A02"), make_action("A03")])
    page = load_workbook(io.BytesIO(export(Demande(plan, T3, JOUR)))).worksheets[0]
    assert [c.value for c in page[ENTETE + 1]][1:5] == [
        *(None, None, None),
        "données insuffisantes\u202f: avancement connu de 1 sur 3 actions actives",
    ]
    assert page._charts == []
    assert load_workbook(io.BytesIO(export(Demande(make_plan(), T3, JOUR)))).worksheets[0]._charts == []
