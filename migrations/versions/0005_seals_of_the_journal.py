"""seals of the journal: what is there when it is sealed is taken as true, nothing can be said of before"""

import sqlalchemy as sa
from alembic import op

from models.sceau import PREMIER, load_chaine

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Left nullable: SQLite would make the table anew, and entries are referred to by their changes.
    op.add_column("remontee", sa.Column("sceau", sa.String(length=64), nullable=True))
    connexion = op.get_bind()
    sceau = PREMIER
    for entree in load_chaine(connexion).entrees:
        sceau = entree.compute_sceau(sceau)
        connexion.execute(
            sa.text("UPDATE remontee SET sceau = :sceau WHERE id = :id"), {"sceau": sceau, "id": entree.numero}
        )
