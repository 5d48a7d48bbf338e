"""What a person says of a file beyond its content."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.question import Reponses
from models.correspondance import Correspondance


@dataclass(frozen=True, slots=True)
class Options:
    """What the editor said about a file beyond its content; `reponses` are the answers to what it left to be asked.

    `correction` is why a quarter that was closed is corrected all the same, None where nobody says so.
    `gardees` are the cells in conflict (`Avancement!H5`) where what is stored now stays, whatever the file says.
    `exclues` are the rows left out, `suspendues` those that wait for an answer or an agreement: neither are applied.
    `revision` is the revision of the data when the file was dropped, None where nobody waits between the drop and the
    application. `correspondances` are how tables that are not ours read, each by its shape.
    """

    trimestre: str | None = None
    pourcentage: str | None = None
    creer_partenaires: bool = False
    correction: str | None = None
    exclues: frozenset[str] = field(default_factory=frozenset)
    suspendues: frozenset[str] = field(default_factory=frozenset)
    gardees: frozenset[str] = field(default_factory=frozenset)
    reponses: Reponses = field(default_factory=frozenset)
    revision: int | None = None
    correspondances: tuple[Correspondance, ...] = ()
