"""Orientations et actions: the list with its filters and its search, and the fiche of an action."""
