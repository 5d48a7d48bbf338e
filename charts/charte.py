"""The commitments of the charter on the scale, both sides on each line: a gap is a line between two marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.graphique import Graphique, clean_texte, wrap_texte
from charts.theme import Palette, build_figure
from metrics.charte import BilanCharte, Jugement
from models.charte import Charte, Domaine, EngagementCharte
from models.vocabulaire import Appreciation, Cote
from phrases.charte import PAS, name_dans, write_ecart
from phrases.format import FINE, NON_RENSEIGNE, format_compte, join_mots, keep_sigles

HAUTEUR_RANG, MARGE_HAUT = 26, 58
INTERLIGNE, MARGE_TITRE = 16, 12
"""Heights in pixels of a line of the title of a domain, and of what stands above it."""
DECALAGE = 0.22
"""How far the mark of each side stands from the middle of its row: both are seen where they agree."""
X_ECART, X_VIDE, X_FIN = 4.33, 0.7, 5.45
FORMES = {Cote.DEPARTEMENT: "square", Cote.PARTENAIRE: "circle-open"}
SYMBOLES = {Cote.DEPARTEMENT: "■", Cote.PARTENAIRE: "○"}
LARGEUR_TITRE = 50
"""Characters of a line of the title of a domain, where the drawing is at its narrowest."""


@dataclass(frozen=True, slots=True)
class _Rang:
    y: float
    jugement: Jugement


def build_jugements(charte: Charte, bilan: BilanCharte, palette: Palette) -> Graphique:
    """Return one row a commitment, domain after domain; a side that said nothing has no mark on it."""
    titres, rangs, bas = _place(charte, bilan)
    figure = build_figure(
        palette,
        round(MARGE_HAUT + HAUTEUR_RANG * bas),
        _build_ecarts(rangs, palette),
        *(_build_marques(charte, cote, rangs, palette) for cote in Cote),
        xaxis={
            "side": "top",
            "range": [-0.55, X_FIN],
            "tickvals": list(range(len(Appreciation))),
            "ticktext": [_name_colonne(a) for a in Appreciation],
            "tickfont": {"size": 12, "color": palette.encre},
            "tickangle": 0,
        },
        yaxis={
            "range": [bas, 0],
            "tickvals": [r.y for r in rangs],
            "ticktext": [clean_texte(r.jugement.engagement.code) for r in rangs],
            "tickfont": {"size": 12, "color": palette.sourdine},
        },
        margin={"l": 34, "r": 4, "t": MARGE_HAUT, "b": 0},
        shapes=_build_filets(rangs, palette),
        annotations=[*_build_titres(titres, palette), *_build_mots(rangs, palette)],
    )
    entetes = ("Domaine", "Engagement", "Pris par", *(keep_sigles(charte.name_partie(c)) for c in Cote), "Écart")
    lignes = tuple(_list_lignes(charte, bilan))
    return Graphique(_write_titre(charte, bilan), _write_alt(charte, bilan), figure, entetes, lignes)


def _place(charte: Charte, bilan: BilanCharte) -> tuple[list[tuple[float, str]], list[_Rang], float]:
    """Return the foot of each domain's title, the middle of each commitment, and where the drawing ends, in rows."""
    par_code = {j.engagement.code: j for j in bilan.jugements}
    titres: list[tuple[float, str]] = []
    rangs: list[_Rang] = []
    bas = 0.0
    for domaine in charte.domaines:
        titre = wrap_texte(f"{domaine.numero} {domaine.libelle}", LARGEUR_TITRE)
        bas += (MARGE_TITRE + INTERLIGNE * (titre.count("<br>") + 1)) / HAUTEUR_RANG
        titres.append((bas, titre))
        for engagement in _list_engagements(domaine):
            rangs.append(_Rang(bas + 0.5, par_code[engagement.code]))
            bas += 1
    return titres, rangs, bas


def _list_engagements(domaine: Domaine) -> list[EngagementCharte]:
    """Return what each side committed to, one side after the other, in the order of the screen."""
    return [e for cote in Cote for e in domaine.engagements if e.partie is cote]


def _name_colonne(appreciation: Appreciation) -> str:
    """Return a step a word a line, which a phone holds."""
    return "<br>".join(clean_texte(mot) for mot in str(appreciation).split())


def _find_x(jugement: Jugement, cote: Cote) -> int | None:
    appreciation = jugement.find_appreciation(cote)
    return None if appreciation is None else list(Appreciation).index(appreciation)


def _find_y(rang: _Rang, cote: Cote) -> float:
    return rang.y + (DECALAGE if cote is Cote.PARTENAIRE else -DECALAGE)


def _build_marques(charte: Charte, cote: Cote, rangs: Sequence[_Rang], palette: Palette) -> go.Scatter:
    dits = [(r, x) for r in rangs if (x := _find_x(r.jugement, cote)) is not None]
    couleur = palette.encre if cote is Cote.DEPARTEMENT else palette.action
    return go.Scatter(
        x=[x for _, x in dits],
        y=[_find_y(r, cote) for r, _ in dits],
        mode="markers",
        name=clean_texte(charte.name_partie(cote)),
        marker={"symbol": FORMES[cote], "size": 8, "color": couleur, "line": {"width": 2, "color": couleur}},
        text=[_write_survol(charte, cote, r.jugement) for r, _ in dits],
        hovertemplate="%{text}<extra></extra>",
    )


