"""Décisions: what is asked, of whom, since when; what was decided and what came of it."""
