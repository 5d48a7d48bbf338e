"""A meeting that is kept, and a décision that was taken, as loaded with the plan: frozen, detached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from models.trimestre import Trimestre

AUCUN: Final = "aucun"
"""What a kept list says when everything was left out: nothing at all says that nobody chose."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """A meeting and what is told of it.

    `depuis` is None where it tells since the meeting before, `sections` and `faits` (code of an action, quarter) where
    nobody chose, `portee` empty for the whole plan; `notes` are the presenter's, by section. `presentee_le` is None
    until the meeting was held: from then on it is shown as it was, from the entry `tete` of the journal. `reference` is
    empty for one that is not kept.
    """

    reference: str
    titre: str
    jusqu_a: Trimestre
    jour: date | None = None
    instance: str | None = None
    depuis: Trimestre | None = None
    portee: str = ""
    sections: tuple[str, ...] | None = None
    introduction: str = ""
    faits: tuple[tuple[str, Trimestre], ...] | None = None
    notes: tuple[tuple[str, str], ...] = ()
    presentee_le: date | None = None
    tete: int | None = None
    regle: str | None = None

    @property
    def tenue(self) -> bool:
        """Return whether the meeting was held, so that what it was shown no longer changes."""
        return self.presentee_le is not None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of what an action waited for.

    It answers `demande`, as it stood in the quarter `demandee_au`, from the quarter `comptee_au` on. `presentation` is
    the kept meeting that took it, None for none.
    """

    reference: str
    action: str
    demande: str
    demandee_au: Trimestre
    comptee_au: Trimestre
    texte: str
    par: str
    prise_le: date
    suites: str = ""
    presentation: str | None = None


def dump_liste(valeurs: tuple[str, ...] | None) -> str | None:
    """Return a choice as a text: None where nobody chose, « aucun » for nothing at all."""
    return None if valeurs is None else ", ".join(valeurs) or AUCUN


def load_liste(texte: str | None) -> tuple[str, ...] | None:
    """Return a choice from its text."""
    if texte is None:
        return None
    return () if texte == AUCUN else tuple(x.strip() for x in texte.split(",") if x.strip())


def dump_faits(faits: tuple[tuple[str, Trimestre], ...] | None) -> str | None:
    """Return chosen faits marquants as a text: « A07/2026-T3, A12/2026-T2 »."""
    return dump_liste(None if faits is None else tuple(f"{code}/{trimestre}" for code, trimestre in faits))


def load_faits(texte: str | None) -> tuple[tuple[str, Trimestre], ...] | None:
    """Return chosen faits marquants from their text."""
    lus = load_liste(texte)
    if lus is None:
        return None
    couples = (x.rpartition("/") for x in lus)
    return tuple((code, Trimestre.parse(quand)) for code, _, quand in couples)
