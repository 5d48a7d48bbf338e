"""Figures only: a loaded plan and a quarter in, numbers and closed choices out. No wording, database, clock, screen."""
