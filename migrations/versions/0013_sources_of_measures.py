"""where a measure of an indicateur comes from"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mesure", sa.Column("source", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("mesure", "source")
