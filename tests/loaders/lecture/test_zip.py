"""Fault 82: an archive of workbooks gives way to the files it holds, each a line of the batch; nothing is written."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.genres.lot import build_lot
from loaders.genres.registre import REGISTRE
from loaders.genres.remontee.genre import REMONTEE
from loaders.lecture import processus
from loaders.lecture.brut import ClasseurBrut, Recu
from loaders.lecture.processus import read_classeurs
from loaders.lignes.genre import Demande
from loaders.retour.annotation import pack_annotes
from models.refus import ClasseurRefuse
from models.session import dispose_engines
from models.trimestre import Trimestre
from tests.classeurs_partenariat import read_plan
from tests.constats import Ecrire, Lancer, list_entrees, list_places, list_valeurs, read_etat
from tests.fabrique import MAINTENANT, break_crc, fill, make_gabarit, make_maison, rezip
from tests.fabrique_ods import to_ods
from tests.loaders.lecture import lecteur_mortel

MAISON = make_maison([["a"]])
PDF = b"%PDF-1.7\n"
Noms = list[tuple[str, str]]


def read(octets: bytes, nom: str = "retours.zip") -> Noms:
    """Name of each file, and what becomes of it: « lu », or the code of its refusal."""
    lectures = read_classeurs([Recu(nom, octets)])
    return [(x.recu.nom, x.contenu.code if isinstance(x.contenu, ClasseurRefuse) else "lu") for x in lectures]


def read_message(octets: bytes, rang: int = 0) -> str:
    return str(read_classeurs([Recu("retours.zip", octets)])[rang].contenu)


@pytest.fixture
def verifier_lot(lancer: Lancer, ecrire: Ecrire) -> Callable[..., list[dict[str, Any]]]:
    """Run `check --json` on an archive; neither the database nor the folder of what was received may move."""

    def check(octets: bytes, nom: str = "retours.zip") -> list[dict[str, Any]]:
        chemin = ecrire(nom, octets)
        dispose_engines()
        avant, voisins = read_etat(), sorted(p.name for p in chemin.parent.iterdir())
        fichiers = lancer("check", chemin, "--json").fichiers
        assert (read_etat(), sorted(p.name for p in chemin.parent.iterdir())) == (avant, voisins)
        return fichiers

    return check


def test_faute_82_deux_retours_dans_une_archive(base: str, verifier_lot: Callable[..., list[dict[str, Any]]]) -> None:
    rempli = fill(make_gabarit(), {"H5": 45})
    libre = to_ods(fill(make_gabarit("circonscriptions-ase"), {"H5": 30}))
    un, deux = verifier_lot(rezip({"crip.xlsx": rempli, "dossier/ase.ods": libre}))
    assert (un["fichier"], list_valeurs(un)) == ("retours.zip › crip.xlsx", {"Avancement!H5": 45})
    assert (deux["fichier"], list_valeurs(deux)) == ("retours.zip › ase.ods", {"Avancement!H5": 30})
    assert (un["pilote"], un["trimestre"]) == ("CRIP 93", "2026-T3")


def test_faute_82_applique_chacun_a_son_entree_et_ses_octets(base: str, lancer: Lancer, ecrire: Ecrire) -> None:
    """Sent again alone, a file of the archive is known for already imported."""
    rempli = fill(make_gabarit(), {"H5": 45})
    autre = fill(make_gabarit("circonscriptions-ase"), {"H5": 30})
    chemin = ecrire("retours.zip", rezip({"crip.xlsx": rempli, "ase.xlsx": autre}))
    faits = lancer("apply", chemin, "--auteur", "Camille Exemple", "--json").fichiers
    assert [f["remontee"] is not None for f in faits] == [True, True]
    noms = [e["fichier"] for e in list_entrees(lancer) if e["fichier"]]
    assert noms == ["retours.zip › crip.xlsx", "retours.zip › ase.xlsx"]
    (seul,) = lancer("check", ecrire("crip.xlsx", rempli), "--json").fichiers
    assert "déjà été importé" in seul["message"]


def test_faute_82_l_archive_que_l_ecran_donne_revient_bien(
    demo: str, verifier_lot: Callable[..., list[dict[str, Any]]]
) -> None:
    trimestre = Trimestre.parse("2026-T4")
    fichiers = verifier_lot(build_lot(read_plan(), REMONTEE, Demande(MAINTENANT, trimestre)), "classeurs_2026-T4.zip")
    assert len(fichiers) > 5
    assert {(f["statut"], f["message"]) for f in fichiers} == {("ok", "Aucun changement.")}
    assert not any(f["anomalies"] or f["changements"] for f in fichiers)


@pytest.mark.parametrize("genre", [g for g in REGISTRE.sans_trimestre if g.lot], ids=lambda g: g.modele.cle)
def test_faute_82_les_autres_archives_de_l_ecran(
    demo: str, verifier_lot: Callable[..., list[dict[str, Any]]], genre: Any
) -> None:
    fichiers = verifier_lot(build_lot(read_plan(), genre, Demande(MAINTENANT, annee=2025)))
    assert {(f["statut"], f["message"]) for f in fichiers} == {("ok", "Aucun changement.")}


def test_faute_82_ce_que_personne_n_envoie_est_passe() -> None:
    restes = (
        "__MACOSX/._a.xlsx",
        "__MACOSX/x",
        ".~lock.a.xlsx#",
        ".DS_Store",
        "d/.DS_Store",
        "~$a.xlsx",
        "Thumbs.db",
        "d/desktop.ini",
    )
    octets = rezip([("d/", b""), *((nom, b"x") for nom in restes), ("d/a.xlsx", MAISON)])
    assert read(octets) == [("retours.zip › a.xlsx", "lu")]


def test_faute_82_seul_le_dernier_nom_compte() -> None:
    noms = ["../../a.xlsx", "/etc/b.xlsx", "C:\\envois\\c.xlsx", "..\\d.xlsx", "e/f/g.xlsx"]
    lus = [nom for nom, _ in read(rezip(dict.fromkeys(noms, MAISON)))]
    assert lus == [f"retours.zip › {lettre}.xlsx" for lettre in "abcdg"]


def test_faute_82_les_noms_en_double_sont_distingues() -> None:
    octets = rezip([("a.xlsx", MAISON), ("d/A.xlsx", MAISON), ("a.xlsx", MAISON), ("d/sans", MAISON), ("sans", MAISON)])
    noms = [nom.partition(" › ")[2] for nom, _ in read(octets)]
    assert noms == ["a.xlsx", "A (2).xlsx", "a (3).xlsx", "sans", "sans (2)"]


@pytest.mark.parametrize("alphabet", ["utf-8", "cp850"])
def test_faute_82_les_accents_d_un_nom_que_l_archive_ne_dit_pas(alphabet: str) -> None:
    """Windows writes the names in its own alphabet, others in theirs, and neither says which."""
    octets = rezip({"remontee.xlsx": MAISON}).replace(b"remontee.xlsx", "remonté.xlsx".encode(alphabet).rjust(13, b"_"))
    assert read(octets) == [("retours.zip › " + "remonté.xlsx".rjust(13 if alphabet == "cp850" else 12, "_"), "lu")]


def test_faute_82_chaque_fichier_a_sa_ligne() -> None:
    octets = rezip({"a.xlsx": MAISON, "b.pdf": PDF, "c.zip": rezip({"d.xlsx": MAISON}), "e.txt": b"", "f.xlsx": MAISON})
    assert read(octets) == [
        ("retours.zip › a.xlsx", "lu"),
        ("retours.zip › b.pdf", "format_inconnu"),
        ("retours.zip › c.zip", "archive_imbriquee"),
        ("retours.zip › e.txt", "fichier_vide"),
        ("retours.zip › f.xlsx", "lu"),
    ]
    assert "archive dans une archive" in read_message(octets, 2)


def test_faute_82_un_fichier_abime_n_entraine_pas_les_autres() -> None:
    octets = break_crc(rezip({"a.xlsx": make_maison([["b"]]), "b.xlsx": MAISON}), "a.xlsx")
    assert read(octets) == [("retours.zip › a.xlsx", "archive_illisible"), ("retours.zip › b.xlsx", "lu")]
    assert "refaites l’archive" in read_message(octets)


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_faute_82_un_fichier_abime_quelle_que_soit_sa_compression(compression: int) -> None:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr("a.xlsx", MAISON)
        archive.writestr("b.xlsx", MAISON * 20, compress_type=compression)
        debut = archive.getinfo("b.xlsx").header_offset + 30 + len("b.xlsx")
    octets = bytearray(tampon.getvalue())
    for rang in range(debut + 9, debut + 60):
        octets[rang] ^= 0xFF
    assert read(bytes(octets)) == [("retours.zip › a.xlsx", "lu"), ("retours.zip › b.xlsx", "archive_illisible")]
    assert "refaites l’archive" in read_message(bytes(octets), 1)


def test_faute_82_une_compression_que_personne_ne_lit() -> None:
    """Deflate64, which Windows uses for big files."""
    octets = bytearray(rezip({"a.xlsx": MAISON}))
    centrale = octets.rindex(b"PK\x01\x02")
    struct.pack_into("<H", octets, 8, 9)
    struct.pack_into("<H", octets, centrale + 10, 9)
    assert read(bytes(octets)) == [("retours.zip › a.xlsx", "archive_illisible")]
    assert "ouvrez l’archive" in read_message(bytes(octets))


def lock(octets: bytes) -> bytes:
    """Say of the first file of an archive that it is encrypted."""
    verrou = bytearray(octets)
    centrale = verrou.index(b"PK\x01\x02")
    verrou[6] |= 1
    verrou[centrale + 8] |= 1
    return bytes(verrou)


def many(nombre: int) -> bytes:
    return rezip({f"{n}.xlsx": MAISON if n < 1 else b"x" for n in range(nombre)})


def big(*tailles: int) -> bytes:
    """An archive of files of so many megabytes, and one that is good."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for rang, taille in enumerate(tailles):
            with archive.open(f"{rang}.xlsx", "w") as flux:
                for _ in range(taille):
                    flux.write(b"\0" * 2**20)
        archive.writestr("bon.xlsx", MAISON)
    return tampon.getvalue()


