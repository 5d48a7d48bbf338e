"""The tables of the tree. Business rows are keyed by a reference (`A07/J2`) and, when they are statements, a quarter.

A business row whose fields are all NULL does not exist: the writer deletes it, so that a state is nothing but the
sum of its changes. CHECK constraints are the second wall behind `loaders/`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from models.base import Base
from models.vocabulaire import RolePartenaire, StatutLibelle


def check_parmi(colonne: str, valeurs: Iterable[str] | type[StrEnum]) -> CheckConstraint:
    """Return the constraint that a column holds one of a closed list."""
    liste = ", ".join("'" + str(v).replace("'", "''") + "'" for v in valeurs)
    return CheckConstraint(f"{colonne} IN ({liste})", name=f"{colonne}_connu")


def columns(table: type[Base]) -> Any:
    """Return the SQL columns of a table, for queries on chosen columns."""
    return table.__table__.c  # type: ignore[attr-defined]


class Schema(Base, table=True):
    """The plan itself: one row; from `nom_court` on, how sentences name it and who answers for it."""

    reference: str = Field(primary_key=True)
    code: str | None = None
    nom: str | None = None
    territoire: str | None = None
    debut: dt.date | None = None
    fin: dt.date | None = None
    adopte_le: dt.date | None = None
    source: str | None = None
    demonstration: bool | None = None
    nom_court: str | None = None
    genre: str | None = None
    definition: str | None = Field(default=None, sa_type=Text)
    agents: str | None = None
    contact: str | None = None


class Source(Base, table=True):
    """A source document."""

    reference: str = Field(primary_key=True)
    titre: str | None = None
    date: str | None = None
    emetteur: str | None = None


class Sigle(Base, table=True):
    """A sigle: reference `PMI`, the words it stands for and who says so, both NULL until a source does."""

    reference: str = Field(primary_key=True)
    rang: int | None = None
    developpe: str | None = None
    source: str | None = None


class Orientation(Base, table=True):
    """First level of the tree."""

    __table_args__ = (check_parmi("statut_libelle", StatutLibelle),)
    reference: str = Field(primary_key=True)
    rang: int | None = None
    libelle_court: str | None = None
    libelle: str | None = None
    statut_libelle: str | None = None
    sources: str | None = None
    extrait: str | None = None


class Priorite(Base, table=True):
    """Second level of the tree."""

    __table_args__ = (check_parmi("statut_libelle", StatutLibelle),)
    reference: str = Field(primary_key=True)
    rang: int | None = None
    orientation: str | None = Field(default=None, foreign_key="orientation.reference")
    libelle: str | None = None
    statut_libelle: str | None = None
    sources: str | None = None
    extrait: str | None = None


class Pilote(Base, table=True):
    """A piloting service, under a code that survives a change of name."""

    __table_args__ = (check_parmi("statut_libelle", StatutLibelle),)
    reference: str = Field(primary_key=True)
    rang: int | None = None
    nom: str | None = None
    statut_libelle: str | None = None


class Action(Base, table=True):
    """Leaf of the tree."""

    __table_args__ = (
        check_parmi("statut_libelle", StatutLibelle),
        CheckConstraint("poids > 0", name="poids_positif"),
        CheckConstraint("echeance >= debut", name="dates_ordonnees"),
    )
    reference: str = Field(primary_key=True)
    rang: int | None = None
    priorite: str | None = Field(default=None, foreign_key="priorite.reference")
    libelle: str | None = None
    statut_libelle: str | None = None
    sources: str | None = None
    extrait: str | None = None
    pilote: str | None = Field(default=None, foreign_key="pilote.reference")
    copilotes: str | None = None
    debut: dt.date | None = None
    echeance: dt.date | None = None
    poids: float | None = None


class Engagement(Base, table=True):
    """A flagship commitment; `reference` is its number as text, `sic` the slips of its source, kept word for word."""

    __table_args__ = (check_parmi("statut_libelle", StatutLibelle),)
    reference: str = Field(primary_key=True)
    rang: int | None = None
    libelle: str | None = None
    statut_libelle: str | None = None
    sources: str | None = None
    orientation: str | None = Field(default=None, foreign_key="orientation.reference")
    rattachement: str | None = None
    sic: str | None = None


class Lien(Base, table=True):
    """An engagement served by an action: reference `3/A05`."""

    reference: str = Field(primary_key=True)
    engagement: str = Field(foreign_key="engagement.reference")
    action: str = Field(foreign_key="action.reference")
    rattachement: str | None = None


class Partenaire(Base, table=True):
    """A partner, organisme or catégorie; `reference` is its name.

    `parent` is the catégorie an organisme belongs to, `membre` whether it belongs to the charter's federation.
    """

    __table_args__ = (check_parmi("nature", ("organisme", "catégorie")),)
    reference: str = Field(primary_key=True)
    rang: int | None = None
    nature: str | None = None
    type: str | None = None
    parent: str | None = None
    membre: bool | None = None


class Participation(Base, table=True):
    """An expected participation: reference `A07/Villes`; `role` NULL where no source gives it."""

    __table_args__ = (check_parmi("role", RolePartenaire),)
    reference: str = Field(primary_key=True)
    action: str = Field(foreign_key="action.reference")
    partenaire: str = Field(foreign_key="partenaire.reference")
    attendue: bool | None = None
    role: str | None = None


class Jalon(Base, table=True):
    """A jalon: reference `A07/J2`."""

    reference: str = Field(primary_key=True)
    action: str = Field(foreign_key="action.reference")
    libelle: str | None = None
    echeance_initiale: dt.date | None = None


class Indicateur(Base, table=True):
    """An indicateur: reference `A07/<libellé>`."""

    __table_args__ = (check_parmi("sens", ("hausse", "baisse")),)
    reference: str = Field(primary_key=True)
    action: str = Field(foreign_key="action.reference")
    rang: int | None = None
    unite: str | None = None
    sens: str | None = None
    valeur_initiale: float | None = None
    cible: float | None = None
