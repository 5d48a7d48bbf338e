"""The column table: what each sheet of the workbook holds. Template, reading, writing, messages and docs follow it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

VERSION_GABARIT = "1.1"
"""Version of the workbook; only another major number is refused."""

EFFACER = "EFFACER"
"""What a cell holds to take back this quarter's statement."""

TEXTE_MAX = 5_000
"""Longest text accepted in a cell, in characters."""

NOM_MAX = 200
"""Longest name of a partner, or title of a new jalon or indicateur, in characters."""


class Genre(StrEnum):
    """What a column holds, hence how its cells are read and written."""

    CODE = "code"
    CONTEXTE = "contexte"
    LIBELLE = "libelle"
    PARTENAIRE = "partenaire"
    POURCENTAGE = "pourcentage"
    STATUT = "statut"
    METEO = "meteo"
    TEXTE = "texte"
    DATE = "date"
    JOUR = "jour"
    NOMBRE = "nombre"
    CROIX = "croix"
    IMPLICATION = "implication"
    NATURE = "nature"
    ROLE = "role"
    OUI_NON = "oui_non"
    APPRECIATION = "appreciation"
    COTE = "cote"
    INSTANCE = "instance"
    ENTIER = "entier"
    ANNEE = "annee"
    LIEN = "lien"


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column: its header, its kind, and the field it writes.

    `objet` and `champ` are None for what is shown and never read back. `saisie` tells a typed column from a locked one;
    a locked column with a field is typed only on the free rows below the table (`ajout`); a `temoin` is locked too,
    read only to see that the row still is what its code says. What is typed in a `reconduite` column stays shown from
    quarter to quarter until it is ended. A `cle` is a title that names its row, with the code. `blanches` are the
    headers of the typed columns that a locked one may be mistaken for.
    """

    libelle: str
    genre: Genre
    objet: str | None = None
    champ: str | None = None
    saisie: bool = False
    ajout: bool = False
    temoin: bool = False
    reconduite: bool = False
    cle: bool = False
    blanches: tuple[str, ...] = ()
    largeur: int = 16
    aide: str = ""


@dataclass(frozen=True)
class Feuille:
    """A sheet of the workbook; `lignes_libres` rows are left open below the table, `figees` columns stay in sight."""

    nom: str
    colonnes: tuple[Colonne, ...]
    obligatoires: tuple[str, ...]
    lignes_libres: int = 0
    figees: int = 2

    @cached_property
    def saisies(self) -> tuple[Colonne, ...]:
        """Return the typed columns."""
        return tuple(c for c in self.colonnes if c.saisie)

    @cached_property
    def lues(self) -> tuple[Colonne, ...]:
        """Return the columns that reading looks at: the key, the typed ones, those open on free rows."""
        return tuple(c for c in self.colonnes if c.genre is not Genre.CONTEXTE)

    @cached_property
    def cles(self) -> tuple[Colonne, ...]:
        """Return the columns that name a row."""
        hors = (Genre.CONTEXTE, Genre.LIBELLE)
        return tuple(c for c in self.colonnes if c.cle or not (c.saisie or c.objet or c.genre in hors))

    def find(self, champ: str) -> Colonne:
        """Return the column that writes a field; raise KeyError when there is none."""
        for colonne in self.colonnes:
            if colonne.champ == champ:
                return colonne
        raise KeyError(champ)


def saisie(
    libelle: str, genre: Genre, cible: str, largeur: int = 16, aide: str = "", *, reconduite: bool = False
) -> Colonne:
    """Return a typed column that writes a field: `saisie("Statut", Genre.STATUT, "suivi.statut")`."""
    objet, champ = cible.split(".")
    return Colonne(libelle, genre, objet, champ, saisie=True, reconduite=reconduite, largeur=largeur, aide=aide)


def contexte(libelle: str, largeur: int, *blanches: str) -> Colonne:
    """Return a locked column that is shown and never read back, and the typed ones that it may be mistaken for."""
    return Colonne(libelle, Genre.CONTEXTE, blanches=blanches, largeur=largeur)


CODE = Colonne("Code", Genre.CODE, largeur=9)

# Columns that write no field have a name here: the rows of a template are keyed by them, never by a header typed again.
ORIENTATION = contexte("Orientation", 14)
PRIORITE = contexte("Priorité", 16)
ACTION = Colonne("Action", Genre.LIBELLE, temoin=True, largeur=32)
AVANCEMENT_PRECEDENT = contexte("Avancement précédent (%)", 13, "Avancement (%)")
STATUT_PRECEDENT = contexte("Statut précédent", 14, "Statut")
EN_COURS = contexte("Blocage ou décision en cours", 26, "Point de blocage", "Décision attendue")
METEO_PRECEDENTE = contexte("Météo précédente", 12, "Météo")
FAIT_PRECEDENT = contexte("Fait marquant précédent", 34, "Fait marquant du trimestre")
ETAPE_ANNONCEE = contexte("Prochaine étape annoncée", 30, "Prochaine étape")
VALEUR_PRECEDENTE = contexte("Valeur précédente", 14, "Valeur")
PARTENAIRE = Colonne("Partenaire", Genre.PARTENAIRE, saisie=False, ajout=True, largeur=46)
ROLE_ATTENDU = contexte("Rôle attendu", 18, "Implication")

AVANCEMENT = Feuille(
    "Avancement",
    (
        CODE,
        ORIENTATION,
        PRIORITE,
        ACTION,
        AVANCEMENT_PRECEDENT,
        STATUT_PRECEDENT,
        EN_COURS,
        saisie("Avancement (%)", Genre.POURCENTAGE, "suivi.avancement", 13, "Un nombre entier de 0 à 100, sans « % »."),
        saisie("Statut", Genre.STATUT, "suivi.statut", 15, "Choisissez dans la liste."),
        saisie(
            "Météo",
            Genre.METEO,
            "suivi.meteo",
            12,
            "Votre confiance dans l’atteinte de l’objectif. Nuage ou Orage : dites pourquoi "
            "dans « Fait marquant » ou « Point de blocage ».",
        ),
        saisie("Fait marquant du trimestre", Genre.TEXTE, "suivi.fait_marquant", 34, "Ce qui a compté ce trimestre."),
        saisie("Prochaine étape", Genre.TEXTE, "suivi.prochaine_etape", 30, "Ce qui vient ensuite."),
        saisie(
            "Point de blocage",
            Genre.TEXTE,
            "suivi.point_blocage",
            30,
            "Il reste affiché jusqu’à EFFACER.",
            reconduite=True,
        ),
        saisie(
            "Décision attendue",
            Genre.TEXTE,
            "suivi.decision_attendue",
            30,
            "La décision qu’il vous faut.",
            reconduite=True,
        ),
        saisie("Destinataire", Genre.TEXTE, "suivi.destinataire", 20, "Qui doit décider (une fonction, pas un nom)."),
        saisie("Pour le", Genre.DATE, "suivi.pour_le", 13, "Date souhaitée : jj/mm/aaaa."),
        saisie(
            "Sans changement (x)",
            Genre.CROIX,
            "suivi.sans_changement",
            13,
            "Un x si rien n’a changé : c’est une réponse. Laissez alors les autres cellules vides.",
        ),
        METEO_PRECEDENTE,
        FAIT_PRECEDENT,
        ETAPE_ANNONCEE,
    ),
    ("Code", "Avancement (%)"),
    figees=4,
)

JALONS = Feuille(
    "Jalons",
    (
        CODE,
        Colonne("Jalon", Genre.LIBELLE, "jalon", "libelle", ajout=True, largeur=56),
        Colonne(
            "Échéance initiale",
            Genre.DATE,
            "jalon",
            "echeance_initiale",
            ajout=True,
            blanches=("Échéance révisée",),
            largeur=16,
        ),
        saisie("Échéance révisée", Genre.DATE, "suivi_jalon.echeance_revisee", 16, "Nouvelle date : jj/mm/aaaa."),
        saisie("Atteint le", Genre.DATE, "suivi_jalon.atteint_le", 16, "Date où le jalon a été atteint : jj/mm/aaaa."),
    ),
    ("Code", "Jalon"),
    lignes_libres=15,
)

INDICATEURS = Feuille(
    "Indicateurs",
    (
        CODE,
        Colonne("Indicateur", Genre.LIBELLE, "indicateur", "libelle", ajout=True, cle=True, largeur=60),
        Colonne("Unité", Genre.TEXTE, "indicateur", "unite", ajout=True, largeur=14),
        Colonne("Cible", Genre.NOMBRE, "indicateur", "cible", ajout=True, largeur=12),
        VALEUR_PRECEDENTE,
        saisie("Valeur", Genre.NOMBRE, "mesure.valeur", 14, "Un nombre."),
        saisie("Date de la mesure", Genre.DATE, "mesure.date_mesure", 16, "jj/mm/aaaa."),
        saisie("Commentaire", Genre.TEXTE, "mesure.commentaire", 44),
    ),
    ("Code", "Indicateur"),
    lignes_libres=15,
)

PARTENAIRES = Feuille(
    "Partenaires",
    (
        CODE,
        PARTENAIRE,
        ROLE_ATTENDU,
        saisie("Implication", Genre.IMPLICATION, "implication.niveau", 16, "Choisissez dans la liste."),
        saisie("Contribution du trimestre", Genre.TEXTE, "implication.contribution", 60),
    ),
    ("Code", "Partenaire"),
    lignes_libres=15,
)

FEUILLES = (AVANCEMENT, JALONS, INDICATEURS, PARTENAIRES)
LISEZ_MOI = "Lisez-moi"
TIMBRE = "_timbre"
EXPORT = "schema_export"
"""The document property of a table taken from a screen: it shows figures and brings none."""
RECAPITULATIF = "À corriger"
"""The sheet that a marked workbook is given, first of all."""
