"""The plan as loaded once per data revision: frozen, detached from the database, walked downward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from models.campagne import Campagne
from models.charte import Charte, Repere
from models.libelle import Libelle, Sigle, Source
from models.presentation import Decision, Presentation
from models.trimestre import Trimestre
from models.vocabulaire import Meteo, NiveauImplication, RolePartenaire, Statut, StatutLibelle


@dataclass(frozen=True, slots=True)
class Suivi:
    """What was stated about an action in one quarter; every field is None when nothing was said.

    `point_blocage` and `decision_attendue` may be the empty text: stated ended in that quarter.
    `declare_le` is when the quarter was first reported, `actualise_le` when last (UTC), undone imports apart.
    """

    trimestre: Trimestre
    avancement: int | None = None
    statut: Statut | None = None
    meteo: Meteo | None = None
    fait_marquant: str | None = None
    prochaine_etape: str | None = None
    point_blocage: str | None = None
    decision_attendue: str | None = None
    destinataire: str | None = None
    pour_le: date | None = None
    sans_changement: bool | None = None
    declare_le: datetime | None = None
    actualise_le: datetime | None = None


@dataclass(frozen=True, slots=True)
class Preuve:
    """What shows that something was done: its title, its address (http or https), its day; None for what is not told.

    `reference` is what it is of: an action (`A07`), a jalon (`A07/J2`), a décision (`A07/1`).
    """

    reference: str
    titre: str | None = None
    adresse: str | None = None
    date_preuve: date | None = None


@dataclass(frozen=True, slots=True)
class SuiviJalon:
    """What was stated about a jalon in one quarter."""

    trimestre: Trimestre
    echeance_revisee: date | None = None
    atteint_le: date | None = None


@dataclass(frozen=True, slots=True)
class Jalon:
    """A jalon of an action; `reference` is `A07/J2`, statements in the order of time."""

    reference: str
    libelle: str
    echeance_initiale: date | None = None
    suivis: tuple[SuiviJalon, ...] = ()


@dataclass(frozen=True, slots=True)
class Mesure:
    """A reported value of an indicateur in one quarter; `source` says what it was taken from."""

    trimestre: Trimestre
    valeur: float | None = None
    date_mesure: date | None = None
    commentaire: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Indicateur:
    """An indicateur of an action; `sens` is « hausse » or « baisse », None where no source gives it."""

    reference: str
    libelle: str
    unite: str | None = None
    sens: str | None = None
    valeur_initiale: float | None = None
    cible: float | None = None
    mesures: tuple[Mesure, ...] = ()


@dataclass(frozen=True, slots=True)
class Implication:
    """Reported involvement of a partner in an action in one quarter."""

    trimestre: Trimestre
    niveau: NiveauImplication | None = None
    contribution: str | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """An (action, partner) pair: expected by the référentiel, or spontaneous when only reported."""

    reference: str
    partenaire: str
    attendue: bool
    role: RolePartenaire | None = None
    implications: tuple[Implication, ...] = ()


@dataclass(frozen=True, slots=True)
class Pilote:
    """A piloting service: a stable code and a name that may change, where it is written to, None where nobody said."""

    code: str
    nom: str
    statut: StatutLibelle
    courriel: str | None = None


@dataclass(frozen=True, slots=True)
class Partenaire:
    """A partner: `nature` is « organisme » or « catégorie ».

    `parent` is the name of the catégorie an organisme belongs to; `membre` tells whether it belongs to the federation
    that signed the charter, None where nothing says so.
    """

    nom: str
    nature: str
    type: str | None = None
    parent: str | None = None
    membre: bool | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A leaf of the tree. `debut` and `echeance` are its own dates, None when it has none; statements in time order.

    `decisions` are those taken of what it waited for, in the order in which they were entered.
    """

    code: str
    libelle: Libelle
    orientation: str
    priorite: str
    pilote: Pilote
    copilotes: tuple[Pilote, ...] = ()
    debut: date | None = None
    echeance: date | None = None
    poids: float = 1
    engagements: tuple[int, ...] = ()
    suivis: tuple[Suivi, ...] = ()
    jalons: tuple[Jalon, ...] = ()
    indicateurs: tuple[Indicateur, ...] = ()
    participations: tuple[Participation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    preuves: tuple[Preuve, ...] = ()

    def find_suivi(self, trimestre: Trimestre) -> Suivi | None:
        """Return what was stated in that very quarter, None when nothing was."""
        return next((s for s in self.suivis if s.trimestre == trimestre), None)


@dataclass(frozen=True, slots=True)
class Priorite:
    """A priorité and its actions, in the order of the référentiel."""

    code: str
    libelle: Libelle
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Orientation:
    """An orientation: its number, its full sentence, a short form taken from it, its priorités."""

    code: str
    numero: int
    libelle: Libelle
    libelle_court: str
    priorites: tuple[Priorite, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return the actions below, in order."""
        return tuple(a for p in self.priorites for a in p.actions)


@dataclass(frozen=True, slots=True)
class Engagement:
    """A flagship commitment, the orientation it was tied to by deduction, and the codes of its actions.

    `sic` holds the slips of its official words, which are kept as its source prints them.
    """

    numero: int
    libelle: Libelle
    orientation: str | None
    actions: tuple[str, ...]
    sic: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The whole plan at one revision of the data. `revision` is the head of the journal.

    `nom_court` is the common noun that sentences call it by, a masculine one unless `feminin`; `definition`, `agents`
    and `contact` say what it is, who runs its campaigns and who answers for a workbook, None where the tree does not.
    """

    code: str
    nom: str
    territoire: str
    debut: date
    fin: date
    demonstration: bool
    revision: int
    orientations: tuple[Orientation, ...]
    engagements: tuple[Engagement, ...] = ()
    pilotes: tuple[Pilote, ...] = ()
    partenaires: tuple[Partenaire, ...] = ()
    sources: tuple[Source, ...] = ()
    campagnes: tuple[Campagne, ...] = ()
    charte: Charte | None = None
    reperes: tuple[Repere, ...] = ()
    sigles: tuple[Sigle, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    derniere_remontee: datetime | None = field(default=None)
    nom_court: str = "plan"
    feminin: bool = False
    definition: str | None = None
    agents: str | None = None
    contact: str | None = None

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Return every action, in the order of the tree."""
        return tuple(a for o in self.orientations for a in o.actions)

    @cached_property
    def actions_par_code(self) -> dict[str, Action]:
        """Return the actions by code."""
        return {a.code: a for a in self.actions}

    @cached_property
    def trimestres_renseignes(self) -> tuple[Trimestre, ...]:
        """Return the quarters that hold at least one report on an action, in time order."""
        return tuple(sorted({s.trimestre for a in self.actions for s in a.suivis}))

    def find_campagne(self, trimestre: Trimestre) -> Campagne | None:
        """Return the campaign of a quarter, None where nothing was said of it."""
        return next((c for c in self.campagnes if c.trimestre == trimestre), None)

    def find_cloture(self, trimestre: Trimestre) -> date | None:
        """Return the day on which a quarter was closed, None where it is open."""
        campagne = self.find_campagne(trimestre)
        return campagne.close_le if campagne else None

    def iter_participations(self) -> Iterator[tuple[Action, Participation]]:
        """Yield every (action, participation) pair."""
        for action in self.actions:
            for participation in action.participations:
                yield action, participation
