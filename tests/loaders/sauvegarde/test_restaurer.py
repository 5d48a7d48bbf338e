"""`restaurer`: a checked backup in the place of the database, which is kept; nothing while somebody has it open."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.base.preparation import ensure_base
from loaders.base.version import move_version
from loaders.ecriture.journal import Acte, append_entree
from loaders.sauvegarde.copie import write_sauvegarde
from models.changement import Changement
from models.provenance import load_journal
from models.session import dispose_engines, open_base, open_ecriture, open_tour, use_base, write_url
from models.vocabulaire import NatureEntree
from tests.bases import copy_base
from tests.constats import Ecrire, Lancer, find_base, list_entrees
from tests.fabrique import MAINTENANT, fill, make_gabarit
from tests.loaders.processus import PATIENCE, finish, start

GARDEE = "schema_remplacee_2026-11-21_11h00m00.db"
TENIR = """
import signal
from models.session import open_base
from sqlalchemy import text
with open_base() as session:
    session.execute(text("SELECT count(*) FROM remontee")).all()
print("prêt", flush=True)
signal.pause()
"""
"""A server between two clicks: it runs, and its connections wait in their pool."""


@pytest.fixture(scope="module")
def fichiers(tmp_path_factory: pytest.TempPathFactory, fichier_base: Path) -> tuple[Path, Path]:
    """A database of two imports, and the backup that was made of it between them."""
    dossier = tmp_path_factory.mktemp("restauration")
    with use_base(copy_base(fichier_base, f"sqlite:///{dossier / 'schema.db'}")):
        write(None, 45)
        write_sauvegarde(dossier / "sauvegarde.db")
        write(45, 50)
    return dossier / "schema.db", dossier / "sauvegarde.db"


@pytest.fixture
def sauvegarde(adresse: str, fichiers: tuple[Path, Path], tmp_path: Path) -> Path:
    """The database in use, and the backup of it; the path of the backup."""
    copy_base(fichiers[0], adresse)
    return Path(shutil.copyfile(fichiers[1], tmp_path / "sauvegarde.db"))


def write(avant: int | None, apres: int) -> None:
    with open_ecriture() as session:
        change = Changement("suivi", "A16", "avancement", "2026-T3", avant, apres)
        append_entree(session, Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), [change])


def list_noms() -> list[str]:
    dispose_engines()
    return sorted(f.name for f in find_base().parent.iterdir())


def count_entrees() -> int:
    with open_base() as session:
        return len(load_journal(session))


def alter(fichier: Path, ordre: str) -> None:
    with contextlib.closing(sqlite3.connect(fichier, isolation_level=None)) as connexion:
        connexion.execute(ordre)


def test_la_sauvegarde_prend_la_place_et_la_base_est_gardee(sauvegarde: Path, lancer: Lancer) -> None:
    octets = sauvegarde.read_bytes()
    sortie = lancer("restaurer", sauvegarde)
    assert (sortie.code, sortie.err) == (0, "")
    assert f"La base remplacée est gardée : {find_base().with_name(GARDEE)}" in sortie.out
    assert list_noms() == ["schema.db", GARDEE]
    assert stat.S_IMODE(find_base().stat().st_mode) == 0o600
    assert [e["id"] for e in list_entrees(lancer)] == [0, 1]
    assert lancer("verify").code == 0
    dispose_engines()
    assert sauvegarde.read_bytes() == octets
    shutil.copyfile(find_base().with_name(GARDEE), find_base())
    assert count_entrees() == 3


def test_deux_restaurations_dans_la_meme_seconde(sauvegarde: Path, lancer: Lancer) -> None:
    for _ in range(3):
        sortie = lancer("restaurer", sauvegarde)
        assert (sortie.code, sortie.err) == (0, "")
    gardees = [GARDEE, *(GARDEE.replace(".db", f"_{n}.db") for n in (2, 3))]
    assert list_noms() == ["schema.db", *gardees]


def test_le_journal_de_sqlite_ne_revient_pas(sauvegarde: Path, lancer: Lancer) -> None:
    """A writer was killed: its log, left beside the file, would be played over the backup."""
    suites = {s: find_base().with_name(f"schema.db{s}") for s in ("-wal", "-shm")}
    with contextlib.closing(sqlite3.connect(find_base(), isolation_level=None)) as lecteur:
        lecteur.execute("SELECT count(*) FROM remontee").fetchone()
        lancer("undo", 2, "--auteur", "C")
        gardes = {s: f.read_bytes() for s, f in suites.items()}
        ancienne = find_base().read_bytes()
    dispose_engines()
    find_base().write_bytes(ancienne)
    for suite, octets in gardes.items():
        suites[suite].write_bytes(octets)
    assert lancer("restaurer", sauvegarde).code == 0
    assert list_noms() == ["schema.db", GARDEE]
    assert count_entrees() == 2
    dispose_engines()
    shutil.copyfile(find_base().with_name(GARDEE), find_base())
    assert count_entrees() == 4  # what the log held is in the one that is kept


@contextlib.contextmanager
def serve() -> Iterator[None]:
    with start(code=TENIR) as serveur:
        assert serveur.stdout is not None
        assert serveur.stdout.readline() == "prêt\n"
        try:
            yield
        finally:
            serveur.send_signal(signal.SIGKILL)
            serveur.wait(timeout=PATIENCE)


@pytest.mark.parametrize("abimee", [False, True])
def test_tant_qu_un_programme_l_a_ouverte_rien_n_est_remplace(sauvegarde: Path, lancer: Lancer, abimee: bool) -> None:
    """The lock is of the system: it goes with who holds it, however that one ends."""
    with serve():
        octets = find_base().read_bytes()
        if abimee:
            with find_base().open("r+b") as flux:
                flux.write(b"\xff" * 4_096)
        avant = find_base().read_bytes()
        sortie = lancer("restaurer", sauvegarde)
        assert (sortie.code, sortie.out) == (2, "")
        assert "arrêtez le serveur, puis recommencez" in sortie.err
        assert find_base().read_bytes() == avant
        assert not [f for f in find_base().parent.iterdir() if "remplacee" in f.name or "partiel" in f.name]
        assert len(octets) == len(avant)
    assert lancer("restaurer", sauvegarde).code == 0
    assert count_entrees() == 2


@pytest.mark.parametrize("degat", ["texte", "entete", "zeros", "vide", "absente"])
def test_une_base_abimee_est_remplacee_et_gardee_telle_quelle(sauvegarde: Path, lancer: Lancer, degat: str) -> None:
    octets = {"texte": b"pas une base", "entete": b"SQLite format 3\x00" + b"\xff" * 4_096, "vide": b""}.get(
        degat, find_base().read_bytes()[:4_096] + bytes(40_960)
    )
    find_base().write_bytes(octets)
    if degat == "absente":
        find_base().unlink()
    assert lancer("restaurer", sauvegarde).code == 0
    assert count_entrees() == 2
    assert list_noms() == ["schema.db"] + [GARDEE] * (degat != "absente")
    if degat != "absente":
        assert find_base().with_name(GARDEE).read_bytes() == octets


def test_une_version_anterieure_est_mise_a_jour(sauvegarde: Path, lancer: Lancer) -> None:
    with use_base(write_url(sauvegarde)), open_tour() as session:
        move_version(session.connection(), "0004")
    octets = sauvegarde.read_bytes()
    sortie = lancer("restaurer", sauvegarde)
    assert sortie.code == 0
    assert "elle a été mise à jour" in sortie.out
    assert lancer("verify").code == 0
    assert list_noms() == ["schema.db", GARDEE]
    assert sauvegarde.read_bytes() == octets


REFUSEES = {
    "newer": ("UPDATE alembic_version SET version_num = '9999'", 2, "plus récente du programme"),
    "altered": ("UPDATE remontee SET auteur = 'X' WHERE id = 1", 1, "n° 1 du journal ne correspond pas à son sceau"),
    "another’s": ("DROP TABLE alembic_version", 2, "n’est pas une base de ce programme"),
    "a row altered": ("UPDATE suivi SET avancement = 90", 1, "La base dit « 90 »"),
}


@pytest.mark.parametrize("quoi", REFUSEES)
def test_ce_qui_ne_va_pas_est_refuse_avant_tout(sauvegarde: Path, lancer: Lancer, quoi: str) -> None:
    ordre, code, dit = REFUSEES[quoi]
    alter(sauvegarde, ordre)
    avant, noms = find_base().read_bytes(), list_noms()
    sortie = lancer("restaurer", sauvegarde)
    assert (sortie.code, sortie.out) == (code, "")
    assert dit in sortie.err
    assert (find_base().read_bytes(), list_noms()) == (avant, noms)


def test_la_demonstration_ne_remplace_pas_une_base_reelle(sauvegarde: Path, lancer: Lancer, tmp_path: Path) -> None:
    with use_base(f"sqlite:///{tmp_path / 'fictive.db'}"):
        ensure_base(MAINTENANT, fictif=True)
    sortie = lancer("restaurer", tmp_path / "fictive.db")
    assert (sortie.code, sortie.out) == (2, "")
    assert "rien de fictif n’y entre" in sortie.err
    assert count_entrees() == 3


@pytest.mark.parametrize("octets", [b"", b"pas une base", None])
def test_un_fichier_qui_n_est_pas_une_sauvegarde(sauvegarde: Path, lancer: Lancer, octets: bytes | None) -> None:
    sauvegarde.unlink()
    if octets is not None:
        sauvegarde.write_bytes(octets)
    sortie = lancer("restaurer", sauvegarde)
    assert (sortie.code, sortie.out) == (2, "")
    assert count_entrees() == 3


def test_une_sauvegarde_abimee(sauvegarde: Path, lancer: Lancer) -> None:
    octets = sauvegarde.read_bytes()
    sauvegarde.write_bytes(octets[: len(octets) // 2])
    sortie = lancer("restaurer", sauvegarde)
    assert (sortie.code, sortie.out) == (2, "")
    assert "« sauvegarde.db » est endommagé" in sortie.err
    assert count_entrees() == 3


def test_un_nom_que_l_adresse_dirait_autrement(
    base: str, lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`?` opens the options of an address, `%41` is an A there: the file is the one that was named, and no other."""
    dossier = tmp_path / "a?b %41 #é"
    dossier.mkdir()
    shutil.copyfile(find_base(), dossier / "schema.db")
    monkeypatch.setenv("DATABASE_URL", write_url(dossier / "schema.db"))
    write(None, 45)
    copie = dossier / "copie?mode=memory&%2e.db"
    assert lancer("sauvegarder", copie).code == 0
    write(45, 50)
    sortie = lancer("restaurer", copie)
    assert (sortie.code, sortie.err) == (0, "")
    assert count_entrees() == 2
    dispose_engines()
    assert sorted(f.name for f in dossier.iterdir()) == [copie.name, "schema.db", GARDEE]
    assert [f.name for f in tmp_path.iterdir() if f.name not in ("base", dossier.name)] == []


