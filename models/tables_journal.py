"""The tables of the journal: entries, changes, received files, drafts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Text, text
from sqlmodel import Field

from models.base import Base
from models.tables import check_parmi
from models.vocabulaire import NatureEntree


class FichierRecu(Base, table=True):
    """The bytes of an applied workbook, once per content."""

    __tablename__ = "fichier_recu"
    empreinte: str = Field(primary_key=True, max_length=64)
    octets: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Remontee(Base, table=True):
    """An entry of the journal. Entry 0 is the tree; `date` is UTC; `cible` is the entry that an undo takes back.

    `suites` is a JSON text: what an import left of its file, and the answers it was given. `sceau` is the digest of the
    entry and of the seal before it (`models/sceau.py`); the program leaves none without.
    """

    __table_args__ = (
        check_parmi("nature", NatureEntree),
        Index(
            "remontee_unique",
            "empreinte",
            "trimestre",
            unique=True,
            sqlite_where=text("nature = 'import' AND annule_par IS NULL"),
            postgresql_where=text("nature = 'import' AND annule_par IS NULL"),
        ),
    )
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    nature: str
    date: dt.datetime
    auteur: str
    fichier: str | None = None
    empreinte: str | None = Field(default=None, foreign_key="fichier_recu.empreinte")
    trimestre: str | None = None
    pilote: str | None = None
    note: str | None = Field(default=None, sa_type=Text)
    suites: str | None = Field(default=None, sa_type=Text)
    cible: int | None = Field(default=None, foreign_key="remontee.id")
    annule_par: int | None = Field(default=None, foreign_key="remontee.id")
    sceau: str | None = Field(default=None, max_length=64)


class ChangementJournal(Base, table=True):
    """A change of an entry, in the order it was applied; values are JSON texts.

    Both are the same where the files of the tree took note of a value that an import had given.
    """

    __tablename__ = "changement"
    __table_args__ = (Index("changement_cle", "objet", "reference", "trimestre"),)
    remontee: int = Field(sa_column=Column(ForeignKey("remontee.id"), primary_key=True))
    rang: int = Field(primary_key=True)
    objet: str
    reference: str
    champ: str
    trimestre: str | None = None
    avant: str | None = Field(default=None, sa_type=Text)
    apres: str | None = Field(default=None, sa_type=Text)
    cellule: str | None = None
    formule: bool = False


class Brouillon(Base, table=True):
    """A previewed file kept seven days; files dropped together share a `lot`. `options` is a JSON text.

    `proprietaire` is the account of who dropped it; NULL where the name was typed, or before accounts.
    """

    lot: str = Field(primary_key=True)
    rang: int = Field(primary_key=True)
    cree_le: dt.datetime
    nom: str
    auteur: str | None = None
    octets: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    options: str = Field(default="{}", sa_type=Text)
    proprietaire: str | None = None
