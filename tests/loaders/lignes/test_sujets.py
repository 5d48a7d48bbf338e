"""Fault 86: a remark begins with what its row speaks of, the action or the jalon by code and title, then its cell."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from loaders.lignes.genre import GenreClasseur
from loaders.lignes.sujets import TITRE_MAX, cut_mots, write_sujet
from models.colonnes import Feuille
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS
from tests.classeurs_partenariat import make, read_plan, type_ligne
from tests.constats import Ecrire, Lancer, Verifier, find_message
from tests.fabrique import fill
from ui.importer.anomalies import write_sujets


@pytest.mark.parametrize(
    ("cellules", "code", "cellule"),
    [
        ({"H7": 120}, "A33", "H7"),
        ({"J5": "Orage"}, "A16", "J5"),
        ({"Jalons!E6": date(2062, 1, 1)}, "A16/J2", "E6"),
        ({"Indicateurs!F6": "beaucoup"}, "A17", "F6"),
        ({"Partenaires!D6": "Présent"}, "A16", "D6"),
    ],
)
def test_a_remark_names_its_action_or_its_jalon(
    verifier: Verifier, gabarit_t4: bytes, cellules: dict[str, object], code: str, cellule: str
) -> None:
    plan = read_plan()
    titres = {a.code: a.libelle.texte for a in plan.actions} | {
        j.reference: j.libelle for a in plan.actions for j in a.jalons
    }
    for anomalie in verifier(fill(gabarit_t4, cellules))["anomalies"]:
        assert anomalie["sujet"].startswith(write_sujet(code, titres[code]))
        assert anomalie["message"].startswith(f"{anomalie['sujet']}, {cellule} – ")


@pytest.mark.parametrize(
    ("genre", "feuille", "valeurs"),
    [
        (PARTENAIRES, LISTE, {"B": "inconnue"}),
        (PARTENAIRES, PARTICIPATIONS, {"D": "inconnu"}),
        (CHARTE, APPRECIATIONS, {"H": "inconnue"}),
        (REUNIONS_CHARTE, REUNIONS, {"C": "peut-être"}),
    ],
)
def test_the_other_kinds_name_what_their_rows_speak_of(
    verifier: Verifier, demo: str, genre: GenreClasseur, feuille: Feuille, valeurs: dict[str, object]
) -> None:
    octets = make(genre)
    page = load_workbook(io.BytesIO(octets))[feuille.nom]
    (anomalie,) = verifier(type_ligne(octets, feuille, 5, **valeurs), nom="classeur.xlsx")["anomalies"]
    assert anomalie["sujet"].startswith(str(page["A5"].value)[:50])
    assert anomalie["message"].startswith(f"{anomalie['sujet']}, {next(iter(valeurs))}5 – ")


def test_what_is_not_known_has_no_subject(verifier: Verifier, gabarit_t4: bytes) -> None:
    (anomalie,) = verifier(fill(gabarit_t4, {"A7": "A99", "H7": 50}))["anomalies"]
    assert (anomalie["sujet"], anomalie["message"][:6]) == (None, "Code :")


def test_every_channel_says_it(lancer: Lancer, ecrire: Ecrire, gabarit_t4: bytes, tmp_path: Any) -> None:
    recu = ecrire("recu.xlsx", fill(gabarit_t4, {"H7": 120}))
    sujet = write_sujet("A33", read_plan().actions_par_code["A33"].libelle.texte)
    assert f"[erreur] {sujet}, Avancement, cellule H7 – Avancement (%) : " in lancer("check", recu).out
    sortie = tmp_path / "annote.xlsx"
    lancer("annotate", recu, "--out", sortie)
    classeur = load_workbook(sortie)
    assert classeur["À corriger"]["D5"].value.startswith(f"{sujet} – ")
    note = classeur["Avancement"]["H7"].comment.text
    assert note.startswith(f"Contrôle du classeur :\n\n{sujet} – ")


def test_open_jalons_are_named_by_their_titles(verifier: Verifier, gabarit_t4: bytes) -> None:
    ouverts = [
        write_sujet(j.reference, j.libelle)
        for j in read_plan().actions_par_code["A16"].jalons
        if not any(s.atteint_le for s in j.suivis)
    ]
    message = find_message(verifier(fill(gabarit_t4, {"H5": 100, "I5": "Réalisée"})), "jalon_ouvert")
    assert ouverts
    assert all(dit in message for dit in ouverts)


def test_titles_are_cut_between_words() -> None:
    assert cut_mots("Un titre court") == "Un titre court"
    long = cut_mots("Consolider le recueil et l’évaluation des informations préoccupantes")
    assert long == "Consolider le recueil et l’évaluation des…"
    assert len(cut_mots("x" * 200)) == TITRE_MAX + 1
    assert cut_mots("Deux\nlignes") == "Deux lignes"


def test_rows_together_are_named_by_their_codes() -> None:
    sujets = [f"A{n:02} (Un titre)" for n in range(1, 12)]
    assert write_sujets(sujets[:1]) == "A01 (Un titre)"
    assert write_sujets(sujets[:3]) == "A01, A02 et A03"
    assert write_sujets(sujets) == "A01, A02, A03, A04, A05, A06 et 5 autres"
    assert write_sujets([]) == ""
