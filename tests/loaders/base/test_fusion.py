"""Three ways: what the files said last, what they say, what stands."""

from __future__ import annotations

import pytest

from loaders.arbre.lecture import Arbre
from loaders.base.fusion import merge_arbre
from loaders.base.memoire import Memoire, Origine
from loaders.lignes.codes import find_code_libre

LIGNE = ("partenaire", "CDEF")
TYPE = (*LIGNE, "type")
IMPORT = Origine(1, "Camille")


def merge(dite, voulue, presente, *, tenue):
    memoire = Memoire({TYPE: dite}, {TYPE: IMPORT} if tenue else {})
    arbre = Arbre({LIGNE: {"type": voulue}}, {LIGNE: "partenaires.csv, ligne 3"})
    fusion = merge_arbre({LIGNE: {"type": presente}}, arbre, memoire)
    return [(c.avant, c.apres) for c in fusion.changements], [(g.presente, g.voulue) for g in fusion.gardees]


@pytest.mark.parametrize(
    ("dite", "voulue", "presente", "tenue", "ecrit", "garde"),
    [
        ("A", "A", "A", False, [], []),
        ("A", "B", "A", False, [("A", "B")], []),
        ("A", None, "A", False, [("A", None)], []),
        ("A", "A", "X", True, [], [("X", "A")]),
        ("A", "B", "X", True, [], [("X", "B")]),
        ("A", None, "X", True, [], [("X", None)]),
        ("A", "A", None, True, [], [(None, "A")]),
        (None, None, "X", True, [], [("X", None)]),
        ("A", "X", "X", True, [("X", "X")], []),
        ("A", "B", "A", True, [("A", "B")], []),  # imported, then imported back
        ("B", "B", "A", False, [("A", "B")], []),  # the import that the file was set aside for is undone
    ],
)
def test_a_field(dite, voulue, presente, tenue, ecrit, garde):
    assert merge(dite, voulue, presente, tenue=tenue) == (ecrit, garde)


def test_the_order_of_the_lines_is_kept_without_a_word():
    memoire = Memoire({}, {(*LIGNE, "rang"): IMPORT})
    fusion = merge_arbre({LIGNE: {"rang": 9}}, Arbre({LIGNE: {"rang": 2}}, {}), memoire)
    assert (fusion.changements, fusion.gardees) == ([], [])


def test_an_undone_import_holds_nothing_but_the_code_of_its_jalon():
    memoire = Memoire()
    memoire.tell_import(("jalon", "A01/J1", "libelle"), "Jalon neuf", Origine(1, "Camille", annulee=True))
    assert memoire.tenues == {}
    ligne = ("jalon", "A01/J1")
    arbre = Arbre({ligne: {"libelle": "Jalon officiel"}}, {ligne: "jalons.csv, ligne 2"})
    fusion = merge_arbre({}, arbre, memoire, ["A01/J1", "A01/J4"])
    assert fusion.changements == []
    (dit,) = fusion.ecartees
    assert dit.startswith("jalons.csv, ligne 2 : « A01/J1 » est déjà le code d’un autre jalon")
    assert dit.endswith("donnez-lui le code « A01/J5 ».")


def test_the_first_free_code_follows_every_one_given():
    assert find_code_libre("A01", []) == "A01/J1"
    assert find_code_libre("A01", ["A01/J2", "A01/J10", "A011/J30", "A01/Jx"]) == "A01/J11"
