"""The owner's own workbook given back with its faults marked: mended, it imports."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from models.session import dispose_engines
from tests.constats import Ecrire, Lancer, Verifier, list_valeurs, read_etat
from tests.fabrique import edit, fill, make_gabarit, put_cellule, unzip

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


def annotate(octets: bytes, lancer: Lancer, ecrire: Ecrire, sortie: Path) -> Any:
    dispose_engines()
    assert lancer("annotate", ecrire("recu.xlsx", octets), "--out", sortie).code == 1
    return load_workbook(sortie)


def test_faute_91_aucune_formule_ne_repart_vivante(demo: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    octets = fill(make_gabarit(trimestre="2026-T4"), {"H5": 140})
    formules = {
        "K5": '<c r="K5" t="str"><f>WEBSERVICE(&quot;http://exemple.org&quot;)</f><v>lu</v></c>',
        "K6": '<c r="K6"><f>1+1</f><v>2</v></c>',
        "K7": "<c r=\"K7\"><f>cmd|' /C calc'!A0</f></c>",
        "L5": '<c r="L5" t="str"><f>&quot;=1+&quot;&amp;&quot;1&quot;</f><v>=1+1</v></c>',
    }
    for place, xml in formules.items():
        octets = put_cellule(octets, "Avancement", place, xml)
    page = annotate(octets, lancer, ecrire, tmp_path / "rendu.xlsx")["Avancement"]
    assert [page[place].value for place in formules] == ["lu", 2, "=cmd|' /C calc'!A0", "=1+1"]
    assert [page[place].data_type for place in formules] == ["s", "n", "s", "s"]
    assert [page[place].quotePrefix for place in ("K7", "L5")] == [True, True]
    assert b"<f>" not in unzip((tmp_path / "rendu.xlsx").read_bytes())["xl/worksheets/sheet3.xml"]


def test_faute_47_un_texte_qui_commence_comme_une_formule_en_porte_la_marque(
    demo: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path
) -> None:
    """One that its owner typed as a text: it stays what it was, and stays a text when the cell is edited again."""
    textes = {"K5": " =1+1", "K6": "\u00a0+1", "K7": "＝1+1", "L5": "-1", "L6": "rien\n=1"}

    def write_textes(classeur: Any) -> None:
        for place, texte in textes.items():
            classeur["Avancement"][place].value = texte
            classeur["Avancement"][place].data_type = "s"

    octets = edit(fill(make_gabarit(trimestre="2026-T4"), {"H5": 140}), write_textes)
    page = annotate(octets, lancer, ecrire, tmp_path / "rendu.xlsx")["Avancement"]
    assert {place: page[place].value for place in textes} == textes
    assert [page[place].quotePrefix for place in textes] == [True, True, True, True, False]


def test_faute_69_la_note_du_pilote_reste_au_dessus_de_la_notre(
    demo: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path
) -> None:
    def write_notes(classeur: Any) -> None:
        classeur["Avancement"]["H5"].comment = Comment("À confirmer par la direction", "Le pilote")
        classeur["Avancement"]["H6"].comment = Comment("Ne pas publier", "Le pilote")

    octets = edit(fill(make_gabarit(trimestre="2026-T4"), {"H5": 140}), write_notes)
    for tour in range(2):  # marked again, it does not grow
        sortie = tmp_path / f"rendu_{tour}.xlsx"
        page = annotate(octets, lancer, ecrire, sortie)["Avancement"]
        lignes = page["H5"].comment.text.split("\n\n")
        assert lignes[:2] == ["À confirmer par la direction", "Contrôle du classeur :"]
        assert len(lignes) == 3
        assert "0 à 100" in lignes[2]
        assert page["H6"].comment.text == "Ne pas publier"
        octets = sortie.read_bytes()
