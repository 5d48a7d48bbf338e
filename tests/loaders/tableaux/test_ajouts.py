"""Fault 69: notes, threads, pictures and struck texts are told in one remark; ours never are."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from PIL import Image as Pil

from loaders.genres.charte.genre import CHARTE
from loaders.lecture.brut import ClasseurBrut, Recu
from loaders.lecture.processus import read_classeurs
from loaders.tableaux.ajouts import list_ajouts
from models.colonnes_partenariat import APPRECIATIONS
from tests.classeurs_partenariat import make
from tests.constats import Ecrire, Lancer, Verifier, find_message, list_places, list_valeurs
from tests.fabrique import edit, feuille_xml, fill, make_maison, patch, rezip, unzip

AVIS = "avertissement"


def note(octets: bytes, feuille: str, **notes: str) -> bytes:
    """Write notes as somebody does, by cell."""

    def change(classeur: Any) -> None:
        for place, texte in notes.items():
            classeur[feuille][place].comment = Comment(texte, "Une personne")

    return edit(octets, change)


def draw(octets: bytes, place: str) -> bytes:
    def change(classeur: Any) -> None:
        tampon = io.BytesIO()
        Pil.new("RGB", (8, 8), "red").save(tampon, "PNG")
        tampon.seek(0)
        classeur["Avancement"].add_image(Image(tampon), place)

    return edit(octets, change)


def add_fil(octets: bytes, place: str, texte: str) -> bytes:
    """Make a thread of the only note, which stays as the copy of it that Excel leaves for older programs."""
    parties = unzip(octets)
    liens = "xl/worksheets/_rels/sheet2.xml.rels"
    genre = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    lien = f'<Relationship Id="rFil" Type="{genre}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    parties[liens] = parties[liens].replace(b"</Relationships>", lien.encode())
    espace = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    fil = f'<threadedComment ref="{place}" id="1"><text>{texte}</text></threadedComment>'
    dit = f'<ThreadedComments xmlns="{espace}">{fil}</ThreadedComments>'
    parties["xl/threadedComments/threadedComment1.xml"] = dit.encode()
    notes = next(n for n, c in parties.items() if b"Une personne" in c)
    parties[notes] = parties[notes].replace(b"Une personne", b"tc={1}")
    return rezip(parties)


def test_notes_are_named_in_one_remark(verifier: Verifier, gabarit_t4: bytes) -> None:
    octets = note(
        fill(gabarit_t4, {"H5": 85}), "Avancement", H5="Chiffre à confirmer", H6="Ne pas publier", B1="En tête"
    )
    fichier = verifier(octets)
    assert list_places(fichier) == [("ajouts_non_lus", AVIS, "Avancement", None, None)]
    assert find_message(fichier, "ajouts_non_lus") == (
        "Non lus : la note en B1 (« En tête »), la note en H5 (« Chiffre à confirmer ») et la note en H6 "
        "(« Ne pas publier »). Ce qui compte s’écrit dans les cellules blanches."
    )
    assert list_valeurs(fichier) == {"Avancement!H5": 85}


def test_a_lone_note_is_a_remark_on_its_cell(verifier: Verifier, demo: str) -> None:
    octets = note(make(CHARTE), APPRECIATIONS.nom, H7="Voir l’avis du comité")
    assert list_places(verifier(octets, nom="charte.xlsx")) == [("ajouts_non_lus", AVIS, APPRECIATIONS.nom, 7, "H")]


def test_a_home_made_table_has_its_notes_told(verifier: Verifier, base: str) -> None:
    octets = note(
        make_maison([["Code", "Avancement (%)", "Statut"], ["A16", 45, "En cours"]]), "Avancement", B2="80 % atteint"
    )
    fichier = verifier(octets, "--trimestre", "2026-T3")
    assert "la note en B2 (« 80 % atteint »)" in find_message(fichier, "ajouts_non_lus")


def test_threads_pictures_and_struck_texts_are_told_with_them(verifier: Verifier, gabarit_t4: bytes) -> None:
    def strike(classeur: Any) -> None:
        page = classeur["Avancement"]
        page["K5"].value, page["K5"].font = "Un comité", Font(strike=True)
        page["K6"].value = CellRichText("Deux réunions, ", TextBlock(InlineFont(strike=True), "trois en tout"))
        page["H6"].comment = Comment("[Commentaire de conversation] Votre version d’Excel…", "Une personne")
        page["K7"].font = Font(strike=True)  # blank: nothing is struck there

    octets = add_fil(edit(draw(gabarit_t4, "M7"), strike), "H6", "Qui valide ?")
    fichier = verifier(octets)
    assert list_places(fichier) == [("ajouts_non_lus", AVIS, "Avancement", None, None)]
    assert find_message(fichier, "ajouts_non_lus") == (
        "Non lus : l’image en M7 et le commentaire en H6 (« Qui valide ? »). Ce qui compte s’écrit dans les cellules "
        "blanches. Lu comme s’il n’était pas barré : le texte barré en K5 et le texte barré en K6 (« trois en tout »). "
        "Effacez ce qui ne vaut plus."
    )
    assert list_valeurs(fichier) == {"Avancement!K5": "Un comité", "Avancement!K6": "Deux réunions, trois en tout"}


def test_a_style_that_strikes_nothing_out_is_none(verifier: Verifier, gabarit_t4: bytes) -> None:
    octets = edit(gabarit_t4, lambda classeur: setattr(classeur["Avancement"]["H5"], "font", Font(strike=True)))
    octets = fill(octets, {"H5": 85})
    assert "ajouts_non_lus" in [code for code, *_ in list_places(verifier(octets))]
    eteint = patch(octets, "xl/styles.xml", lambda x: re.sub(rb"<strike[^>]*/>", b'<strike val="0"/>', x))
    assert verifier(eteint)["anomalies"] == []


def test_ours_are_not_told(
    verifier: Verifier, gabarit_t4: bytes, lancer: Lancer, ecrire: Ecrire, tmp_path: Any
) -> None:
    """The notes of a template say what is known; those of a marked workbook come back with what its owner wrote."""
    assert verifier(gabarit_t4)["anomalies"] == []
    sortie = tmp_path / "annote.xlsx"
    recu = ecrire("recu.xlsx", note(fill(gabarit_t4, {"H5": 120, "H6": 130}), "Avancement", H5="C’est sûr"))
    lancer("annotate", recu, "--out", sortie)
    corrige = fill(sortie.read_bytes(), {"H5": 85, "H6": 60})
    assert find_message(verifier(corrige), "ajouts_non_lus").startswith("Non lus : la note en H5 (« C’est sûr »).")


@pytest.mark.parametrize(
    ("reference", "place"),
    [("B" + "9" * 5_000, "A1"), ("", "A1"), ("A1:B2", "A1"), ("B²", "A1"), ("$h$5", "H5"), ("h5", "H5")],
)
def test_a_note_that_names_no_cell_is_told_at_the_corner(reference: str, place: str) -> None:
    octets = note(make_maison([["Code"]]), "Avancement", H6="Chiffre à confirmer")
    (partie,) = [n for n, c in unzip(octets).items() if b"Une personne" in c]
    octets = patch(octets, partie, lambda x: x.replace(b'ref="H6"', f'ref="{reference}"'.encode()))
    (lecture,) = read_classeurs([Recu("a.xlsx", octets)])
    assert isinstance(lecture.contenu, ClasseurBrut)
    (remarque,) = list_ajouts(lecture.contenu.feuilles[0], [])
    assert str(remarque.cellule) == f"Avancement!{place}"


def test_many_are_counted_and_what_is_odd_refuses_nothing(verifier: Verifier, gabarit_t4: bytes) -> None:
    octets = note(gabarit_t4, "Avancement", **{f"K{n}": f"n° {n}" for n in range(5, 35)})
    assert "et 18 de plus" in find_message(verifier(octets), "ajouts_non_lus")
    (partie,) = [n for n, c in unzip(octets).items() if b"Une personne" in c]
    sans_auteur = patch(octets, partie, lambda x: x.replace(b'authorId="0"', b'authorId="99"'))
    assert "la note en K5" in find_message(verifier(sans_auteur), "ajouts_non_lus")
    perdue = patch(
        octets,
        f"xl/worksheets/_rels/{feuille_xml('Avancement').rpartition('/')[2]}.rels",
        lambda x: re.sub(rb'Target="/xl/comments[^"]*"', b'Target="/xl/absente.xml"', x),
    )
    assert verifier(perdue)["statut"] in ("ok", "refuse")
