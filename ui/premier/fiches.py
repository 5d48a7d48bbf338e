"""What a sheet shows first, as HTML: its title, then where stands what it tells, from the functions of the session.

A sheet is a screen whose address names something: an action, an engagement, a partner, a part of Aide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exports.blocs.liens import PAGE_ACTIONS, PAGE_AIDE, PAGE_ENGAGEMENTS, PAGE_PARTENAIRES
from ui.actions import fiche as action_
from ui.aide import ecran as aide
from ui.engagements import fiche as engagement_
from ui.kit.commandes import write_commandes
from ui.kit.source import name_source
from ui.partenaires import fiche as partenaire_
from ui.premier.blocs import Debut, frame, frame_commandes, keep_bouton, keep_champ
from ui.socle.texte import RIEN
from ui.socle.vue import Vue

WriteFiche = Callable[[Vue, Mapping[str, str]], Debut | None]
"""What writes a sheet from what its address holds; None when that names nothing."""


def _write_action(vue: Vue, adresse: Mapping[str, str]) -> Debut | None:
    action = vue.plan.actions_par_code.get(adresse["action"])
    if action is None:
        return None
    commandes = write_commandes(vue.trimestre, PAGE_ACTIONS, {"action": action.code})
    ligne = frame_commandes(keep_bouton(name_source(action.libelle)), frame(commandes))
    situation = frame(action_.write_situation(vue, action.code, tuple(vue.liens.items())))
    return Debut(action_.write_titre(action, vue.liens), f"{ligne}{situation}", ".fiche-faits")


def _write_engagement(vue: Vue, adresse: Mapping[str, str]) -> Debut | None:
    engagement = next((x for x in vue.plan.engagements if str(x.numero) == adresse["engagement"]), None)
    if engagement is None:
        return None
    situation = engagement_.write_situation(vue.bilan, engagement, vue.aujourd_hui, vue.liens)
    if not situation:
        return None
    commandes = write_commandes(vue.trimestre, PAGE_ENGAGEMENTS, {"engagement": str(engagement.numero)})
    ligne = frame_commandes(keep_bouton(name_source(engagement.libelle, "Texte")), frame(commandes))
    return Debut(engagement_.write_titre(engagement, vue.liens), f"{ligne}{frame(situation)}", ".fiche-faits")


def _write_partenaire(vue: Vue, adresse: Mapping[str, str]) -> Debut | None:
    partenaire = next((p for p in vue.plan.partenaires if p.nom == adresse["partenaire"]), None)
    if partenaire is None:
        return None
    commandes = write_commandes(vue.trimestre, PAGE_PARTENAIRES, {"partenaire": partenaire.nom})
    ligne = frame_commandes(frame(commandes), keep_bouton(partenaire_.ETIQUETTE))
    situation = frame(partenaire_.write_situation(vue, partenaire, vue.liens))
    return Debut(partenaire_.write_titre(partenaire.nom, vue.liens), f"{ligne}{situation}", ".fiche-faits")


def _write_rubrique(vue: Vue, adresse: Mapping[str, str]) -> Debut | None:
    cle = adresse.get("rubrique", "")
    if cle not in aide.PAR_CLE:
        return None
    corps = frame(aide.write_rubrique(vue, cle, adresse.get("sujet", "")))
    return Debut(RIEN, f"{keep_champ(aide.CHERCHER)}{corps}", ".menu-aide")


FICHES: dict[str, tuple[WriteFiche, tuple[str, ...]]] = {
    PAGE_ACTIONS: (_write_action, ("action",)),
    PAGE_ENGAGEMENTS: (_write_engagement, ("engagement",)),
    PAGE_PARTENAIRES: (_write_partenaire, ("partenaire",)),
    PAGE_AIDE: (_write_rubrique, ("rubrique", "sujet")),
}
"""By screen: what writes its sheets, and what their address holds, the first of which names them."""