REFUSEES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "verrouillée": (lambda: lock(rezip({"a.xlsx": MAISON})), "mot_de_passe", "mot de passe"),
    "vide": (lambda: rezip({".DS_Store": b"x", "d/": b""}), "archive_vide", "aucun fichier"),
    "sans classeur": (lambda: rezip({"a.jpg": b"x", "b.txt": b"y"}), "format_inconnu", "(a.jpg, b.txt)"),
    "trop de fichiers": (lambda: many(101), "archive_trop_grosse", "101 fichiers"),
    "trop d’éléments": (lambda: many(2_001), "contenu_anormal", "trop d’éléments"),
    "trop grosse": (lambda: big(18, 18, 18), "archive_trop_grosse", "40 Mo"),
    "coupée": (lambda: rezip({"a.xlsx": MAISON})[:-30], "archive_illisible", "endommagé"),
    "deux bout à bout": (lambda: rezip({"a.xlsx": MAISON}) * 2, "contenu_anormal", "bout à bout"),
}


@pytest.mark.parametrize("quoi", REFUSEES)
def test_faute_82_une_archive_refusee_d_un_bloc(quoi: str) -> None:
    make, code, mot = REFUSEES[quoi]
    octets = make()
    assert read(octets) == [("retours.zip", code)]
    message = read_message(octets)
    assert mot in message
    assert "dans un classeur neuf" not in message


