"""What a kind of workbook is, whole: its sheets, how they are read, checked, compared, handed out and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from loaders.anomalie import Anomalie
from loaders.gabarit.notes import Ligne
from loaders.lignes.avis import Verification
from loaders.lignes.cles import Regle
from loaders.lignes.declaration import LigneLue
from loaders.lignes.posees import Posee
from loaders.lignes.stocke import Stocke
from loaders.tableaux.identite import Identite
from models.modeles import Modele
from models.plan import Pilote, Plan
from models.trimestre import Trimestre
from models.vocabulaire import Cote

if TYPE_CHECKING:  # making a workbook takes a heavy library, that reading one does without
    from loaders.gabarit.classeur import Gabarisable


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked of the workbooks to make; a kind looks only at what it knows of.

    `pilotes` None is for those who own or share an action, then for every action at once, as a None among them is;
    `annee` None is the present year.
    """

    maintenant: datetime
    trimestre: Trimestre | None = None
    pilotes: Sequence[Pilote | None] | None = None
    annee: int | None = None
    cotes: Sequence[Cote] = tuple(Cote)


@dataclass(frozen=True, slots=True)
class Annees:
    """The years that a kind of workbook may be made for, latest first, and what they are called on the screen."""

    intitule: str
    list_possibles: Callable[[Plan, date], list[int]]


@dataclass(frozen=True, slots=True)
class Recit:
    """How the story of the demonstration is typed in a sheet.

    `fichier` holds its rows; `type_cles` returns, by header, what is typed of one besides the fields of the typed
    columns; `cles` are the headers that tell which row of the template is meant, none when it is always a free one.
    """

    fichier: str
    type_cles: Callable[[Plan, Mapping[str, str]], dict[str, object]]
    cles: tuple[str, ...] = ()


CheckEnsemble = Callable[
    [Verification, Sequence[LigneLue], Mapping[str, set[str]], set[str]], tuple[list[LigneLue], list[Anomalie]]
]


@dataclass(frozen=True)
class GenreClasseur:
    """A kind of workbook.

    `regles` understand the rows of each sheet, by its name; `index` returns what is stored of what they speak of;
    `check` what takes more than a cell to be seen; `ask` what its rows leave to be asked; `check_ensemble` the rows
    that may be applied together, and the errors of the others, from those listed by folded name and those blocked.
    `list_gabarits` gives the workbooks to make, and raises DemandeInvalide for what cannot be; `list_lignes` the rows
    that one is printed with, by sheet, for whom it is of. `lot` says what each of them is for when there are several.
    `annees` is None where no year is asked for. `sujets` names, by object, the references that hang from no action.
    `recits` are those of the sheets that the demonstration types in.
    """

    modele: Modele
    regles: Mapping[str, Regle]
    index: Callable[[Plan, Sequence[LigneLue], Trimestre | None], Stocke]
    check: Callable[[Verification], Iterable[Anomalie]]
    list_gabarits: Callable[[Plan, Demande], Iterable[Gabarisable]]
    ask: Callable[[Verification], Iterable[Posee]] = lambda _: ()
    check_ensemble: CheckEnsemble = lambda _, lignes, __, ___: (list(lignes), [])
    list_lignes: Callable[[Plan, Identite], Mapping[str, Sequence[Ligne]]] = lambda _, __: {}
    lot: str | None = None
    annees: Annees | None = None
    sujets: Mapping[str, Callable[[Plan, str], str]] = field(default_factory=dict)
    recits: Mapping[str, Recit] = field(default_factory=dict)
