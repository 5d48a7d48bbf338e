"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brouillon",
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("cree_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("lot", "rang"),
    )
    op.create_table(
        "campagne",
        sa.Column("reference", sa.String(length=7), nullable=False),
        sa.Column("echeance", sa.Date(), nullable=True),
        sa.Column("close_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "fichier_recu",
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("empreinte"),
    )
    op.create_table(
        "orientation",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("libelle_court", sa.String(), nullable=True),
        sa.Column("libelle", sa.String(), nullable=True),
        sa.Column("statut_libelle", sa.String(), nullable=True),
        sa.Column("sources", sa.String(), nullable=True),
        sa.Column("extrait", sa.String(), nullable=True),
        sa.CheckConstraint("statut_libelle IN ('officiel', 'provisoire')", name="statut_libelle_connu"),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "partenaire",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=True),
        sa.CheckConstraint("nature IN ('organisme', 'catégorie')", name="nature_connu"),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "pilote",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("statut_libelle", sa.String(), nullable=True),
        sa.CheckConstraint("statut_libelle IN ('officiel', 'provisoire')", name="statut_libelle_connu"),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "schema",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("territoire", sa.String(), nullable=True),
        sa.Column("debut", sa.Date(), nullable=True),
        sa.Column("fin", sa.Date(), nullable=True),
        sa.Column("adopte_le", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "source",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("titre", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("emetteur", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "engagement",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("libelle", sa.String(), nullable=True),
        sa.Column("statut_libelle", sa.String(), nullable=True),
        sa.Column("sources", sa.String(), nullable=True),
        sa.Column("orientation", sa.String(), nullable=True),
        sa.Column("rattachement", sa.String(), nullable=True),
        sa.CheckConstraint("statut_libelle IN ('officiel', 'provisoire')", name="statut_libelle_connu"),
        sa.ForeignKeyConstraint(
            ["orientation"],
            ["orientation.reference"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "priorite",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("orientation", sa.String(), nullable=True),
        sa.Column("libelle", sa.String(), nullable=True),
        sa.Column("statut_libelle", sa.String(), nullable=True),
        sa.Column("sources", sa.String(), nullable=True),
        sa.Column("extrait", sa.String(), nullable=True),
        sa.CheckConstraint("statut_libelle IN ('officiel', 'provisoire')", name="statut_libelle_connu"),
        sa.ForeignKeyConstraint(
            ["orientation"],
            ["orientation.reference"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "remontee",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("date", sa.DateTime(timezone=True), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("fichier", sa.String(), nullable=True),
        sa.Column("empreinte", sa.String(), nullable=True),
        sa.Column("trimestre", sa.String(), nullable=True),
        sa.Column("pilote", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("cible", sa.Integer(), nullable=True),
        sa.Column("annule_par", sa.Integer(), nullable=True),
        sa.CheckConstraint("nature IN ('arbre', 'import', 'annulation')", name="nature_connu"),
        sa.ForeignKeyConstraint(
            ["annule_par"],
            ["remontee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["cible"],
            ["remontee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["empreinte"],
            ["fichier_recu.empreinte"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("remontee", schema=None) as batch_op:
        batch_op.create_index(
            "remontee_unique",
            ["empreinte", "trimestre"],
            unique=True,
            sqlite_where=sa.text("nature = 'import' AND annule_par IS NULL"),
            postgresql_where=sa.text("nature = 'import' AND annule_par IS NULL"),
        )

    op.create_table(
        "action",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("priorite", sa.String(), nullable=True),
        sa.Column("libelle", sa.String(), nullable=True),
        sa.Column("statut_libelle", sa.String(), nullable=True),
        sa.Column("sources", sa.String(), nullable=True),
        sa.Column("extrait", sa.String(), nullable=True),
        sa.Column("pilote", sa.String(), nullable=True),
        sa.Column("copilotes", sa.String(), nullable=True),
        sa.Column("debut", sa.Date(), nullable=True),
        sa.Column("echeance", sa.Date(), nullable=True),
        sa.Column("poids", sa.Float(), nullable=True),
        sa.CheckConstraint("statut_libelle IN ('officiel', 'provisoire')", name="statut_libelle_connu"),
        sa.CheckConstraint("echeance >= debut", name="dates_ordonnees"),
        sa.CheckConstraint("poids > 0", name="poids_positif"),
        sa.ForeignKeyConstraint(
            ["pilote"],
            ["pilote.reference"],
        ),
        sa.ForeignKeyConstraint(
            ["priorite"],
            ["priorite.reference"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "changement",
        sa.Column("remontee", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("champ", sa.String(), nullable=False),
        sa.Column("trimestre", sa.String(), nullable=True),
        sa.Column("avant", sa.Text(), nullable=True),
        sa.Column("apres", sa.Text(), nullable=True),
        sa.Column("cellule", sa.String(), nullable=True),
        sa.Column("formule", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["remontee"],
            ["remontee.id"],
        ),
        sa.PrimaryKeyConstraint("remontee", "rang"),
    )
    with op.batch_alter_table("changement", schema=None) as batch_op:
        batch_op.create_index("changement_cle", ["objet", "reference", "trimestre"], unique=False)

    op.create_table(
        "implication",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("trimestre", sa.String(length=7), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("partenaire", sa.String(), nullable=False),
        sa.Column("niveau", sa.Integer(), nullable=True),
        sa.Column("contribution", sa.Text(), nullable=True),
        sa.CheckConstraint("niveau BETWEEN 0 AND 3 AND niveau = CAST(niveau AS INTEGER)", name="niveau_borne"),
        sa.ForeignKeyConstraint(
            ["action"],
            ["action.reference"],
        ),
        sa.ForeignKeyConstraint(
            ["partenaire"],
            ["partenaire.reference"],
        ),
        sa.PrimaryKeyConstraint("reference", "trimestre"),
    )
    op.create_table(
        "indicateur",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("unite", sa.String(), nullable=True),
        sa.Column("sens", sa.String(), nullable=True),
        sa.Column("valeur_initiale", sa.Float(), nullable=True),
        sa.Column("cible", sa.Float(), nullable=True),
        sa.CheckConstraint("sens IN ('hausse', 'baisse')", name="sens_connu"),
        sa.ForeignKeyConstraint(
            ["action"],
            ["action.reference"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "jalon",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("libelle", sa.String(), nullable=True),
        sa.Column("echeance_initiale", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action"],
            ["action.reference"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "lien",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("engagement", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("rattachement", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action"],
            ["action.reference"],
        ),
        sa.ForeignKeyConstraint(
            ["engagement"],
            ["engagement.reference"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "participation",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("partenaire", sa.String(), nullable=False),
        sa.Column("attendue", sa.Boolean(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.CheckConstraint("role IN ('copilote', 'contributeur', 'consulté')", name="role_connu"),
        sa.ForeignKeyConstraint(
            ["action"],
            ["action.reference"],
        ),
        sa.ForeignKeyConstraint(
            ["partenaire"],
            ["partenaire.reference"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_table(
        "suivi",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("trimestre", sa.String(length=7), nullable=False),
        sa.Column("avancement", sa.Integer(), nullable=True),
        sa.Column("statut", sa.String(), nullable=True),
        sa.Column("meteo", sa.String(), nullable=True),
        sa.Column("fait_marquant", sa.Text(), nullable=True),
        sa.Column("prochaine_etape", sa.Text(), nullable=True),
        sa.Column("point_blocage", sa.Text(), nullable=True),
        sa.Column("decision_attendue", sa.Text(), nullable=True),
        sa.Column("destinataire", sa.String(), nullable=True),
        sa.Column("pour_le", sa.Date(), nullable=True),
        sa.Column("sans_changement", sa.Boolean(), nullable=True),
        sa.CheckConstraint("meteo IN ('Soleil', 'Couvert', 'Nuage', 'Orage')", name="meteo_connu"),
        sa.CheckConstraint(
            "statut IN ('Non démarrée', 'En cours', 'En pause', 'Bloquée', 'Réalisée', 'Abandonnée', 'Sans objet')",
            name="statut_connu",
        ),
        sa.CheckConstraint(
            "avancement BETWEEN 0 AND 100 AND avancement = CAST(avancement AS INTEGER)", name="avancement_borne"
        ),
        sa.ForeignKeyConstraint(
            ["reference"],
            ["action.reference"],
        ),
        sa.PrimaryKeyConstraint("reference", "trimestre"),
    )
    op.create_table(
        "mesure",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("trimestre", sa.String(length=7), nullable=False),
        sa.Column("valeur", sa.Float(), nullable=True),
        sa.Column("date_mesure", sa.Date(), nullable=True),
        sa.Column("commentaire", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reference"],
            ["indicateur.reference"],
        ),
        sa.PrimaryKeyConstraint("reference", "trimestre"),
    )
    op.create_table(
        "suivi_jalon",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("trimestre", sa.String(length=7), nullable=False),
        sa.Column("echeance_revisee", sa.Date(), nullable=True),
        sa.Column("atteint_le", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reference"],
            ["jalon.reference"],
        ),
        sa.PrimaryKeyConstraint("reference", "trimestre"),
    )


def downgrade() -> None:
    op.drop_table("suivi_jalon")
    op.drop_table("mesure")
    op.drop_table("suivi")
    op.drop_table("participation")
    op.drop_table("lien")
    op.drop_table("jalon")
    op.drop_table("indicateur")
    op.drop_table("implication")
    with op.batch_alter_table("changement", schema=None) as batch_op:
        batch_op.drop_index("changement_cle")

    op.drop_table("changement")
    op.drop_table("action")
    with op.batch_alter_table("remontee", schema=None) as batch_op:
        batch_op.drop_index(
            "remontee_unique",
            sqlite_where=sa.text("nature = 'import' AND annule_par IS NULL"),
            postgresql_where=sa.text("nature = 'import' AND annule_par IS NULL"),
        )

    op.drop_table("remontee")
    op.drop_table("priorite")
    op.drop_table("engagement")
    op.drop_table("source")
    op.drop_table("schema")
    op.drop_table("pilote")
    op.drop_table("partenaire")
    op.drop_table("orientation")
    op.drop_table("fichier_recu")
    op.drop_table("campagne")
    op.drop_table("brouillon")
