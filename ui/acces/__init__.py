"""Accès: who may do what, granted, changed and withdrawn."""
