"""Drop the workbooks of the owners, see what each would change, row by row, then apply or give up."""

from ui import import_apercu, import_application, import_depot, import_lot, import_questions, import_rapport
from ui.guard import open_page

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