@pytest.mark.parametrize("meurt", [False, True], ids=["ensemble", "un à un"])
@pytest.mark.parametrize("archive", [many(40), big(18)], ids=["fichiers", "octets"])
def test_faute_82_les_archives_d_un_lot_sont_bornees_ensemble(
    monkeypatch: pytest.MonkeyPatch, archive: bytes, meurt: bool
) -> None:
    """Each within its bounds, many of them would fill the memory of the server; so they would when read one by one."""
    monkeypatch.setattr(processus, "LECTEUR", lecteur_mortel.__name__)
    recus = [Recu(f"{n}.zip", archive) for n in range(3)] + [Recu("a.xlsx", MAISON)]
    lus = read_classeurs([*recus, Recu("b.xlsx", lecteur_mortel.FATAL)] if meurt else recus)
    gardes = [x.recu.nom.partition(" › ")[0] for x in lus if " › " in x.recu.nom]
    assert set(gardes) == {"0.zip", "1.zip"}
    (refusee,) = [x for x in lus if x.recu.nom == "2.zip"]
    assert isinstance(refusee.contenu, ClasseurRefuse)
    assert (refusee.contenu.code, "à part" in str(refusee.contenu)) == ("archive_trop_grosse", True)
    (seul,) = [x for x in lus if x.recu.nom == "a.xlsx"]
    assert isinstance(seul.contenu, ClasseurBrut)


