"""Alembic's entry: runs the migrations on the connection it is handed."""

from alembic import context

from models import (  # noqa: F401  (declare the tables)
    tables,
    tables_charte,
    tables_comptes,
    tables_journal,
    tables_presentation,
    tables_suivi,
)
from models.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
