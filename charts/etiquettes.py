"""Where labels stand when what they name is too near: side by side in its order, none over another."""

from __future__ import annotations

from collections.abc import Sequence


def spread(valeurs: Sequence[float], ecart: float) -> list[float]:
    """Return the places of labels as near as can be to values, in their order, no two nearer than a distance."""
    groupes: list[list[int]] = []
    for rang in sorted(range(len(valeurs)), key=lambda i: valeurs[i]):
        groupes.append([rang])
        while len(groupes) > 1 and _touch(groupes[-2], groupes[-1], valeurs, ecart):
            dernier = groupes.pop()
            groupes[-1] += dernier
    places = [0.0] * len(valeurs)
    for groupe in groupes:
        bas = _find_bas(groupe, valeurs, ecart)
        for n, rang in enumerate(groupe):
            places[rang] = bas + n * ecart
    return places


def _touch(dessous: Sequence[int], dessus: Sequence[int], valeurs: Sequence[float], ecart: float) -> bool:
    haut = _find_bas(dessous, valeurs, ecart) + (len(dessous) - 1) * ecart
    return _find_bas(dessus, valeurs, ecart) < haut + ecart


def _find_bas(groupe: Sequence[int], valeurs: Sequence[float], ecart: float) -> float:
    """Return where the lowest label of a group stands: the group is centred on its values."""
    return sum(valeurs[i] for i in groupe) / len(groupe) - (len(groupe) - 1) * ecart / 2
