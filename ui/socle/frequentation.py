"""How many sessions are open in this process, told by its door and read by the screen of administration."""

from __future__ import annotations

from datetime import UTC, datetime


class Frequentation:
    """Counts sessions; used by one event loop, so without a lock."""

    def __init__(self) -> None:
        self.ouvertes, self.places, self.debut = 0, 0, datetime.now(UTC)

    def enter(self) -> None:
        """Count a session that opens."""
        self.ouvertes += 1

    def leave(self) -> None:
        """Count a session that ends."""
        self.ouvertes -= 1


FREQUENTATION = Frequentation()
