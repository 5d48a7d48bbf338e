"""Faults 44 and 45: a file that is not a database, a damaged one, one of another version of the program."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text

from loaders.base import version
from loaders.base.preparation import check_integrite, ensure_base
from models import base as modele
from models.chargement import load_plan
from models.provenance import load_journal
from models.refus import BaseIllisible, BaseIncompatible
from models.session import dispose_engines, open_base
from tests.conftest import close_base
from tests.constats import Ecrire, Lancer, find_base, read_etat
from tests.fabrique import MAINTENANT

DEGATS = {
    "texte": lambda octets: b"pas une base",
    "entete": lambda octets: b"SQLite format 3\x00" + b"\xff" * 4_096,
    "moitie": lambda octets: octets[: len(octets) // 2 + 100],
    "zeros": lambda octets: octets[:4_096] + bytes(len(octets) - 4_096),
}


@pytest.mark.parametrize("degat", DEGATS)
@pytest.mark.parametrize("copie", [True, False])
def test_faute_44_base_illisible(lancer: Lancer, base: str, ecrire: Ecrire, degat: str, copie: bool) -> None:
    dispose_engines()
    sain = find_base().read_bytes()
    if copie:
        for nom, heure in (("schema_avant.db", 9), ("schema-du-soir.db", 18)):
            shutil.copyfile(find_base(), find_base().with_name(nom))
            instant = datetime(2026, 11, 20, heure, 30, tzinfo=ZoneInfo("Europe/Paris")).timestamp()
            os.utime(find_base().with_name(nom), (instant, instant))
    find_base().with_name("schema_notes.txt").write_text("pas une copie")
    shutil.copyfile(find_base(), find_base().with_name("autre.db"))  # nobody’s copy: another database
    find_base().write_bytes(DEGATS[degat](sain))
    avant = read_etat()
    for arguments in (["check", ecrire("a.xlsx", b"x"), "--json"], ["init"], ["journal"]):
        sortie = lancer(*arguments)
        assert sortie.code == 2
        assert "Base illisible" in sortie.err
        assert "Rien n’a été écrit" in sortie.err
        assert ("restaurez la sauvegarde du 20/11/2026 à 18:30, « schema-du-soir.db »" in sortie.err) is copie
        assert ("Aucune sauvegarde n’est à côté" in sortie.err) is not copie
        assert "autre.db" not in sortie.err
    close_base()
    assert read_etat() == avant
    find_base().write_bytes(sain)  # restored: nothing has to be started again
    assert lancer("journal").code == 0


def test_faute_44_abimee_loin_de_ce_qu_on_lit_d_abord(base: str) -> None:
    """A damage that no first page shows is found at start."""
    dispose_engines()
    with contextlib.closing(sqlite3.connect(find_base())) as connexion:
        (page,) = connexion.execute("SELECT rootpage FROM sqlite_master WHERE name = 'fichier_recu'").fetchone()
        taille = connexion.execute("PRAGMA page_size").fetchone()[0]
    octets = bytearray(find_base().read_bytes())
    octets[(page - 1) * taille : (page - 1) * taille + 200] = b"\xff" * 200
    find_base().write_bytes(octets)
    assert ensure_base(MAINTENANT) == 0
    with pytest.raises(BaseIllisible, match="Base illisible"):
        check_integrite()


MIGRATION = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "9999", "{tete}", None, None
def upgrade():
    op.create_table("essai", sa.Column("reference", sa.Text(), primary_key=True))
"""


