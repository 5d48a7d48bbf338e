"""Files that want the whole machine: refused or read in a minute of processor and 768 MB, and the caller lives on."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.session import dispose_engines
from tests.constats import Ecrire, list_places, list_valeurs, read_constat
from tests.fabrique import add_lignes, feuille_xml, fill, make_gabarit, patch, rezip, unzip
from tests.racine import RACINE

SECONDES, OCTETS = 60, 768 * 2**20
PROGRAMME = """
import resource, sys
from loaders.__main__ import main
main(["check", "--json", *sys.argv[1:]])
enfants, soi = (resource.getrusage(q) for q in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
statut = dict(ligne.split(":", 1) for ligne in open("/proc/self/status"))
pointe = statut["VmHWM"].split()[0]
print(enfants.ru_maxrss, pointe, sum(u.ru_utime + u.ru_stime for u in (enfants, soi)), file=sys.stderr)
"""
"""The peak of the caller is its own: `ru_maxrss` of a process begins at what the one that started it had."""


@pytest.fixture
def classeur(base: str) -> bytes:
    return fill(make_gabarit(None, "2024-T1"), {"H5": 45})


def check_borne(*chemins: Path) -> list[dict[str, Any]]:
    """Check files in a process of its own, and hold what the reader and its caller take of the processor and memory."""
    dispose_engines()
    sortie = subprocess.run(
        [sys.executable, "-c", PROGRAMME, *map(str, chemins)],
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    assert "Traceback" not in sortie.stderr
    enfant, parent, secondes = map(float, sortie.stderr.split())
    assert secondes < SECONDES, f"{secondes:.1f} s"
    assert max(enfant, parent) * 1024 < OCTETS, f"{enfant} kB, {parent} kB"
    return json.loads(sortie.stdout)["fichiers"]  # type: ignore[no-any-return]


def add_partie(octets: bytes, nom: str, bloc: bytes, fois: int) -> bytes:
    """Add a part made of a block repeated, without holding it in memory."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for autre, contenu in unzip(octets).items():
            archive.writestr(autre, contenu)
        with archive.open(nom, "w", force_zip64=True) as flux:
            for _ in range(fois):
                flux.write(bloc)
    return tampon.getvalue()


def test_faute_06_bombe_zip(classeur: bytes, ecrire: Ecrire) -> None:
    """A small archive whose part would inflate to 1.5 GB."""
    bombe = add_partie(classeur, "xl/media/image1.png", b"\0" * 2**20, 1_536)
    assert len(bombe) < 20 * 2**20
    (fichier,) = check_borne(ecrire("bombe.xlsx", bombe))
    assert list_places(fichier) == [("contenu_anormal", "erreur", None, None, None)]
    assert "taille décompressée excessive" in read_constat(fichier["anomalies"][0])


def test_faute_06_bombe_en_morceaux(classeur: bytes, ecrire: Ecrire) -> None:
    """No part is too big; all of them are."""
    for n in range(3):
        classeur = add_partie(classeur, f"xl/media/image{n}.png", b"\0" * 2**20, 50)
    (fichier,) = check_borne(ecrire("bombe.xlsx", classeur))
    assert list_places(fichier) == [("contenu_anormal", "erreur", None, None, None)]


def test_faute_09_cellule_en_xfd1048576(classeur: bytes, ecrire: Ecrire) -> None:
    loin = add_lignes(classeur, "Avancement", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    bon, fichier, encore = check_borne(
        ecrire("bon.xlsx", classeur), ecrire("loin.xlsx", loin), ecrire("c.xlsx", classeur)
    )
    assert list_places(fichier) == [("cellule_lointaine", "avertissement", "Avancement", 1048576, "XFD")]
    assert list_valeurs(fichier) == {"Avancement!H5": 45}
    assert (bon["statut"], encore["statut"]) == ("ok", "ok")


def test_faute_10_un_million_de_lignes_vides(classeur: bytes, ecrire: Ecrire) -> None:
    vides = "".join(f'<row r="{n}"><c r="A{n}" s="5"/></row>' for n in range(100, 1_048_577))
    (fichier,) = check_borne(ecrire("vides.xlsx", add_lignes(classeur, "Avancement", vides)))
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])
    assert list_valeurs(fichier) == {"Avancement!H5": 45}


