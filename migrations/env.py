"""Alembic's entry: runs the migrations on the connection it is handed."""

from alembic import context

from models.declarees import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
