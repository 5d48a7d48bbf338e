"""The météo of each orientation as a distribution: it is never averaged."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.barres import HAUTEUR_RANG, LARGEUR_BARRE, build_nom
from charts.graphique import Graphique, Valeur
from charts.theme import Palette, build_figure
from metrics.bilan import Bilan, Chiffres
from models.plan import Orientation
from models.vocabulaire import METEOS_A_COMMENTER, Meteo
from phrases.format import FINE, format_compte, join_mots, name_orientation

_CLES: tuple[Meteo | None, ...] = (*Meteo, None)


def build_meteo(bilan: Bilan, palette: Palette) -> Graphique:
    """Return one bar an orientation, cut by météo from best to worst; actions without one are an empty outline."""
    orientations = bilan.plan.orientations
    chiffres = [bilan.orientations[o.code] for o in orientations]
    figure = build_figure(
        palette,
        HAUTEUR_RANG * len(orientations) + 16,
        *(_build_trace(cle, chiffres, palette) for cle in _CLES),
        barmode="stack",
        xaxis={"visible": False, "range": [0, 1.01 * (max((c.actives for c in chiffres), default=1) or 1)]},
        yaxis={"visible": False, "range": [len(orientations) - 0.7, -0.8]},
        annotations=[build_nom(i, o, palette) for i, o in enumerate(orientations)],
    )
    entetes = ("Orientation", *(_name(cle) for cle in _CLES))
    lignes = tuple(
        (name_orientation(o), *(str(c.meteos[cle]) for cle in _CLES))
        for o, c in zip(orientations, chiffres, strict=True)
    )
    valeurs: tuple[tuple[Valeur, ...], ...] = tuple(
        (name_orientation(o), *(c.meteos[cle] for cle in _CLES)) for o, c in zip(orientations, chiffres, strict=True)
    )
    return Graphique(_write_titre(bilan.ensemble), _write_alt(orientations, chiffres), figure, entetes, lignes, valeurs)


def _name(meteo: Meteo | None) -> str:
    return str(meteo) if meteo else "Non renseignée"


def _build_trace(cle: Meteo | None, chiffres: list[Chiffres], palette: Palette) -> go.Bar:
    marque, nombres = palette.find_meteo(cle), [c.meteos[cle] for c in chiffres]
    return go.Bar(
        x=nombres,
        y=list(range(len(nombres))),
        width=LARGEUR_BARRE,
        name=_name(cle),
        orientation="h",
        marker={"color": marque.fond, "line": {"color": marque.trait, "width": 1}},
        text=[str(n) if n else "" for n in nombres],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": marque.texte, "size": 13},
        hovertemplate=f"{_name(cle)}{FINE}: %{{x}}<extra></extra>",
    )


def _write_titre(ensemble: Chiffres) -> str:
    connues = sum(n for cle, n in ensemble.meteos.items() if cle is not None)
    if not connues:
        return "Aucune météo n’a encore été donnée"
    inquietes = sum(ensemble.meteos[m] for m in METEOS_A_COMMENTER)
    if not inquietes:
        return f"{format_compte(connues, 'action')} sur {connues} sous le soleil ou couvertes{FINE}: aucun orage"
    return f"{format_compte(inquietes, 'action')} sur {connues} dans les nuages ou l’orage"


def _write_alt(orientations: tuple[Orientation, ...], chiffres: list[Chiffres]) -> str:
    dits = []
    for orientation, c in zip(orientations, chiffres, strict=True):
        parts = [f"{_name(cle).lower()} {c.meteos[cle]}" for cle in _CLES if c.meteos[cle]]
        dits.append(f"orientation {orientation.numero}, {join_mots(parts)}")
    return f"Météo des actions par orientation{FINE}: {'; '.join(dits)}."
