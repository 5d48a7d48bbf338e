"""Faults 47 to 51: texts that attack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from loaders.apercu.apercu import clean_nom
from loaders.apercu.lot import preview_fichiers
from loaders.lecture.brut import Recu
from loaders.options import Options
from models.session import open_base
from tests.constats import Lancer, Verifier, find_message, list_places, list_valeurs
from tests.fabrique import MAINTENANT, fill, fill_texte, make_gabarit, patch, put_cellule, unzip

ERREUR, AVIS = "erreur", "avertissement"


FORMULES = ('=HYPERLINK("http://x","y")', "+33", "-2 postes", "@SOMME(A1)", "=1+1", "- point", "=cmd|' /C calc'!A0")


def test_faute_47_formule_en_texte(verifier: Verifier, appliquer: Verifier, gabarit: bytes, tmp_path: Path) -> None:
    """Kept as typed, written back as text in the next workbook, which changes nothing."""
    places = dict(zip(("K5", "L5", "M5", "N5", "O5", "K6", "M6"), FORMULES, strict=True))
    jalon = {"Jalons!A5": "A16", "Jalons!B5": "=1+1", "Indicateurs!A8": "A16", "Indicateurs!B8": "+33 %"}
    fichier = appliquer(fill_texte(gabarit, places | jalon))
    assert fichier["statut"] == "ok"
    assert {(a["code"], a["valeur"]) for a in fichier["anomalies"]} == {("texte_deplace", "+33")}
    lus = list_valeurs(fichier)
    assert {p: lus[f"Avancement!{p}"] for p in places} == places
    assert lus["Jalons!B5"] == "=1+1"
    suivant = make_gabarit(trimestre="2026-T4")
    assert not [nom for nom, contenu in unzip(suivant).items() if re.search(rb"<f[ >/]", contenu)]
    chemin = tmp_path / "suivant.xlsx"
    chemin.write_bytes(suivant)
    assert load_workbook(chemin)["Jalons"]["B5"].value == "=1+1"
    assert load_workbook(chemin)["Jalons"]["B5"].data_type == "s"
    retour = verifier(suivant)
    assert (retour["anomalies"], retour["changements"]) == ([], [])


def test_faute_48_texte_qui_attaque(appliquer: Verifier, gabarit: bytes) -> None:
    texte = "<script>alert(1)</script> **gras** [lien](http://x) :smile: $x^2$ <img src=x onerror=y> ![](http://x)"
    octets = fill(gabarit, {"K5": texte, "I6": texte})
    nom = b'name="&lt;b&gt;Avancement&lt;/b&gt; :x:"'
    octets = patch(octets, "xl/workbook.xml", lambda c: c.replace(b'name="Avancement"', nom))
    fichier = appliquer(octets, "--lignes-valides", nom="<img src=x onerror=alert(1)>.xlsx")
    assert fichier["fichier"] == "<img src=x onerror=alert(1)>.xlsx"
    assert list_valeurs(fichier) == {"<b>Avancement</b> :x:!K5": texte}
    assert list_places(fichier) == [("valeur_inconnue", ERREUR, "<b>Avancement</b> :x:", 6, "I")]
    assert find_message(fichier, "valeur_inconnue").startswith("Statut : « <script>alert(1)</script> **gras** [lien]")


@pytest.mark.parametrize(
    ("nom", "propre"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\Users\\x\\remontee.xlsx", "remontee.xlsx"),
        ("a\u202exslx.exe", "axslx.exe"),
        ("a\x00b\x1b[31m\nc.xlsx", "ab[31mc.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 120),
        ("\ud800.xlsx", ".xlsx"),
        ("///", "fichier"),
        ("Remontée d’été (1).xlsx", "Remontée d’été (1).xlsx"),
    ],
)
def test_faute_49_nom_de_fichier(base: str, nom: str, propre: str) -> None:
    assert clean_nom(nom) == propre
    with open_base() as session:
        (apercu,) = preview_fichiers(session, [Recu(nom, b"x")], Options(), MAINTENANT)
    assert (apercu.fichier, apercu.statut) == (propre, "refuse")
    assert apercu.empreinte == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


def test_faute_49_nom_garde_au_journal(appliquer: Verifier, lancer: Lancer, gabarit: bytes) -> None:
    appliquer(fill(gabarit, {"H5": 45}), nom="a\u202e\x1b[31mxslx.xlsx")
    assert lancer("journal", "--json").donnees["remontees"][1]["fichier"] == "a[31mxslx.xlsx"


def test_faute_50_texte_trop_long(verifier: Verifier, gabarit: bytes) -> None:
    octets = fill(gabarit, {"K5": "é" * 5_000, "L5": "fin", "K6": "é" * 5_001, "H7": 10})
    fichier = verifier(octets)
    assert list_places(fichier) == [("texte_trop_long", ERREUR, "Avancement", 6, "K")]
    message = find_message(fichier, "texte_trop_long")
    assert "plus de 5\u202f000 caractères (5\u202f001) ; raccourcissez-le" in message
    assert list_valeurs(fichier) == {"Avancement!K5": "é" * 5_000, "Avancement!L5": "fin", "Avancement!H7": 10}


def test_faute_50_texte_de_quarante_millions(verifier: Verifier, gabarit: bytes) -> None:
    """As raw XML: openpyxl would cut it at 32 767 characters without a word."""
    xml = f'<c r="K6" t="inlineStr"><is><t>{"x" * 40_000_000}</t></is></c>'
    fichier = verifier(put_cellule(gabarit, "Avancement", "K6", xml))
    assert list_places(fichier) == [("texte_trop_long", ERREUR, "Avancement", 6, "K")]
    assert "(40\u202f000\u202f000)" in find_message(fichier, "texte_trop_long")
    assert len(fichier["anomalies"][0]["valeur"]) <= 80


def test_faute_51_caracteres_de_controle(verifier: Verifier, gabarit: bytes) -> None:
    places = {"K5": "a_x0000_b_x001F_c", "K6": "_x000D_ligne_x000D_fin", "K7": "_x0000_", "L7": "suite\u200b"}
    fichier = verifier(fill(gabarit, places))
    assert fichier["statut"] == "ok"
    assert list_places(fichier) == [("caracteres_retires", AVIS, "Avancement", 5, "K")]
    assert "caractères invisibles ont été retirés" in find_message(fichier, "caracteres_retires")
    assert list_valeurs(fichier) == {
        "Avancement!K5": "abc",
        "Avancement!K6": "ligne\nfin",
        "Avancement!L7": "suite",
    }


@pytest.mark.parametrize("interdit", ["&#0;", "&#x1F;", "&#xD800;", "\x01", "&#xFFFE;"])
def test_faute_51_caractere_interdit_en_xml(verifier: Verifier, gabarit: bytes, interdit: str) -> None:
    xml = f'<c r="K6" t="inlineStr"><is><t>a{interdit}b</t></is></c>'
    fichier = verifier(put_cellule(gabarit, "Avancement", "K6", xml))
    assert list_places(fichier) == [("archive_illisible", ERREUR, None, None, None)]


def test_faute_51_xml_mal_encode(verifier: Verifier, gabarit: bytes) -> None:
    octets = patch(
        fill(gabarit, {"K5": "café"}), "xl/worksheets/sheet2.xml", lambda c: re.sub("café".encode(), b"caf\xe9", c)
    )
    assert list_places(verifier(octets)) == [("archive_illisible", ERREUR, None, None, None)]
