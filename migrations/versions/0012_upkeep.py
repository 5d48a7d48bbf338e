"""upkeep: when the database was last backed up, and last checked"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entretien",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("fait_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("faute", sa.Text(), nullable=True),
        sa.CheckConstraint("reference IN ('sauvegarde', 'verification')", name="reference_connu"),
        sa.PrimaryKeyConstraint("reference"),
    )


def downgrade() -> None:
    op.drop_table("entretien")
