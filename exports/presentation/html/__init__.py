"""The story as HTML, a page a section: for a screen, a projector, a site; no script, no outside file."""
