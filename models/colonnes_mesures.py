"""The sheet by which a file feeds the values of indicateurs: each row says its own day, whatever the quarter."""

from __future__ import annotations

from models.colonnes import CODE, Colonne, Feuille, Genre, saisie

INDICATEUR = Colonne("Indicateur", Genre.LIBELLE, cle=True, largeur=60)
UNITE = Colonne("Unité", Genre.LIBELLE, temoin=True, largeur=14)

MESURES = Feuille(
    "Mesures",
    (
        CODE,
        INDICATEUR,
        UNITE,
        saisie("Date", Genre.DATE, "mesure.date_mesure", 14, "Jour de la mesure : jj/mm/aaaa. Il dit le trimestre."),
        saisie("Valeur", Genre.NOMBRE, "mesure.valeur", 14, "Un nombre, dans l’unité de l’indicateur."),
        saisie("Source", Genre.TEXTE, "mesure.source", 44, "D’où vient la valeur : enquête, base, rapport."),
    ),
    ("Code", "Date", "Valeur"),
    lignes_libres=200,
)
