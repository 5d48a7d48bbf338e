"""Who belongs to whom in the rows of a tree: the same rule as for a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.changement import Valeur
from models.vocabulaire import is_rattachable

REGLE = "seul un organisme se rattache, et à une catégorie"
Rangees = Mapping[tuple[str, str], Mapping[str, Valeur]]
"""Rows of a tree: (objet, reference) → field → value."""


def iter_ruptures(etat: Rangees) -> Iterator[tuple[str, str]]:
    """Yield each partner tied to what is not a catégorie, or that is one and is tied, with what it is tied to."""
    for (objet, nom), valeurs in etat.items():
        parent = valeurs.get("parent") if objet == "partenaire" else None
        if parent is not None:
            tete = etat.get(("partenaire", str(parent)), {})
            if not is_rattachable(valeurs.get("nature"), tete.get("nature")):
                yield nom, str(parent)
