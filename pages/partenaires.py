"""Who is involved, where, how much; `?partenaire=` opens the sheet of one."""

from ui.guard import open_page

contexte = open_page(__file__)
