"""accounts: who may do what, when they were last seen, whose a draft is; entries of the journal that say so"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NATURE = "acces"


def upgrade() -> None:
    op.create_table(
        "acces",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("profil", sa.String(), nullable=True),
        sa.Column("perimetre", sa.Text(), nullable=True),
        sa.CheckConstraint("profil IN ('lecture', 'mise_a_jour', 'administration')", name="profil_connu"),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "presence",
        sa.Column("identifiant", sa.String(), nullable=False),
        sa.Column("vu_le", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("identifiant"),
    )
    op.add_column("brouillon", sa.Column("proprietaire", sa.String(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        _widen_sqlite()
    else:
        _widen()


def _widen_sqlite() -> None:
    """Add a word to the natures of an entry where the table is described, as SQLite's manual does for a constraint.

    Made anew, the table would be emptied meanwhile, under the changes that refer to its entries; none is touched here.
    """
    connexion = op.get_bind()
    texte = connexion.execute(sa.text("SELECT sql FROM sqlite_master WHERE name = 'remontee'")).scalar_one()
    if f"'{NATURE}'" in texte:
        return
    suite = re.sub(r"(nature IN \([^)]*)\)", rf"\1, '{NATURE}')", texte, count=1)
    version = connexion.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connexion.execute(sa.text("PRAGMA writable_schema=ON"))
    connexion.execute(sa.text("UPDATE sqlite_master SET sql = :sql WHERE name = 'remontee'"), {"sql": suite})
    connexion.execute(sa.text(f"PRAGMA schema_version={version + 1}"))
    connexion.execute(sa.text("PRAGMA writable_schema=RESET"))


def _widen() -> None:
    """Replace the constraint by one that knows a word more, whatever words it knew."""
    contraintes = sa.inspect(op.get_bind()).get_check_constraints("remontee")
    (texte,) = (c["sqltext"] for c in contraintes if c["name"] == "nature_connu")
    mots = re.findall(r"'([^']+)'", texte)
    if NATURE in mots:
        return
    mots.append(NATURE)
    op.drop_constraint("nature_connu", "remontee", type_="check")
    op.create_check_constraint("nature_connu", "remontee", sa.column("nature").in_(mots))


def downgrade() -> None:
    """Take the tables away; the word stays among the natures, since entries bear it and a journal loses none."""
    op.drop_column("brouillon", "proprietaire")
    op.drop_table("presence")
    op.drop_table("acces")
