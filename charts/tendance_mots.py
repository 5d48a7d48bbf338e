"""The trend in words and in rows: its finding, what replaces the drawing, its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from charts.graphique import Valeur, round_points, round_valeur
from metrics.chiffres import DECIMALES, Chiffres
from metrics.projection import Absence, PointProjete, Projection
from metrics.tendance import Point, PointAttendu
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import (
    FINE,
    INSECABLE,
    INSUFFISANTES,
    format_points,
    format_pourcent,
    format_trimestre,
    join_mots,
)
from phrases.projection import write_projection

ENTETES = (
    "Trimestre",
    "Avancement",
    "Attendu",
    "Écart",
    "Actions renseignées",
    "Projection basse",
    "Projection haute",
)
RIEN = "–"


@dataclass(frozen=True)
class Courbe:
    """What is drawn: the measured points, the expected to the end of the plan, the projection or why there is none.

    `nom_attendu` is what the expected line is called; `debut` is the first quarter of the axis, when nothing is known
    of it. The quarter that runs at `aujourd_hui`, or is not whole, is drawn, and told against no other.
    """

    points: Sequence[Point]
    attendus: Sequence[PointAttendu]
    projete: Projection | Absence
    plan: Plan
    nom_attendu: str = "attendu"
    debut: Trimestre | None = None
    aujourd_hui: date | None = None

    @property
    def projection(self) -> Projection | None:
        """Return the projection, None when there is too little to say."""
        return self.projete if isinstance(self.projete, Projection) else None

    @property
    def mesures(self) -> list[tuple[Trimestre, float | None]]:
        """Return the avancement of each quarter, None where too little is known."""
        return [(p.trimestre, p.ensemble.avancement if p.ensemble.suffisante else None) for p in self.points]


def write_titre(courbe: Courbe) -> str:
    """Return the finding: the gain since the first quarter well known, and how the distance to the expected goes."""
    connus = list_compares(courbe)
    if not connus:
        return f"L’avancement n’est pas encore assez renseigné pour être suivi{FINE}: moins de six actions sur dix"
    if len(connus) == 1:
        return f"Un seul trimestre est assez renseigné{FINE}: {format_trimestre(connus[0].trimestre)}"
    premier, dernier = connus[0], connus[-1]
    gain = round_points(dernier.ensemble.avancement) - round_points(premier.ensemble.avancement)
    sens = _find_sens(*(round_points(p.ensemble.ecart) for p in (premier, dernier)))
    return f"{format_points(gain)} d’avancement depuis le {format_trimestre(premier.trimestre)}{FINE}; {sens}"


def list_compares(courbe: Courbe) -> list[Point]:
    """Return the quarters that may be told against each other, the first known one where there is none, in order."""
    tous = [p for p in courbe.points if p.ensemble.suffisante and p.ensemble.avancement is not None]
    return [p for p in tous if p.is_comparable(courbe.aujourd_hui)] or tous[:1]


def _find_sens(avant: int, apres: int) -> str:
    """Return how the line went against that of the expected, from their distances in points: who was ahead, who is.

    The distance itself is left to the figures: beside two percentages rounded apart it would seem wrong by a point.
    """
    if apres >= 0:
        return "le retard sur l’attendu est rattrapé" if avant < 0 else "au niveau de l’attendu ou devant"
    if avant >= 0:
        return "l’attendu est passé devant"
    if apres == avant:
        return "au même rythme que l’attendu"
    return "le retard sur l’attendu se creuse" if apres < avant else "le retard sur l’attendu se réduit"


def write_alt(courbe: Courbe) -> str:
    """Return the quarters well known, then the projection, apart."""
    connus = [(format_trimestre(p.trimestre), p.ensemble) for p in courbe.points if p.ensemble.suffisante]
    dits = [f"{t}, {format_pourcent(c.avancement)} pour {format_pourcent(c.attendu)} attendus" for t, c in connus]
    mesure = f"Avancement par trimestre{FINE}: {join_mots(dits)}." if dits else "Aucun trimestre assez renseigné."
    return f"{mesure} {write_projection(courbe.projete, courbe.plan)}"


@dataclass(frozen=True, slots=True)
class _Rang:
    """What is known of one quarter."""

    trimestre: Trimestre
    point: Chiffres | None
    attendu: float | None
    projete: PointProjete | None

    @property
    def mesure(self) -> Chiffres | None:
        """Return the figures where enough is known to show them."""
        return self.point if self.point is not None and self.point.suffisante else None


def _list_rangs(courbe: Courbe) -> list[_Rang]:
    points = {p.trimestre: p.ensemble for p in courbe.points}
    attendus = {a.trimestre: a.attendu for a in courbe.attendus}
    projetes = {p.trimestre: p for p in courbe.projection.points} if courbe.projection else {}
    trimestres = sorted({*points, *attendus, *projetes})
    return [_Rang(t, points.get(t), attendus.get(t), projetes.get(t)) for t in trimestres]


def list_lignes(courbe: Courbe) -> tuple[tuple[str, ...], ...]:
    """Return one row a quarter: what was measured, what is expected, what is projected, each in its own columns."""
    return tuple(_write_ligne(r) for r in _list_rangs(courbe))


def _write_ligne(rang: _Rang) -> tuple[str, ...]:
    mesure, projete = rang.mesure, rang.projete
    avancement = RIEN if rang.point is None else INSUFFISANTES
    return (
        format_trimestre(rang.trimestre),
        format_pourcent(mesure.avancement, DECIMALES) if mesure else avancement,
        RIEN if rang.attendu is None else format_pourcent(rang.attendu, DECIMALES),
        format_points(mesure.ecart_lu, DECIMALES).replace(" ", INSECABLE) if mesure else RIEN,
        f"{rang.point.connues} sur {rang.point.actives}" if rang.point else RIEN,
        format_pourcent(projete.bas) if projete else RIEN,
        format_pourcent(projete.haut) if projete else RIEN,
    )


def list_valeurs(courbe: Courbe) -> tuple[tuple[Valeur, ...], ...]:
    """Return the same rows as numbers."""
    return tuple(_list_valeurs(r) for r in _list_rangs(courbe))


def _list_valeurs(rang: _Rang) -> tuple[Valeur, ...]:
    mesure, projete = rang.mesure, rang.projete
    return (
        rang.trimestre.libelle,
        round_valeur(mesure.avancement) if mesure else None,
        round_valeur(rang.attendu),
        round_valeur(mesure.ecart_lu) if mesure else None,
        rang.point.connues if rang.point else None,
        round_valeur(projete.bas) if projete else None,
        round_valeur(projete.haut) if projete else None,
    )
