"""The engagements one below the other, and the page of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.blocs import fiche
from exports.blocs.engagements import fiche as parties
from exports.blocs.engagements import liste
from exports.blocs.liens import PAGE_ENGAGEMENTS, link_explication
from exports.blocs.mots import write_note
from exports.blocs.pages import Decoupe, write_pages
from exports.blocs.pli import write_pli
from exports.blocs.source import write_source
from exports.site.adresses import ENGAGEMENTS, Adresses, name_page
from exports.site.cadre import Page, join
from exports.site.vue import Vue
from metrics.chiffres import DECIMALES
from metrics.engagement import list_etats
from metrics.etat import EtatAction
from metrics.portee import make_code_engagement
from models.plan import Engagement
from models.texte import clean
from phrases.engagements import write_ouverture_engagements
from phrases.html import Html

TITRE = "Engagements"


def list_engagements(vue: Vue, adresses: Adresses) -> Iterator[Page]:
    """Yield the list, then the pages of each: its actions come a hundred at a time."""
    if not vue.plan.engagements:
        return
    ouverture = write_ouverture_engagements(vue.bilan, vue.aujourd_hui)
    corps = join([liste.write_phrase(vue.bilan, vue.aujourd_hui), liste.write_blocs(vue.bilan, {}, vue.aujourd_hui)])
    yield Page(ENGAGEMENTS, ENGAGEMENTS, TITRE, corps, ouverture)
    for engagement in vue.plan.engagements:
        etats = list_etats(vue.bilan, engagement)
        for numero in range(1, Decoupe(1, len(etats), parties.LIGNES_MAX).pages + 1):
            page = Decoupe(numero, len(etats), parties.LIGNES_MAX)
            yield _build_fiche(vue, engagement, etats, page, adresses.engagements[str(engagement.numero)])


def _build_fiche(vue: Vue, engagement: Engagement, etats: Sequence[EtatAction], page: Decoupe, adresse: str) -> Page:
    titre = f"{liste.write_numero(engagement)}· {liste.write_libelle(engagement)}"
    tete = fiche.write_tete(PAGE_ENGAGEMENTS, TITRE, {}, titre, len(engagement.libelle.texte))
    nom = f"Engagement {engagement.numero}"
    corps = [parties.write_place(vue.bilan, engagement)]
    if etats:
        corps += [
            _write_faits(vue, engagement, etats),
            parties.write_actions(etats, page, vue.plan, {}),
            write_pages(page, "de ses actions", PAGE_ENGAGEMENTS, {"engagement": str(engagement.numero)}),
            parties.write_preuves(etats, {}, interne=vue.interne),
        ]
    else:
        corps.append(write_note("Aucune action n’est rattachée à cet engagement."))
    corps.append(write_pli(Html("D’où vient ce texte"), write_source(engagement.libelle)))
    suite = f", page {page.numero}" if page.numero > 1 else ""
    description = clean(engagement.libelle.texte)
    return Page(name_page(adresse, page.numero), ENGAGEMENTS, f"{nom}{suite}", join(corps), description, tete)


def _write_faits(vue: Vue, engagement: Engagement, etats: Sequence[EtatAction]) -> Html:
    chiffres, portee = vue.bilan.engagements[engagement.numero], make_code_engagement(engagement.numero)
    figure = link_explication(liste.write_figure(chiffres, DECIMALES), "avancement", {}, portee)
    detail = liste.write_detail(chiffres, vue.trimestre, vue.aujourd_hui)
    return parties.write_faits(chiffres, etats, vue.plan, (figure, detail))
