"""Recherche: one field in the menu, everything that has a name."""
