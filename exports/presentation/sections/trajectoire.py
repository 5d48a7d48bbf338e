"""The plan against the expected, quarter after quarter, and where its pace leads, in words."""

from __future__ import annotations

from collections.abc import Sequence

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Colonne, Courbe, Role, Section, Serie, Table
from exports.presentation.sections.outils import (
    SYNTHESE,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.arrondi import round_demi
from metrics.chiffres import DECIMALES
from metrics.projection import compute_projection
from metrics.tendance import Point
from phrases.format import FINE, INSECABLE, format_points, format_pourcent, format_trimestre
from phrases.projection import write_projection
from phrases.reunion.avance import write_constat_trajectoire

CLE, NOM = "trajectoire", "Trajectoire"
COLONNES = (
    Colonne("Trimestre", 2),
    Colonne("Avancement", 2, chiffres=True),
    Colonne("Attendu", 2, chiffres=True),
    Colonne("Écart", 2, chiffres=True),
)
ATTENDU = f"Attendu{FINE}: part du temps écoulé entre le début et l’échéance de chaque action."
SOURCE = "avancements déclarés, trimestre après trimestre, quand six actions sur dix au moins sont renseignées."


def build(c: Contexte) -> Section | None:
    """Return the section; it leaves until two whole quarters may be told, and where the quarter told is not one."""
    points = [p for p in c.points if p.ensemble.suffisante and p.is_comparable(c.aujourd_hui)]
    if len(points) < 2 or points[-1].trimestre != c.periode.jusqu_a:
        return None
    constat = write_constat_trajectoire(points)
    dessin = _draw(points)
    codes = None if c.perimetre is None else c.perimetre.actions
    projection = compute_projection(c.entier.plan, c.points, codes, c.aujourd_hui)
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, SYNTHESE),
        dessin=dessin,
        table=_tabulate(points),
        textes=list_textes(_tell_arrondi(points[-1]), write_projection(projection, c.plan, c.sujet), ATTENDU),
    )


def _tell_arrondi(point: Point) -> str:
    """Return the three figures with their decimals where the whole ones would seem wrong; empty where they agree."""
    chiffres = point.ensemble
    ecart = round_demi(chiffres.avancement or 0) - round_demi(chiffres.attendu or 0)
    if ecart == round_demi(chiffres.ecart or 0):
        return ""
    lus = (format_pourcent(v, DECIMALES) for v in (chiffres.avancement, chiffres.attendu))
    dit = format_points(chiffres.ecart_lu, DECIMALES).replace(" ", INSECABLE)
    return "{} pour {} attendus{}: {}.".format(*lus, FINE, dit)


def _draw(points: Sequence[Point]) -> Courbe:
    avances = tuple(p.ensemble.avancement for p in points)
    attendus = tuple(p.ensemble.attendu for p in points)
    return Courbe(
        tuple(p.trimestre.libelle for p in points),  # under an axis a quarter may break over two lines
        (
            Serie("avancement", Role.AVANCEMENT, avances, f"avancement {format_pourcent(avances[-1])}"),
            Serie("attendu", Role.ATTENDU, attendus, f"attendu {format_pourcent(attendus[-1])}"),
        ),
    )


def _tabulate(points: Sequence[Point]) -> Table:
    """Return the three figures of each quarter with the decimals that make them agree."""
    return make_table(
        "Avancement et attendu par trimestre",
        COLONNES,
        [
            [
                format_trimestre(p.trimestre),
                format_pourcent(p.ensemble.avancement, DECIMALES),
                format_pourcent(p.ensemble.attendu, DECIMALES),
                format_points(p.ensemble.ecart_lu, DECIMALES),
            ]
            for p in points
        ],
    )
