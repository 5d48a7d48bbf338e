"""The reciprocal commitments face to face, both judgements, the meetings, the term; `?annee=` chooses the year."""

from ui.charte import ecran
from ui.charte.vue import write_domaines, write_instances
from ui.socle.guard import open_page
from ui.socle.pied import stop_ecran
from ui.socle.sortie import show_html
from ui.socle.texte import Html
from ui.socle.vue import build_vue

contexte = open_page(__file__)
charte = contexte.plan.charte

if charte is None:
    ecran.show_absente()
    stop_ecran()

siennes = ecran.show_tete(contexte, build_vue(contexte), charte)
ecran.show_jugements(siennes, contexte.role)
show_html(Html(write_domaines(siennes) + write_instances(siennes)))
