"""What a quarter is published as: a format a line; its maker is imported when it is asked for, never before.

To add a format: a module with `export(demande) -> Sorties`, its line in `FORMATS`, and in `OPTIONS` those that it is
the first to take.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import TypeAlias, cast

from exports.avancee import Avance, ignore_avance
from models.plan import Plan
from models.presentation import Presentation
from models.trimestre import Trimestre

Sorties: TypeAlias = "bytes | Mapping[str, bytes]"
"""A file, or the files of a folder by their path inside it, with slashes."""


@dataclass(frozen=True, slots=True)
class Demande:
    """What is to be published: a plan at a quarter, since another one or None for the maker's own choice.

    `options` holds the others that the format takes, as typed, and only those that were given. `presentation` is the
    meeting whose choices are told, None for the story as it is; `avance` is told what a long maker is making.
    """

    plan: Plan
    trimestre: Trimestre
    aujourd_hui: date
    depuis: Trimestre | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    presentation: Presentation | None = None
    avance: Avance = field(default=ignore_avance, compare=False)


@dataclass(frozen=True, slots=True)
class Format:
    """The module whose `export` makes it, empty while there is none, and the options that it takes."""

    module: str = ""
    options: tuple[str, ...] = ()


DEPUIS, REUNION = "depuis", "reunion"
OPTIONS: dict[str, str] = {
    DEPUIS: "2025-T3",
    REUNION: "NUMÉRO|2026-12-15",
    "periode": "reunion|trimestre|annee",
    "portee": "orientation:O2",
    "modele": "FICHIER.pptx",
    "adresse": "https://...",
    "presente-a": "QUI",
    "valide-par": "QUI",
    "interne": "",
}
"""The options that some formats take, with what is written after each of them."""

FORMATS = {
    "pptx": Format("exports.presentation.pptx.commande", (DEPUIS, REUNION, "periode", "portee", "modele")),
    "docx": Format(
        "exports.presentation.docx.export", (DEPUIS, REUNION, "periode", "portee", "presente-a", "valide-par")
    ),
    "xlsx": Format("exports.classeur.export", (REUNION,)),
    "pdf": Format("exports.presentation.pdf.commande", (DEPUIS, REUNION, "periode", "portee", "adresse")),
    "csv": Format("exports.ouvertes.export", (REUNION, "interne")),
    "json": Format("exports.donnees", (REUNION, "interne")),
    "archive": Format("exports.archive.export"),
    "html": Format("exports.site.export", (REUNION, "adresse", "interne")),
}


def list_disponibles() -> list[str]:
    """Return the names of the formats that have a maker."""
    return [nom for nom, format_ in FORMATS.items() if format_.module]


def list_options() -> list[str]:
    """Return the options of the formats that have a maker, in the order of `OPTIONS`."""
    prises = {option for nom in list_disponibles() for option in FORMATS[nom].options}
    return [option for option in OPTIONS if option in prises]


def export(nom: str, demande: Demande) -> Sorties:
    """Return the bytes of a format of `list_disponibles`; raise whatever its maker refuses."""
    return cast(Sorties, import_module(FORMATS[nom].module).export(demande))
