"""The migrations lead exactly to the tables that the program declares, and back, on both engines."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from loaders.base.preparation import ensure_base
from loaders.base.version import MIGRATIONS, check_version, migrate_base, move_version, read_version
from loaders.integrite.controle import check_base
from models.base import REVISION_BASE
from models.declarees import TABLES
from models.session import create_engine_en_memoire, open_base, open_tour
from tests.conftest import close_base
from tests.fabrique import MAINTENANT


def list_versions() -> list[str]:
    """Every version, the first one first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return sorted(r.revision for r in ScriptDirectory.from_config(config).walk_revisions())


def test_tete_connue_du_programme() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION_BASE


def check_tables(connexion: Connection) -> None:
    contexte = MigrationContext.configure(connexion, opts={"compare_type": True})
    assert compare_metadata(contexte, TABLES) == []
    inspecteur = inspect(connexion)
    for nom, table in TABLES.tables.items():
        attendues = {c.name for c in table.constraints if type(c).__name__ == "CheckConstraint"}
        assert {c["name"] for c in inspecteur.get_check_constraints(nom)} == attendues, nom


def test_les_migrations_font_les_tables_declarees() -> None:
    moteur = create_engine_en_memoire()
    with moteur.begin() as connexion:
        migrate_base(connexion)
        check_tables(connexion)
    moteur.dispose()


def count_rangees(connexion: Connection) -> dict[str, int]:
    noms = sorted(inspect(connexion).get_table_names())
    return {nom: connexion.scalar(text(f'SELECT count(*) FROM "{nom}"')) for nom in noms if nom != "alembic_version"}


@pytest.mark.deux_moteurs
def test_chaque_version_se_quitte_comme_elle_est_venue(demo: str) -> None:
    """With data: down to the first version and up again, each step leaves the tables as they were, and the rows."""
    versions = list_versions()
    with open_tour() as session:
        connexion = session.connection()
        pleines = count_rangees(connexion)
        check_tables(connexion)
        for version in reversed(versions[:-1]):
            move_version(connexion, version)
            restees = count_rangees(connexion)
            assert read_version(connexion) == version
            assert restees == {nom: n for nom, n in pleines.items() if nom in restees}
        assert restees.keys() < pleines.keys()
        move_version(connexion, REVISION_BASE)
        check_tables(connexion)
        assert {nom: n for nom, n in count_rangees(connexion).items() if n} == {n: x for n, x in restees.items() if x}


@pytest.mark.deux_moteurs
def test_une_base_d_avant_les_sceaux_les_recoit(base: str) -> None:
    """What is sealed on the way up is what was there: the journal is whole."""
    with open_tour() as session:
        move_version(session.connection(), "0004")
    close_base()
    assert ensure_base(MAINTENANT, relire=True) >= 0
    with open_base() as session:
        check_version(read_version(session.connection()))
        assert check_base(session).fautes == ()


@pytest.mark.deux_moteurs
def test_tout_se_retire(base: str) -> None:
    with open_tour() as session:
        connexion = session.connection()
        migrate_base(connexion)
        move_version(connexion, "base")
        assert set(inspect(connexion).get_table_names()) == {"alembic_version"}
