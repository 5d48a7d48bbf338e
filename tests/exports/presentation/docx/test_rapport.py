"""The report as a Word document: every word of the story, real headings, tables that say what they are."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from exports.formats import Demande
from exports.presentation.docx.export import export
from exports.presentation.docx.graphique import is_dessinable
from exports.presentation.docx.modele import DOSSIER
from exports.presentation.docx.rapport import Suites, write_periode, write_rapport
from exports.presentation.docx.tableau import LARGEUR, share_largeur
from exports.presentation.pieces import Case, Colonne, Couverture, Periode, Recit, Section, Table, Texte
from exports.presentation.pptx.fabrique.parties import write_theme
from exports.presentation.recit import build_recit, find_periode
from models.plan import Plan
from tests.e2e.libreoffice import convert
from tests.exports.conftest import JOUR
from tests.exports.presentation.variantes import make_complet
from tests.plans import T2, T3, make_plan

QUAND = datetime(2026, 10, 21, 8)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COUVERTURE = Couverture("Réunion annuelle", "Plan 2024-2028", "Où en est le plan", "Données au 30/09/2026")


def make_recit(*sections: Section, introduction: str = "", demonstration: bool = False) -> Recit:
    return Recit(COUVERTURE, Periode(None, T3), introduction, sections, "Plan · Base réelle", demonstration)


def make_section(nom: str = "Une section", **champs) -> Section:
    valeurs = {"constat": "Un constat", "note": "À dire.\nD’où viennent ces chiffres.", "alternative": "Un tableau"}
    return Section(cle=nom, nom=nom, adresse="/", **{**valeurs, **champs})


def make_table(*lignes: tuple[str, ...]) -> Table:
    return Table(
        "Une légende", (Colonne("Nom", 3), Colonne("Valeur", 1, True)), tuple(tuple(map(Case, x)) for x in lignes)
    )


def open_document(octets: bytes):
    return Document(io.BytesIO(octets))


def read_texte(document) -> str:
    """Every word of the body, fields included, paragraphs and cells apart."""
    return "\n".join("".join(_read_mot(e) for e in p.iter()) for p in document.element.body.iter(qn("w:p")))


def _read_mot(element) -> str:
    return {f"{W}t": element.text, f"{W}br": "\n", f"{W}noBreakHyphen": "-"}.get(element.tag) or ""


@pytest.fixture(scope="module")
def recit(plan_demo: Plan) -> Recit:
    return build_recit(plan_demo, find_periode(plan_demo, T3, JOUR), JOUR)


@pytest.fixture(scope="module")
def octets(plan_demo: Plan) -> bytes:
    return export(Demande(plan_demo, T3, JOUR, options={"presente-a": "L’assemblée"}))


@pytest.fixture(scope="module")
def document(octets: bytes):
    return open_document(octets)


def list_dits(recit: Recit) -> list[str]:
    c = recit.couverture
    dits = [c.reunion, c.titre, c.sous_titre, c.mention]
    for s in recit.sections:
        dits += [s.nom, s.constat, s.note.partition("\n")[2], *(t.texte for t in s.textes), *(t.fort for t in s.textes)]
        if s.table:
            dits += [s.table.legende, *(x.titre for x in s.table.colonnes)]
            dits += [case.complet for ligne in s.table.lignes for case in ligne]
    return [d for d in dits if d]


def test_every_word_of_the_story_is_there(document, recit: Recit) -> None:
    texte, dits = read_texte(document), list_dits(recit)
    assert len(dits) > 500
    assert [d for d in dits if d not in texte] == []


def test_headings_follow_one_another_and_are_numbered_by_their_style(document, recit: Recit) -> None:
    titres = [(int(p.style.name[-1]), p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert titres[0][0] == 1
    assert all(apres <= avant + 1 for (avant, _), (apres, _) in pairwise(titres))
    assert [t for _, t in titres if t != "Annexes"] == [s.nom for s in recit.sections]
    for niveau in (1, 2):
        assert document.styles[f"Heading {niveau}"].element.pPr.numPr.numId.val == 1
    assert not any(p._p.pPr.numPr is not None for p in document.paragraphs), "no number is set by hand"


def test_a_finding_is_never_left_at_the_foot_of_a_page(document) -> None:
    """It stays with its chart, and its heading with it, by their styles."""
    assert all(document.styles[nom].paragraph_format.keep_with_next for nom in ("Constat", "Heading 1", "Heading 2"))
    gardes = [p.paragraph_format.keep_with_next for p in document.paragraphs if p.style.name == "Constat"]
    assert len(gardes) > 12
    assert set(gardes) == {None}


def test_every_table_has_a_header_a_caption_and_an_alternative(document, recit: Recit) -> None:
    avec = [s for s in recit.sections if s.table]
    assert len(document.tables) == len(avec)
    for table, section in zip(document.tables, avec, strict=True):
        assert [("w:tblHeader" in r._tr.xml) for r in table.rows] == [True] + [False] * len(section.table.lignes)
        proprietes = table._tbl.tblPr
        assert proprietes.find(qn("w:tblCaption")).get(qn("w:val")) == section.table.legende
        attendue = section.table.legende if is_dessinable(section.dessin) else section.alternative
        assert proprietes.find(qn("w:tblDescription")).get(qn("w:val")) == attendue
        assert sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) == LARGEUR
    seules = [c.style.name for c in document.paragraphs if c.text.startswith("Tableau ")]
    assert seules == ["Caption"] * len(avec)


def test_contents_are_a_field_whose_entries_lead_to_the_headings(document) -> None:
    instructions = [e.text.strip() for e in document.element.body.iter(qn("w:instrText"))]
    assert instructions[0] == 'TOC \\o "1-2" \\h \\z \\u'
    (perime,) = [e for e in document.element.body.iter(qn("w:fldChar")) if e.get(qn("w:dirty"))]
    assert perime.get(qn("w:dirty")) == "true"
    liens = [e.get(qn("w:anchor")) for e in document.element.body.iter(qn("w:hyperlink"))]
    signets = [e.get(qn("w:name")) for e in document.element.body.iter(qn("w:bookmarkStart"))]
    assert liens == signets
    assert len({*signets}) == len(signets) > 15
    champs = [e.get(qn("w:fldCharType")) for e in document.element.body.iter(qn("w:fldChar"))]
    assert champs.count("begin") == champs.count("separate") == champs.count("end")


def test_every_page_says_its_number_its_data_and_that_they_are_fictitious(document, recit: Recit) -> None:
    section = document.sections[0]
    assert recit.pied in section.footer.paragraphs[0].text
    champs = [e.text.strip() for e in section.footer._element.iter(qn("w:instrText"))]
    assert champs == ["PAGE", "NUMPAGES"]
    assert "Données fictives" in section.header.paragraphs[0].text
    reelle = open_document(write_rapport(make_recit(make_section()), Suites(), QUAND))
    assert "fictives" not in read_texte(reelle) + reelle.sections[0].header.paragraphs[0].text


def test_it_is_french_and_dressed_by_its_theme(octets: bytes, document) -> None:
    assert document.core_properties.language == "fr-FR"
    assert document.core_properties.comments == ""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        noms = archive.namelist()
        styles, theme = (archive.read(f"word/{n}").decode() for n in ("styles.xml", "theme/theme1.xml"))
    assert 'w:lang w:val="fr-FR"' in styles
    assert theme.count('<a:latin typeface="Arial"/>') == 2
    assert {"w:ascii=", "w:hAnsi="} & {*re.findall(r"w:\w+=", styles)} == set(), "fonts come from the theme alone"
    assert not [n for n in noms if "thumbnail" in n or "customXml" in n or "WithEffects" in n]


def test_to_whom_it_is_presented_is_a_field_to_fill_in(document) -> None:
    champs = {
        e.find(f"{W}sdtPr/{W}tag").get(qn("w:val")): "".join(t.text for t in e.iter(qn("w:t")))
        for e in document.element.body.iter(qn("w:sdt"))
    }
    assert champs == {"presente_a": "L’assemblée", "valide_par": "à compléter"}


def test_the_same_data_gives_the_same_bytes(octets: bytes, plan_demo: Plan) -> None:
    assert octets == export(Demande(plan_demo, T3, JOUR, options={"presente-a": "L’assemblée"}))


def test_a_writer_opens_it_and_numbers_it(octets: bytes, recit: Recit, tmp_path: Path) -> None:
    """LibreOffice Writer reads every word, and counts the headings as the contents do."""
    (tmp_path / "rapport.docx").write_bytes(octets)
    lu = convert(tmp_path / "rapport.docx", "txt", tmp_path / "lu").read_text(encoding="utf-8-sig")
    lignes = [" ".join(ligne.split()) for ligne in lu.splitlines()]
    fil = [s.nom for s in recit.sections if not s.annexe]
    for rang, nom in enumerate(fil, start=1):
        assert lignes.count(f"{rang}. {nom}") == 2, "in the contents, then above its section"
    texte = " ".join(lignes).replace("\u2011", "-")
    assert [d for d in list_dits(recit) if " ".join(d.split()) not in texte] == []


def test_the_package_is_valid_against_the_schemas(octets: bytes, tmp_path: Path) -> None:
    from openxml_audit.validator import OpenXmlValidator

    juste, faux = tmp_path / "rapport.docx", tmp_path / "faux.docx"
    juste.write_bytes(octets)
    assert [str(e) for e in OpenXmlValidator().validate(juste).errors] == []
    petit = write_rapport(make_recit(make_section(table=make_table(("a", "b")))), Suites(), QUAND)
    with zipfile.ZipFile(io.BytesIO(petit)) as source, zipfile.ZipFile(faux, "w") as cible:
        for nom in source.namelist():
            cible.writestr(nom, source.read(nom).replace(b"<w:cantSplit/>", b"<w:pStyle/>"))
    assert not OpenXmlValidator().validate(faux).is_valid, "the guard itself"


HOSTILES = ("=1+1", "<w:p/>&amp;", "a\x00\x0b\x1fb\ud800\ufffe", "x" * 3000, "deux\nlignes\t!", "\u202einverse")


@pytest.mark.parametrize("texte", HOSTILES)
def test_a_hostile_text_stays_a_text(texte: str) -> None:
    table = replace(make_table((texte, texte)), legende=texte)
    section = make_section(texte, constat=texte, alternative=texte, note=f"x\n{texte}", table=table)
    section = replace(section, textes=(Texte(texte, texte),))
    octets = write_rapport(make_recit(section, introduction=texte), Suites(texte, texte), QUAND)
    lu = read_texte(open_document(octets))
    propre = re.sub("[\x00\x0b\x1f\ud800\ufffe]", "", texte).replace("\t", " ")
    assert lu.count(propre) >= 10


def test_an_alert_is_red_by_its_style_and_a_blank_cell_stays_blank() -> None:
    table = Table("L", (Colonne("A", 1), Colonne("B", 1, True)), ((Case("dépassée", alerte=True), Case("")),))
    (lue,) = open_document(write_rapport(make_recit(make_section(table=table)), Suites(), QUAND)).tables
    alerte, vide = lue.rows[1].cells
    assert alerte.paragraphs[0].runs[0].style.name == "Alerte"
    assert (vide.text, vide.paragraphs[0].style.name) == ("", "Cellule chiffrée")


@pytest.mark.parametrize(
    ("nombre", "liees"), [(1, [True, False]), (3, [True, True, True, False]), (9, [True] + [False] * 9)]
)
def test_a_short_table_stays_on_a_page(nombre: int, liees: list[bool]) -> None:
    octets = write_rapport(make_recit(make_section(table=make_table(*[("a", "b")] * nombre))), Suites(), QUAND)
    (lue,) = open_document(octets).tables
    assert [bool(r.cells[0].paragraphs[0].paragraph_format.keep_with_next) for r in lue.rows] == liees


def test_two_tables_never_touch() -> None:
    sections = [make_section(n, note="", table=make_table(("a", "b"))) for n in "AB"]
    corps = open_document(write_rapport(make_recit(*sections), Suites(), QUAND)).element.body
    balises = [e.tag.rpartition("}")[2] for e in corps]
    assert ("tbl", "tbl") not in pairwise(balises)
    assert balises[-2:] == ["p", "sectPr"], "Word wants a paragraph after a table that ends the page"


@pytest.mark.parametrize(
    ("colonnes", "attendues"),
    [
        ((("N°", 1), ("Intitulé", 8), ("Avancement", 1)), None),
        ((("A", 1), ("B", 1)), [4706, 4706]),
        ((("T1\u00a02026", 1), ("Un mot", 99)), [964, 8448]),
        (tuple(("Interminablement", 1) for _ in range(12)), [784] * 11 + [788]),
    ],
)
def test_a_column_has_room_for_its_words(colonnes, attendues) -> None:
    table = Table("L", tuple(Colonne(titre, part) for titre, part in colonnes), ())
    largeurs = share_largeur(table)
    assert sum(largeurs) == LARGEUR
    if attendues:
        assert largeurs == attendues
    else:
        assert largeurs[2] > 1200
        assert largeurs[1] > 6000


def test_a_story_of_nothing_is_a_document_all_the_same() -> None:
    for plan in (make_plan(), make_plan(demonstration=False)):
        document = open_document(export(Demande(plan, T3, JOUR)))
        assert "Où en est" in read_texte(document)
    vide = open_document(write_rapport(make_recit(), Suites(), QUAND))
    assert not vide.tables
    assert "Annexes" not in read_texte(vide)


def test_a_large_plan_with_long_titles_is_written_whole() -> None:
    plan = make_complet(300, "Un intitulé qui n’en finit pas, " * 9)
    recit = build_recit(plan, find_periode(plan, T3, JOUR), JOUR)
    texte = read_texte(open_document(write_rapport(recit, Suites(), QUAND)))
    assert [d for d in list_dits(recit) if d.replace("\t", " ") not in texte] == []


def test_the_period_is_said() -> None:
    assert write_periode(Periode(T2, T3)) == "Du T2\u00a02026 au T3\u00a02026, soit jusqu’au 30/09/2026"
    assert write_periode(Periode(None, T3)) == "Au T3\u00a02026, soit jusqu’au 30/09/2026"


def test_its_theme_is_that_of_the_deck() -> None:
    """Their charts are one and the same, and take their colours by name: ink on `accent6` is read on both."""
    assert (DOSSIER / "theme.xml").read_text(encoding="utf-8") == write_theme()
