"""Progress of each orientation, the expected as a thin tick on the bar."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.graphique import Graphique, join_mots, list_ex_aequo, name_orientations, wrap_texte
from charts.theme import Palette, build_figure
from metrics.avancement import Bilan, Chiffres
from metrics.format import FINE, format_compte, format_points, format_pourcent
from models.plan import Orientation

ENTETES = ("Orientation", "Avancement", "Attendu", "Écart", "Actions renseignées")
LARGEUR_NOM = 46
HAUTEUR_RANG = 76
LARGEUR_BARRE = 0.26


def build_barres(bilan: Bilan, palette: Palette) -> Graphique:
    """Return one bar an orientation, first one on top; where too little is known, an empty place that says so."""
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
            *(_build_figure(i, c, palette, not bilan.repris) for i, c in enumerate(chiffres)),
        ],
        shapes=[_build_repere(i, c.attendu, palette) for i, c in enumerate(chiffres) if c.attendu is not None],
    )
    lignes = tuple(_write_ligne(o, c) for o, c in zip(orientations, chiffres, strict=True))
    return Graphique(_write_titre(orientations, chiffres), _write_alt(orientations, chiffres), figure, ENTETES, lignes)


def build_nom(rang: int, orientation: Orientation, palette: Palette) -> dict[str, object]:
    """Return the number and the short form of an orientation, written above its bar, on lines that a phone can hold."""
    return {
        "x": 0,
        "xanchor": "left",
        "y": rang - LARGEUR_BARRE / 2 - 0.04,
        "yanchor": "bottom",
        "align": "left",
        "text": wrap_texte(f"{orientation.numero}. {orientation.libelle_court}", LARGEUR_NOM),
        "showarrow": False,
        "font": {"color": palette.encre, "size": 13},
    }


def _build_figure(rang: int, chiffres: Chiffres, palette: Palette, compare: bool) -> dict[str, object]:
    """Return the figure written at the right end of the row, clear of the tick."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": rang,
        "text": _write_texte(chiffres, compare),
        "showarrow": False,
        "font": {"color": palette.encre, "size": 13},
    }


def _build_repere(rang: int, attendu: float, palette: Palette) -> dict[str, object]:
    return {
        "type": "line",
        "x0": attendu,
        "x1": attendu,
        "y0": rang - 0.21,
        "y1": rang + 0.21,
        "line": {"color": palette.encre, "width": 2.5},
    }


def _write_texte(chiffres: Chiffres, compare: bool) -> str:
    """Return the figure and its distance to the expected, left out while no report of the quarter came."""
    if not chiffres.suffisante:
        return "données insuffisantes"
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
    if haut == bas:
        return name_orientations(premieres, f"est avancée à {haut}", f"sont avancées à {haut}")
    tete = name_orientations(premieres, "est la plus avancée", "sont les plus avancées")
    queue = name_orientations(dernieres, "la moins", "les moins")
    return f"{tete} ({haut}), {queue[0].lower()}{queue[1:]} ({bas})"


def _write_alt(orientations: tuple[Orientation, ...], chiffres: list[Chiffres]) -> str:
    dits = [
        f"orientation {o.numero}, {format_pourcent(c.avancement) if c.suffisante else 'données insuffisantes'}"
        f" pour {format_pourcent(c.attendu)} attendus"
        for o, c in zip(orientations, chiffres, strict=True)
    ]
    return f"Avancement par orientation{FINE}: {join_mots(dits)}."


def _write_ligne(orientation: Orientation, c: Chiffres) -> tuple[str, ...]:
    avancement = format_pourcent(c.avancement) if c.suffisante else "données insuffisantes"
    ecart = format_points(c.ecart) if c.suffisante else "non renseigné"
    nom = f"{orientation.numero}. {orientation.libelle_court}"
    return nom, avancement, format_pourcent(c.attendu), ecart, f"{c.connues} sur {format_compte(c.actives, 'active')}"
