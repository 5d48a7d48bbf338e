"""The table of what is done for a database besides using it: when it was last backed up, when it was last checked."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Base
from models.tables import check_parmi
from models.vocabulaire import GenreEntretien


class Entretien(Base, table=True):
    """The last backup that was written and read again, the last check: when (UTC), what did not fit, NULL for nothing.

    It changes every night, so the journal does not hold it.
    """

    __table_args__ = (check_parmi("reference", GenreEntretien),)
    reference: str = Field(primary_key=True)
    fait_le: dt.datetime
    faute: str | None = Field(default=None, sa_type=Text)