def test_la_base_elle_meme(sauvegarde: Path, lancer: Lancer) -> None:
    assert "ne se restaure pas par elle-même" in lancer("restaurer", find_base()).err


APPLIQUER = """
import signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
from pathlib import Path
from datetime import UTC, datetime
from loaders.ecriture.application import Accord, apply_lecture
from loaders.ecriture.journal import Acte
from loaders.lecture.brut import Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.acces import COMMANDE
from models.chargement import load_revision
from models.refus import Refus
from models.sceau import load_sceau
from models.session import open_base
from models.vocabulaire import NatureEntree

def show():
    with open_base() as session:
        revision = load_revision(session)
        return revision, load_sceau(session.connection(), revision)

def apply(nom, revision, sceau):
    lecture = read_classeurs([Recu(nom, Path(nom).read_bytes())])[0]
    acte = Acte(NatureEntree.IMPORT, "Camille Exemple", datetime.now(UTC))
    accord = Accord(COMMANDE, revision_vue=revision, sceau_vu=sceau)
    try:
        print(apply_lecture(lecture, Options(), acte, accord).remontee, flush=True)
    except Refus as refus:
        print(refus.code, flush=True)

apply(sys.argv[1], *show())
vue = show()
print("vu", flush=True)
signal.sigwait({signal.SIGUSR1})
apply(sys.argv[2], *vue)
print(show()[0], flush=True)
apply(sys.argv[2], *show())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not replaced there")
@pytest.mark.parametrize("suites", [True, False])
def test_un_serveur_dont_la_base_est_remplacee_a_la_main_ne_perd_rien(
    base: str, ecrire: Ecrire, lancer: Lancer, tmp_path: Path, suites: bool
) -> None:
    """A process of its own that goes on with its connections: what it showed is refused, what it shows is written."""
    recus = [ecrire(f"{rang}.xlsx", fill(make_gabarit(trimestre="2024-T1"), {f"H{5 + rang}": 45})) for rang in range(2)]
    copie = tmp_path / "sauvegarde.db"
    assert lancer("sauvegarder", copie).code == 0
    dispose_engines()
    with start(*recus, code=APPLIQUER) as serveur:
        assert serveur.stdout is not None
        assert [serveur.stdout.readline() for _ in range(2)] == ["1\n", "vu\n"]
        copie.replace(find_base())
        if suites:
            for suite in ("-wal", "-shm"):
                find_base().with_name(f"schema.db{suite}").unlink()
        serveur.send_signal(signal.SIGUSR1)
        code, out, _ = finish(serveur)
    assert (code, out.split()) == (0, ["base_remplacee", "0", "1"])
    assert [e["fichier"] for e in list_entrees(lancer)] == [None, "1.xlsx"]
    assert lancer("verify").code == 0