def make_chaines(classeur: bytes, chaines: str, cellules: str) -> bytes:
    """Add a shared strings part and rows that use it."""
    genre = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{genre}"/></Types>'.encode()
    octets = patch(classeur, "[Content_Types].xml", lambda c: c.replace(b"</Types>", types))
    octets = add_lignes(octets, "Avancement", cellules)
    return rezip({**unzip(octets), "xl/sharedStrings.xml": f'<sst xmlns="{ns}">{chaines}</sst>'.encode()})


def test_faute_50_une_chaine_repetee(classeur: bytes, ecrire: Ecrire) -> None:
    """One text of 5,000 characters that 90,000 cells share: 450 MB if it were all sent back."""
    cellules = "".join(
        f'<row r="{r}">{"".join(f"""<c r="{c}{r}" t="s"><v>0</v></c>""" for c in "RSTUVWXYZ" * 1)}</row>'
        for r in range(50, 4_950)
    )
    octets = make_chaines(classeur, f"<si><t>{'x' * 5_000}</t></si>", cellules)
    (fichier,) = check_borne(ecrire("chaines.xlsx", octets))
    assert list_places(fichier) == [("contenu_anormal", "erreur", None, None, None)]


def make_millions_de_chaines(classeur: bytes) -> bytes:
    return make_chaines(classeur, "<si/>" * 12_000_000, '<row r="99"/>')


def make_millions_de_styles(classeur: bytes) -> bytes:
    styles = b"<xf/>" * 12_000_000 + b"</cellXfs>"
    return patch(classeur, "xl/styles.xml", lambda c: c.replace(b"</cellXfs>", styles))


@pytest.mark.lent
@pytest.mark.parametrize("make", [make_millions_de_chaines, make_millions_de_styles])
def test_des_millions_de_riens(classeur: bytes, ecrire: Ecrire, make: Callable[[bytes], bytes]) -> None:
    """A part that only takes time and memory: the reader gives it up, and reads the others of the batch."""
    fichier, bon = check_borne(ecrire("millions.xlsx", make(classeur)), ecrire("bon.xlsx", classeur))
    assert fichier["statut"] in ("ok", "refuse")
    assert (bon["statut"], list_valeurs(bon)) == ("ok", {"Avancement!H5": 45})


def test_xml_tres_profond(classeur: bytes, ecrire: Ecrire) -> None:
    profond = patch(
        classeur,
        "xl/styles.xml",
        lambda c: c.replace(b"</styleSheet>", b"<a>" * 10**6 + b"</a>" * 10**6 + b"</styleSheet>"),
    )
    fichier, bon = check_borne(ecrire("profond.xlsx", profond), ecrire("bon.xlsx", classeur))
    assert fichier["statut"] in ("ok", "refuse")
    assert (bon["statut"], list_valeurs(bon)) == ("ok", {"Avancement!H5": 45})


def test_des_milliers_de_lignes_fausses(classeur: bytes, ecrire: Ecrire) -> None:
    """Every row has an unknown code and unknown words: the report costs more than the reading."""

    def texte(place: str, contenu: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{contenu}</t></is></c>'

    lignes = "".join(
        f'<row r="{n}">{texte(f"A{n}", f"code{n}" * 90)}{texte(f"I{n}", f"m{n}" * 800)}{texte(f"J{n}", "x")}</row>'
        for n in range(50, 4_950)
    )
    (fichier,) = check_borne(ecrire("faux.xlsx", add_lignes(classeur, "Avancement", lignes)))
    assert fichier["statut"] == "invalide"
    assert len(fichier["anomalies"]) == 3 * 4_900
    assert sum("Les plus proches : " in read_constat(a) for a in fichier["anomalies"]) == 4_900


def test_des_milliers_de_fusions_geantes(classeur: bytes, ecrire: Ecrire) -> None:
    zones = "".join(f'<mergeCell ref="A{n}:XFC1048575"/>' for n in range(5, 5_005))
    fusions = f"</sheetData><mergeCells>{zones}</mergeCells>".encode()
    octets = patch(classeur, feuille_xml("Avancement"), lambda c: c.replace(b"</sheetData>", fusions))
    (fichier,) = check_borne(ecrire("fusions.xlsx", octets))
    assert fichier["statut"] == "invalide"
    assert {a["code"] for a in fichier["anomalies"]} == {"cellules_fusionnees"}
    assert fichier["changements"] == []
