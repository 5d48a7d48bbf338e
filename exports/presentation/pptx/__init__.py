"""The story as a deck: a template's own placeholders filled, native charts and tables, colours of the theme alone.

Nothing is said here that the story does not say: this room chooses a layout, a size and where a list is cut.
"""
