"""partners and charter"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXTES = {
    "avenant": ("objet",),
    "charte": ("titre", "duree_texte", "source"),
    "domaine": ("numero", "libelle", "suite"),
    "partie": ("nom", "nom_long"),
    "repere": (
        "nature",
        "libelle",
        "extrait",
        "sources",
        "orientations",
        "rattachement_extrait",
        "rattachement_sources",
    ),
    "engagement_charte": ("domaine", "partie", "texte"),
    "instance": ("parent", "article", "libelle", "objet", "periodicite", "periodicite_texte", "domaine"),
    "evaluation": ("engagement_charte", "partie", "appreciation", "elements", "commentaire"),
    "reunion": ("instance", "decisions"),
    "lien_charte": ("domaine", "action", "rattachement", "extrait"),
}
LONGS = {"objet", "suite", "extrait", "rattachement_extrait", "texte", "elements", "commentaire", "decisions"}
PARENTS = {
    "engagement_charte": ("domaine", "partie"),
    "instance": ("domaine",),
    "evaluation": ("engagement_charte", "partie"),
    "reunion": ("instance",),
    "lien_charte": ("domaine", "action"),
}
REQUIS = {"evaluation": ("engagement_charte", "partie"), "reunion": ("instance",), "lien_charte": ("domaine", "action")}


def _create(table: str, *autres: Any) -> None:
    textes = [
        sa.Column(nom, sa.Text() if nom in LONGS else sa.String(), nullable=nom not in REQUIS.get(table, ()))
        for nom in TEXTES[table]
    ]
    liens = [sa.ForeignKeyConstraint([nom], [f"{nom}.reference"]) for nom in PARENTS.get(table, ())]
    op.create_table(table, sa.Column("reference", sa.String(), primary_key=True), *textes, *autres, *liens)


def _column(nom: str, type_: Any) -> sa.Column[Any]:
    return sa.Column(nom, type_, nullable=True)


def upgrade() -> None:
    rang = ("rang", sa.Integer())
    _create("avenant", _column("date", sa.Date()))
    _create(
        "charte",
        *(_column(nom, sa.Date()) for nom in ("signee_le", "notifiee_le", "renouvelee_jusqu_au")),
        _column("duree_annees", sa.Integer()),
    )
    _create("domaine", _column(*rang))
    _create("partie", _column(*rang))
    _create("repere", _column(*rang), sa.CheckConstraint("nature IN ('loi', 'instance')", name="nature_connu"))
    _create("engagement_charte", _column(*rang))
    _create(
        "instance",
        _column(*rang),
        sa.CheckConstraint(
            "periodicite IN ('trimestrielle', 'annuelle', 'au besoin', 'ambiguë')", name="periodicite_connu"
        ),
    )
    _create(
        "evaluation",
        sa.CheckConstraint(
            "appreciation IN ('Pas d’élément disponible', 'Non engagé', 'Limité', 'Substantiel', 'Tenu')",
            name="appreciation_connu",
        ),
    )
    presents = ("presents_departement", "presents_partenaire")
    _create(
        "reunion",
        *(_column(nom, sa.Boolean()) for nom in ("prevue", "tenue")),
        *(_column(nom, sa.Integer()) for nom in presents),
        *(sa.CheckConstraint(f"{nom} BETWEEN 0 AND 1000", name=f"{nom}_borne") for nom in presents),
    )
    _create("lien_charte")
    op.add_column("partenaire", _column("parent", sa.String()))
    op.add_column("partenaire", _column("membre", sa.Boolean()))


def downgrade() -> None:
    for nom in ("membre", "parent"):
        op.drop_column("partenaire", nom)
    for table in ("lien_charte", "reunion", "evaluation", "instance", "engagement_charte", "repere"):
        op.drop_table(table)
    for table in ("partie", "domaine", "charte", "avenant"):
        op.drop_table(table)
