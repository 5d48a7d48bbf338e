"""The tables of a campaign: whom to write to, what was signed, and two logs, of what was seen and of what was sent.

The contacts and the visas are told by the journal, under the laws of `tables`. The two logs are apart from it, as the
presences are: they change at each mail, and nothing of what is published stands on them.
"""

from __future__ import annotations

import datetime as dt

from sqlmodel import Field

from models.base import Base


class Contact(Base, table=True):
    """Where a pilot is written to: its code, the address of the service, which names nobody."""

    reference: str = Field(primary_key=True)
    courriel: str | None = None


class Visa(Base, table=True):
    """That the head of a service agreed to what it reported: reference `2026-T3/crip-93`."""

    reference: str = Field(primary_key=True)
    vise_le: dt.date | None = None
    vise_par: str | None = None


class Reception(Base, table=True):
    """A workbook that was dropped, by its bytes and its quarter: whose it is, when (UTC), how many errors it held."""

    empreinte: str = Field(primary_key=True, max_length=64)
    trimestre: str = Field(primary_key=True, max_length=7)
    pilote: str
    nom: str
    recu_le: dt.datetime
    erreurs: int


class Envoi(Base, table=True):
    """A message that left, or was said to: what for (`moment`), to whom, by what means, when (UTC), who sent it."""

    reference: str = Field(primary_key=True)
    trimestre: str = Field(max_length=7)
    pilote: str
    moment: str
    destinataire: str | None = None
    objet: str
    moyen: str
    envoye_le: dt.datetime
    auteur: str
