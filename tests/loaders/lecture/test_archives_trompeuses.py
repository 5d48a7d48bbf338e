"""Faults 6 to 11: archives and sheets that are not what they say."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable

import pytest

from loaders.lecture.lecteur import archive as inflation
from loaders.lecture.lecteur.bornes import Refuse
from loaders.lecture.lecteur.parties import scan_parties
from tests.constats import Verifier, check_refus, list_valeurs
from tests.fabrique import (
    add_lignes,
    feuille_xml,
    make_maison,
    patch,
    put_cellule,
    rezip,
    to_strict,
    unzip,
)


def test_faute_06_tailles_menteuses(verifier: Verifier, classeur: bytes) -> None:
    """The archive announces ten bytes for a part that inflates to more."""
    partie = feuille_xml("Avancement")
    with zipfile.ZipFile(io.BytesIO(classeur)) as archive:
        taille = archive.getinfo(partie).file_size.to_bytes(4, "little")
    menteur = classeur.replace(taille, (10).to_bytes(4, "little"))
    assert menteur != classeur
    check_refus(verifier, menteur, "archive_illisible")


@pytest.mark.parametrize(("borne", "mesure"), [("TOTAL_MAX", sum), ("PARTIE_MAX", max)])
def test_faute_06_la_taille_permise_est_lue_un_octet_de_plus_est_refuse(
    monkeypatch: pytest.MonkeyPatch, borne: str, mesure: Callable[[Iterable[int]], int]
) -> None:
    """The bounds are brought down to a small workbook: theirs would take as long to inflate as they are meant to."""
    octets = make_maison([["Code"], ["A01"]])
    taille = mesure(len(contenu) for contenu in unzip(octets).values())
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        monkeypatch.setattr(inflation, borne, taille)
        assert scan_parties(archive)
        monkeypatch.setattr(inflation, borne, taille - 1)
        with pytest.raises(Refuse, match="taille décompressée excessive"):
            scan_parties(archive)


def test_faute_06_trop_d_elements(verifier: Verifier, classeur: bytes) -> None:
    gonfle = rezip(unzip(classeur) | {f"xl/media/{n}.png": b"" for n in range(2_001)})
    check_refus(verifier, gonfle, "contenu_anormal", "trop d’éléments", "classeur neuf")


@pytest.mark.parametrize("double", ["xl/worksheets/sheet2.xml", "XL/Worksheets/Sheet2.xml"])
def test_faute_06_elements_en_double(verifier: Verifier, classeur: bytes, double: str) -> None:
    parties = [*unzip(classeur).items(), (double, b"<worksheet/>")]
    check_refus(verifier, rezip(parties), "contenu_anormal", "en double")


@pytest.mark.parametrize("nom", ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "..\\evil.xml", "C:/evil.xml"])
def test_faute_06_noms_dangereux(verifier: Verifier, classeur: bytes, nom: str) -> None:
    check_refus(verifier, rezip({**unzip(classeur), nom: b"<a/>"}), "contenu_anormal", "dangereux")


BOMBE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [BOMBE, EXTERNE, b"<!DOCTYPE worksheet>"])
@pytest.mark.parametrize("partie", ["xl/worksheets/sheet2.xml", "xl/styles.xml", "docProps/custom.xml", "_rels/.rels"])
def test_faute_07_doctype(verifier: Verifier, classeur: bytes, doctype: bytes, partie: str) -> None:
    piege = patch(classeur, partie, lambda c: doctype + c.partition(b"?>")[2] if c.startswith(b"<?") else doctype + c)
    check_refus(verifier, piege, "xml_interdit", "XML interdit", "classeur neuf")


def test_faute_08_dimension_menteuse(verifier: Verifier, classeur: bytes) -> None:
    for fausse in (b'ref="A1:XFD1048576"', b'ref="A1:A1"'):
        octets = patch(
            classeur,
            feuille_xml("Avancement"),
            lambda c, fausse=fausse: re.sub(rb'(?<=<dimension )ref="[^"]*"', fausse, c),  # type: ignore[misc]
        )
        fichier = verifier(octets)
        assert (fichier["statut"], list_valeurs(fichier)) == ("ok", {"Avancement!H5": 45})


def test_faute_09_feuille_entierement_fusionnee(verifier: Verifier, classeur: bytes) -> None:
    def merge(zones: str) -> bytes:
        fusions = f"</sheetData><mergeCells>{zones}</mergeCells>".encode()
        return patch(classeur, feuille_xml("Avancement"), lambda c: c.replace(b"</sheetData>", fusions))

    entiere = merge('<mergeCell ref="A1:XFD1048576"/>')
    check_refus(verifier, entiere, "trop_de_fusions", "« Avancement »", "Défusionnez")
    nombreuses = merge("".join(f'<mergeCell ref="T{n}:U{n}"/>' for n in range(1, 5_002)))
    check_refus(verifier, nombreuses, "trop_de_fusions", "5000", "Défusionnez")
    permises = merge("".join(f'<mergeCell ref="T{n}:U{n}"/>' for n in range(1, 5_001)))
    assert verifier(permises)["statut"] == "ok"


def test_faute_10_lignes_vides_mises_en_forme(verifier: Verifier, classeur: bytes) -> None:
    """Blank rows with a style are nothing; a value below them is still read (the million is in `test_robustesse`)."""
    vides = "".join(f'<row r="{n}"><c r="A{n}" s="5"/><c r="H{n}" s="5"/></row>' for n in range(8, 3_000))
    fichier = verifier(add_lignes(classeur, "Avancement", vides))
    assert (fichier["statut"], list_valeurs(fichier), fichier["anomalies"]) == ("ok", {"Avancement!H5": 45}, [])
    valeur = '<row r="3000"><c r="A3000" t="inlineStr"><is><t>A17</t></is></c><c r="H3000"><v>20</v></c></row>'
    assert list_valeurs(verifier(add_lignes(classeur, "Avancement", vides + valeur))) == {
        "Avancement!H5": 45,
        "Avancement!H3000": 20,
    }


def test_faute_11_open_xml_strict(verifier: Verifier, classeur: bytes) -> None:
    check_refus(verifier, to_strict(classeur), "strict", "Classeur Excel (*.xlsx)", "pas « Strict »")


def test_faute_11_aucune_feuille_n_est_jamais_rien_a_changer(verifier: Verifier, classeur: bytes) -> None:
    vide = patch(
        classeur, "xl/workbook.xml", lambda c: c[: c.index(b"<sheets>")] + b"<sheets/>" + c[c.index(b"</sheets>") + 9 :]
    )
    check_refus(verifier, vide, "aucune_feuille", "ne peut pas être lue")


def test_faute_11_lignes_en_desordre(verifier: Verifier, classeur: bytes) -> None:
    """Rows that readers would drop or disagree about are refused, never read as nothing."""
    recul = add_lignes(classeur, "Avancement", '<row r="2"><c r="A2"><v>1</v></c></row>')
    check_refus(verifier, recul, "contenu_anormal", "désordre")
    ailleurs = put_cellule(classeur, "Avancement", "H5", '<c r="H6"><v>45</v></c>')
    check_refus(verifier, ailleurs, "contenu_anormal", "désordre")
