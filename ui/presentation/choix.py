"""What is told of the meeting: its sections and their order, since when, the words that open it.

Sections and period live in the address, so that a link opens the same story; the rest in the session. A meeting that is
kept gives a `Choix` too (`gardee`): nothing else on this screen knows where one comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from exports.presentation.pieces import Periode
from exports.presentation.recit import SECTIONS
from models.presentation import Presentation
from models.trimestre import Trimestre

CLE_SECTIONS: Final = "sections"
CLE_DEPUIS: Final = "depuis"
AUCUNE: Final = "aucune"
"""What the address says when every section is left out."""


@dataclass(frozen=True, slots=True)
class Choix:
    """What is told: sections in their order, the quarter told from (None: that of the last meeting), words before.

    `faits` are the faits marquants chosen, None for those proposed; `notes` the presenter's, by section; `portee` the
    part of the plan, empty for the whole. `gardee` is the kept meeting that is open, None for a new one.
    """

    sections: tuple[str, ...] = tuple(SECTIONS)
    depuis: Trimestre | None = None
    introduction: str = ""
    faits: tuple[tuple[str, Trimestre], ...] | None = None
    notes: tuple[tuple[str, str], ...] = ()
    portee: str = ""
    gardee: Presentation | None = None

    @property
    def adresse(self) -> str:
        """Return the sections as an address says them: nothing for all of them in the order of the story."""
        if self.sections == tuple(SECTIONS):
            return ""
        return ",".join(self.sections) or AUCUNE

    @property
    def tenue(self) -> bool:
        """Return whether the meeting was held: what it was shown no longer changes."""
        return self.gardee is not None and self.gardee.tenue

    def build_presentation(self, jusqu_a: Trimestre) -> Presentation:
        """Return what is chosen as a meeting, that of a quarter: the kept one as it is once it was held."""
        if self.gardee is not None and self.gardee.tenue:
            return self.gardee
        return replace(
            self.gardee or Presentation("", "", jusqu_a),
            jusqu_a=jusqu_a,
            depuis=self.depuis,
            portee=self.portee,
            sections=None if self.sections == tuple(SECTIONS) else self.sections,
            introduction=self.introduction.strip(),
            faits=self.faits,
            notes=self.notes,
        )

    def choose_periode(self, defaut: Periode) -> Periode:
        """Return the period told: the default one, or since the quarter chosen."""
        return defaut if self.depuis is None else Periode(self.depuis, defaut.jusqu_a)


def read_sections(adresse: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sections that an address asks for, each once, then what it asks for that is none."""
    if not adresse:
        return tuple(SECTIONS), ()
    demandees = [] if adresse == AUCUNE else list(dict.fromkeys(m.strip() for m in adresse.split(",") if m.strip()))
    connues = tuple(m for m in demandees if m in SECTIONS)
    inconnues = tuple(m for m in demandees if m not in SECTIONS)
    return (connues if connues or not inconnues else tuple(SECTIONS)), inconnues


def list_rangees(sections: Sequence[str]) -> list[str]:
    """Return every section in the order in which they are offered.

    One that is left out stands after the one that it follows in the story, so that its line stays where it was.
    """
    rangees, toutes = list(sections), list(SECTIONS)
    for rang, cle in enumerate(toutes):
        if cle not in rangees:
            avant = toutes[rang - 1] if rang else None
            rangees.insert(0 if avant is None else rangees.index(avant) + 1, cle)
    return rangees


def toggle_section(choix: Choix, cle: str) -> Choix:
    """Return the choice with a section told, at its line, or no longer."""
    gardees = set(choix.sections) ^ {cle}
    return replace(choix, sections=tuple(c for c in list_rangees(choix.sections) if c in gardees))


def move_section(choix: Choix, cle: str, pas: int) -> Choix:
    """Return the choice with a section told earlier (-1) or later (1) by one place; the same at either end."""
    sections = list(choix.sections)
    rang = sections.index(cle)
    if not 0 <= rang + pas < len(sections):
        return choix
    sections.insert(rang + pas, sections.pop(rang))
    return replace(choix, sections=tuple(sections))
