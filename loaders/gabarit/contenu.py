"""What a workbook to be filled is made of, before any library writes it: its pages, its stamp, what it mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.gabarit.notes import Ligne
from models.colonnes import VERSION_GABARIT, Colonne, Feuille
from models.plan import Plan

ENTETE = 4
"""Row of the headers: a title, a line of help, a blank, then the table."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to write: what stands above its table, its pre-filled rows.

    Raises ValueError when a row speaks of a column that the sheet does not have: it would be left blank, unseen.
    """

    feuille: Feuille
    aide: str
    lignes: Sequence[Ligne]

    def __post_init__(self) -> None:
        """Check that every value and every note has its column."""
        colonnes = set(self.feuille.colonnes)
        if perdues := {c.libelle for x in self.lignes for c in (*x.valeurs, *x.notes) if c not in colonnes}:
            raise ValueError(f"{self.feuille.nom} has no column for {', '.join(sorted(perdues))}")


@dataclass(frozen=True, slots=True)
class Contenu:
    """What a workbook is made of.

    `sujets` follow the name of each sheet in its title; `lisez_moi` is (style, text); `choix` gives a column its
    drop-down when it is data: the choices themselves, or the range that holds them.
    """

    titre: str
    sujets: Sequence[str]
    lisez_moi: Iterable[tuple[str, str]]
    pages: Sequence[Page]
    timbre: Mapping[str, str]
    choix: Mapping[Colonne, Sequence[str] | str] = field(default_factory=dict)


def build_timbre(plan: Plan, **champs: str) -> dict[str, str]:
    """Return the stamp of a workbook: what it is about, then what it was made from."""
    return {
        "schema": plan.code,
        **champs,
        "gabarit": VERSION_GABARIT,
        "revision": str(plan.revision),
        "demonstration": "oui" if plan.demonstration else "non",
    }


def list_mentions(plan: Plan) -> list[str]:
    """Return what the title of every sheet must say of the data."""
    return ["DÉMONSTRATION, données fictives"] if plan.demonstration else []
