"""The table of what was said of tables that are not ours, so that the next one of the same heads asks nothing."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Base


class CorrespondanceRetenue(Base, table=True):
    """How tables of one shape read, as last applied: by whom and when (UTC), from which file. `contenu` is JSON."""

    __tablename__ = "correspondance"
    forme: str = Field(primary_key=True, max_length=64)
    contenu: str = Field(sa_type=Text)
    fichier: str
    auteur: str
    le: dt.datetime
