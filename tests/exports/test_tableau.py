"""A table taken away: typed, titled, dated, the same bytes for the same rows, never a live formula."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from exports.tableau import ENTETE, Tableau, build_feuilles

ENTETES = ("Code", "Action", "Avancement (%)", "Écart (points)", "Échéance")
LIGNES = [("A01", "Une action", 45, -3.5, date(2026, 12, 31)), ("A02", None, None, None, None)]
MENTION = "Données au 30/09/2026 (T3 2026), base de démonstration (données fictives)"


def read(octets: bytes):
    return load_workbook(io.BytesIO(octets)).active


def build(lignes=LIGNES, titre="Orientations : actions / T3 2026"):
    return read(build_feuilles(titre, [Tableau(titre, ENTETES, lignes)], MENTION))


def test_title_mention_headers_then_rows() -> None:
    page = build()
    assert page["A1"].value == "Orientations : actions / T3 2026"
    assert page["A2"].value == MENTION
    assert [c.value for c in page[ENTETE]] == list(ENTETES)
    assert page.max_row == ENTETE + len(LIGNES)
    assert page.title == "Orientations   actions   T3 202"


def test_values_keep_their_types() -> None:
    code, action, avancement, ecart, echeance = build()[ENTETE + 1]
    assert (code.value, action.value, avancement.value, ecart.value) == ("A01", "Une action", 45, -3.5)
    assert echeance.value == datetime(2026, 12, 31)
    assert echeance.number_format == "dd/mm/yyyy"
    assert [c.alignment.horizontal for c in (action, avancement, echeance)] == ["left", "right", "right"]
    assert [c.value for c in build()[ENTETE + 2]] == ["A02", None, None, None, None]


@pytest.mark.parametrize(
    "texte", ["=1+1", "+33 1", "-2 points", "@x", "#N/A", "=HYPERLINK(0)", " =1", "\n=1", "\t+1", "\u00a0@x", "＝1"]
)
def test_text_is_never_a_formula(texte: str) -> None:
    page = build([(texte, texte, None, None, None)], titre=texte)
    for cellule in (page["A1"], page.cell(ENTETE + 1, 1), page.cell(ENTETE + 1, 2)):
        assert (cellule.value, cellule.data_type) == (texte, "s")
        assert cellule.quotePrefix is (texte[0] != "#")


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    assert build([("A\x01B\ud800", "é\nè", None, None, None)])[ENTETE + 1][0].value == "AB"


def test_headers_stay_in_sight_and_filter() -> None:
    page = build()
    assert page.freeze_panes == f"B{ENTETE + 1}"
    assert page.auto_filter.ref == f"A{ENTETE}:E{ENTETE + 2}"
    assert page.print_title_rows == f"${ENTETE}:${ENTETE}"
    large = build([("Un premier intitulé bien trop long pour rester en vue", "", None, None, None)])
    assert large.freeze_panes == f"A{ENTETE + 1}"


def test_long_text_folds_in_a_row_high_enough() -> None:
    page = build([("A01", "mot " * 100, None, None, None)])
    assert page.column_dimensions["B"].width <= 48
    assert page.row_dimensions[ENTETE + 1].height > 100
    assert page.cell(ENTETE + 1, 2).alignment.wrap_text


def test_same_rows_same_bytes() -> None:
    quand = datetime(2026, 10, 21, 8)
    un, deux = (build_feuilles("Actions", [Tableau("A", ENTETES, iter(LIGNES))], MENTION, quand) for _ in range(2))
    assert un == deux
    assert un != build_feuilles("Actions", [Tableau("A", ENTETES, LIGNES)], MENTION)
    with zipfile.ZipFile(io.BytesIO(un)) as archive:
        assert {i.date_time for i in archive.infolist()} == {quand.timetuple()[:6]}
    proprietes = load_workbook(io.BytesIO(un)).properties
    assert (proprietes.created, proprietes.modified) == (quand, quand)


def test_no_row_is_a_table_all_the_same() -> None:
    page = build([])
    assert [c.value for c in page[ENTETE]] == list(ENTETES)


def test_one_sheet_a_table() -> None:
    octets = build_feuilles("Fiche", [Tableau("Jalons", ("A",), []), Tableau("Jalons", ("A",), [("x",)])], MENTION)
    classeur = load_workbook(io.BytesIO(octets))
    assert classeur.sheetnames == ["Jalons", "Jalons1"]
    assert classeur["Jalons1"]["A5"].value == "x"
    with pytest.raises(ValueError, match="aucun"):
        build_feuilles("Fiche", [], MENTION)
