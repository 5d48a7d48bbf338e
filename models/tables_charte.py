"""The tables of the partnership: the charter, its commitments and bodies, the national frame. Laws as in `tables`."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from models.base import Base
from models.tables import check_parmi
from models.vocabulaire import Appreciation, NatureRepere, Periodicite


class Charte(Base, table=True):
    """The charter: one row, reference `charte`. `notifiee_le` and `renouvelee_jusqu_au` are NULL until known."""

    reference: str = Field(primary_key=True)
    titre: str | None = None
    signee_le: dt.date | None = None
    notifiee_le: dt.date | None = None
    duree_annees: int | None = None
    duree_texte: str | None = None
    renouvelee_jusqu_au: dt.date | None = None
    source: str | None = None


class Partie(Base, table=True):
    """A side of the charter: reference `departement` or `partenaire`."""

    reference: str = Field(primary_key=True)
    rang: int | None = None
    nom: str | None = None
    nom_long: str | None = None


class Domaine(Base, table=True):
    """A domain of the charter: reference `2.1-a`, `numero` as printed (two domains bear the same)."""

    reference: str = Field(primary_key=True)
    rang: int | None = None
    numero: str | None = None
    libelle: str | None = None
    suite: str | None = Field(default=None, sa_type=Text)


class EngagementCharte(Base, table=True):
    """A commitment of a side in a domain, in the exact words of the charter: reference `I01`."""

    __tablename__ = "engagement_charte"
    reference: str = Field(primary_key=True)
    rang: int | None = None
    domaine: str | None = Field(default=None, foreign_key="domaine.reference")
    partie: str | None = Field(default=None, foreign_key="partie.reference")
    texte: str | None = Field(default=None, sa_type=Text)


class LienCharte(Base, table=True):
    """A domain served by an action: reference `2.1-a/A10`; `extrait` is what ties them."""

    __tablename__ = "lien_charte"
    reference: str = Field(primary_key=True)
    domaine: str = Field(foreign_key="domaine.reference")
    action: str = Field(foreign_key="action.reference")
    rattachement: str | None = None
    extrait: str | None = Field(default=None, sa_type=Text)


class Instance(Base, table=True):
    """A body that the charter names; `parent` is the body it is one of, `periodicite_texte` the printed words."""

    __table_args__ = (check_parmi("periodicite", Periodicite),)
    reference: str = Field(primary_key=True)
    rang: int | None = None
    parent: str | None = None
    article: str | None = None
    libelle: str | None = None
    objet: str | None = Field(default=None, sa_type=Text)
    periodicite: str | None = None
    periodicite_texte: str | None = None
    domaine: str | None = Field(default=None, foreign_key="domaine.reference")
    evalue_la_charte: bool | None = None


class Avenant(Base, table=True):
    """An amendment: reference `1`."""

    reference: str = Field(primary_key=True)
    date: dt.date | None = None
    objet: str | None = Field(default=None, sa_type=Text)


class Repere(Base, table=True):
    """A law or a national body that a source names, the orientations that answer to it, and the words that say so."""

    __table_args__ = (check_parmi("nature", NatureRepere),)
    reference: str = Field(primary_key=True)
    rang: int | None = None
    nature: str | None = None
    libelle: str | None = None
    extrait: str | None = Field(default=None, sa_type=Text)
    sources: str | None = None
    orientations: str | None = None
    rattachement_extrait: str | None = Field(default=None, sa_type=Text)
    rattachement_sources: str | None = None


class Evaluation(Base, table=True):
    """What a side says of a commitment for a year: reference `I01/partenaire/2025`."""

    __table_args__ = (check_parmi("appreciation", Appreciation),)
    reference: str = Field(primary_key=True)
    engagement_charte: str = Field(foreign_key="engagement_charte.reference")
    partie: str = Field(foreign_key="partie.reference")
    appreciation: str | None = None
    elements: str | None = Field(default=None, sa_type=Text)
    commentaire: str | None = Field(default=None, sa_type=Text)


class Reunion(Base, table=True):
    """A meeting of a body on a day, held or not: reference `commissions/2026-03-12`; attendance counted per side."""

    __table_args__ = (
        CheckConstraint("presents_departement BETWEEN 0 AND 1000", name="presents_departement_borne"),
        CheckConstraint("presents_partenaire BETWEEN 0 AND 1000", name="presents_partenaire_borne"),
    )
    reference: str = Field(primary_key=True)
    instance: str = Field(foreign_key="instance.reference")
    prevue: bool | None = None
    tenue: bool | None = None
    presents_departement: int | None = None
    presents_partenaire: int | None = None
    decisions: str | None = Field(default=None, sa_type=Text)
