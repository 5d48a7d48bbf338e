"""`acces`: how the first administrator gets in."""

from __future__ import annotations

import pytest

from tests.constats import Lancer


def test_accesses_are_granted_listed_and_withdrawn(base: str, lancer: Lancer) -> None:
    assert "Personne n’a encore d’accès" in lancer("acces").out
    premier = lancer("acces", "--donner", "Jeanne@exemple.fr", "--role", "administration", "--auteur", "Camille")
    assert (premier.code, "entrée n° 1" in premier.out) == (0, True)
    groupe = ("acces", "--groupe", "--donner", "def", "--role", "mise_a_jour", "--perimetre", "pilote:crip-93")
    assert lancer(*groupe, "--auteur", "Camille").code == 0
    assert "rien à changer" in lancer(*groupe, "--auteur", "Camille").out
    lu = lancer("acces", "--json").donnees["acces"]
    assert [(a["genre"], a["identifiant"], a["role"], a["perimetre"]) for a in lu] == [
        ("personne", "jeanne@exemple.fr", "administration", "tout"),
        ("groupe", "def", "mise_a_jour", "pilote:crip-93"),
    ]
    dit = lancer("acces").out
    assert "jeanne@exemple.fr  jeanne@exemple.fr  Administration  tout le plan  jamais vu·e" in dit
    assert "groupe  def  def  Mise à jour  actions de CRIP 93" in dit
    assert lancer("acces", "--groupe", "--retirer", "def", "--auteur", "Camille").code == 0
    assert "n° 3" in lancer("journal").out and "accès" in lancer("journal").out


@pytest.mark.parametrize(
    ("arguments", "mots"),
    [
        (("--donner", "a@exemple.fr"), "--auteur"),
        (("--donner", "a@exemple.fr", "--role", "chef", "--auteur", "C"), "Commande incorrecte"),
        (("--donner", "a@exemple.fr", "--retirer", "b", "--auteur", "C"), "Commande incorrecte"),
        (("--donner", "a@exemple.fr", "--role", "mise_a_jour", "--auteur", "C"), "Dites ce que"),
        (("--donner", "a b", "--auteur", "C"), "identifiant d’une personne"),
        (("--retirer", "a@exemple.fr", "--auteur", "C"), "pas d’accès à retirer"),
    ],
)
def test_what_is_not_understood_is_refused(base: str, lancer: Lancer, arguments: tuple[str, ...], mots: str) -> None:
    sortie = lancer("acces", *arguments)
    assert (sortie.code, mots in sortie.err) == (2, True), sortie.err
