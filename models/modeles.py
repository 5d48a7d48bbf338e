"""What a kind of workbook is for and its sheets, and what several kinds say together of the journal's fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.colonnes import Colonne, Feuille


@dataclass(frozen=True)
class Modele:
    """A kind of workbook; `cle` is what its stamp says, `prefixe` what its file name begins with.

    Those `par_trimestre` speak of a quarter and of the actions of a pilot; the others have neither. Those
    `de_la_charte` have nothing to say of a plan without one. `cles` gives, for what a row makes, the header of the cell
    that makes it when no cell of its own says more.
    """

    cle: str
    titre: str
    feuilles: tuple[Feuille, ...]
    prefixe: str
    par_trimestre: bool = False
    de_la_charte: bool = False
    cles: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Modeles:
    """Kinds of workbook, in the order in which a file is tried against them; of two that say a thing, the first."""

    connus: tuple[Modele, ...]

    def __iter__(self) -> Iterator[Modele]:
        """Iterate over the kinds."""
        return iter(self.connus)

    @property
    def feuilles(self) -> tuple[Feuille, ...]:
        """Return every sheet of every kind."""
        return tuple(f for m in self.connus for f in m.feuilles)

    def begin_with(self, modele: Modele) -> Modeles:
        """Return the same kinds, one of them first: a file is answered in the words of its own headers."""
        return Modeles((modele, *(m for m in self.connus if m is not modele)))

    def find(self, cle: str) -> Modele | None:
        """Return the kind that a stamp names, None when none does."""
        return next((m for m in self.connus if m.cle == cle), None)

    def find_par_objet(self, objet: str | None) -> Modele | None:
        """Return the kind that an object of the journal is typed in, None when none is."""
        return next((m for m in self.connus for f in m.feuilles for c in f.saisies if c.objet == objet), None)

    def find_colonne(self, objet: str, champ: str) -> Colonne | None:
        """Return the column that writes a field of an object, None when no sheet does; the one where it is corrected.

        A field that a free row gives once (the target of a new indicateur) may be typed again elsewhere.
        """
        siennes = [c for f in self.feuilles for c in f.colonnes if (c.objet, c.champ) == (objet, champ)]
        return next((c for c in siennes if c.saisie), siennes[0] if siennes else None)

    def name_champ(self, objet: str, champ: str) -> str:
        """Return the header that people know a field by; of what a row makes, that of the cell that names it."""
        if colonne := self.find_colonne(objet, champ):
            return colonne.libelle
        return next((m.cles[objet] for m in self.connus if objet in m.cles), objet.capitalize())
