"""Codes of jalons (`A07/J2`): given once, to one jalon, and never again, not even when it was taken back since."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from models.tables import columns
from models.tables_journal import ChangementJournal


def load_codes_donnes(session: Session) -> frozenset[str]:
    """Return the code of every jalon that the journal ever spoke of, those of undone entries included.

    A code given again would join under one name what was said of two jalons, and a workbook prepared while the first
    one stood would write on the second.
    """
    c = columns(ChangementJournal)
    return frozenset(session.scalars(select(c.reference).where(c.objet == "jalon").distinct()))


def find_code_libre(action: str, donnes: Iterable[str]) -> str:
    """Return the first code after every one given to the jalons of an action: `A07/J3` after `A07/J2`."""
    rangs = [int(rang) for code in donnes if (rang := code.removeprefix(f"{action}/J")).isdecimal()]
    return f"{action}/J{max(rangs, default=0) + 1}"
