"""The tables of the annual meeting: what is told of it and what it decides. Laws as in `tables`."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Base


class Presentation(Base, table=True):
    """A meeting that is prepared, or was held: reference `1`, never given again.

    `depuis` and `jusqu_a` are quarters (`2026-T3`); `sections` and `faits` are lists with commas (`A07/2026-T3`), NULL
    where nobody chose. Once it was held, `presentee_le` is the day, `tete` the last entry of the journal that it was
    shown, `regle` the version of the rule that its figures were computed by.
    """

    reference: str = Field(primary_key=True)
    titre: str | None = None
    jour: dt.date | None = None
    instance: str | None = Field(default=None, foreign_key="instance.reference")
    depuis: str | None = Field(default=None, max_length=7)
    jusqu_a: str | None = Field(default=None, max_length=7)
    portee: str | None = None
    sections: str | None = Field(default=None, sa_type=Text)
    introduction: str | None = Field(default=None, sa_type=Text)
    faits: str | None = Field(default=None, sa_type=Text)
    presentee_le: dt.date | None = None
    tete: int | None = None
    regle: str | None = None


class NotePresentation(Base, table=True):
    """What the presenter notes on a section of a meeting: reference `1/bilan`."""

    __tablename__ = "note_presentation"
    reference: str = Field(primary_key=True)
    presentation: str = Field(foreign_key="presentation.reference")
    texte: str | None = Field(default=None, sa_type=Text)


class Decision(Base, table=True):
    """What was decided of what an action waited for: reference `A07/1`.

    It belongs to what was asked: the words of `demande`, in force in the quarter `demandee_au`. It counts from the
    quarter `comptee_au` on, the one that was shown when it was taken.
    """

    reference: str = Field(primary_key=True)
    action: str = Field(foreign_key="action.reference")
    demande: str | None = Field(default=None, sa_type=Text)
    demandee_au: str | None = Field(default=None, max_length=7)
    comptee_au: str | None = Field(default=None, max_length=7)
    decision: str | None = Field(default=None, sa_type=Text)
    prise_par: str | None = None
    prise_le: dt.date | None = None
    suites: str | None = Field(default=None, sa_type=Text)
    presentation: str | None = Field(default=None, foreign_key="presentation.reference")
