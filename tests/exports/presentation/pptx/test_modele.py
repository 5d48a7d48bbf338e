import io
import zipfile

import pytest
from pptx import Presentation
from pptx.util import Pt

from exports.presentation.pptx.deck import build_pptx
from exports.presentation.pptx.fabrique.__main__ import build_modele
from exports.presentation.pptx.modele import NOTRE, open_modele
from exports.presentation.pptx.noms import Gabarit
from models.refus import DemandeInvalide
from tests.exports.presentation.pptx.outils import find_slide
from tests.exports.presentation.recit_essai import BILAN, RECIT


def test_the_file_of_the_repository_is_what_its_script_builds():
    assert NOTRE.read_bytes() == build_modele()


def test_layouts_bear_their_names():
    assert {g.name for g in Presentation(NOTRE).slide_layouts} == set(Gabarit)


@pytest.fixture
def autre(tmp_path):
    """Another template: its titles lower and smaller, an example slide that nobody wants."""
    presentation = Presentation(NOTRE)
    for gabarit in presentation.slide_layouts:
        gabarit.placeholders[0].name = "Titre du Département"
    exemple = presentation.slides.add_slide(presentation.slide_layouts[5])
    exemple.shapes.title.text_frame.text = "Exemple à ne pas garder"
    titre = next(g for g in presentation.slide_layouts if g.name == Gabarit.NOMBRES).placeholders[0]
    titre.top, titre.height = Pt(60), Pt(70)
    titre._element.xpath(".//a:defRPr")[0].set("sz", "2800")
    chemin = tmp_path / "departement.pptx"
    presentation.save(chemin)
    return chemin


def test_another_template_is_filled_and_its_examples_leave(autre):
    deck = Presentation(io.BytesIO(build_pptx(RECIT, modele=autre)))
    titres = [s.shapes.title.text_frame.text for s in deck.slides]
    assert "Exemple à ne pas garder" not in titres
    slide = find_slide(deck, BILAN.constat[:20])
    assert slide.shapes.title.top == Pt(60)
    assert slide.shapes.title.name == "Titre du Département"


def test_another_template_gives_a_valid_package(autre, tmp_path):
    from openxml_audit.validator import OpenXmlValidator

    fichier = tmp_path / "deck.pptx"
    fichier.write_bytes(build_pptx(RECIT, modele=autre))
    assert [str(e) for e in OpenXmlValidator().validate(fichier).errors] == []


def test_what_a_template_lacks_is_said_all_at_once(tmp_path):
    presentation = Presentation(NOTRE)
    par_nom = {g.name: g for g in presentation.slide_layouts}
    presentation.slide_layouts.remove(par_nom[Gabarit.COLONNES])
    dessin = next(p for p in par_nom[Gabarit.DESSIN].placeholders if p.name == "Dessin")
    dessin._element.getparent().remove(dessin._element)
    par_nom[Gabarit.TEXTE]._element.cSld.set("name", "Titre et contenu")
    chemin = tmp_path / "modele.pptx"
    presentation.save(chemin)
    with pytest.raises(DemandeInvalide) as refus:
        open_modele(chemin)
    assert str(refus.value).startswith(
        "Le modèle modele.pptx ne convient pas\u202f: il manque un emplacement de graphique dans «\u202fConstat et "
        "dessin\u202f», la disposition «\u202fConstat et texte\u202f», la disposition «\u202fDeux colonnes\u202f»."
    )


def test_the_default_template_of_powerpoint_is_refused(tmp_path):
    Presentation().save(tmp_path / "vide.pptx")
    with pytest.raises(DemandeInvalide, match="il manque la disposition «\u202fTitre\u202f»"):
        open_modele(tmp_path / "vide.pptx")


def change(octets, nom, contenu):
    """The package with a part replaced, or added."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as source, zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as cible:
        for n in source.namelist():
            if n != nom:
                cible.writestr(n, source.read(n))
        cible.writestr(nom, contenu)
    return tampon.getvalue()


ENTITE = b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>'
NOTRES = NOTRE.read_bytes()
TYPES = zipfile.ZipFile(NOTRE).read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("octets", "mots"),
    [
        (b"", "n’est pas une présentation PowerPoint lisible"),
        (b"PK\x03\x04 casse", "n’est pas une présentation PowerPoint lisible"),
        (NOTRES[:5_000], "n’est pas une présentation PowerPoint lisible"),
        (change(NOTRES, "ppt/presentation.xml", b"<p"), "n’est pas une présentation PowerPoint lisible"),
        (change(NOTRES, "ppt/presentation.xml", ENTITE), "n’est pas une présentation PowerPoint lisible"),
        (change(NOTRES, "ppt/slideMasters/slideMaster1.xml", b"<a/>"), "n’est pas une présentation PowerPoint lisible"),
        (change(NOTRES, "[Content_Types].xml", TYPES.replace(b"presentation.main", b"template.main")), "lisible"),
        (change(NOTRES, "[Content_Types].xml", TYPES + b"<!-- macroEnabled -->"), "contient des macros"),
        (change(NOTRES, "ppt/lourd.bin", b"\0" * (201 * 2**20)), "est trop lourd une fois déplié"),
    ],
    ids=["vide", "zip", "tronque", "xml", "entite", "maitre", "potx", "macros", "bombe"],
)
def test_a_broken_or_hostile_template_is_refused_in_french(tmp_path, octets, mots):
    chemin = tmp_path / "modele.pptx"
    chemin.write_bytes(octets)
    with pytest.raises(DemandeInvalide, match=mots):
        open_modele(chemin)


def test_an_absent_template_is_said(tmp_path):
    with pytest.raises(DemandeInvalide, match=r"Impossible de lire le modèle absent\.pptx"):
        open_modele(tmp_path / "absent.pptx")
