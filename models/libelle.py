"""Words and where they come from: what the plan and the charter both quote."""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulaire import StatutLibelle


@dataclass(frozen=True, slots=True)
class Source:
    """A source document: title and date as shown to readers, never a file name."""

    code: str
    titre: str
    date: str


@dataclass(frozen=True, slots=True)
class Libelle:
    """A title with its provenance: official or provisional words, sources, quoted extract(s)."""

    texte: str
    statut: StatutLibelle
    sources: tuple[Source, ...] = ()
    extrait: str | None = None


@dataclass(frozen=True, slots=True)
class Sigle:
    """Initials that texts use, the words they stand for and who says so, both None until a source does."""

    texte: str
    developpe: str | None = None
    source: str | None = None
