"""The owner's own workbook given back with its faults marked: mended, it imports."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.session import dispose_engines
from tests.constats import Ecrire, Lancer, Verifier, list_valeurs, read_etat
from tests.fabrique import edit, fill, make_gabarit

FAUTES: dict[str, object] = {"H5": 140, "I6": "En court", "H6": 60, "A7": "A99", "H7": 40, "Jalons!E5": "31/02/2026"}
INCONNU: dict[str, object] = {
    "Partenaires!A21": "A16",
    "Partenaires!B21": "Parquet de Bobini",
    "Partenaires!D21": "Informé",
}
CORRECTIONS: dict[str, object] = {
    "H5": 84,
    "I6": "En cours",
    "A7": "A33",
    "Jalons!E5": "02/11/2026",
    "Partenaires!B21": "Parquet de Bobigny",
}


@pytest.fixture
def annote(demo: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> bytes:
    """A faulty workbook, annotated."""
    sortie = tmp_path / "annote.xlsx"
    recu = ecrire("recu.xlsx", fill(make_gabarit(trimestre="2026-T4"), FAUTES | INCONNU))
    dispose_engines()
    avant = read_etat()
    assert lancer("annotate", recu, "--out", sortie).code == 1
    assert read_etat() == avant
    return sortie.read_bytes()


def test_chaque_faute_est_coloree_commentee_et_listee(annote: bytes) -> None:
    classeur: Any = load_workbook(io.BytesIO(annote))
    assert classeur.sheetnames[0] == "À corriger"
    page = classeur["Avancement"]
    for place in ("H5", "I6", "A7"):
        assert page[place].fill.start_color.rgb == "00F9D5D3", place
        assert page[place].comment.text, place
        assert not page[place].protection.locked
    assert "0 à 100" in page["H5"].comment.text
    assert page["H6"].comment is None
    assert not any("--" in str(c.value) for ligne in classeur["À corriger"] for c in ligne)
    liste = [[c.value for c in ligne] for ligne in classeur["À corriger"].iter_rows(min_row=5)]
    assert [ligne[:3] for ligne in liste] == [
        ["Erreur", "Avancement", "H5"],
        ["Erreur", "Avancement", "I6"],
        ["Erreur", "Avancement", "A7"],
        ["Erreur", "Jalons", "E5"],
        ["Erreur", "Partenaires", "B21"],
    ]
    assert classeur["À corriger"]["C5"].hyperlink.location == "'Avancement'!H5"


def test_corrige_puis_renvoye_il_s_importe(annote: bytes, verifier: Verifier, appliquer: Verifier) -> None:
    assert {a["code"] for a in verifier(annote)["anomalies"]} == {
        "hors_bornes",
        "valeur_inconnue",
        "code_inconnu",
        "date_invalide",
        "partenaire_inconnu",
    }
    corrige = fill(annote, CORRECTIONS)
    fichier = appliquer(corrige)
    assert (fichier["statut"], [a for a in fichier["anomalies"] if a["gravite"] == "erreur"]) == ("ok", [])
    assert fichier["remontee"]
    assert list_valeurs(fichier) == {
        "Avancement!H5": 84,
        "Avancement!H6": 60,
        "Avancement!I6": "En cours",
        "Avancement!H7": 40,
        "Jalons!E5": "2026-11-02",
        "Partenaires!D21": 1,
    }


def test_annoter_deux_fois_garde_une_seule_liste(annote: bytes, lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    sortie = tmp_path / "encore.xlsx"
    lancer("annotate", ecrire("annote.xlsx", annote), "--out", sortie)
    noms: list[str] = []
    edit(sortie.read_bytes(), lambda classeur: noms.extend(classeur.sheetnames))
    assert noms.count("À corriger") == 1
    assert len([n for n in noms if n.startswith("À corriger")]) == 1


def test_un_fichier_refuse_ne_s_annote_pas(base: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    sortie = tmp_path / "rien.xlsx"
    resultat = lancer("annotate", ecrire("faux.xlsx", b"du texte, seulement"), "--out", sortie)
    assert (resultat.code, sortie.exists()) == (1, False)
    assert "refuse" in resultat.out
