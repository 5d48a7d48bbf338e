"""The charter: its facts, its commitments face to face, the bodies that meet."""

from __future__ import annotations

from exports.blocs.charte.domaines import write_domaines
from exports.blocs.charte.faits import write_faits_charte, write_phrase
from exports.blocs.charte.instances import write_instances
from exports.blocs.charte.vue import VueCharte
from exports.site.adresses import CHARTE
from exports.site.cadre import Page, join, list_menu
from exports.site.vue import Vue
from metrics.charte import choose_annee
from models.plan import Plan
from phrases.charte import write_ouverture_charte


def build_charte(vue: Vue) -> Page | None:
    """Return the page, judged for the latest year that was; None for a plan without a charter."""
    plan: Plan = vue.plan
    if plan.charte is None:
        return None
    siennes = VueCharte(vue, choose_annee(plan.charte, vue.aujourd_hui))
    morceaux = (write_phrase, write_faits_charte, write_domaines, write_instances)
    ouverture = write_ouverture_charte(siennes.charte, siennes.bilan, siennes.terme)
    titre = dict(list_menu(vue))[CHARTE]
    return Page(CHARTE, CHARTE, titre, join([write(siennes) for write in morceaux]), ouverture)
