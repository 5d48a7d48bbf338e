"""The sheets of what progress is measured against: dates of actions, targets of indicateurs, proofs."""

from __future__ import annotations

from models.colonnes import CODE, Colonne, Feuille, Genre, contexte, saisie
from models.colonnes_partenariat import ACTION_VISEE

INDICATEUR_VISE = Colonne("Indicateur", Genre.LIBELLE, cle=True, largeur=60)
UNITE = contexte("Unité", 14)

DATES = Feuille(
    "Dates des actions",
    (
        CODE,
        ACTION_VISEE,
        saisie("Début de l’action", Genre.JOUR, "action.debut", 18, "jj/mm/aaaa."),
        saisie("Échéance de l’action", Genre.JOUR, "action.echeance", 18, "jj/mm/aaaa."),
    ),
    ("Code", "Début de l’action", "Échéance de l’action"),
)

SUJET = contexte("Ce qui a été fait", 56)
PREUVES = Feuille(
    "Preuves",
    (
        CODE,
        SUJET,
        saisie("Preuve", Genre.TEXTE, "preuve.titre", 40, "Un titre : délibération, rapport, convention."),
        saisie("Adresse de la preuve", Genre.LIEN, "preuve.adresse", 50, "Un lien https://, jamais un fichier."),
        saisie("Date de la preuve", Genre.JOUR, "preuve.date_preuve", 16, "jj/mm/aaaa."),
    ),
    ("Code", "Preuve", "Adresse de la preuve"),
)

CIBLES = Feuille(
    "Cibles des indicateurs",
    (
        CODE,
        INDICATEUR_VISE,
        UNITE,
        saisie("Valeur initiale", Genre.NOMBRE, "indicateur.valeur_initiale", 16, "Un nombre."),
        saisie("Cible", Genre.NOMBRE, "indicateur.cible", 16, "Un nombre."),
    ),
    ("Code", "Indicateur", "Valeur initiale"),
)
