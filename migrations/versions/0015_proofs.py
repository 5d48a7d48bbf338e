"""what shows that an action is done, a jalon reached, a décision taken: a title, an address, a day"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preuve",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("action", sa.String(), sa.ForeignKey("action.reference"), nullable=False),
        sa.Column("titre", sa.String(), nullable=True),
        sa.Column("adresse", sa.Text(), nullable=True),
        sa.Column("date_preuve", sa.Date(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("preuve")
