"""The sheets of the partnership: partners and who is expected where, the charter judged by a side, its meetings."""

from __future__ import annotations

from models.colonnes import CODE, Colonne, Feuille, Genre, contexte, saisie

PARTENAIRE_CONNU = Colonne("Partenaire", Genre.PARTENAIRE, ajout=True, largeur=52)
ACTION_VISEE = Colonne("Action", Genre.LIBELLE, temoin=True, largeur=56)
PARTENAIRE_ATTENDU = Colonne("Partenaire", Genre.PARTENAIRE, ajout=True, largeur=46)
DOMAINE = contexte("Domaine", 26)
ENGAGEMENT = Colonne("Engagement", Genre.LIBELLE, temoin=True, largeur=64)
PRIS_PAR = contexte("Pris par", 14)
APPRECIE_PAR = Colonne("Apprécié par", Genre.COTE, largeur=14)
ANNEE = Colonne("Année", Genre.ANNEE, largeur=9)
APPRECIATION_PRECEDENTE = contexte("Appréciation de l’année précédente", 18, "Appréciation")
INSTANCE = Colonne("Instance", Genre.INSTANCE, ajout=True, largeur=60)
JOUR_DE_REUNION = Colonne("Date", Genre.JOUR, ajout=True, largeur=13)

LISTE = Feuille(
    "Liste des partenaires",
    (
        PARTENAIRE_CONNU,
        saisie("Nature", Genre.NATURE, "partenaire.nature", 14, "organisme, ou catégorie s’il en regroupe."),
        saisie("Type", Genre.TEXTE, "partenaire.type", 24, "Par exemple Association, Département, État."),
        saisie("Rattaché à", Genre.PARTENAIRE, "partenaire.parent", 40, "La catégorie à laquelle il appartient."),
        saisie(
            "Membre de la fédération signataire",
            Genre.OUI_NON,
            "partenaire.membre",
            18,
            "oui ou non ; vide tant que ce n’est pas établi.",
        ),
    ),
    ("Partenaire",),
    lignes_libres=60,
    figees=1,
)

PARTICIPATIONS = Feuille(
    "Participations",
    (
        CODE,
        ACTION_VISEE,
        PARTENAIRE_ATTENDU,
        saisie("Rôle attendu", Genre.ROLE, "participation.role", 18, "Choisissez dans la liste."),
        saisie(
            "Attendue (x)",
            Genre.CROIX,
            "participation.attendue",
            12,
            "Sur une ligne libre, un x ajoute la participation ; EFFACER la retire.",
        ),
    ),
    ("Code", "Partenaire"),
    lignes_libres=60,
    figees=3,
)

APPRECIATIONS = Feuille(
    "Appréciations",
    (
        CODE,
        DOMAINE,
        ENGAGEMENT,
        PRIS_PAR,
        APPRECIE_PAR,
        ANNEE,
        APPRECIATION_PRECEDENTE,
        saisie("Appréciation", Genre.APPRECIATION, "evaluation.appreciation", 20, "Choisissez dans la liste."),
        saisie("Éléments à l’appui", Genre.TEXTE, "evaluation.elements", 46, "Ce qui fonde l’appréciation."),
        saisie("Commentaire", Genre.TEXTE, "evaluation.commentaire", 40),
    ),
    ("Code", "Appréciation"),
    figees=3,
)

REUNIONS = Feuille(
    "Réunions",
    (
        INSTANCE,
        JOUR_DE_REUNION,
        saisie("Tenue (oui/non)", Genre.OUI_NON, "reunion.tenue", 13, "oui, non, ou vide tant qu’elle est à venir."),
        saisie("Présents pour le Département", Genre.ENTIER, "reunion.presents_departement", 16, "Un nombre entier."),
        saisie(
            "Présents pour le partenaire signataire",
            Genre.ENTIER,
            "reunion.presents_partenaire",
            18,
            "Un nombre entier.",
        ),
        saisie("Décisions", Genre.TEXTE, "reunion.decisions", 64, "Ce qui a été décidé, sans nom de personne."),
    ),
    ("Instance", "Date"),
    lignes_libres=25,
)
