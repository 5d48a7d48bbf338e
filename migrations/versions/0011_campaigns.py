"""campaigns: what a closed quarter froze, whom to write to, what was signed, seen and sent"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLONNES = (
    ("ouverte_le", sa.Date()),
    ("visa", sa.Boolean()),
    ("tete", sa.Integer()),
    ("regle", sa.String()),
    ("chiffres", sa.Text()),
    ("empreinte", sa.String(length=64)),
)


def upgrade() -> None:
    for nom, genre in COLONNES:
        op.add_column("campagne", sa.Column(nom, genre, nullable=True))
    op.create_table(
        "contact",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("courriel", sa.String(), nullable=True),
    )
    op.create_table(
        "visa",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("vise_le", sa.Date(), nullable=True),
        sa.Column("vise_par", sa.String(), nullable=True),
    )
    op.create_table(
        "reception",
        sa.Column("empreinte", sa.String(length=64), primary_key=True),
        sa.Column("trimestre", sa.String(length=7), primary_key=True),
        sa.Column("pilote", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("recu_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erreurs", sa.Integer(), nullable=False),
    )
    op.create_table(
        "envoi",
        sa.Column("reference", sa.String(), primary_key=True),
        sa.Column("trimestre", sa.String(length=7), nullable=False),
        sa.Column("pilote", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("destinataire", sa.String(), nullable=True),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("moyen", sa.String(), nullable=False),
        sa.Column("envoye_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
    )


def downgrade() -> None:
    for table in ("envoi", "reception", "visa", "contact"):
        op.drop_table(table)
    for nom, _ in reversed(COLONNES):
        op.drop_column("campagne", nom)
