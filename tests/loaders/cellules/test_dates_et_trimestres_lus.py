"""Faults 24 to 27: dates as typed and as stored, impossible ones, quarters in every spelling."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.constats import Lancer, Verifier, check_refus, find_message, list_places, list_valeurs
from tests.fabrique import Format, feuille_xml, fill, make_gabarit, patch, set_timbre, strip_timbre

ERREUR, AVIS = "erreur", "avertissement"
JOUR = "2026-09-30"


@pytest.mark.parametrize(
    "forme", ["30/09/2026", "30-9-2026", "30.09.2026", "2026-09-30", "30 septembre 2026", date(2026, 9, 30)]
)
def test_faute_24_le_jour_d_abord(verifier: Verifier, gabarit: bytes, forme: object) -> None:
    fichier = verifier(fill(gabarit, {"P5": forme, "P6": "03/04/2026"}))
    assert fichier["anomalies"] == []
    assert list_valeurs(fichier) == {"Avancement!P5": JOUR, "Avancement!P6": "2026-04-03"}


@pytest.mark.parametrize("forme", ["30/09/26", "30-9-26", "30.09.26"])
def test_faute_24_annee_a_deux_chiffres(verifier: Verifier, gabarit: bytes, forme: str) -> None:
    fichier = verifier(fill(gabarit, {"P5": forme}))
    assert list_places(fichier) == [("date_interpretee", AVIS, "Avancement", 5, "P")]
    assert find_message(fichier, "date_interpretee") == f"Pour le : « {forme} » est lu 30/09/2026."
    assert list_valeurs(fichier) == {"Avancement!P5": JOUR}


def to_1904(octets: bytes) -> bytes:
    avant, apres = b"<workbookPr ", b'<workbookPr date1904="1" '
    return patch(octets, "xl/workbook.xml", lambda xml: xml.replace(avant, apres))


@pytest.mark.parametrize(("epoque", "numero"), [(1900, 46_295), (1904, 44_833)])
@pytest.mark.parametrize("format_", ["General", "dd/mm/yyyy"])
def test_faute_25_nombre_d_excel(verifier: Verifier, gabarit: bytes, epoque: int, numero: int, format_: str) -> None:
    octets = fill(gabarit, {"P5": Format(numero, format_), "Jalons!E5": Format(numero, format_)})
    octets = fill(octets, {"Jalons!A5": "A16", "Jalons!B5": "Un jalon"})
    fichier = verifier(to_1904(octets) if epoque == 1904 else octets)
    assert [a for a in fichier["anomalies"] if a["gravite"] == ERREUR] == []
    valeurs = list_valeurs(fichier)
    assert (valeurs["Avancement!P5"], valeurs["Jalons!E5"]) == (JOUR, JOUR)


HORS = [(1900, n) for n in ("0", "60", "-5", "36525.5", "73416", "99999999999", "1E300")]
HORS += [(1904, n) for n in ("60", "-5", "35063", "71954", "99999999999")]


@pytest.mark.parametrize(("epoque", "nombre"), HORS)
@pytest.mark.parametrize("en_date", [True, False])
def test_faute_25_nombre_hors_calendrier(
    verifier: Verifier, gabarit: bytes, epoque: int, nombre: str, en_date: bool
) -> None:
    """29/02/1900, before the epoch, out of 2000-2100, beyond any calendar: as a date or as a bare number."""
    octets = fill(gabarit, {"P5": Format(1, "dd/mm/yyyy" if en_date else "General"), "H7": 40})
    octets = patch(octets, feuille_xml("Avancement"), lambda xml: set_nombre(xml, nombre))
    fichier = verifier(to_1904(octets) if epoque == 1904 else octets)
    assert list_places(fichier) == [("date_invalide", ERREUR, "Avancement", 5, "P")]
    assert find_message(fichier, "date_invalide").startswith("Pour le : date invalide (")
    assert list_valeurs(fichier) == {"Avancement!H7": 40}


def set_nombre(xml: bytes, nombre: str) -> bytes:
    """Store another number in P5, its format kept."""
    return re.sub(rb'(<c r="P5"[^>]*>)<v>1</v>', rb"\g<1><v>" + nombre.encode() + b"</v>", xml)


def test_faute_25_nombre_hors_d_une_colonne_de_dates(verifier: Verifier, gabarit: bytes) -> None:
    """A serial typed where a percentage is expected is no date: it is out of bounds."""
    assert list_places(verifier(fill(gabarit, {"H5": 45_747}))) == [("hors_bornes", ERREUR, "Avancement", 5, "H")]


@pytest.mark.parametrize("forme", ["31/02/2026", "31/04/2026", "29/02/2027", "2026-02-30", "00/01/2026", "12/31/2026"])
def test_faute_26_date_impossible(verifier: Verifier, gabarit: bytes, forme: str) -> None:
    fichier = verifier(fill(gabarit, {"H5": 45, "P5": forme, "H6": 50}))
    assert list_places(fichier) == [("date_invalide", ERREUR, "Avancement", 5, "P")]
    assert find_message(fichier, "date_invalide") == (
        f"Pour le : date invalide (« {forme} ») ; attendu : jj/mm/aaaa, comme 30/09/2026."
    )
    assert list_valeurs(fichier) == {"Avancement!H6": 50}


T1 = [
    "T1 2025",
    "2025-T1",
    "1T2025",
    "T1-25",
    "Q1 2025",
    "1er trimestre 2025",
    "2025-Q1",
    "t1\u00a02025",
    "1ᵉʳ trimestre 2025",
]


@pytest.mark.parametrize("ecriture", T1)
def test_faute_27_trimestre_de_l_option(verifier: Verifier, lancer: Lancer, gabarit: bytes, ecriture: str) -> None:
    fichier = verifier(strip_timbre(fill(gabarit, {"H5": 45})), "--trimestre", ecriture)
    assert (fichier["trimestre"], fichier["changements"][0]["trimestre"]) == ("2025-T1", "2025-T1")


@pytest.mark.parametrize("ecriture", T1)
def test_faute_27_trimestre_du_timbre(verifier: Verifier, base: str, ecriture: str) -> None:
    octets = set_timbre(fill(make_gabarit(trimestre="2025-T1"), {"H5": 45}), "trimestre", ecriture)
    assert verifier(octets)["trimestre"] == "2025-T1"
    assert verifier(octets, "--trimestre", "1er trimestre 2025")["trimestre"] == "2025-T1"
    assert verifier(octets, "--trimestre", "T2 2025")["anomalies"][0]["code"] == "trimestre_contradictoire"


def test_faute_27_trimestre_illisible(verifier: Verifier, lancer: Lancer, gabarit: bytes) -> None:
    check_refus(verifier, set_timbre(gabarit, "trimestre", "T5 2025"), "trimestre_inconnu", "« T5 2025 »")
    assert lancer("template", "--trimestre", "printemps", "--out", "x").code == 2
