"""how tables that are not ours read, by the shape of their heads: by whom it was said, and when"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correspondance",
        sa.Column("forme", sa.String(length=64), primary_key=True),
        sa.Column("contenu", sa.Text(), nullable=False),
        sa.Column("fichier", sa.String(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("le", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("correspondance")
