"""The charts of the report are native: drawn by Word, read aloud by their words, opened as a workbook."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from exports.presentation.docx.graphique import BARRES_MAX, ECHELLE, is_dessinable, reduce
from exports.presentation.docx.rapport import Suites, write_rapport
from exports.presentation.pieces import Barre, Barres, Courbe, Empilees, Nombre, Nombres, Recit, Role, Serie
from exports.presentation.recit import build_recit, find_periode
from models.plan import Plan
from tests.exports.conftest import JOUR
from tests.exports.presentation.docx.test_rapport import QUAND, make_recit, make_section, open_document
from tests.plans import T3

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
BARRES = Barres((Barre("Un & <deux>", 40.0, 55.5, "40 %", "−16 points"), Barre("=3", None, None, "non renseigné")))
COURBE = Courbe(("T1", "T2"), (Serie("avancement", Role.AVANCEMENT, (None, 12.5), "avancement 13 %"),))
EMPILEES = Empilees(("T3",), (Serie("Mobilisées", Role.MOBILISEES, (4,)), Serie("Autres", Role.AUTRES, (None,))))


@pytest.fixture(scope="module")
def recit(plan_demo: Plan) -> Recit:
    return build_recit(plan_demo, find_periode(plan_demo, T3, JOUR), JOUR)


@pytest.fixture(scope="module")
def archive(recit: Recit) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_rapport(recit, Suites(), QUAND)))


def test_every_drawing_of_the_story_is_a_native_chart(archive: zipfile.ZipFile, recit: Recit) -> None:
    dessines = [s for s in recit.sections if is_dessinable(s.dessin)]
    assert len(dessines) == 7
    noms = archive.namelist()
    assert len([n for n in noms if n.startswith("word/charts/chart")]) == len(dessines)
    assert not [n for n in noms if n.startswith("word/media/")], "no picture of a chart"
    corps = ET.fromstring(archive.read("word/document.xml"))
    dits = [e.get("descr") for e in corps.iter(qn("wp:docPr"))]
    assert dits == [s.alternative for s in dessines]
    assert all(dits)


def test_its_values_are_those_of_the_story_in_its_workbook_too(archive: zipfile.ZipFile, recit: Recit) -> None:
    for numero, section in enumerate([s for s in recit.sections if is_dessinable(s.dessin)], start=1):
        xml = ET.fromstring(archive.read(f"word/charts/chart{numero}.xml"))
        page = load_workbook(io.BytesIO(archive.read(f"word/embeddings/donnees{numero}.xlsx"))).active
        nombres = {c.value for ligne in page.iter_rows(min_row=2, min_col=2) for c in ligne if c.value is not None}
        dessin = section.dessin
        if isinstance(dessin, Barres):
            attendus = [v for b in dessin.barres for v in (b.valeur, b.attendu) if v is not None]
        else:
            attendus = [v for s in dessin.series for v in s.valeurs if v is not None]
        assert {round(v, 2) for v in attendus} <= nombres
        caches = {float(e.text) for e in xml.iter(f"{C}v") if e.text and _is_nombre(e.text)}
        assert {float(f"{v:g}") for v in {round(v, 2) for v in attendus}} <= caches
        assert xml[-1].tag == f"{C}externalData", "what opens its workbook comes last, as the schema wants"


def _is_nombre(texte: str) -> bool:
    try:
        float(texte)
    except ValueError:
        return False
    return True


def test_each_part_is_typed_and_tied(archive: zipfile.ZipFile) -> None:
    types = archive.read("[Content_Types].xml").decode()
    assert (
        'PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml'
        in types
    )
    liens = archive.read("word/charts/_rels/chart1.xml.rels").decode()
    assert "donnees1.xlsx" in liens
    assert archive.read("word/_rels/document.xml.rels").decode().count("/relationships/chart") == 7


@pytest.mark.parametrize("dessin", [BARRES, COURBE, EMPILEES])
def test_a_drawing_with_blanks_and_hostile_names_is_drawn(dessin) -> None:
    document = open_document(write_rapport(make_recit(make_section(dessin=dessin)), Suites(), QUAND))
    (partie,) = [r.target_part for r in document.part.rels.values() if r.reltype.endswith("/chart")]
    assert ET.fromstring(partie.blob).tag == f"{C}chartSpace"
    assert not document.tables


@pytest.mark.parametrize(
    ("dessin", "attendu"),
    [
        (BARRES, True),
        (COURBE, True),
        (EMPILEES, True),
        (None, False),
        (Nombres((Nombre("46 %", "avancement"),)), False),
        (Barres(()), False),
        (Courbe((), ()), False),
        (Empilees((), ()), False),
        (Barres(BARRES.barres * BARRES_MAX), False),
    ],
)
def test_what_a_page_draws(dessin, attendu: bool) -> None:
    assert is_dessinable(dessin) is attendu


def test_words_and_lines_are_reduced_together() -> None:
    assert reduce('<a:defRPr sz="1600"/><a:ln w="16000"/><c:size val="8"/>') == (
        f'<a:defRPr sz="900"/><a:ln w="{16000 * ECHELLE:.0f}"/><c:size val="{8 * ECHELLE:.0f}"/>'
    )
