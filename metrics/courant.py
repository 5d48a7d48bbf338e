"""What carries from one quarter to the next while the statements of an action are read, each once, in time order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from models.plan import Action, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Meteo, Statut

T = TypeVar("T")

SANS_REPRISE = frozenset({"fait_marquant", "prochaine_etape", "sans_changement"})
"""Fields said of one quarter alone: nothing of them carries to the next."""


@dataclass(slots=True)
class ValeurCourante(Generic[T]):
    """A value that carries: what it is, the quarter it was last stated in, when its current run was first declared.

    `debut` is the quarter in which that run began.
    """

    valeur: T | None = None
    trimestre: Trimestre | None = None
    depuis: datetime | None = None
    debut: Trimestre | None = None

    def read(self, valeur: T | None, suivi: Suivi) -> None:
        """Take a statement in; None says nothing and changes nothing."""
        if valeur is None:
            return
        if valeur != self.valeur:
            self.depuis, self.debut = suivi.declare_le, suivi.trimestre
        self.valeur, self.trimestre = valeur, suivi.trimestre


@dataclass(slots=True)
class TexteCourant:
    """A text that carries until ended by the empty text; rewording it does not restart the run.

    `debut` is the quarter in which the run began.
    """

    valeur: str | None = None
    trimestre: Trimestre | None = None
    depuis: datetime | None = None
    debut: Trimestre | None = None

    def read(self, texte: str | None, suivi: Suivi) -> bool:
        """Take a statement in and return whether it starts or ends a run."""
        if texte is None:
            return False
        bascule = bool(texte) != (self.valeur is not None)
        if not texte:
            self.valeur = self.trimestre = self.depuis = self.debut = None
            return bascule
        if bascule:
            self.depuis, self.debut = suivi.declare_le, suivi.trimestre
        self.valeur, self.trimestre = texte, suivi.trimestre
        return bascule


def is_remontee(suivi: Suivi) -> bool:
    """Return whether a row states anything; « Sans changement » does, a row left empty by an undo does not."""
    return bool(suivi.sans_changement) or any(
        valeur is not None
        for valeur in (
            suivi.avancement,
            suivi.statut,
            suivi.meteo,
            suivi.fait_marquant,
            suivi.prochaine_etape,
            suivi.point_blocage,
            suivi.decision_attendue,
            suivi.destinataire,
            suivi.pour_le,
        )
    )


@dataclass(slots=True)
class Courant:
    """Everything known of an action after some of its statements.

    `destinataire` and `pour_le` belong to the run of the décision: those stated in or after the quarter where it began.
    `debloquee` is the quarter that took the action out of the statut Bloquée, None while it is in it, or never was.
    `dernier` is the last row that states something, None before the first.
    """

    avancement: ValeurCourante[int] = field(default_factory=ValeurCourante[int])
    statut: ValeurCourante[Statut] = field(default_factory=ValeurCourante[Statut])
    meteo: ValeurCourante[Meteo] = field(default_factory=ValeurCourante[Meteo])
    blocage: TexteCourant = field(default_factory=TexteCourant)
    decision: TexteCourant = field(default_factory=TexteCourant)
    destinataire: str | None = None
    pour_le: date | None = None
    debloquee: Trimestre | None = None
    dernier: Suivi | None = None

    def read(self, suivi: Suivi) -> None:
        """Take the statements of one quarter in."""
        if not is_remontee(suivi):
            return
        self.dernier = suivi
        self.avancement.read(suivi.avancement, suivi)
        if suivi.statut is Statut.BLOQUEE:
            self.debloquee = None
        elif suivi.statut is not None and self.statut.valeur is Statut.BLOQUEE:
            self.debloquee = suivi.trimestre
        self.statut.read(suivi.statut, suivi)
        self.meteo.read(suivi.meteo, suivi)
        self.blocage.read(suivi.point_blocage, suivi)
        if self.decision.read(suivi.decision_attendue, suivi):
            self.destinataire = self.pour_le = None
        if self.decision.valeur is not None:
            if suivi.destinataire is not None:
                self.destinataire = suivi.destinataire or None
            self.pour_le = suivi.pour_le or self.pour_le


def find_reconduit(action: Action, champ: str, trimestre: Trimestre) -> object:
    """Return the value of a field that carries to a quarter: stated last before it, None for none or once ended.

    None too for a field said of one quarter alone.
    """
    origine = find_origine(action, champ, trimestre.decale(-1))
    return None if origine is None else getattr(origine, champ)


def find_origine(action: Action, champ: str, trimestre: Trimestre) -> Suivi | None:
    """Return the statement that a field shows at a quarter: the last one made of it until then, that quarter included.

    None where nothing was said, where it was ended, and for a field said of one quarter alone.
    """
    if champ in SANS_REPRISE:
        return None
    for suivi in reversed(action.suivis):
        valeur: object = getattr(suivi, champ)
        if suivi.trimestre <= trimestre and valeur is not None:
            return None if valeur == "" else suivi
    return None
