"""The deck in LibreOffice Impress, after a person changed a value of a chart and a colour of the theme."""

import io
import zipfile

import numpy as np
import openpyxl
import pypdfium2
import pytest
from pptx import Presentation

from tests.e2e.libreoffice import convert
from tests.exports.presentation.pptx.outils import find_objet, find_slide
from tests.exports.presentation.recit_essai import ORIENTATIONS

ORANGE = (0xE6, 0x6A, 0x0A)
AVANT, APRES, AUTRE = 51, 20, 53
"""The value of the first bar, what it becomes, that of the second."""


def edit(octets: bytes) -> bytes:
    """Change the first bar in its workbook and in what PowerPoint keeps of it, and the colour of bars in the theme."""
    deck = Presentation(io.BytesIO(octets))
    graphique = find_objet(find_slide(deck, ORIENTATIONS.constat)).chart
    partie = graphique.part.chart_workbook.xlsx_part
    classeur = openpyxl.load_workbook(io.BytesIO(partie.blob))
    assert classeur.active["B2"].value == AVANT
    classeur.active["B2"] = APRES
    tampon = io.BytesIO()
    classeur.save(tampon)
    partie._blob = tampon.getvalue()
    next(iter(graphique.series))._element.xpath(".//c:val//c:pt[@idx='0']/c:v")[0].text = str(APRES)
    sortie = io.BytesIO()
    deck.save(sortie)
    return recolour(sortie.getvalue())


def recolour(octets: bytes) -> bytes:
    couleur = bytes("{:02X}{:02X}{:02X}".format(*ORANGE), "ascii")
    tampon = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as source, zipfile.ZipFile(tampon, "w") as cible:
        for nom in source.namelist():
            contenu = source.read(nom)
            if nom.startswith("ppt/theme/") and "Réunion annuelle".encode() in contenu:
                debut, balise, fin = contenu.partition(b'<a:accent3><a:srgbClr val="')
                contenu = debut + balise + couleur + fin[6:]
            cible.writestr(nom, contenu)
    return tampon.getvalue()


@pytest.fixture(scope="module")
def modifie(octets, tmp_path_factory):
    dossier = tmp_path_factory.mktemp("impress")
    fichier = dossier / "deck.pptx"
    fichier.write_bytes(edit(octets))
    return fichier, convert(fichier, "pdf", dossier)


def test_impress_opens_every_slide(modifie, deck):
    _, pdf = modifie
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == len(deck.slides)
        textes = [page.get_textpage().get_text_range() for page in document]
    for slide, texte in zip(deck.slides, textes, strict=True):
        premiers = slide.shapes.title.text_frame.text.split()[:3]
        assert all(mot in texte for mot in premiers), texte


def test_what_a_person_changes_is_read_again(modifie):
    fichier, _ = modifie
    graphique = find_objet(find_slide(Presentation(fichier), ORIENTATIONS.constat)).chart
    assert next(iter(graphique.series)).values[:2] == (APRES, AUTRE)
    classeur = openpyxl.load_workbook(io.BytesIO(graphique.part.chart_workbook.xlsx_part.blob))
    assert classeur.active["B2"].value == APRES


def test_the_drawing_follows_the_value_and_the_theme(modifie, deck):
    _, pdf = modifie
    numero = [s.shapes.title.text_frame.text for s in deck.slides].index(ORIENTATIONS.constat)
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[numero].render(scale=1).to_pil().convert("RGB")
    longueurs = measure_barres(image)
    assert longueurs[0] / longueurs[1] == pytest.approx(APRES / AUTRE, rel=0.03)


def measure_barres(image):
    """The lengths of the bars of the new colour, from the top: for each band of rows that it fills, the longest."""
    peints = (np.abs(np.asarray(image, int) - ORANGE) < 12).all(axis=2)
    longueurs, dedans = [], False
    for rangee in peints:
        (xs,) = np.nonzero(rangee)
        if len(xs) and not dedans:
            longueurs.append(0)
        dedans = bool(len(xs))
        if dedans:
            longueurs[-1] = max(longueurs[-1], int(xs[-1] - xs[0]) + 1)
    return longueurs
