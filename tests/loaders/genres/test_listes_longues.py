"""A list of thousands of names costs what its rows cost: nothing is looked through again on every row."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from typing import Any

import pytest

from loaders.lignes.validateur import Validateur
from models.colonnes import INDICATEURS, JALONS, NOM_MAX
from models.colonnes_partenariat import LISTE, PARTICIPATIONS
from tests.classeurs_partenariat import read_plan
from tests.constats import Verifier, find_message, list_places, read_constat
from tests.fabrique import make_maison

RESEAU = "Réseau neuf"


class Parcourue(dict[str, Any]):
    """A dict that counts how many times it is gone through."""

    parcours = 0

    def __iter__(self) -> Iterator[str]:
        Parcourue.parcours += 1
        return super().__iter__()

    def keys(self):
        Parcourue.parcours += 1
        return super().keys()

    def items(self):
        Parcourue.parcours += 1
        return super().items()


@pytest.fixture
def compter(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from zero what a check goes through."""
    prepare = Validateur.__init__

    def init(self: Validateur, *args: Any) -> None:
        prepare(self, *args)
        for nom in ("crees", "natures", "partenaires"):
            setattr(self, nom, Parcourue(getattr(self, nom)))
        self.noms = ChainMap(self.partenaires, self.crees)
        Parcourue.parcours = 0

    monkeypatch.setattr(Validateur, "__init__", init)


def make_liste(nombre: int) -> bytes:
    """So many new organismes tied to a new catégorie; digits make them unlike each other and what is known."""
    lignes = [[f"{n:04}" * 4, "organisme", None, RESEAU, None] for n in range(nombre)]
    entetes = [c.libelle for c in LISTE.colonnes]
    return make_maison([entetes, *lignes, [RESEAU, "catégorie", None, None, None]], LISTE.nom)


def make_participations(nombre: int) -> bytes:
    plan = read_plan()
    paires = [(a.code, p.nom) for a in plan.actions for p in plan.partenaires][:nombre]
    lignes = [[code, None, nom, "consulté", "x"] for code, nom in paires]
    return make_maison([[c.libelle for c in PARTICIPATIONS.colonnes], *lignes], PARTICIPATIONS.nom)


@pytest.mark.parametrize("make", [make_liste, make_participations])
@pytest.mark.usefixtures("compter")
def test_twice_the_rows_go_through_nothing_more(verifier: Verifier, make: Any) -> None:
    parcours = []
    for nombre in (20, 40):
        fichier = verifier(make(nombre))
        assert (fichier["statut"], len(fichier["anomalies"])) == ("ok", 0)
        assert fichier["changements"]
        parcours.append(Parcourue.parcours)
    assert parcours[0] == parcours[1]


def test_ranks_follow_the_rows(verifier: Verifier, base: str) -> None:
    rangs = [c["apres"] for c in verifier(make_liste(5))["changements"] if c["champ"] == "rang"]
    debut = len(read_plan().partenaires) + 1
    assert sorted(rangs) == list(range(debut, debut + 6))


def test_every_name_is_compared_with_what_is_known(verifier: Verifier, base: str) -> None:
    """However many are new: each that nearly bears a known name is said."""
    connus = [p.nom for p in read_plan().partenaires]
    lignes = [[f"{connus[n % len(connus)]} {n:04}", "organisme", None, None, None] for n in range(1_500)]
    fichier = verifier(make_maison([[c.libelle for c in LISTE.colonnes], *lignes], LISTE.nom))
    dits = {a["ligne"] for a in fichier["anomalies"] if a["code"] == "presque_identique"}
    longs = {n for n, ligne in enumerate(lignes, start=2) if len(ligne[0]) > 40}
    assert max(longs) > 1_400
    assert longs <= dits


def test_every_unknown_name_is_told_its_nearest_ones(verifier: Verifier, base: str) -> None:
    connus = [p.nom for p in read_plan().partenaires]
    lignes = [["A01", None, f"{connus[n % len(connus)]} {n:04}", "consulté", "x"] for n in range(1_000)]
    fichier = verifier(make_maison([[c.libelle for c in PARTICIPATIONS.colonnes], *lignes], PARTICIPATIONS.nom))
    messages = [read_constat(a) for a in fichier["anomalies"] if a["code"] == "partenaire_inconnu"]
    assert len(messages) == 1_000
    assert all("Les plus proches : « " in message for message in messages)


@pytest.mark.parametrize("longueur", [NOM_MAX + 1, 5_001])
def test_a_name_too_long_is_refused_in_its_cell(verifier: Verifier, base: str, longueur: int) -> None:
    entetes = [c.libelle for c in LISTE.colonnes]
    lignes = [["é" * longueur, "organisme", None, None, None], ["é" * NOM_MAX, "organisme", None, None, None]]
    fichier = verifier(make_maison([entetes, *lignes], LISTE.nom))
    assert list_places(fichier) == [("texte_trop_long", "erreur", LISTE.nom, 2, "A")]
    lu = f"{longueur:,}".replace(",", "\u202f")
    assert f"plus de 200 caractères ({lu}) ; raccourcissez-le" in find_message(fichier, "texte_trop_long")
    assert {c["reference"] for c in fichier["changements"]} == {"é" * NOM_MAX}


@pytest.mark.parametrize("feuille", [JALONS, INDICATEURS])
def test_a_title_too_long_is_refused_in_its_cell(verifier: Verifier, base: str, feuille: Any) -> None:
    lignes = [["A01", "titre " * 40, *[None] * (len(feuille.colonnes) - 2)]]
    contenu = make_maison([[c.libelle for c in feuille.colonnes], *lignes], feuille.nom)
    fichier = verifier(contenu, "--trimestre", "2024-T1")
    assert ("texte_trop_long", "erreur", feuille.nom, 2, "B") in list_places(fichier)
    assert fichier["changements"] == []
