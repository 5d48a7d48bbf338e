"""meetings that are kept, the notes on their sections, the decisions that were taken"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presentation",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("titre", sa.String(), nullable=True),
        sa.Column("jour", sa.Date(), nullable=True),
        sa.Column("instance", sa.String(), sa.ForeignKey("instance.reference"), nullable=True),
        sa.Column("depuis", sa.String(length=7), nullable=True),
        sa.Column("jusqu_a", sa.String(length=7), nullable=True),
        sa.Column("portee", sa.String(), nullable=True),
        sa.Column("sections", sa.Text(), nullable=True),
        sa.Column("introduction", sa.Text(), nullable=True),
        sa.Column("faits", sa.Text(), nullable=True),
        sa.Column("presentee_le", sa.Date(), nullable=True),
        sa.Column("tete", sa.Integer(), nullable=True),
        sa.Column("regle", sa.String(), nullable=True),
    )
    op.create_table(
        "note_presentation",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("presentation", sa.String(), sa.ForeignKey("presentation.reference"), nullable=False),
        sa.Column("texte", sa.Text(), nullable=True),
    )
    op.create_table(
        "decision",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("action", sa.String(), sa.ForeignKey("action.reference"), nullable=False),
        sa.Column("demande", sa.Text(), nullable=True),
        sa.Column("demandee_au", sa.String(length=7), nullable=True),
        sa.Column("comptee_au", sa.String(length=7), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("prise_par", sa.String(), nullable=True),
        sa.Column("prise_le", sa.Date(), nullable=True),
        sa.Column("suites", sa.Text(), nullable=True),
        sa.Column("presentation", sa.String(), sa.ForeignKey("presentation.reference"), nullable=True),
    )


def downgrade() -> None:
    for table in ("decision", "note_presentation", "presentation"):
        op.drop_table(table)
