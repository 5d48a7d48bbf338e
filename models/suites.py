"""What an import left behind and what was answered for it, kept with its entry of the journal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Motif(StrEnum):
    """Why a row of an applied file was not applied."""

    ERREUR = "erreur"
    SANS_REPONSE = "sans_reponse"
    DECOCHEE = "decochee"


@dataclass(frozen=True, slots=True)
class Laissee:
    """A row that was not applied: its key (`Avancement!7`), the action it is about (empty when unknown), and why."""

    ligne: str
    sujet: str
    motif: Motif


@dataclass(frozen=True, slots=True)
class Repondue:
    """A question of the preview and the words of the answer that was given."""

    enonce: str
    reponse: str


@dataclass(frozen=True, slots=True)
class Suites:
    """What is still to be done after an entry; `muettes` are the codes of the actions of which the file said nothing.

    All are empty for an entry older than this record, and for one that left nothing.
    """

    reponses: tuple[Repondue, ...] = ()
    laissees: tuple[Laissee, ...] = ()
    muettes: tuple[str, ...] = ()


def dump_suites(suites: Suites) -> str | None:
    """Return the JSON text that the journal keeps; None for nothing at all."""
    return None if suites == Suites() else json.dumps(asdict(suites), ensure_ascii=False, sort_keys=True)


def load_suites(texte: str | None) -> Suites:
    """Return what was kept, from its JSON text."""
    brut = json.loads(texte) if texte else {}
    return Suites(
        tuple(Repondue(**r) for r in brut.get("reponses", ())),
        tuple(Laissee(x["ligne"], x["sujet"], Motif(x["motif"])) for x in brut.get("laissees", ())),
        tuple(brut.get("muettes", ())),
    )


def list_sujets(laissees: Sequence[Laissee], motif: Motif) -> list[str]:
    """Return what the rows left for a reason are about, each once: codes of actions, else the place of the row."""
    return list(dict.fromkeys(x.sujet or x.ligne.replace("!", ", ligne ") for x in laissees if x.motif is motif))
