"""Drop the workbooks of the owners, see what each would change, row by row, then apply or give up."""

from ui.importer import apercu as import_apercu
from ui.importer import application as import_application
from ui.importer import depot as import_depot
from ui.importer import lot as import_lot
from ui.importer import questions as import_questions
from ui.importer import rapport as import_rapport
from ui.socle.guard import open_page

contexte = open_page(__file__)
import_depot.check_ouvert(contexte)
import_rapport.wait_application()
nom = import_rapport.find_lot()
lot = import_lot.load_lot(contexte, nom) if nom else None

import_rapport.show_rapport(import_depot.name_temoin(nom if lot else None))
if lot is None:
    if nom:
        import_depot.show_expire()
    import_depot.show_depot(contexte)
else:
    import_questions.show_questions(contexte, lot)
    choix = import_apercu.show_fichiers(contexte, lot)
    import_application.show_application(contexte, lot, choix)
import_rapport.note_vu()
