"""What a story is made of: findings with the data that they draw; every output draws these same records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from models.trimestre import Trimestre


class Role(StrEnum):
    """What a series or a bar says, whatever the output colours it with."""

    AVANCEMENT = "avancement"
    ATTENDU = "attendu"
    PROJECTION = "projection"
    MOBILISEES = "mobilisees"
    AUTRES = "autres"
    SILENCIEUSES = "silencieuses"


@dataclass(frozen=True, slots=True)
class Nombre:
    """A headline figure as displayed: « 46 % », « avancement », « 36 % au T3 2025 »; `alerte`: in red, with words."""

    valeur: str
    legende: str
    avant: str = ""
    alerte: bool = False


@dataclass(frozen=True, slots=True)
class Nombres:
    """Four headline figures side by side, at most."""

    nombres: tuple[Nombre, ...]


@dataclass(frozen=True, slots=True)
class Serie:
    """A named series, a value a category; None where nothing is known, which is drawn as nothing, never as 0.

    `fin` is the label at its last known point, as displayed (« avancement 46 % »).
    """

    nom: str
    role: Role
    valeurs: tuple[float | None, ...]
    fin: str = ""


@dataclass(frozen=True, slots=True)
class Courbe:
    """Lines over quarters (`categories`), in percent, 0 to 100; each is labelled at its end."""

    categories: tuple[str, ...]
    series: tuple[Serie, ...]


@dataclass(frozen=True, slots=True)
class Barre:
    """A bar and its expected value, both 0 to 100 or None when unknown; `etiquette` and `ecart` as displayed.

    `statut` is the word of an action's state, empty for a level above actions; `alerte` colours `ecart`.
    """

    nom: str
    valeur: float | None
    attendu: float | None
    etiquette: str
    ecart: str = ""
    statut: str = ""
    alerte: bool = False


@dataclass(frozen=True, slots=True)
class Barres:
    """Horizontal bars in percent, top to bottom, the expected value in dashes."""

    barres: tuple[Barre, ...]


@dataclass(frozen=True, slots=True)
class Empilees:
    """Horizontal stacked bars of counts: a bar a category, its parts in the order of the series."""

    categories: tuple[str, ...]
    series: tuple[Serie, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A cell of a table as displayed, left blank when empty; `alerte`: in red, said by the text too.

    `texte` is what a slide has room for, `long` the whole of it where it is cut: a page shows `complet`.
    """

    texte: str
    alerte: bool = False
    gras: bool = False
    long: str = ""

    @property
    def complet(self) -> str:
        """Return the text for who has the room of a page."""
        return self.long or self.texte


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column: its header, its share of the width (any unit), whether its cells are figures (set on the right)."""

    titre: str
    part: float
    chiffres: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headers; `legende` says what it lists. Whole: an output that cuts it says so."""

    legende: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[Case, ...], ...]


@dataclass(frozen=True, slots=True)
class Texte:
    """A sentence of the body; `fort` is its first words, set in bold, before the rest, a space between them."""

    texte: str
    fort: str = ""

    @property
    def entier(self) -> str:
        """Return the whole sentence, where nothing is bold."""
        return f"{self.fort} {self.texte}".strip()


Dessin: TypeAlias = "Nombres | Courbe | Barres | Empilees"


@dataclass(frozen=True, slots=True)
class Section:
    """A finding and what proves it.

    `cle` names it for ever (ticks and orders are kept by it), `nom` in a list of sections; `constat` is the sentence,
    computed from the data that `dessin` and `table` show. `textes` stand under or beside the drawing. `note`: the
    sentence to say and where the figure comes from. `alternative` says the drawing in words. `adresse` is the screen
    that shows it, from its root, with its quarter (« /synthese?trimestre=T3+2026 »). `table` is the data of the
    drawing where there is one, so that no output says by a picture alone. `annexe`: after the story, for who asks.
    `remarque` is the presenter's own note, which goes with `note` and is never handed out.
    """

    cle: str
    nom: str
    constat: str
    note: str
    alternative: str
    adresse: str
    dessin: Dessin | None = None
    table: Table | None = None
    textes: tuple[Texte, ...] = ()
    annexe: bool = False
    remarque: str = ""


@dataclass(frozen=True, slots=True)
class Couverture:
    """The first page: what meeting this is, the plan's full name, the line under it, where its data stand."""

    reunion: str
    titre: str
    sous_titre: str
    mention: str


@dataclass(frozen=True, slots=True)
class Periode:
    """From a quarter to a quarter; `depuis` is None where there is nothing to compare with (a first quarter)."""

    depuis: Trimestre | None
    jusqu_a: Trimestre


@dataclass(frozen=True, slots=True)
class Recit:
    """The story: a cover, an introduction of the presenter's (empty unless written), sections in order, annexes last.

    `pied` stands at the foot of every page: plan, date of the data, quarter, base. `demonstration`: fictitious data,
    said everywhere. `portee` names the part of the plan that it tells (« Orientation 2 : … »), empty for the whole.
    """

    couverture: Couverture
    periode: Periode
    introduction: str
    sections: tuple[Section, ...]
    pied: str
    demonstration: bool
    portee: str = ""
