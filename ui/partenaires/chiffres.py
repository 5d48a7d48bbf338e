"""The key figures of the partners, as HTML: each with what it stands on and its change since the quarter before."""

from __future__ import annotations

from exports.blocs.liens import link_explication
from metrics.arrondi import round_demi
from metrics.partenariat import Absence, Partenariat, list_sans_actif
from phrases.format import FINE, format_compte, format_nombre, format_points, format_taux, format_trimestre
from phrases.partenaires import PART_DES_PREMIERS, SANS_NOUVELLE
from ui.partenaires.concentration import concentrate
from ui.partenaires.vue import VuePartenaires
from ui.socle.memoire import keep
from ui.socle.texte import Html, escape_html


@keep(64)
def write_chiffres(vue: VuePartenaires) -> Html:
    """Return the key figures, each with what it stands on and its change since the quarter before."""
    p, avant = vue.partenariat, vue.precedent
    cartes = (_write_mobilisation, _write_remontees, _write_silencieux, _write_sans_actif, _write_charge)
    return f'<div class="kpis-cadre"><dl class="kpis">{"".join(write(vue, p, avant) for write in cartes)}</dl></div>'


def _write_carte(nom: str, valeur: Html, evolution: str, detail: str) -> Html:
    """Return one figure."""
    suites = (("evolution", evolution), ("detail", detail))
    dits = "".join(f'<dd class="{escape_html(classe)}">{escape_html(texte)}</dd>' for classe, texte in suites if texte)
    return f'<div class="kpi"><dt>{escape_html(nom)}</dt><dd class="valeur">{valeur}</dd>{dits}</div>'


def _write_change(nombre: int, avant: Partenariat) -> str:
    mot = f"{format_nombre(abs(nombre))} de {'plus' if nombre > 0 else 'moins'}" if nombre else "autant"
    return f"{mot} qu’au {format_trimestre(avant.bilan.trimestre)}"


def _explain(vue: VuePartenaires, valeur: Html, chiffre: str) -> Html:
    """Return a figure linked to its explanation, which is of the whole plan: none under a filter."""
    if vue.filtres.actifs:
        return valeur
    return link_explication(valeur, chiffre, vue.vue.liens)


def _write_mobilisation(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> Html:
    nom, i = "Taux de mobilisation", p.ensemble
    if not p.renseigne or i.encadrement is None:
        return _write_carte(nom, "–", "", "aucune remontée sur ce trimestre" if i.attendues else "rien d’attendu")
    valeur, evolution = _explain(vue, format_taux(i.taux_mobilisation), "mobilisation"), vue.non_compare
    if avant is not None and avant.ensemble.taux_mobilisation is not None:
        ecart = 100 * ((i.taux_mobilisation or 0) - avant.ensemble.taux_mobilisation)
        mots = format_points(ecart) if round_demi(ecart) else "stable"
        evolution = f"{mots} depuis le {format_trimestre(avant.bilan.trimestre)}"
        if not (i.suffisante and avant.ensemble.suffisante):
            evolution = "trop de silences pour comparer"
    detail: str = f"{format_compte(i.mobilisees, 'mobilisée')} sur {format_compte(i.attendues, 'attendue')}"
    if i.silencieuses:
        plusieurs = f"les {i.silencieuses} {SANS_NOUVELLE} l’étaient"
        qui = plusieurs if i.silencieuses > 1 else "celle qui manque l’était"
        detail = f"{detail}{FINE}; jusqu’à {format_taux(i.encadrement[1])} si {qui} aussi"
    return _write_carte(nom, valeur, evolution, detail)


def _write_remontees(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> Html:
    i = p.ensemble
    detail = f"{format_taux(i.couverture)} des participations attendues" if i.remontees else ""
    if i.spontanees:
        autres = format_compte(i.spontanees, "autre non attendue", "autres non attendues")
        detail = f"{FINE}; ".join(filter(None, (detail, autres)))
    evolution = _write_change(i.remontees - avant.ensemble.remontees, avant) if avant else vue.non_compare
    return _write_carte("Participations remontées", f"{i.remontees} sur {i.attendues}", evolution, detail)


def _write_silencieux(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> Html:
    evolution = _write_change(len(p.silencieux) - len(avant.silencieux), avant) if avant else vue.non_compare
    return _write_carte(
        "Partenaires sans nouvelle",
        _explain(vue, f"{len(p.silencieux)} sur {len(p.attendus)}", "silence"),
        evolution,
        "attendus, rien n’est dit d’eux ce trimestre" if p.silencieux else "chacun a donné des nouvelles",
    )


def _write_sans_actif(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> Html:
    sans = vue.sans_actif
    evolution = vue.non_compare
    if avant is not None:
        evolution = _write_change(len(sans) - len(list_sans_actif(avant)), avant)
    muettes = sum(s.motif is Absence.SILENCE for s in sans)
    if not p.renseigne:
        return _write_carte("Sans partenaire actif", "–", "", "aucune remontée sur ce trimestre")
    detail = "actions sans contributeur ni co-porteur"
    if muettes:
        detail += f"{FINE}; {'toutes' if muettes == len(sans) > 1 else f'dont {muettes}'} sans aucune nouvelle"
    valeur = _explain(vue, f"{len(sans)} sur {len(p.actions)}", "sans-partenaire")
    return _write_carte("Sans partenaire actif", valeur, evolution, detail)


def _write_charge(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> Html:  # noqa: ARG001
    c = concentrate(p, lambda i: i.attendues)
    if c.part is None:
        return _write_carte(PART_DES_PREMIERS, "–", "", "rien d’attendu")
    qui = f"sur les {len(c.tete)} premiers partenaires" if len(c.tete) > 1 else "sur le premier partenaire"
    valeur = _explain(vue, format_taux(c.part), "concentration")
    return _write_carte(PART_DES_PREMIERS, valeur, "", f"des participations attendues {qui}")
