"""What reading a file gives, before anything is understood of it: bytes received, raw cells, sheets and workbook."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from models.refus import ClasseurRefuse


@dataclass(frozen=True, slots=True)
class Recu:
    """A file as received: its name as given, its bytes."""

    nom: str
    octets: bytes

    @property
    def empreinte(self) -> str:
        """Return the SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.octets).hexdigest()


DANS = " › "
"""Stands between the name of an archive and that of a file it holds."""
NOM_ARCHIVE_MAX = 30


def name_dedans(archive: str, nom: str) -> str:
    """Return what a file of an archive is called: « retours.zip › crip.xlsx »; its own name is never cut short."""
    dite = archive.replace("\\", "/").rpartition("/")[2]
    dite = dite if len(dite) <= NOM_ARCHIVE_MAX else f"{dite[: NOM_ARCHIVE_MAX - 1]}…"
    return f"{dite}{DANS}{nom}"


def name_seul(nom: str) -> str:
    """Return the own name of a file, whatever archive it came in."""
    return nom.rpartition(DANS)[2]


@dataclass(frozen=True, slots=True)
class CelluleBrute:
    """A filled cell: `genre` is n (number), s (text), b, d (date), e (error), f (formula not computed), l (too long).

    `pourcent` tells a percent format, `formule` a value computed by the spreadsheet, `longueur` the size of a text
    too long to be read, `affiche` what the format of a cell shows where it is neither the number nor the date.
    """

    genre: str
    valeur: Any = None
    pourcent: bool = False
    formule: bool = False
    longueur: int = 0
    affiche: str = ""


@dataclass(frozen=True, slots=True)
class Ajout:
    """What somebody added and no cell holds: `genre` is note, fil (a thread), image, zone (a box of text) or barre.

    `place` is the cell where it stands; `texte` is empty for a picture, and for a cell struck through whole.
    """

    genre: str
    place: str
    texte: str = ""


@dataclass(frozen=True, slots=True)
class FeuilleBrute:
    """A sheet: filled cells by row then letter, in order; merges as `A1:B2`; hidden rows, hidden columns by letter.

    `filtre` tells that a filter is on, which may be what hides; `loin` the filled cells that stand beyond what is read;
    `exces` why the sheet is too much to be read, as (code, message): `lignes` are then its first ones alone.
    """

    nom: str
    masquee: bool
    lignes: tuple[tuple[int, dict[str, CelluleBrute]], ...]
    fusions: tuple[str, ...] = ()
    lignes_masquees: tuple[int, ...] = ()
    colonnes_masquees: tuple[str, ...] = ()
    filtre: bool = False
    loin: tuple[str, ...] = ()
    exces: tuple[str, str] | None = None
    ajouts: tuple[Ajout, ...] = ()


@dataclass(frozen=True, slots=True)
class ClasseurBrut:
    """A workbook read: its sheets, its custom properties, the year of its date epoch (1899 or 1904).

    `liens` says what it is tied to elsewhere, in words.
    """

    feuilles: tuple[FeuilleBrute, ...]
    proprietes: dict[str, str] = field(default_factory=dict)
    epoque: int = 1899
    liens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lecture:
    """A received file and what reading it gave: a raw workbook, or the refusal of the whole file."""

    recu: Recu
    contenu: ClasseurBrut | ClasseurRefuse
