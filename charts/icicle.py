"""The tree as an icicle, root at the left: orientations by hue, priorités by progress, actions by statut.

Drawn with bars rather than with Plotly's own icicle, which adds a blank root, shrinks the texts it cannot fit and gives
every level the same width.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import plotly.graph_objects as go

from charts.graphique import Graphique, clean_texte, join_mots, name_orientations, wrap_texte
from charts.theme import Palette, build_figure
from metrics.avancement import Bilan, Chiffres
from metrics.etat import EtatAction
from metrics.format import FINE, NON_RENSEIGNE, format_compte, format_pourcent, format_trimestre
from models.plan import Orientation, Priorite
from models.vocabulaire import Fraicheur, Statut

HAUTEUR_ACTION = 16
HAUTEUR_MINIMALE = 420
INTERLIGNE = 16
COLONNES = ((0.0, 0.27), (0.275, 0.41), (0.69, 0.31))
"""Start and width of the three levels, as shares of the drawing."""
LARGEURS = (24, 40)
"""Characters of a line in the first two levels, where the drawing is at its narrowest."""
PART_HACHURE = 0.11
"""Share of its box that the hatching of a carried value takes."""
ENTETES = ("Code", "Intitulé", "Statut", "Avancement", "Fraîcheur")


@dataclass(frozen=True, slots=True)
class Noeud:
    """A box: its code, its level (0 to 2), its first row and how many it spans, its texts, its colours."""

    code: str
    niveau: int
    rang: int
    nombre: int
    texte: str
    bulle: str
    fond: str
    encre: str
    hachure: bool = False


def build_icicle(bilan: Bilan, palette: Palette) -> Graphique:
    """Return the icicle of a quarter; every action has the same height, unknown ones an empty ground.

    The id of a box, given back by a click, is the code of its orientation, priorité or action (`customdata`).
    """
    noeuds: list[Noeud] = []
    for orientation in bilan.plan.orientations:
        if orientation.actions:
            noeuds += _list_noeuds(orientation, bilan, palette, sum(n.niveau == 2 for n in noeuds))
    total = len(bilan.plan.actions)
    figure = build_figure(
        palette,
        max(HAUTEUR_MINIMALE, HAUTEUR_ACTION * total),
        _build_barres(noeuds, palette),
        _build_hachures(noeuds, palette),
        _build_textes(noeuds),
        xaxis={"visible": False, "range": [0, 1.001]},
        yaxis={"visible": False, "range": [total, -0.05]},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        bargap=0,
        barmode="overlay",
        hovermode="closest",
    )
    lignes = tuple(_write_ligne(bilan.etats[a.code]) for a in bilan.plan.actions)
    return Graphique(_write_titre(bilan), _write_alt(bilan), figure, ENTETES, lignes)


def _build_barres(noeuds: list[Noeud], palette: Palette) -> go.Bar:
    return _build_boites(noeuds, palette, 1)


def _build_hachures(noeuds: list[Noeud], palette: Palette) -> go.Bar:
    """Return the hatching of carried values, at the right end of their boxes, clear of the texts."""
    repris = [n for n in noeuds if n.hachure]
    motif = {"shape": "/", "fillmode": "overlay", "fgopacity": 0.6, "size": 7, "solidity": 0.2}
    trace = _build_boites(repris, palette, PART_HACHURE)
    trace.marker.pattern = {**motif, "fgcolor": [n.encre for n in repris]}
    return trace


def _build_boites(noeuds: list[Noeud], palette: Palette, part: float) -> go.Bar:
    """Return the boxes, or the share of each that ends it on the right."""
    return go.Bar(
        orientation="h",
        base=[COLONNES[n.niveau][0] + COLONNES[n.niveau][1] * (1 - part) for n in noeuds],
        x=[COLONNES[n.niveau][1] * part for n in noeuds],
        y=[n.rang + n.nombre / 2 for n in noeuds],
        width=[n.nombre - 0.08 for n in noeuds],
        hovertext=[n.bulle for n in noeuds],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[n.code for n in noeuds],
        marker={"color": [n.fond for n in noeuds], "line": {"color": palette.filet, "width": 1}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _build_textes(noeuds: list[Noeud]) -> go.Scatter:
    """Return the texts apart from the bars, which centre the lines of theirs."""
    return go.Scatter(
        mode="text",
        x=[COLONNES[n.niveau][0] + 0.004 for n in noeuds],
        y=[n.rang + n.nombre / 2 for n in noeuds],
        text=[n.texte for n in noeuds],
        textposition="middle right",
        textfont={"color": [n.encre for n in noeuds], "size": 12},
        hoverinfo="skip",
    )


def _list_noeuds(orientation: Orientation, bilan: Bilan, palette: Palette, rang: int) -> list[Noeud]:
    noeuds = [_build_orientation(orientation, bilan, palette, rang)]
    for priorite in orientation.priorites:
        if not priorite.actions:
            continue
        noeuds.append(_build_priorite(priorite, bilan, palette, rang))
        for action in priorite.actions:
            noeuds.append(_build_action(bilan.etats[action.code], palette, rang))
            rang += 1
    return noeuds


def _write_part(chiffres: Chiffres) -> str:
    return format_pourcent(chiffres.avancement) if chiffres.suffisante else "données insuffisantes"


def _count_lignes(nombre: int) -> int:
    """Return how many lines of text fit in the height of some actions."""
    return max(1, nombre * HAUTEUR_ACTION // INTERLIGNE)


def _fit(tete: str, texte: str, largeur: int, lignes: int) -> str:
    """Return a figure followed by a title, in at most some lines."""
    suite = wrap_texte(f"{'x' * len(tete)}  {texte}", largeur, lignes)[len(tete) :]
    return f"<b>{clean_texte(tete)}</b> {suite}"


def _build_orientation(orientation: Orientation, bilan: Bilan, palette: Palette, rang: int) -> Noeud:
    nombre, part = len(orientation.actions), _write_part(bilan.orientations[orientation.code])
    titre = wrap_texte(orientation.libelle_court, LARGEURS[0], max(1, _count_lignes(nombre) - 1))
    texte = f"<b>{orientation.numero} · {part}</b><br>{titre}"
    bulle = f"<b>{wrap_texte(orientation.libelle.texte, 60)}</b><br>{part}, {format_compte(nombre, 'action')}"
    teinte = palette.colour_orientation(orientation.numero)
    return Noeud(orientation.code, 0, rang, nombre, texte, bulle, teinte, palette.texte_orientation)


def _build_priorite(priorite: Priorite, bilan: Bilan, palette: Palette, rang: int) -> Noeud:
    chiffres, nombre = bilan.priorites[priorite.code], len(priorite.actions)
    texte = _fit(_write_part(chiffres), priorite.libelle.texte, LARGEURS[1], _count_lignes(nombre))
    bulle = (
        f"<b>{wrap_texte(priorite.libelle.texte, 60)}</b><br>{_write_part(chiffres)}, {format_compte(nombre, 'action')}"
    )
    fond, encre = palette.colour_progres(chiffres.avancement if chiffres.suffisante else None)
    return Noeud(priorite.code, 1, rang, nombre, texte, bulle, fond, encre)


def _build_action(etat: EtatAction, palette: Palette, rang: int) -> Noeud:
    marque = palette.find_statut(etat.statut)
    mot = str(etat.statut) if etat.statut else "Non renseignée"
    part = "" if etat.avancement is None or etat.statut is Statut.REALISEE else f" · {format_pourcent(etat.avancement)}"
    texte = f"{marque.symbole} {clean_texte(etat.code)}  {mot}{part}"
    suite = "" if etat.reporte or not etat.active else f"<br>{etat.fraicheur}"
    bulle = f"<b>{wrap_texte(f'{etat.code} · {etat.action.libelle.texte}', 60)}</b><br>{mot}{part}{suite}"
    hachure = etat.fraicheur in {Fraicheur.NON_ACTUALISEE, Fraicheur.ANCIENNE} and not etat.close
    return Noeud(etat.code, 2, rang, 1, texte, bulle, marque.fond, marque.texte, hachure)


def _write_titre(bilan: Bilan) -> str:
    """Return the finding: which orientations are the furthest behind, or that nothing can be said of it yet."""
    couples = [(o, bilan.orientations[o.code]) for o in bilan.plan.orientations]
    connues = [(o, -_round_points(c.ecart)) for o, c in couples if c.suffisante and c.ecart is not None]
    if not connues:
        return f"L’arbre du Schéma{FINE}: aucune orientation n’est encore assez renseignée"
    if bilan.repris and bilan.dernier_renseigne is not None:
        return f"L’arbre du Schéma, aux valeurs du {format_trimestre(bilan.dernier_renseigne)}"
    recul = max(r for _, r in connues)
    if recul <= 0:
        return "Aucune orientation n’est derrière l’attendu"
    dernieres = [o for o, r in connues if r == recul]
    ecart = format_compte(recul, "point")
    if len(connues) == 1:
        return f"L’orientation {dernieres[0].numero} est {ecart} derrière l’attendu"
    tete = name_orientations(dernieres, "est la plus en retrait", "sont les plus en retrait")
    return f"{tete}, {ecart} derrière l’attendu"


def _round_points(ecart: float | None) -> int:
    """Return a distance as it is displayed: halves away from 0."""
    return int(Decimal(str(ecart or 0)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _write_alt(bilan: Bilan) -> str:
    parts = [f"orientation {o.numero}, {_write_part(bilan.orientations[o.code])}" for o in bilan.plan.orientations]
    bloquees = [e.code for e in bilan.etats.values() if e.statut is Statut.BLOQUEE]
    suite = f" Actions bloquées{FINE}: {join_mots(bloquees)}." if bloquees else " Aucune action bloquée."
    return f"Arbre des orientations, priorités et actions{FINE}: {join_mots(parts)}.{suite}"


def _write_ligne(etat: EtatAction) -> tuple[str, ...]:
    statut = str(etat.statut) if etat.statut else NON_RENSEIGNE
    fraicheur = str(etat.fraicheur) if etat.active else "hors calcul"
    return etat.code, etat.action.libelle.texte, statut, format_pourcent(etat.avancement), fraicheur
