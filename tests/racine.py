"""Where the repository is: said once, so that a test may stand in any folder."""

from __future__ import annotations

from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
