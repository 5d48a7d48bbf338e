"""The partnership’s workbooks through the screens: taken, dropped, previewed under their titles, applied."""

from __future__ import annotations

import html
import io
import zipfile
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from loaders.genres.charte.genre import CHARTE
from loaders.genres.lot import build_lot
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from loaders.lignes.genre import Demande, GenreClasseur
from models.colonnes import Feuille
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS
from models.provenance import load_journal
from models.session import open_base
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes
from ui.socle.navigation import PAGES

CAS: list[tuple[GenreClasseur, Feuille, dict[str, object], str, str]] = [
    (PARTENAIRES, LISTE, {"A": "Ville <du> Test", "B": "organisme"}, "Partenaire · Ville <du> Test", "Nature"),
    (PARTENAIRES, PARTICIPATIONS, {"A": "A01", "C": "Villes", "E": "x"}, "A01 · Fidéliser", "Villes\u202f: attendue"),
    (
        REUNIONS_CHARTE,
        REUNIONS,
        {"A": "comite-de-pilotage", "B": date(2026, 10, 5), "C": "oui"},
        "Réunion du 05/10/2026 · Comité",
        "Tenue",
    ),
]


def drop(page: AppTest, octets: bytes, nom: str = "classeur.xlsx") -> AppTest:
    return page.file_uploader[0].upload(nom, octets).run()


def read_titres(page: AppTest) -> str:
    return html.unescape(read_textes(page))


@pytest.mark.parametrize(("genre", "feuille", "cellules", "titre", "donnee"), CAS)
def test_a_row_has_its_own_title(
    ouvrir: Ouvrir, genre: GenreClasseur, feuille: Feuille, cellules: dict[str, object], titre: str, donnee: str
) -> None:
    page = ouvrir("importer.py")
    octets = make(genre)
    page = drop(page, type_ligne(octets, feuille, find_ligne(octets, feuille), **cellules))
    assert not page.exception
    assert genre.modele.titre in page.expander[0].label
    dit = read_titres(page)
    assert titre in dit
    assert donnee in dit
    assert "action inchangée" not in dit
    assert "actions inchangées" not in dit
    assert not [s for s in page.selectbox if "trimestre" in s.label]


def test_the_list_makes_partners_and_the_screen_does_not_offer_to(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py", "vide")
    octets = make(PARTENAIRES)
    octets = type_ligne(octets, PARTICIPATIONS, find_ligne(octets, PARTICIPATIONS), A="A01", C="Inconnue", E="x")
    page = drop(page, octets)
    assert not page.exception, page.exception
    assert "« Inconnue »" in read_titres(page).replace("\u202f", " ")
    assert "Créer les partenaires inconnus" not in [c.label for c in page.checkbox]


def test_a_judgement_is_applied_and_the_journal_says_of_what(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py", "vide")
    rang = find_ligne(make(CHARTE), APPRECIATIONS, "I03")
    page = drop(page, type_ligne(make(CHARTE), APPRECIATIONS, rang, H="Tenu"), "i.xlsx")
    assert "Charte · I03 jugé par IDEE 93 en 2025" in read_titres(page)
    page.text_input("auteur").input("Dominique Essai")  # sent with the click
    next(b for b in page.button if b.label.startswith("Appliquer")).click().run()
    assert "1 changement appliqué" in read_textes(page)
    (evaluation,) = next(e for e in read_plan().charte.engagements if e.code == "I03").evaluations
    assert (evaluation.annee, evaluation.appreciation) == (2025, "Tenu")
    with open_base() as session:
        numero = load_journal(session)[-1].id
    journal = page.switch_page(str(PAGES / "journal.py")).run()
    assert f"n°\u00a0{numero} · Appréciation de la charte" in read_titres(journal)
    journal.query_params["remontee"] = str(numero)
    assert "Charte · I03 jugé par IDEE 93 en 2025" in read_titres(journal.run())


def test_the_workbooks_are_handed_out(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py", "vide")
    etiquettes = [b.proto.label for b in page.get("download_button")]
    assert etiquettes == [
        "Télécharger les classeurs à remplir",
        "Partenaires et participations (.xlsx)",
        "Réunions de la charte (.xlsx)",
        "Dates, cibles et preuves (.xlsx)",
        "Mesures d’indicateurs (.xlsx)",
        "Appréciation de la charte (.zip)",
    ]
    assert page.selectbox("annee_charte").options == ["2026", "2025", "2024"]
    with zipfile.ZipFile(io.BytesIO(build_lot(read_plan(), CHARTE, Demande(MAINTENANT, annee=2025)))) as archive:
        assert archive.namelist() == ["charte_2025_departement.xlsx", "charte_2025_partenaire.xlsx"]
    assert build_lot(read_plan(), PARTENAIRES, Demande(MAINTENANT))[:2] == b"PK"
