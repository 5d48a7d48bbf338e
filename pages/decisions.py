"""The register of décisions: asked for, taken, followed up."""

from ui.decisions.ecran import show_decisions
from ui.socle.guard import open_page

contexte = open_page(__file__)
show_decisions(contexte)
