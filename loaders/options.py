"""What a person says of a file beyond its content."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """What the editor said about a file beyond its content."""

    trimestre: str | None = None
    pourcentage: str | None = None
    creer_partenaires: bool = False
    exclues: frozenset[str] = field(default_factory=frozenset)
