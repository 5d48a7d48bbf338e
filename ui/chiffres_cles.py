"""The five figures of the Synthèse, each with what it stands on, its change and its line over the quarters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from charts.theme import Palette
from metrics.avancement import Bilan
from metrics.explication import INSUFFISANTES
from metrics.format import (
    FINE,
    NON_RENSEIGNE,
    format_compte,
    format_date,
    format_nombre,
    format_points,
    format_pourcent,
    format_taux,
    format_trimestre,
)
from metrics.tendance import Evolution, Point, compute_evolution
from models.vocabulaire import Statut
from ui.etincelle import build_etincelle
from ui.liens import COMMENT, link_explication
from ui.texte import escape_html

ICONE = '<span class="icone" aria-hidden="true">help</span>'


@dataclass(frozen=True)
class ChiffreCle:
    """One figure, in words: `evolution` and `detail` may be empty; `serie` is one value a quarter.

    `cle` is its place in the address of its explanation.
    """

    cle: str
    nom: str
    valeur: str
    evolution: str
    detail: str
    serie: tuple[float | None, ...]
    en_mots: bool = False


@dataclass(frozen=True)
class Lecture:
    """What the figures are read from.

    `evolution` is None where nothing can be compared: no report in the quarter, or none before it; `en_cours` when
    reports are still awaited, so that what they weigh on has no change yet.
    """

    bilan: Bilan
    points: list[Point]
    evolution: Evolution | None
    en_cours: bool


def write_chiffres(bilan: Bilan, precedent: Bilan, points: list[Point], palette: Palette, aujourd_hui: date) -> str:
    """Return the five figures as HTML."""
    comparable = precedent.renseigne and not bilan.repris
    evolution = compute_evolution(bilan, precedent) if comparable else None
    lecture = Lecture(bilan, points, evolution, bilan.is_en_cours(aujourd_hui))
    construire = (_build_avancement, _build_realisation, _build_ecart, _build_remontee, _build_decisions)
    couleur = palette.statuts[Statut.EN_COURS].trait
    liens = {"trimestre": bilan.trimestre.libelle}
    cles = "".join(_write(build(lecture), couleur, liens) for build in construire)
    return f'<div class="kpis-cadre"><dl class="kpis">{cles}</dl></div>'


def _write(cle: ChiffreCle, couleur: str, liens: Mapping[str, str]) -> str:
    """Return a figure as HTML: its value is the link to its explanation, and the whole block answers the mouse."""
    image = build_etincelle(cle.serie, couleur)
    nombre, _, unite = cle.valeur.partition(" ") if not cle.en_mots else (cle.valeur, "", "")
    valeur = escape_html(nombre) + (f' <span class="unite">{escape_html(unite)}</span>' if unite else "")
    valeur = link_explication(valeur, cle.cle, liens)
    dessin = f'<dd class="ligne"><img src="{image}" alt=""></dd>' if image else ""
    classe = "valeur texte" if cle.en_mots else "valeur"
    evolution = f'<dd class="evolution">{escape_html(cle.evolution)}</dd>' if cle.evolution else ""
    return (
        f'<div class="kpi" title="{COMMENT}"><dt>{escape_html(cle.nom)}{ICONE}</dt><dd class="{classe}">{valeur}</dd>'
        f'{evolution}<dd class="detail">{escape_html(cle.detail)}</dd>{dessin}</div>'
    )


def _write_depuis(texte: str, evolution: Evolution) -> str:
    return f"{texte} depuis le {format_trimestre(evolution.depuis)}"


def _write_points(valeur: float | None, evolution: Evolution | None) -> str:
    if valeur is None or evolution is None:
        return ""
    return _write_depuis("stable" if not round(valeur) else format_points(valeur), evolution)


def _write_inconnu(cle: str, nom: str) -> ChiffreCle:
    """Return a figure of which nothing is known yet, which is not 0."""
    return ChiffreCle(cle, nom, NON_RENSEIGNE, "", "aucune remontée à cette date", (), en_mots=True)


def _build_avancement(lecture: Lecture) -> ChiffreCle:
    c, evolution = lecture.bilan.ensemble, lecture.evolution
    detail = f"{format_compte(c.connues, 'action renseignée', 'actions renseignées')} sur {c.actives}"
    if c.suffisante and c.encadrement and c.connues < c.actives:
        bas, haut = (format_pourcent(b) for b in c.encadrement)
        detail = f"entre {bas} et {haut} selon les {c.actives - c.connues} non renseignées, sur {c.actives}"
        if c.actives - c.connues == 1:
            detail = f"entre {bas} et {haut} selon l’action non renseignée, sur {c.actives}"
    serie = tuple(p.ensemble.avancement if p.ensemble.suffisante else None for p in lecture.points)
    if not c.suffisante:
        return ChiffreCle("avancement", "Avancement", INSUFFISANTES, "", detail, serie, en_mots=True)
    texte = _write_points(evolution and evolution.avancement, evolution)
    return ChiffreCle("avancement", "Avancement", format_pourcent(c.avancement), texte, detail, serie)


def _build_realisation(lecture: Lecture) -> ChiffreCle:
    cle, nom, c, evolution = "realisation", "Taux de réalisation", lecture.bilan.ensemble, lecture.evolution
    if not lecture.bilan.renseigne:
        return _write_inconnu(cle, nom)
    ecart = None
    if evolution is not None and evolution.taux_realisation is not None:
        ecart = 100 * evolution.taux_realisation
    detail = f"{format_compte(c.realisees, 'réalisée')} sur {c.actives} actions actives"
    if c.exclues:
        detail += f"{FINE}; {c.exclues} hors calcul"
    serie = tuple(p.ensemble.taux_realisation for p in lecture.points)
    return ChiffreCle(cle, nom, format_taux(c.taux_realisation), _write_points(ecart, evolution), detail, serie)


def _build_ecart(lecture: Lecture) -> ChiffreCle:
    cle, nom, bilan, evolution = "ecart", "Écart avec l’attendu", lecture.bilan, lecture.evolution
    c = bilan.ensemble
    serie = tuple(p.ensemble.ecart if p.ensemble.suffisante else None for p in lecture.points)
    if bilan.repris:
        return ChiffreCle(cle, nom, "en attente", "", "de remontées sur ce trimestre", serie, en_mots=True)
    if not c.suffisante:
        return ChiffreCle(cle, nom, INSUFFISANTES, "", "", serie, en_mots=True)
    detail = f"{format_pourcent(c.avancement, 1)} contre {format_pourcent(c.attendu, 1)} attendus"
    if lecture.en_cours:
        detail += f" au {format_date(bilan.trimestre.dernier_jour)}"
    if bilan.rythme_constant:
        detail += f", rythme constant {bilan.plan.debut.year}-{bilan.plan.fin.year}"
    if c.alertes:
        detail += f"{FINE}; {format_compte(c.alertes, 'action')} en alerte"
    texte = "" if lecture.en_cours else _write_points(evolution and evolution.ecart, evolution)
    return ChiffreCle(cle, nom, format_points(c.ecart), texte, detail, serie)


def _build_remontee(lecture: Lecture) -> ChiffreCle:
    c, evolution = lecture.bilan.ensemble, lecture.evolution
    detail = f"{format_compte(c.remontees, 'action actualisée', 'actions actualisées')} sur {c.actives}"
    if c.dans_les_delais is not None:
        detail += f", dont {c.dans_les_delais} dans les délais"
    ecart, texte = None, ""
    if evolution is not None and evolution.taux_remontee is not None:
        ecart = 100 * evolution.taux_remontee
    if lecture.en_cours:
        detail += f"{FINE}; trimestre en cours"
    else:
        texte = _write_points(ecart, evolution)
    serie = tuple(p.ensemble.taux_remontee for p in lecture.points)
    return ChiffreCle("remontee", "Remontée", format_taux(c.taux_remontee), texte, detail, serie)


def _build_decisions(lecture: Lecture) -> ChiffreCle:
    cle, nom, c, evolution, texte = "decisions", "Décisions attendues", lecture.bilan.ensemble, lecture.evolution, ""
    if not lecture.bilan.renseigne:
        return _write_inconnu(cle, nom)
    if evolution is not None:
        signe = f"+{evolution.decisions}" if evolution.decisions > 0 else format_nombre(evolution.decisions)
        texte = _write_depuis("stable" if not evolution.decisions else signe, evolution)
    detail = format_compte(c.bloquees, "action bloquée", "actions bloquées")
    serie = tuple(float(p.ensemble.decisions) for p in lecture.points)
    return ChiffreCle(cle, nom, format_nombre(c.decisions), texte, detail, serie)
