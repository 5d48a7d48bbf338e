"""What the application stands on: version, database, backups, journal, disk, sessions; read again at each click."""

from ui.etat.ecran import show_etat_service
from ui.socle.guard import open_page

contexte = open_page(__file__)
show_etat_service(contexte)
