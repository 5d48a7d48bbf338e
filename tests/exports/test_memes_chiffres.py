"""One quarter computed once, and the same headline figures in every output: deck, report, hand-out, pages, tables.

The screen of the meeting shows these very pages: `tests/ui/presentation`.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from exports.formats import Demande, export
from exports.presentation.html.ecriture import write_page
from exports.presentation.html.pages import list_pages
from exports.presentation.recit import build_recit, find_periode
from metrics.bilan import Bilan, compute_bilan
from metrics.chiffres import DECIMALES
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import format_points, format_pourcent
from tests.exports.conftest import JOUR

T3 = Trimestre(2026, 3)


def join(textes: object) -> str:
    """Return texts as one without its spaces: a narrow one is drawn by the fonts of a PDF as nothing."""
    return "".join("".join(map(str, textes)).split())


@pytest.fixture(scope="module")
def bilan(plan_demo: Plan) -> Bilan:
    return compute_bilan(plan_demo, T3, JOUR)


@pytest.fixture(scope="module")
def attendus(bilan: Bilan) -> list[str]:
    """The headline figures, as displayed."""
    c = bilan.ensemble
    dits = [
        format_pourcent(c.avancement),
        format_points(c.ecart).removesuffix("points").strip(),
        f"{c.realisees} sur {c.actives}",
        f"{c.decisions} décisions",
        f"Les {c.bloquees} actions bloquées",
    ]
    return [join([d]) for d in dits]


def read_pptx(octets: bytes) -> str:
    formes = (f for d in Presentation(io.BytesIO(octets)).slides for f in d.shapes)
    return join(f.text_frame.text for f in formes if f.has_text_frame)


def read_docx(octets: bytes) -> str:
    document = Document(io.BytesIO(octets))
    cases = (c.text for t in document.tables for ligne in t.rows for c in ligne.cells)
    return join([*(p.text for p in document.paragraphs), *cases])


def read_pdf(octets: bytes) -> str:
    with pypdfium2.PdfDocument(octets) as document:
        return join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize(("format_", "lire"), [("pptx", read_pptx), ("docx", read_docx), ("pdf", read_pdf)])
def test_a_document_says_the_headline_figures(plan_demo: Plan, attendus: list[str], format_: str, lire) -> None:
    octets = export(format_, Demande(plan_demo, T3, JOUR))
    texte = lire(octets)
    assert [dit for dit in attendus if dit not in texte] == []


def test_a_page_says_the_headline_figures(plan_demo: Plan, attendus: list[str]) -> None:
    recit = build_recit(plan_demo, find_periode(plan_demo, T3, JOUR), JOUR)
    texte = join(write_page(page, recit) for page in list_pages(recit))
    assert [dit for dit in attendus if dit not in texte] == []


def test_the_site_says_the_headline_figures(plan_demo: Plan, bilan: Bilan) -> None:
    """On its first page, whose blocks are those of the Synthèse."""
    site, c = export("html", Demande(plan_demo, T3, JOUR)), bilan.ensemble
    assert not isinstance(site, bytes)
    texte = join([html.unescape(re.sub(r"<[^>]+>", "", site["index.html"].decode()))])
    dits = [format_pourcent(c.avancement), format_points(c.ecart_lu, DECIMALES), f"{c.realisees} sur {c.actives}"]
    dits += [f"{c.decisions} décisions", f"{c.bloquees} actions sont bloquées"]
    assert [dit for dit in dits if join([dit]) not in texte] == []


def test_tables_and_json_hold_the_headline_figures(plan_demo: Plan, bilan: Bilan) -> None:
    c = bilan.ensemble
    vrais = round(c.avancement or 0, 2), round(c.attendu or 0, 2), round(c.ecart or 0, 2)
    demande = Demande(plan_demo, T3, JOUR)
    dits = json.loads(export("json", demande))["plan"]
    assert (dits["avancement"], dits["attendu"], dits["ecart"]) == vrais
    fichiers = export("csv", demande)
    assert not isinstance(fichiers, bytes)
    plan = next(csv.DictReader(io.StringIO(fichiers["niveaux.csv"].decode())))
    assert (float(plan["avancement"]), float(plan["attendu"]), float(plan["ecart"])) == vrais
    classeur = export("xlsx", demande)
    assert isinstance(classeur, bytes)
    feuille = load_workbook(io.BytesIO(classeur)).worksheets[0]
    rangees = {str(r[0]): r for r in feuille.iter_rows(values_only=True) if r[0] is not None}
    assert rangees["Schéma"][1:4] == tuple(round(v, n) for v, n in zip(_displayed(c), (3, 3, 1), strict=True))
    assert rangees["Actions réalisées"][1:3] == (c.realisees, c.actives)
    assert rangees["Décisions attendues"][1] == c.decisions
    assert rangees["Actions bloquées"][1] == c.bloquees


def _displayed(c) -> tuple[float, float, float]:
    """Return the three that stand together, with the one decimal in which they agree."""
    return c.avancement / 100, c.attendu / 100, c.ecart
