"""names of the plan, slips of its sources, bodies that evaluate the charter"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for nom in ("nom_court", "genre", "agents", "contact"):
        op.add_column("schema", sa.Column(nom, sa.String(), nullable=True))
    op.add_column("schema", sa.Column("definition", sa.Text(), nullable=True))
    op.add_column("engagement", sa.Column("sic", sa.String(), nullable=True))
    op.add_column("instance", sa.Column("evalue_la_charte", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("instance", "evalue_la_charte")
    op.drop_column("engagement", "sic")
    for nom in ("definition", "contact", "agents", "genre", "nom_court"):
        op.drop_column("schema", nom)
