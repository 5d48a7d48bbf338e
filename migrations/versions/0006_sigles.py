"""sigles of the plan, the words they stand for and who says so"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sigle",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("developpe", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("sigle")
