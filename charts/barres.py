"""Progress of each orientation, the expected as a thin tick on the bar."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.graphique import (
    Graphique,
    Valeur,
    list_ex_aequo,
    round_valeur,
    wrap_texte,
)
from charts.theme import Palette, build_figure
from metrics.bilan import Bilan, Chiffres
from metrics.chiffres import DECIMALES
from models.plan import Orientation
from phrases.format import (
    FINE,
    INSUFFISANTES,
    NON_RENSEIGNE,
    format_points,
    format_pourcent,
    join_mots,
    name_orientation,
    name_orientations,
)

ENTETES = ("Orientation", "Avancement", "Attendu", "Écart", "Actions renseignées", "Actions actives")
LARGEUR_NOM = 46
HAUTEUR_RANG = 76
LARGEUR_BARRE = 0.26


def build_barres(bilan: Bilan, palette: Palette, compare: bool = True) -> Graphique:
    """Return one bar an orientation, first one on top; where too little is known, an empty place that says so.

    `compare` is False where no distance to the expected may be told.
    """
    orientations = bilan.plan.orientations
    chiffres = [bilan.orientations[o.code] for o in orientations]
    rangs = list(range(len(orientations)))
    valeurs = [c.avancement if c.suffisante else None for c in chiffres]
    figure = build_figure(
        palette,
        HAUTEUR_RANG * len(orientations) + 16,
        go.Bar(
            x=[v or 0 for v in valeurs],
            y=rangs,
            orientation="h",
            marker={"color": [palette.colour_orientation(o.numero) for o in orientations]},
            hoverinfo="skip",
            width=LARGEUR_BARRE,
        ),
        xaxis={"visible": False, "range": [0, 150]},
        yaxis={"visible": False, "range": [len(rangs) - 0.7, -0.8]},
        annotations=[
            *(build_nom(i, o, palette) for i, o in enumerate(orientations)),
            *(_build_figure(i, c, palette, compare and not bilan.repris) for i, c in enumerate(chiffres)),
        ],
        shapes=[_build_repere(i, c.attendu, palette) for i, c in enumerate(chiffres) if c.attendu is not None],
    )
    lignes = tuple(_write_ligne(o, c) for o, c in zip(orientations, chiffres, strict=True))
    nombres = tuple(_list_valeurs(o, c) for o, c in zip(orientations, chiffres, strict=True))
    return Graphique(
        _write_titre(orientations, chiffres), _write_alt(orientations, chiffres), figure, ENTETES, lignes, nombres
    )


def build_nom(rang: int, orientation: Orientation, palette: Palette) -> dict[str, object]:
    """Return the number and the short form of an orientation, written above its bar, on lines that a phone can hold."""
    return {
        "x": 0,
        "xanchor": "left",
        "y": rang - LARGEUR_BARRE / 2 - 0.04,
        "yanchor": "bottom",
        "align": "left",
        "text": wrap_texte(name_orientation(orientation), LARGEUR_NOM),
        "showarrow": False,
        "font": {"color": palette.encre, "size": 14},
    }


def _build_figure(rang: int, chiffres: Chiffres, palette: Palette, compare: bool) -> dict[str, object]:
    """Return the figure written after the bar, clear of the tick."""
    avancement = chiffres.avancement if chiffres.suffisante else None
    return {
        "x": max(avancement or 0, chiffres.attendu or 0) + 2,
        "xanchor": "left",
        "y": rang,
        "text": _write_texte(chiffres, compare),
        "showarrow": False,
        "font": {"color": palette.encre, "size": 14},
    }


def _build_repere(rang: int, attendu: float, palette: Palette) -> dict[str, object]:
    return {
        "type": "line",
        "x0": attendu,
        "x1": attendu,
        "y0": rang - 0.13,
        "y1": rang + 0.23,
        "line": {"color": palette.encre, "width": 2.5},
    }


def _write_texte(chiffres: Chiffres, compare: bool) -> str:
    """Return the figure and its distance to the expected, left out where it may not be told."""
    if not chiffres.suffisante:
        return INSUFFISANTES
    if not compare:
        return f"<b>{format_pourcent(chiffres.avancement)}</b>"
    return f"<b>{format_pourcent(chiffres.avancement)}</b> ({format_points(chiffres.ecart)})"


def _write_titre(orientations: tuple[Orientation, ...], chiffres: list[Chiffres]) -> str:
    connues = [(o, c) for o, c in zip(orientations, chiffres, strict=True) if c.suffisante]
    if not connues:
        return "Aucune orientation n’est encore assez renseignée"
    affiches = [(o, format_pourcent(c.avancement)) for o, c in connues]
    haut, bas = (format_pourcent(borne(c.avancement or 0 for _, c in connues)) for borne in (max, min))
    premieres, dernieres = list_ex_aequo(affiches, haut), list_ex_aequo(affiches, bas)
    if len(connues) == 1 < len(orientations):
        return f"L’orientation {connues[0][0].numero} est avancée à {haut}, les autres sont trop peu renseignées"
    if haut == bas:
        return name_orientations(premieres, f"est avancée à {haut}", f"sont avancées à {haut}")
    tete = name_orientations(premieres, "est la plus avancée", "sont les plus avancées")
    queue = name_orientations(dernieres, "la moins", "les moins")
    return f"{tete} ({haut}), {queue[0].lower()}{queue[1:]} ({bas})"


def _write_alt(orientations: tuple[Orientation, ...], chiffres: list[Chiffres]) -> str:
    dits = [
        f"orientation {o.numero}, {format_pourcent(c.avancement) if c.suffisante else INSUFFISANTES}"
        f" pour {format_pourcent(c.attendu)} attendus"
        for o, c in zip(orientations, chiffres, strict=True)
    ]
    return f"Avancement par orientation{FINE}: {join_mots(dits)}."


def _write_ligne(orientation: Orientation, c: Chiffres) -> tuple[str, ...]:
    avancement = format_pourcent(c.avancement, DECIMALES) if c.suffisante else INSUFFISANTES
    ecart = format_points(c.ecart_lu, DECIMALES) if c.suffisante else NON_RENSEIGNE
    attendu = format_pourcent(c.attendu, DECIMALES)
    return name_orientation(orientation), avancement, attendu, ecart, str(c.connues), str(c.actives)


def _list_valeurs(orientation: Orientation, c: Chiffres) -> tuple[Valeur, ...]:
    avancement, ecart = (round_valeur(v) if c.suffisante else None for v in (c.avancement, c.ecart_lu))
    return name_orientation(orientation), avancement, round_valeur(c.attendu), ecart, c.connues, c.actives
