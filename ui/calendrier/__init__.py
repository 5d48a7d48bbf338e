"""Calendrier: jalons and échéances, late, due and postponed."""
