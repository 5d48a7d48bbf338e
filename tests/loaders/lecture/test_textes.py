"""Fault 94: a table in plain text, whatever its alphabet and its separator; the table of a mail that was copied."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.apercu.lot import preview_fichiers
from loaders.lecture.brut import ClasseurBrut, Recu
from loaders.lecture.lecteur.bornes import COLONNES_MAX, LIGNES_MAX, TEXTE_MAX
from loaders.lecture.lecteur.lot import read_ou_refuse
from loaders.lecture.porte import check_octets
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from loaders.retour.annotation import annotate_fichier, is_rendu_en_xlsx, name_annote
from models.refus import ClasseurRefuse
from models.session import open_base
from tests.fabrique import MAINTENANT, TRIMESTRE, rezip

LIGNES = [["Code", "Avancement (%)", "Fait marquant du trimestre"], ["A16", "45,5", "Réunion, œuvre « d’été »"]]


def read(octets: bytes) -> dict[str, Any]:
    """The only sheet of a text that passes the gate, in this process."""
    check_octets("tableau.csv", octets)
    (feuille,) = read_ou_refuse(octets)["feuilles"]
    return feuille


def list_cellules(octets: bytes) -> list[list[str]]:
    return [[c["v"] for c in cellules.values()] for _, cellules in read(octets)["lignes"]]


@pytest.mark.parametrize("separateur", [";", "\t"])
@pytest.mark.parametrize(
    ("alphabet", "marque"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("cp1252", b""),
    ],
)
def test_faute_94_lu_quel_que_soit_l_alphabet(separateur: str, alphabet: str, marque: bytes) -> None:
    texte = "\r\n".join(separateur.join(ligne) for ligne in LIGNES)
    assert list_cellules(marque + texte.encode(alphabet)) == LIGNES


def test_faute_94_des_virgules_et_des_guillemets() -> None:
    octets = 'Code,Statut,Fait\r\nA16,"En cours","Deux lignes\r\net, « une » virgule"\r\n'.encode()
    assert list_cellules(octets)[1] == ["A16", "En cours", "Deux lignes\r\net, « une » virgule"]


def test_faute_94_les_lignes_vides_gardent_leur_numero() -> None:
    feuille = read(b"Suivi;\n\nCode;Avancement\nA16;45\n")
    assert [numero for numero, _ in feuille["lignes"]] == [1, 3, 4]


def test_faute_94_la_ligne_sep_n_est_pas_une_ligne() -> None:
    assert list_cellules(b"sep=|\nCode|Statut\nA16|En cours; puis, rien\n") == [
        ["Code", "Statut"],
        ["A16", "En cours; puis, rien"],
    ]


def test_faute_94_un_guillemet_laisse_ouvert_ne_mange_pas_les_lignes_suivantes() -> None:
    cellules = list_cellules(b'Code;Fait\nA16;"ouvert\nA17;suite\nA33;fin\n')
    assert [c[0] for c in cellules] == ["Code", "A16", "A17", "A33"]


def test_faute_94_une_formule_est_un_texte() -> None:
    assert read(b'Code;Fait\nA16;"=cmd|x"\n')["lignes"][1][1]["B"] == {"t": "s", "v": "=cmd|x"}


def test_faute_94_dans_les_memes_bornes() -> None:
    large = ";".join(["x"] * (COLONNES_MAX + 2))
    feuille = read(f"Code;Fait\n{large}\nA16;{'é' * (TEXTE_MAX + 1)}\n{large}\n".encode())
    assert feuille["loin"]
    assert feuille["lignes"][2][1]["B"] == {"t": "l", "v": "é" * 80, "n": TEXTE_MAX + 1}
    assert read(b"a;b\n" * (LIGNES_MAX + 30))["exces"][0] == "cellule_lointaine"


@pytest.mark.parametrize("octets", [b"Bonjour,\nvoici notre retour.\n", b"a;b", b"<p>a;b\nc;d</p>"])
def test_faute_94_un_texte_sans_tableau_est_nomme(octets: bytes) -> None:
    with pytest.raises(ClasseurRefuse) as refus:
        check_octets("tableau.csv", octets)
    assert refus.value.code == "format_inconnu"


COURRIEL = """<html><head><style>td{color:red} <!-- <td> --></style></head><body><p>Bonjour</p>
<table><tr><td>mise en page</td></tr><tr><td><table>
<tr><th rowspan="2">N°</th><th colspan="2">T3 2026</th></tr><tr><td>%</td><td>Statut</td></tr>
<tr><td>16</td><td>45&nbsp;%</td><td>En<br>cours</td></tr></table></td></tr></table></body></html>"""


def test_faute_94_le_tableau_d_un_courriel() -> None:
    feuille = read(COURRIEL.encode())
    assert [(n, {lettre: c["v"] for lettre, c in cellules.items()}) for n, cellules in feuille["lignes"]] == [
        (1, {"A": "N°", "B": "T3 2026"}),
        (2, {"B": "%", "C": "Statut"}),
        (3, {"A": "16", "B": "45 %", "C": "En cours"}),
    ]
    assert feuille["fusions"] == ["A1:A2", "B1:C1"]


def test_faute_94_une_page_coupee_ou_demesuree_se_lit_dans_ses_bornes() -> None:
    coupee = b"<table><tr><td>Code<td>Statut<tr><td>A16<td colspan=99999>En cours<tr><td rowspan=99999>A17<td>x"
    feuille = read(coupee)
    assert [c["A"]["v"] for _, c in feuille["lignes"]] == ["Code", "A16", "A17"]
    assert len(read_ou_refuse(b"<table><tr><td>a<td>b<tr><td>c<td>d</table>" * 50)["feuilles"]) == 20


def test_faute_94_par_le_meme_processus_que_les_classeurs() -> None:
    (lecture,) = read_classeurs([Recu("retour.csv", "N°;%\n16;45\n".encode("cp1252"))])
    assert isinstance(lecture.contenu, ClasseurBrut)
    assert lecture.contenu.feuilles[0].lignes[0][1]["A"].valeur == "N°"


@pytest.mark.usefixtures("base")
def test_faute_94_a_nos_titres_il_se_lit_et_se_rend_annote() -> None:
    recu = Recu("crip.csv", b"Code;Avancement (%);Statut\nA16;45;En cours\nA17;145;En cours\n")
    with open_base() as session:
        (apercu,) = preview_fichiers(session, [recu], Options(trimestre=TRIMESTRE), MAINTENANT)
    assert [(c.reference, c.champ, c.apres, str(c.cellule)) for c in apercu.changements] == [
        ("A16", "avancement", 45, "Tableau!B2"),
        ("A16", "statut", "En cours", "Tableau!C2"),
    ]
    assert [(a.code, a.ligne) for a in apercu.erreurs] == [("hors_bornes", 3)]
    assert (name_annote("crip.csv"), is_rendu_en_xlsx(recu)) == ("crip_a_corriger.xlsx", True)
    rendu: Any = load_workbook(io.BytesIO(annotate_fichier(recu, apercu)))
    assert rendu["Tableau"]["B3"].value == "145"
    assert "145" in rendu["Tableau"]["B3"].comment.text


def test_faute_94_dans_une_archive() -> None:
    (lecture,) = read_classeurs([Recu("retours.zip", rezip({"crip.csv": b"Code;Statut\nA16;En cours\n"}))])
    assert isinstance(lecture.contenu, ClasseurBrut)
    assert lecture.recu.nom == "retours.zip › crip.csv"
