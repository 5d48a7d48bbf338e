"""The reciprocal commitments face to face, both judgements, the meetings, the term."""

from ui.guard import open_page

contexte = open_page(__file__)
