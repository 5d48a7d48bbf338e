"""What somebody added around our cells is not read, and is told in one remark that names where it stands (fault 69)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from loaders.anomalie import Anomalie, cut_extrait
from loaders.lecture.brut import Ajout, FeuilleBrute
from models.cellule import Cellule
from phrases.format import join_mots

MONTRES = 12
"""How many a remark names."""
ARTICLES: Final = {
    "note": "la note en",
    "fil": "le commentaire en",
    "image": "l’image en",
    "zone": "la zone de texte en",
    "barre": "le texte barré en",
}


def list_ajouts(brute: FeuilleBrute, lues: Collection[str]) -> list[Anomalie]:
    """Return the remark of a sheet of ours that bears something that is not read, none when it has nothing such.

    `lues` are the cells that are read: a text struck through is told of there alone, and is read like any other.
    """
    autres = [a for a in brute.ajouts if a.genre != "barre"]
    barres = [a for a in brute.ajouts if a.genre == "barre" and a.place in lues]
    if not (autres or barres):
        return []
    phrases = []
    if autres:
        phrases.append(f"Non lus : {_join(autres)}. Ce qui compte s’écrit dans les cellules blanches.")
    if barres:
        phrases.append(f"Lu comme s’il n’était pas barré : {_join(barres)}. Effacez ce qui ne vaut plus.")
    seul = (autres or barres)[0] if len(autres) + len(barres) == 1 else None
    place = Cellule.parse(f"{brute.nom}!{seul.place}") if seul else Cellule(brute.nom)
    return [Anomalie.sur(place, "ajouts_non_lus", " ".join(phrases))]


def _join(ajouts: list[Ajout]) -> str:
    dits = [_write(a) for a in ajouts[:MONTRES]]
    reste = len(ajouts) - MONTRES
    return ", ".join([*dits, f"et {reste} de plus"]) if reste > 0 else join_mots(dits)


def _write(ajout: Ajout) -> str:
    ou = f"{ARTICLES[ajout.genre]} {ajout.place}"
    return f"{ou} (« {cut_extrait(ajout.texte)} »)" if ajout.texte else ou
