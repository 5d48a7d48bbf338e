"""The first page: where the plan stands, in the blocks of the Synthèse."""

from __future__ import annotations

from exports.blocs.engagements.liste import write_bande
from exports.blocs.mots import write_constat, write_note
from exports.blocs.synthese.arbre import write_arbre
from exports.blocs.synthese.confiance import write_table_confiance
from exports.blocs.synthese.tete import write_attentes, write_phrase, write_tete
from exports.presentation.sections import orientations, trajectoire
from exports.site.adresses import SYNTHESE
from exports.site.cadre import Page, join
from exports.site.dessins import write_figure
from exports.site.vue import Vue
from phrases.format import format_compte
from phrases.html import RIEN, Html
from phrases.nom import write_nom
from phrases.synthese import write_ouverture


def build_synthese(vue: Vue) -> Page:
    """Return the page; before any report, the sentence that says so and the tree."""
    ouverture = write_ouverture(vue.bilan, vue.aujourd_hui)
    if not vue.plan.trimestres_renseignes:
        return Page(SYNTHESE, SYNTHESE, "Synthèse", join([write_phrase(vue), write_arbre(vue)]), ouverture)
    corps = join(
        [
            write_tete(vue),
            f'<div class="corps"><div>{write_attentes(vue)}</div><div>{write_arbre(vue)}</div></div>',
            f'<div class="duo">{"".join(write_figure(s.build(vue.recit)) for s in (trajectoire, orientations))}</div>',
            write_table_confiance(vue),
            _write_engagements(vue),
        ]
    )
    return Page(SYNTHESE, SYNTHESE, "Synthèse", corps, ouverture)


def _write_engagements(vue: Vue) -> Html:
    if not vue.plan.engagements:
        return RIEN
    titre = f"{format_compte(len(vue.plan.engagements), 'engagement')} {write_nom(vue.plan).du}"
    note = "Une action peut servir plusieurs engagements. Le rattachement aux orientations est déduit des textes."
    bande = write_bande(vue.bilan, vue.liens, vue.comparable)
    return f'<section class="bloc">{write_constat(titre)}{bande}{write_note(note)}</section>'