def test_faute_82_juste_a_la_borne_elle_est_lue() -> None:
    assert len(read(many(100))) == 100
    assert read(big(21)) == [("retours.zip › 0.xlsx", "fichier_trop_gros"), ("retours.zip › bon.xlsx", "lu")]


def test_faute_82_jugee_a_ce_qu_elle_est() -> None:
    """A workbook is an archive too: neither its name nor that of an archive says which."""
    assert read(MAISON, "a.zip") == [("a.zip", "lu")]
    assert read(rezip({"a.xlsx": MAISON}), "b.xlsx") == [("b.xlsx › a.xlsx", "lu")]
    long = "x" * 60 + ".zip"
    assert read(rezip({"a.xlsx": MAISON}), long) == [(f"{'x' * 29}… › a.xlsx", "lu")]


def test_faute_82_dans_un_lot_l_ordre_reste() -> None:
    archive = rezip({"b.xlsx": MAISON, "c.xlsx": MAISON})
    recus = [Recu("a.xlsx", MAISON), Recu("z.zip", archive), Recu("d.pdf", PDF), Recu("e.xlsx", MAISON)]
    lectures = read_classeurs(recus)
    assert [x.recu.nom for x in lectures] == ["a.xlsx", "z.zip › b.xlsx", "z.zip › c.xlsx", "d.pdf", "e.xlsx"]
    assert [isinstance(x.contenu, ClasseurBrut) for x in lectures] == [True, True, True, False, True]
    assert [x.recu.octets for x in lectures[1:3]] == [MAISON, MAISON]


def test_faute_82_une_archive_annotee_en_est_une(demo: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    fautif = fill(make_gabarit(trimestre="2026-T4"), {"H5": 140})
    libre = to_ods(fill(make_gabarit("circonscriptions-ase", "2026-T4"), {"H5": 30}))
    chemin = ecrire("retours.zip", rezip({"crip.xlsx": fautif, "ase.ods": libre, "note.pdf": PDF}))
    refusee = lancer("annotate", chemin, "--out", tmp_path / "annotes.xlsx")
    assert (refusee.code, "nom en .zip" in refusee.err) == (2, True)
    sortie = tmp_path / "annotes.zip"
    lance = lancer("annotate", chemin, "--out", sortie)
    assert (lance.code, "PDF" in lance.out) == (1, True)
    with zipfile.ZipFile(sortie) as archive:
        assert archive.namelist() == ["crip_a_corriger.xlsx", "ase_a_corriger.xlsx"]
        page: Any = load_workbook(io.BytesIO(archive.read("crip_a_corriger.xlsx")))["Avancement"]
    assert "0 à 100" in page["H5"].comment.text


def test_faute_82_deux_classeurs_annotes_du_meme_nom_restent_deux() -> None:
    """The same workbook came in both formats, or in two archives: both are handed back as .xlsx."""
    noms = ["z.zip › crip.xlsx", "z.zip › crip.ods", "y.zip › CRIP.xlsx"]
    with zipfile.ZipFile(io.BytesIO(pack_annotes([(nom, nom.encode()) for nom in noms]))) as archive:
        lus = {nom: archive.read(nom).decode() for nom in archive.namelist()}
    attendus = ["crip_a_corriger.xlsx", "crip_a_corriger (2).xlsx", "CRIP_a_corriger (3).xlsx"]
    assert lus == dict(zip(attendus, noms, strict=True))


def test_faute_82_une_archive_d_un_seul_classeur_est_annotee_comme_lui(
    demo: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path
) -> None:
    fautif = fill(make_gabarit(trimestre="2026-T4"), {"H5": 140})
    sortie = tmp_path / "annote.xlsx"
    assert lancer("annotate", ecrire("retours.zip", rezip({"crip.xlsx": fautif})), "--out", sortie).code == 1
    assert load_workbook(io.BytesIO(sortie.read_bytes())).sheetnames[0] == "À corriger"


def test_faute_82_un_fichier_de_l_archive_se_plaint_de_sa_cellule(
    demo: str, verifier_lot: Callable[..., list[dict[str, Any]]]
) -> None:
    fautif = fill(make_gabarit(trimestre="2026-T4"), {"H5": 140})
    (fichier,) = verifier_lot(rezip({"crip.xlsx": fautif}))
    assert list_places(fichier) == [("hors_bornes", "erreur", "Avancement", 5, "H")]
