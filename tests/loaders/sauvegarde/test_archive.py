"""`sauvegarder` and `restaurer` on PostgreSQL: an archive read again row by row, put back whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from loaders.base.version import migrate_base, move_version
from loaders.ecriture.brouillons import keep_brouillon
from loaders.ecriture.journal import Acte, append_entree
from loaders.lecture.brut import Recu
from loaders.options import Options
from loaders.sauvegarde import archive, outils
from loaders.sauvegarde.restauration import restore_sauvegarde
from models.changement import Changement
from models.session import dispose_engines, open_base, open_ecriture, open_tour
from models.vocabulaire import NatureEntree
from tests.agissants import EDITEUR
from tests.bases import alter_base
from tests.conftest import close_base
from tests.constats import Lancer, list_rangees, read_etat
from tests.fabrique import MAINTENANT
from tests.loaders.processus import finish, start
from tests.serveur_postgres import COMPTE, MOT_DE_PASSE, Serveur

pytestmark = pytest.mark.postgresql_seul
GARDEE = "base_remplacee_2026-11-21_11h00m00.dump"


@pytest.fixture
def cible(tmp_path: Path) -> Path:
    dossier = tmp_path / "copies"
    dossier.mkdir()
    return dossier / "a.dump"


def write(avant: int | None, apres: int) -> None:
    with open_ecriture() as session:
        change = Changement("suivi", "A16", "avancement", "2026-T3", avant, apres)
        append_entree(session, Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), [change])


def list_gardees() -> dict[str, list[tuple[object, ...]]]:
    """Every row that a backup gives back; when it was itself made is noted after it."""
    return {table: lignes for table, lignes in list_rangees().items() if table != "entretien"}


def list_noms(cible: Path) -> list[str]:
    return sorted(f.name for f in cible.parent.iterdir())


@pytest.fixture
def sauvegarde(base: str, lancer: Lancer, cible: Path) -> Path:
    """A backup of a database that went on since."""
    keep_brouillon("lot", [Recu("é.xlsx", b"\x00\xff'\\\n\t")], Options(), MAINTENANT, EDITEUR, "Zoé \\ N")
    write(None, 45)
    sortie = lancer("sauvegarder", cible)
    assert (sortie.code, sortie.err) == (0, "")
    assert "2 entrées du journal" in sortie.out
    assert stat.S_IMODE(cible.stat().st_mode) == 0o600
    assert list_noms(cible) == ["a.dump"]
    return cible


def test_l_aller_et_le_retour(sauvegarde: Path, lancer: Lancer, serveur: Serveur, base: str) -> None:
    """Servers may stay up; what is replaced is archived, and comes back the same way; rights on the tables stay."""
    serveur.execute("GRANT SELECT ON action TO PUBLIC", str(make_url(base).database))
    apres_un = list_gardees()
    write(45, 50)
    apres_deux = list_gardees()
    with open_base() as lecteur:
        assert len(lecteur.execute(text("SELECT id FROM remontee")).all()) == 3
        faite = restore_sauvegarde(sauvegarde, MAINTENANT)
        assert len(lecteur.execute(text("SELECT id FROM remontee")).all()) == 3  # what it saw, it sees to its end
    assert list_gardees() == apres_un
    assert list_noms(sauvegarde) == ["a.dump", GARDEE]
    assert faite.gardee == sauvegarde.with_name(GARDEE)
    assert lancer("verify").code == 0
    sortie = lancer("restaurer", sauvegarde.with_name(GARDEE))
    assert (sortie.code, sortie.err, "La base remplacée est gardée" in sortie.out) == (0, "", True)
    assert list_gardees() == apres_deux
    droits = serveur.execute("SELECT has_table_privilege('public', 'action', 'SELECT')", str(make_url(base).database))
    assert droits == [(True,)]


def test_dans_une_base_vide_ou_a_demi_perdue(
    sauvegarde: Path, lancer: Lancer, serveur: Serveur, monkeypatch: pytest.MonkeyPatch
) -> None:
    attendu = list_gardees()
    alter_base("DROP TABLE suivi_jalon")
    assert "Il manque des tables" in lancer("verify").err
    assert lancer("restaurer", sauvegarde).code == 0
    assert list_gardees() == attendu
    nom = serveur.make_base()
    monkeypatch.setenv("DATABASE_URL", serveur.write_url(nom))
    sortie = lancer("restaurer", sauvegarde)
    assert (sortie.code, "gardée" in sortie.out) == (0, False)
    assert list_gardees() == attendu
    close_base()
    serveur.drop_base(nom)


def test_une_sauvegarde_plus_ancienne_est_mise_a_jour(base: str, lancer: Lancer, cible: Path) -> None:
    with open_tour() as session:
        move_version(session.connection(), "0004")
    close_base()
    assert "ne scellait pas" in lancer("sauvegarder", cible).out
    with open_tour() as session:
        migrate_base(session.connection())
    close_base()
    sortie = lancer("restaurer", cible)
    assert (sortie.code, "a été mise à jour" in sortie.out) == (0, True)
    assert lancer("verify").code == 0


@pytest.mark.parametrize(
    ("ordre", "code", "dit"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", 2, "plus récente du programme"),
        ("UPDATE action SET libelle = 'autre' WHERE reference = 'A01'", 1, "A01"),
        ("DROP TABLE alembic_version", 2, "n’est pas une sauvegarde de ce programme"),
    ],
)
def test_une_archive_qui_ne_va_pas_ne_remplace_rien(
    base: str, lancer: Lancer, cible: Path, serveur: Serveur, ordre: str, code: int, dit: str
) -> None:
    """Of a copy made by hand, whatever it holds: the database that is there is not touched, nothing is left beside."""
    nom = serveur.make_base()
    serveur.drop_base(nom)
    dispose_engines()
    serveur.make_base(str(make_url(base).database), nom=nom)
    serveur.execute(ordre, nom)
    acces = {"PGHOST": str(serveur.dossier), "PGPORT": str(serveur.port), "PGUSER": COMPTE, "PGDATABASE": nom}
    subprocess.run([outils.find_outil("pg_dump"), "-Fc", f"--file={cible}"], env={**os.environ, **acces}, check=True)
    serveur.drop_base(nom)
    avant = read_etat()
    sortie = lancer("restaurer", cible)
    assert (sortie.code, dit in sortie.err) == (code, True), sortie.err
    assert read_etat() == avant
    assert list_noms(cible) == ["a.dump"]


def test_un_fichier_qui_n_est_pas_une_archive(
    sauvegarde: Path, lancer: Lancer, fichier_base: Path, adresse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = read_etat()
    entiere = sauvegarde.read_bytes()
    for octets, dit in (
        (b"rien", "n’est pas une sauvegarde"),
        (entiere[: len(entiere) // 2], "Rien n’a été écrit"),
        (fichier_base.read_bytes(), "d’une base SQLite"),
    ):
        sauvegarde.write_bytes(octets)
        sortie = lancer("restaurer", sauvegarde)
        assert (sortie.code, dit in sortie.err) == (2, True), sortie.err
    assert lancer("restaurer", tmp_path).code == 2
    assert read_etat() == avant
    sauvegarde.write_bytes(entiere)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'schema.db'}")
    assert "d’une base PostgreSQL" in lancer("restaurer", sauvegarde).err


def test_le_mot_de_passe_n_est_dans_aucune_commande(
    sauvegarde: Path, lancer: Lancer, base: str, serveur: Serveur, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the network, where one is asked for: it goes by the environment, and no message says it."""
    lances: list[tuple[list[str], dict[str, str]]] = []
    vrai = subprocess.run

    def run(commande, **options):
        lances.append(([str(mot) for mot in commande], options["env"]))
        return vrai(commande, **options)

    monkeypatch.setattr(outils.subprocess, "run", run)
    nom = str(make_url(base).database)
    monkeypatch.setenv("DATABASE_URL", serveur.write_url_tcp(nom))
    sortie = lancer("sauvegarder", sauvegarde.with_name("b.dump"))
    assert (sortie.code, MOT_DE_PASSE in sortie.out + sortie.err) == (0, False)
    ((mots, env),) = lances
    assert not any(MOT_DE_PASSE in mot or nom in mot for mot in mots)
    assert (env["PGPASSWORD"], env["PGDATABASE"], env["PGHOST"]) == (MOT_DE_PASSE, nom, "127.0.0.1")


