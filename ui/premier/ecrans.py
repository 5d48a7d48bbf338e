"""What each screen shows first, as HTML: the same texts as the session draws, from the same functions.

Only what stands above the first control that narrows the screen: what a reader chose there, the document does not know.
"""

from __future__ import annotations

from collections.abc import Callable

from exports.blocs.actions.liste import write_phrase as write_phrase_actions
from exports.blocs.engagements.liste import write_phrase as write_phrase_engagements
from metrics.charte import choose_annee
from ui.aide import ecran as aide
from ui.calendrier import ecran as calendrier
from ui.calendrier.filtres import Choix
from ui.charte import ecran as charte
from ui.charte.vue import VueCharte, write_faits_charte, write_phrase
from ui.engagements import liste as engagements
from ui.journal import liste as journal
from ui.kit.telechargement import ETIQUETTE
from ui.partenaires import ecran as partenaires
from ui.partenaires.chiffres import write_chiffres
from ui.partenaires.filtres import FiltresPartenaires
from ui.partenaires.vue import VuePartenaires
from ui.premier.blocs import frame, frame_compte, keep_champ
from ui.socle.texte import RIEN, Html
from ui.socle.vue import Vue
from ui.synthese.blocs import write_arbre, write_attentes, write_tete


def _write_synthese(vue: Vue) -> Html:
    if not vue.plan.trimestres_renseignes:
        return RIEN
    corps = f"{frame(write_attentes(vue))}{frame(write_arbre(vue))}"
    return f'{frame(write_tete(vue))}<div class="st-key-corps">{corps}</div>'


def _write_actions(vue: Vue) -> Html:
    return frame_compte(write_phrase_actions(list(vue.bilan.etats.values())), ETIQUETTE)


def _write_engagements(vue: Vue) -> Html:
    if not vue.plan.engagements:
        return RIEN
    blocs = engagements.write_blocs(vue.version, vue.trimestre, tuple(vue.liens.items()))
    return frame_compte(write_phrase_engagements(vue.bilan, vue.aujourd_hui), ETIQUETTE) + frame(blocs)


def _write_calendrier(vue: Vue) -> Html:
    choix = Choix()
    if not choix.select(vue.plan, calendrier.get_calendrier(vue).evenements):
        return RIEN
    return frame_compte(calendrier.write_ouverture(vue, choix), ETIQUETTE)


def _write_partenaires(vue: Vue) -> Html:
    siennes = VuePartenaires(vue, FiltresPartenaires())
    if not siennes.partenariat.cases:
        return RIEN
    compte = frame_compte(partenaires.write_phrase(siennes), partenaires.ETIQUETTE)
    return f'<div class="st-key-tete_partenaires premier-pile">{compte}{frame(write_chiffres(siennes))}</div>'


def _write_charte(vue: Vue) -> Html:
    if vue.plan.charte is None:
        return RIEN
    siennes = VueCharte(vue, choose_annee(vue.plan.charte, vue.aujourd_hui))
    compte = frame_compte(write_phrase(siennes), charte.ETIQUETTE, str(siennes.annee))
    return f"{compte}{frame(write_faits_charte(siennes))}"


def _write_aide(vue: Vue) -> Html:
    return f"{keep_champ(aide.CHERCHER)}{frame(aide.write_accueil(vue))}"


def _write_journal(vue: Vue) -> Html:
    return frame(journal.write_phrase(vue.version))


PREMIERS: dict[str, tuple[Callable[[Vue], Html], str]] = {
    "synthese.py": (_write_synthese, "table.arbre"),
    "orientations_et_actions.py": (_write_actions, ".st-key-compte .phrase"),
    "engagements.py": (_write_engagements, "ol.blocs"),
    "calendrier.py": (_write_calendrier, ".st-key-compte .phrase"),
    "partenaires.py": (_write_partenaires, ".st-key-tete_partenaires .kpis"),
    "charte.py": (_write_charte, ".fiche-faits"),
    "aide.py": (_write_aide, ".accueil-aide"),
    "journal.py": (_write_journal, "p.phrase"),
}
"""By screen: what writes it, and what the session has drawn once it can take over."""
