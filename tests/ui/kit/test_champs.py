"""The fields of the journal in the words of the screens: every one of them has its own."""

from __future__ import annotations

import pytest

from loaders.genres.registre import REGISTRE
from models.objets import OBJETS
from ui.kit.champs import LIBELLES, find_libelle, write_valeur


@pytest.mark.parametrize(("objet", "champ"), [(o, c) for o, d in OBJETS.items() for c in d.champs])
def test_every_field_of_the_journal_has_words(objet: str, champ: str) -> None:
    """Those of the column that writes it or of the list of the screens, never the name of a field."""
    colonnes = {c.champ for feuille in REGISTRE.modeles.feuilles for c in feuille.colonnes}
    assert champ in LIBELLES or champ in colonnes
    assert "_" not in find_libelle(champ)
    assert find_libelle(champ)[0].isupper()


def test_fields_of_the_partnership_are_in_french() -> None:
    champs = (
        "attendue",
        "role",
        "membre",
        "parent",
        "appreciation",
        "elements",
        "tenue",
        "presents_partenaire",
        "prevue",
    )
    assert [find_libelle(c) for c in champs] == [
        "Attendue",
        "Rôle attendu",
        "Membre de la fédération signataire",
        "Rattaché à",
        "Appréciation",
        "Éléments à l’appui",
        "Tenue",
        "Présents pour le partenaire signataire",
        "Prévue",
    ]
    assert ">non<" in write_valeur("participation", "attendue", None)
    assert ">non<" in write_valeur("reunion", "tenue", False)
