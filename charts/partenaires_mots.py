"""The evolution of the partnership in words and in rows: its finding, what replaces the drawing, its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.graphique import Valeur, round_valeur
from metrics.partenariat_temps import PointImplication
from phrases.format import FINE, format_compte, format_nombre, format_taux, format_trimestre
from phrases.trimestre import EN_COURS

ENTETES = ("Trimestre", "Attendues", "Mobilisées", "Informées ou non mobilisées", "Sans nouvelle", "Taux")
_PARTS = ("mobilisees", "peu_mobilisees", "silencieuses")


def write_titre(points: Sequence[PointImplication], aujourd_hui: date | None = None) -> str:
    """Return the finding: how the answers went from the first quarter to the last one, and how many are missing.

    « Les réponses ont monté, puis reculé : 12 sur 184 au T1 2024, 91 sur 174 au T3 2026 (109 au T2 2026) ; 83
    manquent »: the highest is told where it is neither, and the way down from it. Quarters where nothing was expected
    are left out; one that runs at `aujourd_hui` is compared with none, its count is told apart.
    """
    if not any(p.implication.remontees for p in points):
        return "Aucune participation de partenaire n’a encore été remontée"
    siens = [p for p in points if p.implication.attendues]
    finis = [p for p in siens if not p.trimestre.is_en_cours(aujourd_hui)]
    en_cours = f", {EN_COURS}" if siens[-1] not in finis else ""
    if len(finis) < 2:
        return f"{_write_seul(siens[-1])}{en_cours}{_write_manque(siens[-1])}"
    premier, dernier = finis[0], finis[-1]
    haut = max(finis, key=lambda p: p.implication.remontees)
    retombe = haut.implication.remontees > max(premier.implication.remontees, dernier.implication.remontees)
    sens = "Les réponses ont monté, puis reculé" if retombe else _find_sens(premier, dernier)
    phrase = f"{sens}{FINE}: {_write_part(premier)}, {_write_part(dernier)}"
    if retombe:
        phrase += f" ({format_nombre(haut.implication.remontees)} au {format_trimestre(haut.trimestre)})"
    return f"{phrase}{FINE}; {_write_part(siens[-1])}{en_cours}" if en_cours else phrase + _write_manque(dernier)


def _find_sens(premier: PointImplication, dernier: PointImplication) -> str:
    """Return which way the answers go, said only where their number and their share go the same way."""
    nombre = dernier.implication.remontees - premier.implication.remontees
    part = (dernier.implication.couverture or 0) - (premier.implication.couverture or 0)
    if not nombre:
        return "Autant de réponses"
    if (nombre > 0) == (part > 0) and part:
        return "Les réponses montent" if nombre > 0 else "Les réponses baissent"
    return "Réponses reçues"


def _write_part(point: PointImplication) -> str:
    """Return « 91 sur 174 au T3 2026 »."""
    i, moment = point.implication, f"au {format_trimestre(point.trimestre)}"
    return f"{format_nombre(i.remontees) if i.remontees else 'aucune'} sur {format_nombre(i.attendues)} {moment}"


def _write_seul(point: PointImplication) -> str:
    """Return the same of a quarter alone, its nouns said."""
    i, moment = point.implication, f"au {format_trimestre(point.trimestre)}"
    reponses = format_compte(i.remontees, "réponse") if i.remontees else "Aucune réponse"
    return f"{reponses} sur {format_compte(i.attendues, 'participation attendue', 'participations attendues')} {moment}"


def _write_manque(point: PointImplication) -> str:
    manquantes = point.implication.silencieuses
    if not manquantes:
        return f"{FINE}; aucune ne manque"
    return f"{FINE}; {format_nombre(manquantes)} {'manquent' if manquantes > 1 else 'manque'}"


def write_alt(points: Sequence[PointImplication]) -> str:
    """Return every quarter: what was expected, answered, mobilised, silent."""
    dits = [_write_point(p) for p in points]
    return f"Réponses sur les participations attendues, par trimestre{FINE}: {f'{FINE}; '.join(dits)}."


def _write_point(point: PointImplication) -> str:
    i = point.implication
    reponses = f"{format_compte(i.remontees, 'réponse reçue', 'réponses reçues')} sur {i.attendues}"
    mobilisees = f", {format_compte(i.mobilisees, 'mobilisée')}" if i.remontees else ""
    return f"{format_trimestre(point.trimestre)}, {reponses}{mobilisees}"


def list_lignes(points: Sequence[PointImplication]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the drawing as texts, under `ENTETES`."""
    return tuple(_list_ligne(p) for p in points)


def _list_ligne(point: PointImplication) -> tuple[str, ...]:
    i = point.implication
    taux = format_taux(i.taux_mobilisation) if i.remontees else "sans nouvelle"
    return (format_trimestre(point.trimestre), str(i.attendues), *(str(getattr(i, p)) for p in _PARTS), taux)


def list_valeurs(points: Sequence[PointImplication]) -> tuple[tuple[Valeur, ...], ...]:
    """Return the same rows for a workbook: the taux as a number, None where nothing was reported."""
    return tuple(_list_nombres(p) for p in points)


def _list_nombres(point: PointImplication) -> tuple[Valeur, ...]:
    i = point.implication
    taux = round_valeur(100 * i.taux_mobilisation) if i.remontees and i.taux_mobilisation is not None else None
    return (point.trimestre.libelle, i.attendues, *(getattr(i, p) for p in _PARTS), taux)
