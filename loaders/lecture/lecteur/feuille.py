"""A sheet as JSON: one shape, whatever the format it comes from; what a reader forgets to give is an error."""

from __future__ import annotations

from typing import Any

from loaders.lecture.lecteur.ajouts import AJOUTS_MAX, EXTRAIT, Releve
from loaders.lecture.lecteur.bornes import COLONNES_MAX
from loaders.lecture.lecteur.etendue import Etendue

Lignes = list[tuple[int, dict[str, dict[str, Any]]]]


def dump_feuille(
    nom: str,
    etendue: Etendue,
    *,
    masquee: bool,
    lignes: Lignes,
    fusions: list[str],
    lignes_masquees: list[int],
    colonnes_masquees: list[str],
    filtre: bool,
    ajouts: list[Releve],
) -> dict[str, Any]:
    """Return a sheet: its filled cells by row and letter, what it merges and hides, what stands too far or around.

    Of one that is too much to be read, whose `exces` says why, the first rows only.
    """
    exces = etendue.find_exces(nom, fusions)
    fin = etendue.find_fin(exces)
    return {
        "nom": nom,
        "masquee": masquee,
        "lignes": [(numero, rangee) for numero, rangee in lignes if numero <= fin],
        "fusions": [] if exces else fusions,
        "masquees": [n for n in lignes_masquees if n <= fin],
        "colonnes_masquees": colonnes_masquees[:COLONNES_MAX],
        "filtre": filtre,
        "loin": etendue.loin,
        "exces": exces,
        "ajouts": [(genre, place, texte[:EXTRAIT]) for genre, place, texte in ajouts[:AJOUTS_MAX]],
    }
