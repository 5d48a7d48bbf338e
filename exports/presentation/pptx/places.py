"""A slide to be, and where on it its drawing and its sentences stand: beside, or under, as they need."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.presentation.graphiques.barres import HAUTEUR_BARRE, HAUTEUR_MAX
from exports.presentation.graphiques.empilees import measure_empilees
from exports.presentation.graphiques.mots import Cadre
from exports.presentation.pieces import Barres, Courbe, Dessin, Empilees, Table, Texte
from exports.presentation.pptx.modele import Disposition
from exports.presentation.pptx.noms import Gabarit
from exports.presentation.pptx.table import Grille, Rangee
from exports.presentation.pptx.textes import CORPS_MIN, end_textes, measure_textes
from phrases.format import FINE

ECART = 14
"""White between a table or a drawing and the words under it, in points."""
PART_EMPILEES = 0.6


@dataclass(frozen=True, slots=True)
class Page:
    """A slide to be: its layout, its title, what it draws or lists, the sentences that stand with it.

    `lignes` are those of `table` that it shows, set in `grille`. `suite` is the key of the slide where what it cuts
    goes on, `compte` says what is there; `suffixe` ends the title of such a slide. `note` is said by the presenter,
    `adresse` is the screen that shows it.
    """

    cle: str
    gabarit: Gabarit
    titre: str
    textes: tuple[Texte, ...] = ()
    dessin: Dessin | None = None
    table: Table | None = None
    lignes: tuple[Rangee, ...] = ()
    alternative: str = ""
    note: str = ""
    adresse: str = ""
    suite: str = ""
    compte: str = ""
    suffixe: str = ""
    grille: Grille | None = None

    @property
    def renvoi(self) -> str:
        """Return what says where it goes on, with a number as wide as any: the slides are not numbered yet."""
        return write_renvoi(self.compte, 99) if self.compte else ""


@dataclass(frozen=True, slots=True)
class Places:
    """The rectangles of a slide: that of what it draws or lists, that of its sentences."""

    objet: Cadre
    textes: Cadre


def place_page(page: Page, disposition: Disposition) -> Places:
    """Return where a slide's drawing and sentences stand, from the placeholders of its layout."""
    textes = disposition.zones["texte"][-1].cadre
    if page.gabarit is not Gabarit.DESSIN:
        return Places(textes, textes)
    dessin = disposition.find("dessin").cadre
    aire = dessin.join(textes)
    mots = measure_textes(end_textes(page.textes, page.renvoi), aire.large, CORPS_MIN)
    bas = mots + ECART if mots else 0
    if isinstance(page.dessin, Courbe):
        return Places(dessin if mots else aire, textes)
    if isinstance(page.dessin, Barres):
        nombre = len(page.dessin.barres)
        return _stack(aire, min(max(aire.haut - bas, nombre * HAUTEUR_BARRE), nombre * HAUTEUR_MAX))
    voulu = measure_empilees(page.dessin) if isinstance(page.dessin, Empilees) else aire.haut
    return _stack(aire, min(voulu, aire.haut * PART_EMPILEES))


def _stack(aire: Cadre, haut: float) -> Places:
    """Return a drawing of a height at the top of an area, and what is left under it."""
    reste = replace(aire, y=aire.y + haut + ECART, haut=max(aire.haut - haut - ECART, 0))
    return Places(replace(aire, haut=haut), reste)


def write_renvoi(compte: str, numero: int) -> str:
    """Return where a slide goes on: « Suite (5 autres) : diapositive 14. »."""
    parenthese = f" ({compte})" if compte else ""
    return f"Suite{parenthese}{FINE}: diapositive {numero}."
