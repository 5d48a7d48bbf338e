"""How to, glossary, and how each figure is computed, with the reader's own numbers."""

from ui.guard import open_page

contexte = open_page(__file__)
