"""sessions of people who signed in here: the digest of what their browser holds, who they are, until when"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seance",
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("identifiant", sa.String(), nullable=False),
        sa.Column("groupes", sa.Text(), nullable=False),
        sa.Column("fin_le", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("empreinte"),
    )


def downgrade() -> None:
    """Take the sessions away: people sign in again."""
    op.drop_table("seance")
