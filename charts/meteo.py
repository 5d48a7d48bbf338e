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
    """Return one bar an orientation, all as long, cut by météo from best to worst; without one, an empty outline.

    Shares compare, whatever the number of actions, which is written after the bar; counts are written in it.
    """
    orientations = bilan.plan.orientations
    chiffres = [bilan.orientations[o.code] for o in orientations]
    figure = build_figure(
        palette,
        HAUTEUR_RANG * len(orientations) + 16,
        *(_build_trace(cle, chiffres, palette) for cle in _CLES),
        barmode="stack",
        barnorm="percent",
        xaxis={"visible": False, "range": [0, 122]},
        yaxis={"visible": False, "range": [len(orientations) - 0.7, -0.8]},
        annotations=[
            *(build_nom(i, o, palette) for i, o in enumerate(orientations)),
            *(_write_total(i, c, palette) for i, c in enumerate(chiffres)),
        ],
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
        textfont={"color": marque.texte, "size": 14},
        customdata=nombres,
        hovertemplate=f"{_name(cle)}{FINE}: %{{customdata}}<extra></extra>",  # x would be a share
    )


def _write_total(rang: int, chiffres: Chiffres, palette: Palette) -> dict[str, object]:
    return {
        "x": 102 if chiffres.actives else 0,
        "xanchor": "left",
        "y": rang,
        "text": format_compte(chiffres.actives, "action"),
        "showarrow": False,
        "font": {"color": palette.sourdine, "size": 14},
    }


def _write_titre(ensemble: Chiffres) -> str:
    connues = sum(n for cle, n in ensemble.meteos.items() if cle is not None)
    if not connues:
        return "Aucune météo n’a encore été donnée"
    basses = [m for m in Meteo if m in METEOS_A_COMMENTER]
    inquietes = sum(ensemble.meteos[m] for m in basses)
    if not inquietes:
        return f"Aucune action sur {connues} n’annonce {' ni '.join(basses)}"
    verbe = "annonce" if inquietes == 1 else "annoncent"
    return f"{format_compte(inquietes, 'action')} sur {connues} {verbe} {' ou '.join(basses)}"


def _write_alt(orientations: tuple[Orientation, ...], chiffres: list[Chiffres]) -> str:
    dits = []
    for orientation, c in zip(orientations, chiffres, strict=True):
        parts = [f"{_name(cle).lower()} {c.meteos[cle]}" for cle in _CLES if c.meteos[cle]]
        dits.append(f"orientation {orientation.numero}, {join_mots(parts)}")
    return f"Météo des actions par orientation{FINE}: {'; '.join(dits)}."
