"""Serve at an instant that does not pass: `python -m tests.e2e.horloge 2026-11-21T09:00+00:00 run dashboard.py …`."""

from __future__ import annotations

import sys
from datetime import datetime

from streamlit.web.cli import main

from ui.socle import donnees

if __name__ == "__main__":
    instant = datetime.fromisoformat(sys.argv.pop(1))
    donnees.maintenant = lambda: instant  # before any screen has read it there
    main()
