"""The migrations lead exactly to the tables that the program declares."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from loaders.base.version import MIGRATIONS, migrate_base
from models import tables_journal  # noqa: F401  (declares the tables)
from models.base import REVISION_BASE, Base
from models.session import create_engine_en_memoire


def test_tete_connue_du_programme() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION_BASE


def test_les_migrations_font_les_tables_declarees() -> None:
    moteur = create_engine_en_memoire()
    with moteur.begin() as connexion:
        migrate_base(connexion)
        contexte = MigrationContext.configure(connexion, opts={"compare_type": True})
        assert compare_metadata(contexte, Base.metadata) == []
        inspecteur = inspect(connexion)
        for nom, table in Base.metadata.tables.items():
            attendues = {c.name for c in table.constraints if type(c).__name__ == "CheckConstraint"}
            assert {c["name"] for c in inspecteur.get_check_constraints(nom)} == attendues, nom
    moteur.dispose()
