"""tokens: what a program may read, until when, by the digest of what it says"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jeton",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("empreinte", sa.String(length=64), nullable=True),
        sa.Column("portee", sa.String(), nullable=True),
        sa.Column("expire_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("reference"),
    )


def downgrade() -> None:
    op.drop_table("jeton")
