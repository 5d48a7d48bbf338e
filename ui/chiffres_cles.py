"""The five figures of the Synthèse, each with what it stands on, its change and its line over the quarters."""

from __future__ import annotations

from dataclasses import dataclass

from charts.theme import Palette
from metrics.avancement import Bilan
from metrics.format import FINE, format_compte, format_nombre, format_points, format_pourcent, format_taux
from metrics.tendance import Evolution, Point, compute_evolution
from models.vocabulaire import Statut
from ui.etincelle import build_etincelle
from ui.texte import escape_html


@dataclass(frozen=True)
class ChiffreCle:
    """One figure, in words: `evolution` and `detail` may be empty; `serie` is one value a quarter."""

    nom: str
    valeur: str
    evolution: str
    detail: str
    serie: tuple[float | None, ...]
    en_mots: bool = False


def write_chiffres(bilan: Bilan, precedent: Bilan, points: list[Point], palette: Palette) -> str:
    """Return the five figures as HTML."""
    evolution = compute_evolution(bilan, precedent)
    connu = any(p.trimestre == precedent.trimestre for p in points)
    cles = (
        _build_avancement(bilan, points, evolution),
        _build_realisation(bilan, points, evolution),
        _build_ecart(bilan, points, evolution),
        _build_remontee(bilan, points, evolution, connu),
        _build_decisions(bilan, points, evolution, connu),
    )
    couleur = palette.statuts[Statut.EN_COURS].trait
    return f'<dl class="kpis">{"".join(_write(cle, couleur) for cle in cles)}</dl>'


def _write(cle: ChiffreCle, couleur: str) -> str:
    image = build_etincelle(cle.serie, couleur)
    dessin = f'<dd><img src="{image}" alt=""></dd>' if image else ""
    classe = "valeur texte" if cle.en_mots else "valeur"
    evolution = f'<dd class="evolution">{escape_html(cle.evolution)}</dd>' if cle.evolution else ""
    return (
        f'<div class="kpi"><dt>{escape_html(cle.nom)}</dt><dd class="{classe}">{escape_html(cle.valeur)}</dd>'
        f'{evolution}<dd class="detail">{escape_html(cle.detail)}</dd>{dessin}</div>'
    )


def _write_depuis(texte: str, evolution: Evolution) -> str:
    return f"{texte} depuis le {evolution.depuis.libelle}"


def _write_points(valeur: float | None, evolution: Evolution) -> str:
    if valeur is None:
        return ""
    return _write_depuis("stable" if not round(valeur) else format_points(valeur), evolution)


def _build_avancement(bilan: Bilan, points: list[Point], evolution: Evolution) -> ChiffreCle:
    c = bilan.ensemble
    detail = f"{c.connues} actions renseignées sur {c.actives}"
    if c.suffisante and c.encadrement and c.connues < c.actives:
        bas, haut = (format_pourcent(b) for b in c.encadrement)
        detail = f"entre {bas} et {haut} selon les {c.actives - c.connues} non renseignées, sur {c.actives}"
        if c.actives - c.connues == 1:
            detail = f"entre {bas} et {haut} selon l’action non renseignée, sur {c.actives}"
    serie = tuple(p.ensemble.avancement if p.ensemble.suffisante else None for p in points)
    if not c.suffisante:
        return ChiffreCle("Avancement", "données insuffisantes", "", detail, serie, en_mots=True)
    texte = _write_points(evolution.avancement, evolution)
    return ChiffreCle("Avancement", format_pourcent(c.avancement), texte, detail, serie)


def _build_realisation(bilan: Bilan, points: list[Point], evolution: Evolution) -> ChiffreCle:
    c = bilan.ensemble
    ecart = None if evolution.taux_realisation is None else 100 * evolution.taux_realisation
    detail = f"{format_compte(c.realisees, 'réalisée')} sur {c.actives} actions actives"
    if c.exclues:
        detail += f"{FINE}; {c.exclues} hors calcul"
    serie = tuple(p.ensemble.taux_realisation for p in points)
    texte = _write_points(ecart, evolution)
    return ChiffreCle("Taux de réalisation", format_taux(c.taux_realisation), texte, detail, serie)


def _build_ecart(bilan: Bilan, points: list[Point], evolution: Evolution) -> ChiffreCle:
    c = bilan.ensemble
    serie = tuple(p.ensemble.ecart if p.ensemble.suffisante else None for p in points)
    if not c.suffisante:
        return ChiffreCle("Écart avec l’attendu", "données insuffisantes", "", "", serie, en_mots=True)
    plan = bilan.plan
    detail = f"{format_pourcent(c.attendu)} attendus"
    if bilan.rythme_constant:
        detail += f", rythme constant {plan.debut.year}-{plan.fin.year}"
    if c.alertes:
        detail += f"{FINE}; {format_compte(c.alertes, 'action')} en alerte"
    return ChiffreCle(
        "Écart avec l’attendu", format_points(c.ecart), _write_points(evolution.ecart, evolution), detail, serie
    )


def _build_remontee(bilan: Bilan, points: list[Point], evolution: Evolution, connu: bool) -> ChiffreCle:
    c = bilan.ensemble
    detail = f"{format_compte(c.remontees, 'action actualisée', 'actions actualisées')} sur {c.actives}"
    if c.dans_les_delais is not None:
        detail += f", dont {c.dans_les_delais} dans les délais"
    ecart = 100 * evolution.taux_remontee if connu and evolution.taux_remontee is not None else None
    serie = tuple(p.ensemble.taux_remontee for p in points)
    return ChiffreCle("Remontée", format_taux(c.taux_remontee), _write_points(ecart, evolution), detail, serie)


def _build_decisions(bilan: Bilan, points: list[Point], evolution: Evolution, connu: bool) -> ChiffreCle:
    c = bilan.ensemble
    signe = f"+{evolution.decisions}" if evolution.decisions > 0 else format_nombre(evolution.decisions)
    texte = _write_depuis("stable" if not evolution.decisions else signe, evolution) if connu else ""
    detail = f"{format_compte(c.bloquees, 'action bloquée', 'actions bloquées')}, {c.en_retard} en retard"
    serie = tuple(float(p.ensemble.decisions) for p in points)
    return ChiffreCle("Décisions attendues", format_nombre(c.decisions), texte, detail, serie)
