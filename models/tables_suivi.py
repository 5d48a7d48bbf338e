"""The tables of what is reported: the campaign of a quarter, what its workbooks state. Laws as in `tables`."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from models.base import Base
from models.tables import check_parmi
from models.vocabulaire import Meteo, Statut


def _entre(colonne: str, bas: int, haut: int) -> CheckConstraint:
    regle = f"{colonne} BETWEEN {bas} AND {haut} AND {colonne} = CAST({colonne} AS INTEGER)"
    return CheckConstraint(regle, name=f"{colonne}_borne")


def _trimestre() -> str:
    return Field(primary_key=True, max_length=7)  # type: ignore[no-any-return]


class Campagne(Base, table=True):
    """A quarter's campaign: reference `2026-T3`.

    Once the quarter was closed, `chiffres` is the JSON text of what was published of it then, `empreinte` its SHA-256,
    `tete` the last entry of the journal that it was computed from, `regle` the version of the rule. They stay when it
    is reopened (`close_le` is NULL again), until it is closed anew.
    """

    reference: str = Field(primary_key=True, max_length=7)
    echeance: dt.date | None = None
    close_le: dt.date | None = None
    ouverte_le: dt.date | None = None
    visa: bool | None = None
    tete: int | None = None
    regle: str | None = None
    chiffres: str | None = Field(default=None, sa_type=Text)
    empreinte: str | None = Field(default=None, max_length=64)


class Suivi(Base, table=True):
    """What a pilot stated about an action in a quarter."""

    __table_args__ = (
        _entre("avancement", 0, 100),
        check_parmi("statut", Statut),
        check_parmi("meteo", Meteo),
    )
    reference: str = Field(primary_key=True, foreign_key="action.reference")
    trimestre: str = _trimestre()
    avancement: int | None = None
    statut: str | None = None
    meteo: str | None = None
    fait_marquant: str | None = Field(default=None, sa_type=Text)
    prochaine_etape: str | None = Field(default=None, sa_type=Text)
    point_blocage: str | None = Field(default=None, sa_type=Text)
    decision_attendue: str | None = Field(default=None, sa_type=Text)
    destinataire: str | None = None
    pour_le: dt.date | None = None
    sans_changement: bool | None = None


class SuiviJalon(Base, table=True):
    """What a pilot stated about a jalon in a quarter."""

    __tablename__ = "suivi_jalon"
    reference: str = Field(primary_key=True, foreign_key="jalon.reference")
    trimestre: str = _trimestre()
    echeance_revisee: dt.date | None = None
    atteint_le: dt.date | None = None


class Mesure(Base, table=True):
    """A value of an indicateur reported in a quarter."""

    reference: str = Field(primary_key=True, foreign_key="indicateur.reference")
    trimestre: str = _trimestre()
    valeur: float | None = None
    date_mesure: dt.date | None = None
    commentaire: str | None = Field(default=None, sa_type=Text)
    source: str | None = Field(default=None, sa_type=Text)


class Preuve(Base, table=True):
    """What shows that something was done: reference `A07`, the jalon `A07/J2`, the décision `A07/1`. No file."""

    reference: str = Field(primary_key=True)
    action: str = Field(foreign_key="action.reference")
    titre: str | None = None
    adresse: str | None = Field(default=None, sa_type=Text)
    date_preuve: dt.date | None = None


class Implication(Base, table=True):
    """Involvement of a partner in an action reported in a quarter: reference `A07/Villes`."""

    __table_args__ = (_entre("niveau", 0, 3),)
    reference: str = Field(primary_key=True)
    trimestre: str = _trimestre()
    action: str = Field(foreign_key="action.reference")
    partenaire: str = Field(foreign_key="partenaire.reference")
    niveau: int | None = None
    contribution: str | None = Field(default=None, sa_type=Text)
