"""The tree as an icicle, root at the left: orientations by hue, priorités by progress, actions by statut.

Drawn with bars rather than with Plotly's own icicle, which adds a blank root, shrinks the texts it cannot fit and gives
every level the same width. The actions of a priorité stand side by side, so that the whole tree is seen at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

import plotly.graph_objects as go

from charts.graphique import Graphique, clean_texte, wrap_texte
from charts.icicle_mots import ENTETES, list_lignes, list_valeurs, write_alt, write_part, write_titre
from charts.theme import Palette, build_figure
from metrics.bilan import Bilan
from metrics.etat import EtatAction
from models.plan import Action, Orientation, Priorite
from models.vocabulaire import Fraicheur, Statut
from phrases.format import FINE, format_compte, format_points, format_pourcent

INTERLIGNE = 15.6
"""Height in pixels of a line of text, and the unit of the vertical axis."""
LIGNES_MINIMALES = 2.15
PAR_RANG = 5
"""Actions side by side; beyond, a priorité takes several rows of them."""
COLONNES = ((0.0, 0.18), (0.183, 0.447), (0.633, 0.367))
"""Start and width of the three levels, as shares of the drawing."""
LARGEURS = (18, 45)
"""Characters of a line in the first two levels, where the drawing is at its narrowest."""
RETARD = "▲"
"""The mark of an action whose échéance has passed."""
HACHURE = (0.8, 0.45)
"""Where in its box the hatching of a carried value starts: shares of its width and of its height."""


@dataclass(frozen=True, slots=True)
class Noeud:
    """A box: its code, its place (shares of the width, lines down), its texts, its colours."""

    code: str
    x: float
    largeur: float
    y: float
    hauteur: float
    texte: str
    bulle: str
    fond: str
    encre: str
    hachure: bool = False


def build_icicle(bilan: Bilan, palette: Palette, reserve: str = "") -> Graphique:
    """Return the icicle of a quarter; every action has the same width, unknown ones an empty ground.

    `reserve` says why no distance to the expected may be told: the quarter is not over, or not whole.

    The id of a box, given back by a click, is the code of its orientation, priorité or action (`customdata`).
    """
    noeuds: list[Noeud] = []
    bas = 0.0
    for orientation in bilan.plan.orientations:
        if orientation.actions:
            branche, bas = _list_noeuds(orientation, bilan, palette, bas, not reserve)
            noeuds += branche
    figure = build_figure(
        palette,
        round(INTERLIGNE * max(bas, 4)),
        _build_boites(noeuds, palette),
        _build_hachures(noeuds, palette),
        _build_textes(noeuds),
        xaxis={"visible": False, "range": [0, 1.001]},
        yaxis={"visible": False, "range": [bas or 1, -0.05]},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        bargap=0,
        barmode="overlay",
        hovermode="closest",
    )
    return Graphique(
        write_titre(bilan, reserve), write_alt(bilan), figure, ENTETES, list_lignes(bilan), list_valeurs(bilan)
    )


def _build_hachures(noeuds: list[Noeud], palette: Palette) -> go.Bar:
    """Return the hatching of carried values, in the lower right corner of their boxes, clear of the texts."""
    repris = [n for n in noeuds if n.hachure]
    x, y = HACHURE
    coins = [
        replace(n, x=n.x + x * n.largeur, largeur=(1 - x) * n.largeur, y=n.y + y * n.hauteur, hauteur=y * n.hauteur)
        for n in repris
    ]
    motif = {"shape": "/", "fillmode": "overlay", "fgopacity": 0.7, "size": 7, "solidity": 0.25}
    trace = _build_boites(coins, palette)
    trace.marker.line.width = 0
    trace.marker.pattern = {**motif, "fgcolor": [n.encre for n in repris]}
    return trace


def _build_boites(noeuds: list[Noeud], palette: Palette) -> go.Bar:
    return go.Bar(
        orientation="h",
        base=[n.x for n in noeuds],
        x=[n.largeur for n in noeuds],
        y=[n.y + n.hauteur / 2 for n in noeuds],
        width=[n.hauteur - 0.12 for n in noeuds],
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
        x=[n.x + 0.003 for n in noeuds],
        y=[n.y + n.hauteur / 2 for n in noeuds],
        text=[n.texte for n in noeuds],
        textposition="middle right",
        textfont={"color": [n.encre for n in noeuds], "size": 12},
        hoverinfo="skip",
    )


def _list_noeuds(
    orientation: Orientation, bilan: Bilan, palette: Palette, haut: float, compare: bool
) -> tuple[list[Noeud], float]:
    """Return the boxes of an orientation drawn from `haut`, and where they end: as high as its words need, at least."""
    tete = _build_orientation(orientation, bilan, palette, compare and not bilan.repris)
    branches = [_build_priorite(p, bilan, palette) for p in orientation.priorites if p.actions]
    manque = max(tete.hauteur - sum(b.hauteur for b in branches), 0) / len(branches)
    noeuds, bas = [], haut
    for branche, priorite in zip(branches, (p for p in orientation.priorites if p.actions), strict=True):
        boite = replace(branche, y=bas, hauteur=branche.hauteur + manque)
        noeuds += [boite, *_list_actions(priorite.actions, bilan, palette, boite)]
        bas += boite.hauteur
    return [replace(tete, y=haut, hauteur=bas - haut), *noeuds], bas


def _count_lignes(texte: str) -> float:
    """Return the height a text needs."""
    return texte.count("<br>") + 1.15


def _head(part: str, titre: str, largeur: int) -> str:
    """Return a figure followed by a title, on lines of `largeur` characters; bold, it takes the room of one more."""
    place = part.replace(" ", FINE) + FINE
    return f"<b>{part}</b> {wrap_texte(f'{place} {titre}', largeur)[len(place) :]}"


def _build_orientation(orientation: Orientation, bilan: Bilan, palette: Palette, compare: bool) -> Noeud:
    """Return the box of an orientation: its progress, its distance to the expected where it may be told, its name."""
    chiffres, nombre = bilan.orientations[orientation.code], len(orientation.actions)
    part, ecart = write_part(chiffres), ""
    if not chiffres.suffisante:
        texte = _head(str(orientation.numero), f"{orientation.libelle_court} ({part})", LARGEURS[0])
    elif compare:
        ecart = format_points(chiffres.ecart)
        nom = wrap_texte(orientation.libelle_court, LARGEURS[0])
        texte = f"<b>{orientation.numero} · {part}<br>{ecart}</b><br>{nom}"
    else:
        texte = _head(f"{orientation.numero} · {part}", orientation.libelle_court, LARGEURS[0])
    faits = ", ".join(filter(None, (part, ecart and f"{ecart} sur l’attendu", format_compte(nombre, "action"))))
    bulle = f"<b>{wrap_texte(orientation.libelle.texte, 60)}</b><br>{faits}"
    teinte = palette.colour_orientation(orientation.numero)
    x, largeur = COLONNES[0]
    hauteur = _count_lignes(texte)
    return Noeud(orientation.code, x, largeur, 0, hauteur, texte, bulle, teinte, palette.texte_orientation)


def _build_priorite(priorite: Priorite, bilan: Bilan, palette: Palette) -> Noeud:
    """Return the box of a priorité, as high as its words and its actions need."""
    chiffres, nombre = bilan.priorites[priorite.code], len(priorite.actions)
    part = write_part(chiffres)
    texte = _head(part, priorite.libelle.texte, LARGEURS[1])
    hauteur = max(LIGNES_MINIMALES * ceil(nombre / PAR_RANG), _count_lignes(texte))
    bulle = f"<b>{wrap_texte(priorite.libelle.texte, 60)}</b><br>{part}, {format_compte(nombre, 'action')}"
    fond, encre = palette.colour_progres(chiffres.avancement if chiffres.suffisante else None)
    x, largeur = COLONNES[1]
    return Noeud(priorite.code, x, largeur, 0, hauteur, texte, bulle, fond, encre)


def _list_actions(actions: tuple[Action, ...], bilan: Bilan, palette: Palette, boite: Noeud) -> list[Noeud]:
    """Return the boxes of the actions beside their priorité, in as many rows as they need."""
    debut, largeur = COLONNES[2]
    pas, hauteur = largeur / PAR_RANG, boite.hauteur / ceil(len(actions) / PAR_RANG)
    return [
        replace(
            _build_action(bilan.etats[action.code], palette),
            x=debut + (i % PAR_RANG) * pas,
            largeur=pas - 0.003,
            y=boite.y + (i // PAR_RANG) * hauteur,
            hauteur=hauteur,
        )
        for i, action in enumerate(actions)
    ]


def _build_action(etat: EtatAction, palette: Palette) -> Noeud:
    """Return the box of an action, not placed yet."""
    marque = palette.find_statut(etat.statut)
    mot = str(etat.statut) if etat.statut else "Non renseignée"
    suite = "<br>En retard" if etat.en_retard else ""
    if etat.statut is not None and etat.active and not etat.reporte:
        suite += f"<br>{etat.fraicheur}"
    intitule = wrap_texte(f"{etat.code} · {etat.action.libelle.texte}", 60)
    sans_nombre = etat.avancement is None or not etat.active or etat.statut is Statut.REALISEE
    nombre = "" if sans_nombre else f" · {format_pourcent(etat.avancement)}"
    return Noeud(
        code=etat.code,
        x=0,
        largeur=0,
        y=0,
        hauteur=0,
        texte=_write_action(etat, marque.symbole),
        bulle=f"<b>{intitule}</b><br>{mot}{nombre}{suite}",
        fond=marque.fond,
        encre=marque.texte,
        hachure=etat.active and etat.fraicheur in {Fraicheur.NON_ACTUALISEE, Fraicheur.ANCIENNE},
    )


def _write_action(etat: EtatAction, symbole: str) -> str:
    """Return the two lines of a box: the code, then the progress and the mark of what is late.

    No progress where it counts for nothing (abandonnée, sans objet); the symbol of the unknown alone where nothing is.
    """
    code = clean_texte(etat.code)
    retard = f'<span style="font-size:9px">{RETARD}</span>' if etat.en_retard else ""
    if etat.statut is None and etat.avancement is None:
        return f"{code}<br>{symbole}{retard}"
    tete = f"{symbole}\u2009{code}"
    if not etat.active:
        return tete
    part = "–" if etat.avancement is None else format_pourcent(etat.avancement)
    return f"{tete}<br>{part}{retard}"
