"""The charter and the national frame as loaded with the plan: frozen, detached, walked downward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.libelle import Source
from models.vocabulaire import Appreciation, Cote, NatureRepere, Periodicite


@dataclass(frozen=True, slots=True)
class Partie:
    """A side of the charter: its short name, and its name as the charter gives it."""

    cote: Cote
    nom: str
    nom_long: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a side says of a commitment for a year; `appreciation` is None when it gave none."""

    partie: Cote
    annee: int
    appreciation: Appreciation | None = None
    elements: str | None = None
    commentaire: str | None = None


@dataclass(frozen=True, slots=True)
class EngagementCharte:
    """A commitment in the exact words of the charter, after « s’engage »; `partie` is the side that made it."""

    code: str
    partie: Cote
    texte: str
    evaluations: tuple[Evaluation, ...] = ()

    def find_evaluation(self, partie: Cote, annee: int) -> Evaluation | None:
        """Return what a side said of it for a year, None when nothing was."""
        return next((e for e in self.evaluations if e.partie == partie and e.annee == annee), None)


@dataclass(frozen=True, slots=True)
class LienCharte:
    """An action that serves a domain, deduced from the words in `extrait`."""

    action: str
    rattachement: str | None = None
    extrait: str | None = None


@dataclass(frozen=True, slots=True)
class Domaine:
    """A domain: its internal key, its number as printed (two bear the same), its commitments, the words that end it."""

    code: str
    numero: str
    libelle: str
    suite: str | None = None
    engagements: tuple[EngagementCharte, ...] = ()
    liens: tuple[LienCharte, ...] = ()


@dataclass(frozen=True, slots=True)
class Reunion:
    """A meeting on a day. `tenue` is None while nobody said whether it was held; attendance is None when unknown.

    `prevue` is True where nothing but its day was said when it was first named.
    """

    reference: str
    jour: date
    tenue: bool | None = None
    presents_departement: int | None = None
    presents_partenaire: int | None = None
    decisions: str | None = None
    prevue: bool | None = None


@dataclass(frozen=True, slots=True)
class Instance:
    """A body; `parent` is the body it is one of; `periodicite_texte` and `objet` are the words of the charter.

    `evalue_la_charte` tells that its office is to evaluate the charter, False where the tree does not say so.
    """

    code: str
    libelle: str
    periodicite: Periodicite
    article: str | None = None
    objet: str | None = None
    periodicite_texte: str | None = None
    parent: str | None = None
    domaine: str | None = None
    evalue_la_charte: bool = False
    reunions: tuple[Reunion, ...] = ()


@dataclass(frozen=True, slots=True)
class Avenant:
    """An amendment of the charter."""

    numero: str
    date: date | None = None
    objet: str | None = None


@dataclass(frozen=True)
class Charte:
    """The charter. `notifiee_le` and `renouvelee_jusqu_au` are None until a source gives them: « à confirmer »."""

    titre: str
    signee_le: date | None = None
    notifiee_le: date | None = None
    duree_annees: int | None = None
    duree_texte: str | None = None
    renouvelee_jusqu_au: date | None = None
    source: Source | None = None
    parties: tuple[Partie, ...] = ()
    domaines: tuple[Domaine, ...] = ()
    instances: tuple[Instance, ...] = ()
    avenants: tuple[Avenant, ...] = ()

    @cached_property
    def engagements(self) -> tuple[EngagementCharte, ...]:
        """Return every commitment, domain after domain."""
        return tuple(e for d in self.domaines for e in d.engagements)

    def name_partie(self, cote: Cote) -> str:
        """Return the short name of a side."""
        return next((p.nom for p in self.parties if p.cote == cote), cote.value)


@dataclass(frozen=True, slots=True)
class Repere:
    """A law or a national body named by a source, and the orientations (codes) that a source ties to it."""

    code: str
    nature: NatureRepere
    libelle: str
    extrait: str
    sources: tuple[Source, ...] = ()
    orientations: tuple[str, ...] = ()
    rattachement_extrait: str | None = None
    rattachement_sources: tuple[Source, ...] = ()
