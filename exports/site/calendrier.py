"""The dates, a page at a time: échéances, jalons, meetings of the charter, terms."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocs.calendrier.agenda import write_agenda
from exports.blocs.liens import PAGE_CALENDRIER
from exports.blocs.pages import Decoupe, write_pages, write_rangs
from exports.site.adresses import CALENDRIER, name_page
from exports.site.cadre import Page, join
from exports.site.vue import Vue
from metrics.calendrier import compute_calendrier
from phrases.calendrier import write_ouverture_calendrier, write_precisions
from phrases.html import RIEN, escape_html

TITRE = "Calendrier"


def list_calendrier(vue: Vue) -> Iterator[Page]:
    """Yield the pages of the agenda; the sentence opens each."""
    calendrier = compute_calendrier(vue.bilan, vue.jour_de_lecture, vue.aujourd_hui)
    dates = calendrier.evenements
    ouverture = write_ouverture_calendrier(calendrier, dates, False)
    precisions = " ".join(write_precisions(calendrier, dates))
    tete = f'<p class="phrase">{escape_html(ouverture)}</p>'
    tete += f'<p class="precision suite-phrase">{escape_html(precisions)}</p>' if precisions else RIEN
    for numero in range(1, Decoupe(1, len(dates)).pages + 1):
        page = Decoupe(numero, len(dates))
        agenda = write_agenda(calendrier, dates, {}, page.tranche)
        corps = join(
            [tete, write_rangs(page, "dates"), agenda, write_pages(page, "du calendrier", PAGE_CALENDRIER, {})]
        )
        titre = TITRE if numero == 1 else f"{TITRE}, page {numero}"
        yield Page(name_page(CALENDRIER, numero), CALENDRIER, titre, corps, ouverture)
