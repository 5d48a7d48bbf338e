"""what an import left and was answered, who dropped a draft"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("remontee", sa.Column("suites", sa.Text(), nullable=True))
    op.add_column("brouillon", sa.Column("auteur", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("brouillon", "auteur")
    op.drop_column("remontee", "suites")