def test_une_archive_qui_n_a_pas_toutes_les_lignes_est_refusee(
    base: str, lancer: Lancer, cible: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vraie = archive.run_outil

    def run(nom: str, arguments: list[str], acces: dict[str, str]) -> None:
        vraie(nom, [*arguments, '--exclude-table-data="public"."action"'], acces)

    monkeypatch.setattr(archive, "run_outil", run)
    sortie = lancer("sauvegarder", cible)
    assert (sortie.code, "n’est pas entière" in sortie.err) == (2, True)
    assert list_noms(cible) == []


def test_sans_les_outils(base: str, lancer: Lancer, cible: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outils, "DEBIAN", cible)
    monkeypatch.setenv("PATH", str(cible))
    sortie = lancer("sauvegarder", cible)
    assert (sortie.code, "installez les outils de PostgreSQL" in sortie.err) == (2, True)
    assert list_noms(cible) == []


def test_tout_import_acquis_avant_la_sauvegarde_y_est(base: str, lancer: Lancer, cible: Path) -> None:
    """While somebody imports on and on: the archive is of one instant, neither more nor less than what it says."""
    fini = threading.Event()
    faits: list[int] = []

    def on() -> None:
        while not fini.is_set():
            write(faits[-1] if faits else None, len(faits) % 90)
            faits.append(len(faits) % 90)

    fil = threading.Thread(target=on)
    fil.start()
    try:
        while not faits:
            pass
        avant = len(faits)
        code, out, err = finish(start("sauvegarder", cible))
    finally:
        fini.set()
        fil.join()
    assert (code, err) == (0, "")
    dispose_engines()
    assert lancer("restaurer", cible).code == 0
    with open_base() as session:
        dites = session.execute(text("SELECT count(*) FROM remontee")).scalar_one() - 1
    assert avant <= dites <= len(faits)
    assert f"{dites + 1} entrées du journal" in out.replace("\u202f", "")


def test_une_base_de_demonstration_n_entre_pas_dans_une_vraie(base: str, lancer: Lancer, cible: Path) -> None:
    with open_ecriture() as session:
        fictif = Changement("schema", "schema", "demonstration", None, None, True)
        append_entree(session, Acte(NatureEntree.IMPORT, "C", MAINTENANT), [fictif])
    assert lancer("sauvegarder", cible).code == 0
    assert lancer("undo", 1, "--auteur", "C").code == 0
    avant = read_etat()
    sortie = lancer("restaurer", cible)
    assert (sortie.code, "rien de fictif n’y entre" in sortie.err) == (2, True)
    assert read_etat() == avant
    assert list_noms(cible) == ["a.dump"]
