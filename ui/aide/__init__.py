"""Aide: how to, glossary, how each figure is computed."""