def _build_ecarts(rangs: Sequence[_Rang], palette: Palette) -> go.Scatter:
    """Return the lines that tie both marks where the sides differ."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for rang in rangs:
        if rang.jugement.distance:
            xs += [*(_find_x(rang.jugement, cote) for cote in Cote), None]
            ys += [*(_find_y(rang, cote) for cote in Cote), None]
    trait = {"color": palette.sourdine, "width": 2}
    return go.Scatter(x=xs, y=ys, mode="lines", line=trait, hoverinfo="skip")


def _write_survol(charte: Charte, cote: Cote, jugement: Jugement) -> str:
    engagement = jugement.engagement
    dit = f"{keep_sigles(charte.name_partie(cote))}{FINE}: {str(jugement.find_appreciation(cote)).lower()}"
    mots = f"{charte.name_partie(engagement.partie)} s’engage {engagement.texte}"
    return f"<b>{clean_texte(dit)}</b><br>{wrap_texte(f'{engagement.code} · {mots}', 60, 5)}"


def _build_filets(rangs: Sequence[_Rang], palette: Palette) -> list[dict[str, object]]:
    """Return a hairline under each commitment, and the one that keeps the scale from what is off it."""
    filet = {"color": palette.filet, "width": 1}
    communs = {"type": "line", "layer": "below"}
    return [
        ligne
        for r in rangs
        for ligne in (
            {**communs, "x0": -0.5, "x1": 4.27, "y0": r.y, "y1": r.y, "line": filet},
            {**communs, "x0": 0.5, "x1": 0.5, "y0": r.y - 0.5, "y1": r.y + 0.5, "line": filet | {"dash": "dot"}},
        )
    ]


def _build_titres(titres: Iterable[tuple[float, str]], palette: Palette) -> list[dict[str, object]]:
    return [
        {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": -30,
            "y": bas,
            "yanchor": "bottom",
            "align": "left",
            "text": f"<b>{titre}</b>",
            "showarrow": False,
            "font": {"color": palette.encre, "size": 12},
        }
        for bas, titre in titres
    ]


def _build_mots(rangs: Sequence[_Rang], palette: Palette) -> list[dict[str, object]]:
    """Return what stands at the end of a row, the gap in words, or on the row that nobody judged."""
    return [
        {
            "x": X_VIDE if _is_vide(r.jugement) else X_ECART,
            "xanchor": "left",
            "y": r.y,
            "text": f"<b>{mots}</b>" if r.jugement.distance else mots,
            "showarrow": False,
            "font": {"color": palette.encre if r.jugement.distance else palette.sourdine, "size": 12},
        }
        for r in rangs
        if (mots := _write_fin(r.jugement))
    ]


def _write_fin(jugement: Jugement) -> str:
    if jugement.distance:
        return format_compte(jugement.distance, "niveau", "niveaux")
    if _is_vide(jugement):
        return NON_RENSEIGNE
    juges = sum(jugement.find_rang(cote) is not None for cote in Cote)
    return ("aucun avis", "un avis", "")[juges]


def _is_vide(jugement: Jugement) -> bool:
    return all(jugement.find_appreciation(cote) is None for cote in Cote)


def _write_titre(charte: Charte, bilan: BilanCharte) -> str:
    communs, ecarts = len(bilan.communs), bilan.ecarts
    if not communs:
        return f"En {bilan.annee}, aucun engagement n’est encore jugé par les deux parties"
    compte = format_compte(communs, "engagement jugé", "engagements jugés") + " par les deux parties"
    if not ecarts:
        return f"En {bilan.annee}, aucun écart sur {compte}"
    debut = f"En {bilan.annee}, {format_compte(len(ecarts), 'écart')} sur {compte}"
    severes = {cote: sum(j.plus_severe is cote for j in ecarts) for cote in Cote}
    cote, nombre = max(severes.items(), key=lambda x: x[1])
    if nombre == len(ecarts):
        sur = "sur cet engagement" if nombre == 1 else f"dans les {nombre}"
        return f"{debut}{FINE}: {name_dans(charte, cote)} juge plus sévèrement {sur}"
    if all(j.plus_severe is not j.engagement.partie for j in ecarts):
        return f"{debut}{FINE}: chacune juge ses propres engagements mieux tenus que l’autre ne le dit"
    large = max(j.distance or 0 for j in ecarts)
    larges = [j.engagement.code for j in ecarts if j.distance == large]
    return f"{debut}, le plus large sur {larges[0]} ({PAS[large]})" if len(larges) == 1 else debut


def _write_alt(charte: Charte, bilan: BilanCharte) -> str:
    dits = [
        f"{j.engagement.code}, {write_ecart(j)}, "
        + join_mots([f"{str(j.find_appreciation(c)).lower()} pour {name_dans(charte, c)}" for c in Cote])
        for j in bilan.ecarts
    ]
    suite = f"{FINE}: {f'{FINE}; '.join(dits)}" if dits else ""
    return f"Jugements de chaque engagement de la charte par chaque partie. {_write_titre(charte, bilan)}{suite}."


def _list_lignes(charte: Charte, bilan: BilanCharte) -> Iterable[tuple[str, ...]]:
    par_code = {j.engagement.code: j for j in bilan.jugements}
    for domaine in charte.domaines:
        for engagement in _list_engagements(domaine):
            jugement = par_code[engagement.code]
            dits = (str(jugement.find_appreciation(c) or NON_RENSEIGNE) for c in Cote)
            nom = keep_sigles(charte.name_partie(engagement.partie))
            yield domaine.numero, engagement.code, nom, *dits, write_ecart(jugement) or "–"
