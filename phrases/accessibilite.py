"""What every screen and every page says of accessibility: the mention that the law asks for, and whom to tell."""

from __future__ import annotations

from typing import Final

from phrases.format import FINE

NON_CONFORME, PARTIELLE = "non conforme", "partiellement conforme"
NIVEAU: Final = NON_CONFORME
"""Held by a test to the statement: without an audit, the law lets no other mention be made."""
MENTION: Final = f"Accessibilité{FINE}: {NIVEAU}"
CONTACT: Final = f"[à compléter{FINE}: contact]"
