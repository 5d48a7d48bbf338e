"""The tables of accounts: what is granted, to whom; tokens; apart from the journal, who was seen, who is signed in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Base
from models.tables import check_parmi
from models.vocabulaire import Role


class Acces(Base, table=True):
    """What a person or a group may do: reference `personne:jeanne@exemple.fr` or `groupe:def-campagne`.

    `profil` is a role; `perimetre` is what they may change, in the form of `models.acces.Perimetre`: NULL is nothing.
    """

    __table_args__ = (check_parmi("profil", Role),)
    reference: str = Field(primary_key=True)
    nom: str | None = None
    profil: str | None = None
    perimetre: str | None = Field(default=None, sa_type=Text)


class Jeton(Base, table=True):
    """What a program may read, and until when; `reference` is the part of its token that is no secret.

    `empreinte` is the SHA-256 of the whole token, which nothing keeps; `portee` has the form of `models.jetons.Portee`.
    """

    reference: str = Field(primary_key=True)
    nom: str | None = None
    empreinte: str | None = Field(default=None, max_length=64)
    portee: str | None = None
    expire_le: dt.date | None = None


class Presence(Base, table=True):
    """When a person, or a token, was last seen (UTC); it changes at each visit, so the journal does not hold it."""

    identifiant: str = Field(primary_key=True)
    vu_le: dt.datetime


class Seance(Base, table=True):
    """A session that somebody opened by signing in here, until `fin_le` (UTC); signing out takes it away.

    `empreinte` is the SHA-256 of what their browser holds, which is written nowhere; `groupes` is a list in JSON.
    """

    empreinte: str = Field(primary_key=True)
    identifiant: str
    groupes: str = Field(sa_type=Text)
    fin_le: dt.datetime
