"""The blocks of the partners beside the map, as HTML: key figures, who is silent, which actions have nobody."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.arrondi import round_demi
from metrics.partenariat import (
    Absence,
    ActionSansActif,
    Partenariat,
    list_sans_actif,
)
from metrics.partenariat_temps import Silence
from models.trimestre import Trimestre
from phrases import partenaires as phrases
from phrases.format import FINE, format_compte, format_nombre, format_points, format_taux, format_trimestre
from ui.kit import marques as m
from ui.kit.composants import write_constat
from ui.partenaires.concentration import concentrate
from ui.partenaires.vue import VuePartenaires
from ui.socle.liens import link_explication
from ui.socle.memoire import keep
from ui.socle.texte import escape_html

EN_VUE = 6
"""Rows of a list in sight, the others folded under it."""


@keep(64)
def write_chiffres(vue: VuePartenaires) -> str:
    """Return the key figures, each with what it stands on and its change since the quarter before."""
    p, avant = vue.partenariat, vue.precedent
    cartes = (_write_mobilisation, _write_remontees, _write_silencieux, _write_sans_actif, _write_charge)
    return f'<div class="kpis-cadre"><dl class="kpis">{"".join(write(vue, p, avant) for write in cartes)}</dl></div>'


def _write_carte(nom: str, valeur: str, evolution: str, detail: str) -> str:
    """Return one figure; `valeur` is HTML."""
    suites = (("evolution", evolution), ("detail", detail))
    dits = "".join(f'<dd class="{classe}">{escape_html(texte)}</dd>' for classe, texte in suites if texte)
    return f'<div class="kpi"><dt>{escape_html(nom)}</dt><dd class="valeur">{valeur}</dd>{dits}</div>'


def _write_change(nombre: int, avant: Partenariat | None) -> str:
    if avant is None:
        return ""
    mot = f"{format_nombre(abs(nombre))} de {'plus' if nombre > 0 else 'moins'}" if nombre else "autant"
    return f"{mot} qu’au {format_trimestre(avant.bilan.trimestre)}"


def _explain(vue: VuePartenaires, valeur: str, chiffre: str) -> str:
    """Return a figure linked to its explanation, which is of the whole plan: none under a filter."""
    if vue.filtres.actifs:
        return valeur
    return link_explication(valeur, chiffre, {"trimestre": vue.partenariat.bilan.trimestre.libelle})


def _write_mobilisation(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> str:
    nom, i = "Taux de mobilisation", p.ensemble
    if not p.renseigne or i.encadrement is None:
        return _write_carte(nom, "–", "", "aucune remontée sur ce trimestre" if i.attendues else "rien d’attendu")
    valeur, evolution = _explain(vue, format_taux(i.taux_mobilisation), "mobilisation"), ""
    if avant is not None and avant.ensemble.taux_mobilisation is not None:
        ecart = 100 * ((i.taux_mobilisation or 0) - avant.ensemble.taux_mobilisation)
        mots = format_points(ecart) if round_demi(ecart) else "stable"
        evolution = f"{mots} depuis le {format_trimestre(avant.bilan.trimestre)}"
        if not (i.suffisante and avant.ensemble.suffisante):
            evolution = "trop de silences pour comparer"
    detail = f"{format_compte(i.mobilisees, 'mobilisée')} sur {format_compte(i.attendues, 'attendue')}"
    if i.silencieuses:
        plusieurs = f"les {i.silencieuses} {phrases.SANS_NOUVELLE} l’étaient"
        qui = plusieurs if i.silencieuses > 1 else "celle qui manque l’était"
        detail += f"{FINE}; jusqu’à {format_taux(i.encadrement[1])} si {qui} aussi"
    return _write_carte(nom, valeur, evolution, detail)


def _write_remontees(_: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> str:
    i = p.ensemble
    detail = f"{format_taux(i.couverture)} des participations attendues" if i.remontees else ""
    if i.spontanees:
        detail = f"{FINE}; ".join(filter(None, (detail, f"{format_compte(i.spontanees, 'spontanée')} en plus")))
    evolution = _write_change(i.remontees - avant.ensemble.remontees, avant) if avant else ""
    return _write_carte("Participations remontées", f"{i.remontees} sur {i.attendues}", evolution, detail)


def _write_silencieux(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> str:
    evolution = _write_change(len(p.silencieux) - len(avant.silencieux), avant) if avant else ""
    return _write_carte(
        "Partenaires sans nouvelle",
        _explain(vue, f"{len(p.silencieux)} sur {len(p.attendus)}", "silence"),
        evolution,
        "attendus, rien n’est dit d’eux ce trimestre" if p.silencieux else "chacun a donné des nouvelles",
    )


def _write_sans_actif(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> str:
    sans = vue.sans_actif
    evolution = ""
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


def _write_charge(vue: VuePartenaires, p: Partenariat, avant: Partenariat | None) -> str:  # noqa: ARG001
    c = concentrate(p, lambda i: i.attendues)
    if c.part is None:
        return _write_carte("Concentration", "–", "", "rien d’attendu")
    qui = f"sur les {len(c.tete)} premiers partenaires" if len(c.tete) > 1 else "sur le premier partenaire"
    valeur = _explain(vue, format_taux(c.part), "concentration")
    return _write_carte("Concentration", valeur, "", f"des participations attendues {qui}")


@keep(64)
def write_silences(vue: VuePartenaires) -> str:
    """Return the silent partners, the longest silence first, with the actions where they are expected."""
    silences, attendus = vue.silences, len(vue.partenariat.attendus)
    if not silences:
        return write_constat(
            "Chaque partenaire attendu a donné des nouvelles" if attendus else "Aucun partenaire attendu"
        )
    jamais = sum(s.dernier is None for s in silences)
    suite = f", dont {jamais} dont rien n’a jamais été dit" if 0 < jamais < len(silences) else ""
    verbe = "sont" if len(silences) > 1 else "est"
    titre = f"{format_compte(len(silences), 'partenaire')} sur {attendus} {verbe} {phrases.SANS_NOUVELLE}{suite}"
    return write_constat(titre) + _fold([_write_silence(vue, s) for s in silences], "partenaire")


def _write_silence(vue: VuePartenaires, silence: Silence) -> str:
    codes = ", ".join(m.write_code(a, vue.vue.liens) for a in silence.actions)
    depuis = write_depuis(silence.dernier, vue.vue.trimestre)
    return f'<li>{vue.write_partenaire(silence.nom)}<p class="attente">{depuis}{FINE}; attendu sur {codes}</p></li>'


def write_depuis(dernier: Trimestre | None, trimestre: Trimestre) -> str:
    """Return since when nothing is said of a partner."""
    dit = write_nouvelle(dernier, trimestre)
    return dit if dernier is None else f"dernière nouvelle {dit}"


def write_nouvelle(dernier: Trimestre | None, trimestre: Trimestre) -> str:
    """Return when a partner was last spoken of, for who reads beside it that it is the last news."""
    if dernier is None:
        return "rien n’a jamais été remonté"
    if dernier == trimestre:
        return "ce trimestre"
    distance = trimestre.rang - dernier.rang
    return f"au {format_trimestre(dernier)}, il y a {format_compte(distance, 'trimestre')}"


@keep(64)
def write_sans_actif(vue: VuePartenaires) -> str:
    """Return the actions without an active partner, and why, those where nothing was reported at all told apart."""
    sans = vue.sans_actif
    if not sans:
        return write_constat("Chaque action a au moins un partenaire actif")
    titre = phrases.write_sans_actif(sans)
    if personne := sum(s.motif is Absence.PERSONNE for s in sans):
        titre += f", {personne} sans partenaire attendu"
    return write_constat(titre) + _fold([_write_action(vue, s) for s in sans], "action")


def _write_action(vue: VuePartenaires, sans: ActionSansActif) -> str:
    noms = ", ".join(escape_html(nom) for nom in sans.attendus)
    motif = f"{sans.motif}{FINE}: {noms}" if noms else str(sans.motif)
    return f'<li>{m.write_action(sans.action, vue.vue.liens)}<p class="attente">{motif}</p></li>'


def _fold(items: Sequence[str], quoi: str) -> str:
    """Return a list whose first items are in sight and the others under them, on demand; `quoi` is one of them."""
    tete, reste = items[:EN_VUE], items[EN_VUE:]
    suite = ""
    if reste:
        autres = f"les {len(reste)} autres {quoi}s" if len(reste) > 1 else f"l’autre {quoi}"
        suite = (
            f'<details class="suite"><summary>Voir {autres}</summary>'
            f'<ul class="attentes">{"".join(reste)}</ul></details>'
        )
    return f'<ul class="attentes">{"".join(tete)}</ul>{suite}'
