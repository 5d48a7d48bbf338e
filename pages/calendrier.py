"""What is due, late, postponed: jalons, échéances and meetings on one axis."""

from ui.calendrier.ecran import show_calendrier
from ui.socle.guard import open_page

contexte = open_page(__file__)
show_calendrier(contexte)
