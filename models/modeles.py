"""The kinds of workbook: what each is for, and its sheets."""

from __future__ import annotations

from dataclasses import dataclass

from models.colonnes import FEUILLES, Colonne, Feuille
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS


@dataclass(frozen=True)
class Modele:
    """A kind of workbook; `cle` is what its stamp says, `prefixe` what its file name begins with.

    Those `par_trimestre` speak of a quarter and of the actions of a pilot; the others have neither.
    """

    cle: str
    titre: str
    feuilles: tuple[Feuille, ...]
    prefixe: str
    par_trimestre: bool = False


REMONTEE = Modele("remontee", "Remontée", FEUILLES, "remontee", par_trimestre=True)
PARTENAIRES = Modele("partenaires", "Partenaires et participations", (LISTE, PARTICIPATIONS), "partenaires")
CHARTE = Modele("charte", "Appréciation de la charte", (APPRECIATIONS,), "charte")
REUNIONS_CHARTE = Modele("reunions", "Réunions de la charte", (REUNIONS,), "reunions")

MODELES = {m.cle: m for m in (REMONTEE, PARTENAIRES, CHARTE, REUNIONS_CHARTE)}
OBJETS_SAISIS = {c.objet: m for m in MODELES.values() for f in m.feuilles for c in f.saisies}
"""The kind of workbook that each object of the journal is typed in."""
TOUTES = tuple(f for m in MODELES.values() for f in m.feuilles)
"""Every sheet of every kind."""

CLES = {"partenaire": "Partenaire", "participation": "Partenaire", "indicateur": "Indicateur", "reunion": "Date"}
"""The header of the cell that makes an object when no cell of its own says more."""


def find_colonne(objet: str, champ: str) -> Colonne | None:
    """Return the column that writes a field of an object, None when no sheet does."""
    return next((c for f in TOUTES for c in f.colonnes if (c.objet, c.champ) == (objet, champ)), None)


def name_champ(objet: str, champ: str) -> str:
    """Return the header that people know a field by; of what a row makes, that of the cell that names it."""
    colonne = find_colonne(objet, champ)
    return colonne.libelle if colonne else CLES.get(objet, objet.capitalize())
