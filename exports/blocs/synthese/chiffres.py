"""The five figures of the Synthèse, each with what it stands on, its change and its line over the quarters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exports.blocs.etincelle import write_etincelle
from exports.blocs.liens import COMMENT, link_explication
from exports.blocs.vue import Vue
from metrics.arrondi import round_demi
from metrics.bilan import Bilan
from metrics.chiffres import DECIMALES, Chiffres
from metrics.decisions import count_nouvelles, list_a_decider
from metrics.etat import SEUIL_ALERTE
from metrics.tendance import Evolution, Point, compute_evolution
from phrases.arbre import write_exclues
from phrases.decisions import write_dont
from phrases.format import (
    FINE,
    INSECABLE,
    INSUFFISANTES,
    NON_RENSEIGNE,
    format_compte,
    format_date,
    format_nombre,
    format_points,
    format_pourcent,
    format_taux,
    format_trimestre,
    split_points,
)
from phrases.html import RIEN, Html, escape_html
from phrases.synthese import write_evolution_ecart
from phrases.trimestre import write_attendus, write_non_compare

ICONE = Html('<span class="icone" aria-hidden="true">help</span>')


@dataclass(frozen=True)
class ChiffreCle:
    """One figure, in words: `unite`, `evolution` and `detail` may be empty.

    `cle` is its place in the address of its explanation.
    """

    cle: str
    nom: str
    valeur: str
    evolution: str
    detail: str
    unite: str = ""
    en_mots: bool = False


@dataclass(frozen=True)
class Lecture:
    """What the figures are read from.

    `evolution` is None where nothing can be compared: no report in the quarter, none before it, or too few of them in
    either; `non_compare` says so in its place, where there would be a change otherwise; `depassees` counts the
    décisions wanted before the day of reading, `lues_au` that day where it is not the one of the data.
    """

    bilan: Bilan
    precedent: Bilan
    evolution: Evolution | None
    aujourd_hui: date
    non_compare: str
    depassees: int
    lues_au: date | None


def write_chiffres(vue: Vue) -> Html:
    """Return the five figures as HTML."""
    bilan, precedent = vue.bilan, vue.precedent
    comparable = precedent.renseigne and not bilan.repris
    non_compare = write_non_compare(vue.reserve) if comparable else ""
    evolution = compute_evolution(bilan, precedent) if comparable and not non_compare else None
    depassees = sum(ligne.depassee for ligne in list_a_decider(bilan, vue.jour_de_lecture) if ligne.decision_attendue)
    lecture = Lecture(bilan, precedent, evolution, vue.aujourd_hui, non_compare, depassees, vue.jour_a_dire)
    construire = (_build_avancement, _build_realisation, _build_ecart, _build_remontee, _build_decisions)
    points = vue.points
    chiffres = [_mark(build(lecture), lecture) for build in construire]
    series = {c.cle: list_serie(c.cle, points, vue.aujourd_hui) for c in chiffres}
    cles = "".join(_write(c, vue.liens, write_etincelle(series[c.cle], "sous-figure")) for c in chiffres)
    return f'<div class="kpis-cadre"><dl class="kpis">{cles}</dl></div>'


def _mark(chiffre: ChiffreCle, lecture: Lecture) -> ChiffreCle:
    """Return a figure that says why it is not compared, where it is one and would be."""
    return chiffre if chiffre.en_mots or chiffre.evolution else replace(chiffre, evolution=lecture.non_compare)


def list_serie(cle: str, points: Sequence[Point], aujourd_hui: date | None) -> list[float | None]:
    """Return a figure quarter by quarter, from the first reported; None where too little was known to show it.

    A quarter that is compared with none has no place in a line either, but for how much was reported in those past:
    to leave out the quarters in which little was would make the line of it a lie.
    """
    lire: dict[str, Callable[[Chiffres], float | None]] = {
        "avancement": lambda c: c.avancement if c.suffisante else None,
        "realisation": lambda c: c.taux_realisation,
        "ecart": lambda c: c.ecart if c.suffisante else None,
        "remontee": lambda c: c.taux_remontee,
        "decisions": lambda c: c.decisions,
    }
    return [
        lire[cle](p.ensemble) if p.is_comparable(aujourd_hui) or (cle == "remontee" and p is not points[-1]) else None
        for p in points
    ]


def _write(cle: ChiffreCle, liens: Mapping[str, str], image: Html) -> Html:
    """Return a figure as HTML: its value is the link to its explanation, and the whole block answers the mouse."""
    unite = f' <span class="unite">{escape_html(cle.unite)}</span>' if cle.unite else RIEN
    valeur = link_explication(escape_html(cle.valeur) + unite, cle.cle, liens)
    classe = Html("valeur texte" if cle.en_mots else "valeur")
    evolution = f'<dd class="evolution">{escape_html(cle.evolution)}</dd>' if cle.evolution else RIEN
    detail = f'<dd class="detail">{escape_html(cle.detail)}</dd>' if cle.detail else RIEN
    valeur += RIEN if cle.en_mots else image
    return (
        f'<div class="kpi" title="{COMMENT}"><dt>{escape_html(cle.nom)}{ICONE}</dt><dd class="{classe}">{valeur}</dd>'
        f"{evolution}{detail}</div>"
    )


def _write_points(valeur: float | None, evolution: Evolution | None) -> str:
    if valeur is None or evolution is None:
        return ""
    change = format_points(valeur) if round_demi(valeur) else "stable"
    return f"{change} depuis le {format_trimestre(evolution.depuis)}"


def _write_nombre(change: int, evolution: Evolution) -> str:
    """Return « autant qu’au T2 2026 », « 1 de plus qu’au T2 2026 »."""
    mot = f"{format_nombre(abs(change))} de {'plus' if change > 0 else 'moins'}" if change else "autant"
    return f"{mot} qu’au {format_trimestre(evolution.depuis)}"


def _write_inconnu(cle: str, nom: str) -> ChiffreCle:
    """Return a figure of which nothing is known yet, which is not 0."""
    return ChiffreCle(cle, nom, NON_RENSEIGNE, "", "aucune remontée à cette date", en_mots=True)


def _build_avancement(lecture: Lecture) -> ChiffreCle:
    c, evolution = lecture.bilan.ensemble, lecture.evolution
    detail = f"{format_compte(c.connues, 'action renseignée', 'actions renseignées')} sur {c.actives}"
    if c.suffisante and c.encadrement and c.connues < c.actives:
        bas, haut = (format_pourcent(b) for b in c.encadrement)
        detail = f"entre {bas} et {haut} selon les {c.actives - c.connues} non renseignées, sur {c.actives} comptées"
        if c.actives - c.connues == 1:
            detail = f"entre {bas} et {haut} selon l’action non renseignée, sur {c.actives} comptées"
    if not c.suffisante:
        return ChiffreCle("avancement", "Avancement", INSUFFISANTES, "", detail, en_mots=True)
    texte = _write_points(evolution.avancement if evolution else None, evolution)
    return ChiffreCle("avancement", "Avancement", format_pourcent(c.avancement), texte, detail)


def _build_realisation(lecture: Lecture) -> ChiffreCle:
    cle, nom, c, evolution = "realisation", "Taux de réalisation", lecture.bilan.ensemble, lecture.evolution
    if not lecture.bilan.renseigne:
        return _write_inconnu(cle, nom)
    texte = _write_nombre(c.realisees - lecture.precedent.ensemble.realisees, evolution) if evolution else ""
    part = "" if c.taux_realisation is None else format_taux(c.taux_realisation)
    exclues = write_exclues(c)
    hors = f"hors {exclues}" if exclues else ""
    detail = f"{FINE}; ".join(filter(None, (part, hors)))
    unite = "réalisée" if c.realisees < 2 else "réalisées"
    return ChiffreCle(cle, nom, f"{c.realisees} sur {c.actives}", texte, detail, unite)


def _build_ecart(lecture: Lecture) -> ChiffreCle:
    cle, nom, bilan, evolution = "ecart", "Écart avec l’attendu", lecture.bilan, lecture.evolution
    c = bilan.ensemble
    if bilan.repris:
        return ChiffreCle(cle, nom, "en attente", "", "de remontées sur ce trimestre", en_mots=True)
    if not c.suffisante or c.ecart is None or c.ecart_lu is None:
        return ChiffreCle(cle, nom, INSUFFISANTES, "", "", en_mots=True)
    attendus = write_attendus(c.attendu, bilan.trimestre, lecture.aujourd_hui, DECIMALES)
    detail = f"{format_pourcent(c.avancement, DECIMALES)} contre {attendus}"
    if bilan.rythme_constant:
        detail += f", rythme constant {bilan.plan.debut.year}-{bilan.plan.fin.year}"
    if c.alertes:
        detail += f"{FINE}; {format_compte(c.alertes, 'action')} à {SEUIL_ALERTE} points ou plus derrière"
    avant, texte = lecture.precedent.ensemble.ecart, ""
    if evolution is not None and avant is not None:
        texte = write_evolution_ecart(avant, c.ecart, evolution.depuis)
    valeur, unite = split_points(c.ecart_lu, DECIMALES)
    return ChiffreCle(cle, nom, valeur, texte, detail, unite)


def _build_remontee(lecture: Lecture) -> ChiffreCle:
    c, evolution = lecture.bilan.ensemble, lecture.evolution
    detail = f"{c.remontees} sur {format_compte(c.actives, 'comptée')} ce trimestre"
    if c.dans_les_delais is not None:
        detail += f", dont {c.dans_les_delais} dans les délais"
    ecart = None
    if evolution is not None and evolution.taux_remontee is not None:
        ecart = 100 * evolution.taux_remontee
    if lecture.bilan.is_en_cours(lecture.aujourd_hui) and not lecture.non_compare:
        detail += f"{FINE}; trimestre en cours"
    texte = _write_points(ecart, evolution)
    return ChiffreCle("remontee", "Actions actualisées", format_taux(c.taux_remontee), texte, detail)


def _build_decisions(lecture: Lecture) -> ChiffreCle:
    cle, nom, c, evolution = "decisions", "Décisions attendues", lecture.bilan.ensemble, lecture.evolution
    if not lecture.bilan.renseigne:
        return _write_inconnu(cle, nom)
    texte = _write_nombre(evolution.decisions, evolution) if evolution else ""
    if evolution and c.decisions and not evolution.decisions:
        nouvelles = count_nouvelles(lecture.bilan, lecture.precedent)
        dont = f"dont {format_compte(nouvelles, 'nouvelle')}".replace(" ", INSECABLE)
        suite = dont if nouvelles else "pour les mêmes actions"
        texte += f", {suite}"
    detail = format_compte(c.bloquees, "action bloquée", "actions bloquées")
    depassees = f"dont {lecture.depassees} à la date dépassée" if lecture.depassees else ""
    if depassees and lecture.lues_au:
        depassees += f" au {format_date(lecture.lues_au)}"
    dits = filter(None, (depassees, write_dont(c.decisions_a_confirmer), detail))
    return ChiffreCle(cle, nom, format_nombre(c.decisions), texte, f"{FINE}; ".join(dits))
