"""Drop the workbooks of the owners, see what each would change, row by row, then apply or give up."""

from ui.importer import apercu, application, brouillons, depot, questions, rapport
from ui.importer.lot import load_lot
from ui.socle.guard import open_page

contexte = open_page(__file__)
depot.check_ouvert(contexte)
rapport.wait_application()
nom = rapport.find_lot()
lot = load_lot(contexte, nom) if nom else None

rapport.show_rapport(depot.name_temoin(nom if lot else None))
if lot is None:
    if nom:
        brouillons.show_expire()
    depot.show_depot(contexte)
else:
    questions.show_questions(contexte, lot)
    choix = apercu.show_fichiers(contexte, lot)
    depot.show_ajout(contexte, lot)
    application.show_application(contexte, lot, choix)
rapport.note_vu()
