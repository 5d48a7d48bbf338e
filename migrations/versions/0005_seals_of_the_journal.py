"""seals of the journal: what is there when it is sealed is taken as true, nothing can be said of before"""

import hashlib
import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# The columns and the form of that day, written out: those that the program seals may be others by now, and may not be
# there yet. A later form begins with the journal that this one left.
FORME = 1
DE_L_ENTREE = "id, nature, date, auteur, fichier, empreinte, trimestre, pilote, note, suites, cible"
DU_CHANGEMENT = "rang, objet, reference, champ, trimestre, avant, apres, cellule, formule"


def upgrade() -> None:
    # Left nullable: SQLite would make the table anew, and entries are referred to by their changes.
    op.add_column("remontee", sa.Column("sceau", sa.String(length=64), nullable=True))
    connexion = op.get_bind()
    changements: dict[int, list[list[Any]]] = defaultdict(list)
    requete = f"SELECT remontee, {DU_CHANGEMENT} FROM changement ORDER BY remontee, rang"  # noqa: S608 (constants)
    for remontee, *champs, formule in connexion.execute(sa.text(requete)):
        changements[remontee].append([*champs, bool(formule) if formule in (0, 1) else formule])
    sceau = ""
    requete = f"SELECT {DE_L_ENTREE} FROM remontee ORDER BY id"  # noqa: S608 (constants)
    for numero, nature, date, *champs in connexion.execute(sa.text(requete)).all():
        contenu = [FORME, sceau, [numero, nature, _to_instant(date), *champs], changements[numero]]
        texte = json.dumps(contenu, separators=(",", ":"), default=lambda v: [type(v).__name__, repr(v)])
        sceau = hashlib.sha256(texte.encode("ascii")).hexdigest()
        connexion.execute(sa.text("UPDATE remontee SET sceau = :sceau WHERE id = :id"), {"sceau": sceau, "id": numero})


def downgrade() -> None:
    op.drop_column("remontee", "sceau")


def _to_instant(valeur: Any) -> Any:
    """Return an instant as a text in UTC, from an object (PostgreSQL) or a text (SQLite); as it is when it is none."""
    try:
        instant = valeur if isinstance(valeur, datetime) else datetime.fromisoformat(valeur)
    except (TypeError, ValueError):
        return valeur
    if instant.tzinfo is not None:
        instant = instant.astimezone(UTC).replace(tzinfo=None)
    return instant.isoformat(timespec="microseconds")
