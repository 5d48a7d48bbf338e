"""The drawings of the story, in HTML: lines, bars and their words are placed by the data, so that no script is needed.

A drawing is read aloud by its alternative text; its words are HTML, whose size is that of the page they stand on.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from exports.presentation.pieces import Barre, Barres, Courbe, Dessin, Empilees, Nombre, Nombres, Role, Serie
from phrases.format import format_nombre, format_pourcent
from phrases.html import RIEN, Html, escape_html

GRADUATIONS = (0, 50, 100)
CATEGORIES_MAX = 8
"""Quarters named under a curve: beyond, one out of two or more, the last one always."""
ETAGE = 9
"""Least distance between the labels at the ends of lines, in percent of the height."""
PEU = 5
"""Bars at most that are set wide apart."""
INTERIEUR = 14
"""Least width of a bar, in percent, that holds its label."""


def write_dessin(dessin: Dessin, alternative: str) -> Html:
    """Return a drawing."""
    if isinstance(dessin, Nombres):  # words already: read as they stand
        return (
            f'<dl class="nombres" style="--n:{len(dessin.nombres)}">{"".join(map(_write_nombre, dessin.nombres))}</dl>'
        )
    if isinstance(dessin, Courbe):
        corps = _write_courbe(dessin)
    else:
        corps = _write_barres(dessin) if isinstance(dessin, Barres) else _write_empilees(dessin)
    return f'<div class="trace" role="img" aria-label="{escape_html(alternative)}">{corps}</div>'


def _write_nombre(nombre: Nombre) -> Html:
    alerte = Html(" alerte" if nombre.alerte else "")
    avant = f'<dd class="avant">{escape_html(nombre.avant)}</dd>' if nombre.avant else RIEN
    valeur = f'<dd class="valeur{alerte}">{escape_html(nombre.valeur)}</dd>'
    return f"<div><dt>{escape_html(nombre.legende)}</dt>{valeur}{avant}</div>"


def _write_courbe(courbe: Courbe) -> Html:
    total = len(courbe.categories)
    grille = "".join(f'<i style="bottom:{y}%"><span>{format_pourcent(y)}</span></i>' for y in GRADUATIONS)
    traits = "".join(_write_trait(serie, total) for serie in courbe.series)
    points = "".join(_write_points(serie, total) for serie in courbe.series)
    pas = ceil(total / CATEGORIES_MAX)
    noms = "".join(
        f'<span style="left:{_place(rang, total):.2f}%">{escape_html(nom)}</span>'
        for rang, nom in enumerate(courbe.categories)
        if (total - 1 - rang) % pas == 0
    )
    fins = "".join(
        f'<span class="r-{serie.role.value}" style="bottom:{hauteur:.2f}%">{escape_html(serie.fin)}</span>'
        for serie, hauteur in _place_fins(courbe.series)
    )
    return (
        f'<div class="courbe"><div class="aire">{grille}{traits}{points}</div><div class="fins">{fins}</div>'
        f'<div class="categories">{noms}</div></div>'
    )


def _place(rang: int, total: int) -> float:
    return 50 if total < 2 else 100 * rang / (total - 1)


def _write_trait(serie: Serie, total: int) -> Html:
    """Return the lines of a series, cut where nothing is known: a band of the thickness of the place along its points.

    Not as SVG: Streamlit takes it out of the HTML that it shows.
    """
    morceaux, courant = list[list[tuple[float, float]]](), list[tuple[float, float]]()
    for rang, valeur in enumerate(serie.valeurs):
        if valeur is None:
            courant = []
            continue
        if not courant:
            morceaux.append(courant)
        courant.append((_place(rang, total), 100 - valeur))
    return "".join(f'<u class="t-{serie.role.value}" style="{_cut_bande(m)}"></u>' for m in morceaux if len(m) > 1)


def _cut_bande(points: Sequence[tuple[float, float]]) -> Html:
    dessus = [f"{x:.2f}% calc({y:.2f}% - var(--trait))" for x, y in points]
    dessous = [f"{x:.2f}% calc({y:.2f}% + var(--trait))" for x, y in reversed(points)]
    return f"clip-path:polygon({', '.join([*dessus, *dessous])})"


def _write_points(serie: Serie, total: int) -> Html:
    return "".join(
        f'<b class="p-{serie.role.value}" style="left:{_place(rang, total):.2f}%;bottom:{valeur:.2f}%"></b>'
        for rang, valeur in enumerate(serie.valeurs)
        if valeur is not None
    )


def _place_fins(series: Sequence[Serie]) -> list[tuple[Serie, float]]:
    """Return the height of the label of each series that has one, in percent: none on another, none outside."""
    dernieres = [(s, [v for v in s.valeurs if v is not None][-1:]) for s in series if s.fin]
    places = sorted(((s, v[0]) for s, v in dernieres if v), key=lambda couple: couple[1])
    hauteurs = [hauteur for _, hauteur in places]
    for rang in range(1, len(hauteurs)):
        hauteurs[rang] = max(hauteurs[rang], hauteurs[rang - 1] + ETAGE)
    trop = max((*hauteurs, 100)) - 100
    return [(serie, hauteur - trop) for (serie, _), hauteur in zip(places, hauteurs, strict=True)]


def _write_barres(barres: Barres) -> Html:
    statuts = any(b.statut for b in barres.barres)
    ecarts = any(b.ecart for b in barres.barres)
    lignes = "".join(_write_barre(b, ecarts, statuts) for b in barres.barres)
    classes = Html(f"{' avec-statut' if statuts else ''}{'' if ecarts else ' sans-ecart'}")
    return f'<div class="barres{classes}{" peu" if len(barres.barres) <= PEU else ""}">{lignes}</div>'


def _write_barre(barre: Barre, ecarts: bool, statuts: bool) -> Html:
    attendu = _write_attendu(barre.valeur or 0, barre.attendu)
    etiquette = escape_html(barre.etiquette)
    if barre.valeur is None:
        plein, inconnue = f'<span class="dehors">{etiquette}</span>', Html(" inconnue")
    else:
        trait = f'<i class="plein" style="width:{barre.valeur:.2f}%"></i>'
        place = _place_etiquette(barre.valeur, barre.attendu)
        plein, inconnue = f'{trait}<span class="{place}">{etiquette}</span>', RIEN
    ecart = f'<b class="ecart{" alerte" if barre.alerte else ""}">{escape_html(barre.ecart)}</b>' if ecarts else RIEN
    statut = f"<span>{escape_html(barre.statut)}</span>" if statuts else RIEN
    nom = f'<span class="nom">{escape_html(barre.nom)}</span>'
    return f'{nom}<span class="piste{inconnue}">{plein}{attendu}</span>{ecart}{statut}'


def _place_etiquette(valeur: float, attendu: float | None) -> Html:
    """Return where the label of a bar stands: in it, before the expected mark that it would cover, else after it."""
    marque = valeur if attendu is None or not 0 < valeur - attendu < INTERIEUR else attendu
    if marque >= INTERIEUR:
        return f'dedans" style="width:{marque:.2f}%'
    apres = max(valeur, attendu or 0)
    return f'dehors" style="left:{apres if apres - valeur < INTERIEUR else valeur:.2f}%'


def _write_attendu(valeur: float, attendu: float | None) -> Html:
    """Return what is left to the expected value, in dashes, or a mark on a bar that went further."""
    if attendu is None:
        return RIEN
    if attendu > valeur:
        return f'<i class="attendu" style="left:{valeur:.2f}%;width:{attendu - valeur:.2f}%"></i>'
    return f'<i class="attendu atteint" style="left:{attendu:.2f}%"></i>'


def _write_empilees(empilees: Empilees) -> Html:
    totaux = [sum(s.valeurs[rang] or 0 for s in empilees.series) for rang in range(len(empilees.categories))]
    echelle = max((*totaux, 1))
    cles = "".join(f'<span><i class="e-{s.role.value}"></i>{escape_html(s.nom)}</span>' for s in empilees.series)
    lignes = "".join(
        f'<span class="nom">{escape_html(nom)}</span><span class="pile-parts">'
        f"{''.join(_write_part(s.role, s.valeurs[rang], echelle) for s in empilees.series)}</span>"
        for rang, nom in enumerate(empilees.categories)
    )
    return f'<div class="cles">{cles}</div><div class="empilees">{lignes}</div>'


def _write_part(role: Role, valeur: float | None, echelle: float) -> Html:
    if not valeur:
        return RIEN
    return f'<i class="e-{role.value}" style="width:{100 * valeur / echelle:.2f}%">{format_nombre(valeur)}</i>'
