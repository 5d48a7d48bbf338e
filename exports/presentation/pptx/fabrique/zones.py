"""The grid of the template: its layouts and their placeholders, on a slide of 960 × 540 points."""

from __future__ import annotations

from dataclasses import dataclass

from exports.presentation.pptx.noms import Gabarit

LARGEUR, HAUTEUR = 960, 540
GAUCHE, LARGE = 45, 870
HAUT_CORPS, BAS_CORPS = 120, 486
CORPS = BAS_CORPS - HAUT_CORPS
GOUTTIERE = 24


@dataclass(frozen=True, slots=True)
class Zone:
    """A placeholder: its name, its kind, its rectangle in points, its prompt, the size and look of its words."""

    nom: str
    genre: str
    x: float
    y: float
    large: float
    haut: float
    invite: str = ""
    taille: float = 20
    gras: bool = False
    couleur: str = "tx1"
    ancre: str = "t"
    cote: str = "l"


TITRE = Zone("Constat", "title", GAUCHE, 28, LARGE, 80, "Le constat, en deux lignes au plus", 32, gras=True)
PIED = Zone("Pied de page", "ftr", GAUCHE, 500, 790, 28, "Pied de page", 12, couleur="tx2", ancre="ctr")
NUMERO = Zone("Numéro", "sldNum", 855, 500, 60, 28, "", 12, couleur="tx2", ancre="ctr", cote="r")
COLONNE = (LARGE - GOUTTIERE) / 2
QUART = (LARGE - 3 * GOUTTIERE) / 4
COTE = 252
"""Width of the words beside a drawing."""


def make_corps(nom: str, x: float, y: float, large: float, haut: float, *, taille: float = 20) -> Zone:
    """Return a placeholder of text."""
    return Zone(nom, "body", x, y, large, haut, "Texte", taille)


GABARITS: dict[Gabarit, tuple[Zone, ...]] = {
    Gabarit.TITRE: (
        Zone("Réunion", "body", GAUCHE, 96, LARGE, 52, "La réunion et sa date", 18, couleur="tx2", ancre="b"),
        Zone("Titre", "ctrTitle", GAUCHE, 160, LARGE, 156, "Le nom du plan", 44, gras=True),
        Zone("Sous-titre", "subTitle", GAUCHE, 326, LARGE, 60, "Ce dont il est question", 24, couleur="accent1"),
        Zone("Mention", "body", GAUCHE, 430, LARGE, 56, "La date des données", 18, couleur="tx2", ancre="b"),
    ),
    Gabarit.SECTION: (
        Zone("Titre", "title", GAUCHE, 150, LARGE, 120, "Le titre de la partie", 40, gras=True, ancre="b"),
        Zone("Texte", "body", GAUCHE, 286, LARGE, 200, "Ce qu’elle contient", 20, couleur="tx2"),
    ),
    Gabarit.DESSIN: (
        TITRE,
        Zone("Dessin", "chart", GAUCHE, HAUT_CORPS, LARGE - COTE - GOUTTIERE, CORPS),
        make_corps("Texte", GAUCHE + LARGE - COTE, HAUT_CORPS, COTE, CORPS, taille=18),
    ),
    Gabarit.TABLEAU: (
        TITRE,
        Zone("Tableau", "tbl", GAUCHE, HAUT_CORPS, LARGE, 284),
        make_corps("Texte", GAUCHE, 420, LARGE, 66, taille=18),
    ),
    Gabarit.NOMBRES: (
        TITRE,
        *(
            make_corps(f"Nombre {i + 1}", GAUCHE + i * (QUART + GOUTTIERE), HAUT_CORPS, QUART, 160, taille=18)
            for i in range(4)
        ),
        make_corps("Texte", GAUCHE, 322, LARGE, BAS_CORPS - 322),
    ),
    Gabarit.TEXTE: (TITRE, make_corps("Texte", GAUCHE, HAUT_CORPS, LARGE, CORPS, taille=24)),
    Gabarit.COLONNES: (
        TITRE,
        make_corps("Colonne de gauche", GAUCHE, HAUT_CORPS, COLONNE, CORPS),
        make_corps("Colonne de droite", GAUCHE + COLONNE + GOUTTIERE, HAUT_CORPS, COLONNE, CORPS),
    ),
}