@pytest.fixture
def programme_suivant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is of the next version: it has one more migration."""
    dossier = tmp_path / "migrations"
    shutil.copytree(version.MIGRATIONS, dossier, ignore=shutil.ignore_patterns("__pycache__"))
    (dossier / "versions" / "9999_essai.py").write_text(MIGRATION.format(tete=modele.REVISION_BASE))
    monkeypatch.setattr(version, "MIGRATIONS", dossier)
    monkeypatch.setattr(modele, "REVISION_BASE", "9999")


def list_tables(fichier: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(fichier)) as connexion:
        assert connexion.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {nom for (nom,) in connexion.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.mark.usefixtures("programme_suivant")
@pytest.mark.parametrize("commande", ["journal", "init"])
def test_faute_45_plus_ancienne_copiee_puis_mise_a_jour(base: str, lancer: Lancer, commande: str) -> None:
    tables = list_tables(find_base())
    assert lancer(commande).code == 0
    dispose_engines()
    copie = find_base().with_name("schema_avant-mise-a-jour_2026-11-21_11h00m00.db")
    assert sorted(p.name for p in find_base().parent.iterdir()) == ["schema.db", copie.name]
    assert list_tables(copie) == tables
    assert list_tables(find_base()) == tables | {"essai"}
    assert lancer(commande).code == 0  # once is enough
    dispose_engines()
    assert len(list(find_base().parent.iterdir())) == 2


@pytest.mark.usefixtures("programme_suivant")
def test_faute_45_sans_copie_pas_de_mise_a_jour(base: str, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Engine, __: datetime) -> None:
        raise BaseIllisible("La copie ne se relit pas.")

    monkeypatch.setattr("loaders.base.preparation.copy_avant_migration", fail)
    tables = list_tables(find_base())
    assert lancer("journal").code == 2
    dispose_engines()
    assert list_tables(find_base()) == tables


@pytest.mark.usefixtures("programme_suivant")
def test_faute_45_verifier_n_y_touche_pas(base: str, lancer: Lancer, ecrire: Ecrire) -> None:
    avant = read_etat()
    sortie = lancer("check", ecrire("a.xlsx", b"x"), "--json")
    assert (sortie.code, sortie.donnees["erreur"]) == (2, "base_incompatible")
    assert "lancez « python -m loaders init »" in sortie.err
    dispose_engines()
    assert read_etat() == avant


def test_faute_45_un_serveur_attend_init(base: str, programme_suivant: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another engine than SQLite nothing is migrated by merely starting."""
    monkeypatch.setattr("sqlalchemy.dialects.sqlite.pysqlite.SQLiteDialect_pysqlite.name", "serveur")
    with pytest.raises(BaseIncompatible, match="lancez « python -m loaders init »"):
        version.find_tete()
    assert version.find_tete(relire=True) is None


@pytest.mark.parametrize("arguments", [["init"], ["journal"], ["apply", "{}", "--auteur", "C"], ["check", "{}"]])
def test_faute_45_plus_recente_refusee(base: str, lancer: Lancer, ecrire: Ecrire, arguments: list[str]) -> None:
    dispose_engines()
    with contextlib.closing(sqlite3.connect(find_base())) as connexion:
        connexion.execute("UPDATE alembic_version SET version_num = '9999'")
        connexion.commit()
    avant = read_etat()
    sortie = lancer(*(a.format(ecrire("a.xlsx", b"x")) for a in arguments))
    assert sortie.code == 2
    assert "plus récente du programme : mettez le programme à jour" in sortie.err
    close_base()
    assert read_etat() == avant


def test_faute_45_la_premiere_version_recoit_la_charte(adresse: str) -> None:
    """A database written before the charter was known is migrated, and its tree completed by a new entry."""
    fichier = find_base()
    fichier.parent.mkdir(parents=True)
    config = Config()
    config.set_main_option("script_location", str(version.MIGRATIONS))
    moteur = create_engine(adresse)
    with moteur.begin() as connexion:
        config.attributes["connection"] = connexion
        command.upgrade(config, "0001")
        connexion.execute(
            text(
                "INSERT INTO schema (reference, code, debut, fin) VALUES ('schema', :code, '2024-01-01', '2028-12-31')"
            ),
            {"code": "ssd-2024-2028"},
        )
        connexion.execute(
            text(
                "INSERT INTO remontee (id, nature, date, auteur) "
                "VALUES (0, 'arbre', '2026-01-01 00:00:00', 'schema_data')"
            )
        )
    moteur.dispose()
    assert ensure_base(MAINTENANT) == 1
    with open_base() as session:
        plan = load_plan(session)
        entrees = load_journal(session)
    assert plan.charte is not None
    assert len(plan.charte.engagements) == 18
    assert [e.nature for e in entrees] == ["arbre", "arbre"]
    assert ensure_base(MAINTENANT) == 1
