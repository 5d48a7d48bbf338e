"""Several files at once (fault 93): who asks gets the answer, each is applied alone, and being together is said."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.apercu.lot import preview_lot
from loaders.ecriture import lot as ecriture
from loaders.ecriture.journal import Acte
from loaders.ecriture.lot import IMPREVU, Choix, Voulu, apply_lot
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.lecture.brut import Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.acces import Agissant
from models.chargement import load_plan
from models.refus import ApercuPerime, DroitInsuffisant
from models.session import open_base
from tests.agissants import COMMANDE, LECTEUR
from tests.classeurs_partenariat import make
from tests.constats import Ecrire, Lancer
from tests.fabrique import MAINTENANT, fill, make_gabarit, strip_timbre

pytestmark = pytest.mark.deux_moteurs

ACTE = Acte("import", "Camille Exemple", MAINTENANT)
T3 = ("--trimestre", "3e trimestre 2026")
Classeurs = dict[str, bytes]


@pytest.fixture
def classeurs(base: str) -> Classeurs:
    """A stamped workbook of T4 2026, and one that nothing ties to a quarter."""
    muet = strip_timbre(fill(make_gabarit(), {"H6": 30}))
    return {"t4.xlsx": fill(make_gabarit(trimestre="2026-T4"), {"H5": 40}), "muet.xlsx": muet}


@pytest.fixture
def verifier_lot(lancer: Lancer, ecrire: Ecrire) -> Any:
    """Run a command on a batch and return its files by name: quarter, state, codes of anomalies, changes."""

    def run(classeurs: Classeurs, *options: str, commande: str = "check") -> dict[str, tuple[Any, ...]]:
        chemins = [ecrire(nom, octets) for nom, octets in classeurs.items()]
        sortie = lancer(commande, *chemins, "--json", *options)
        return {
            f["fichier"]: (f["trimestre"], f["statut"], [a["code"] for a in f["anomalies"]], len(f["changements"]))
            for f in sortie.fichiers
        }

    return run


def read_lot(classeurs: Classeurs, reponses: Options) -> Any:
    with open_base() as session:
        lectures = read_classeurs([Recu(nom, octets) for nom, octets in classeurs.items()])
        return preview_lot(session, load_plan(session), lectures, reponses, MAINTENANT)


def test_a_quarter_answers_the_unstamped_and_the_stamped_keeps_its_own(
    classeurs: Classeurs, verifier_lot: Any, lancer: Lancer, ecrire: Ecrire
) -> None:
    voulu = {
        "t4.xlsx": ("2026-T4", "ok", ["trimestre_du_timbre"], 1),
        "muet.xlsx": ("2026-T3", "ok", [], 1),
    }
    assert verifier_lot(classeurs, *T3) == voulu
    dit = lancer("check", *[ecrire(n, o) for n, o in classeurs.items()], *T3).out
    assert "ce classeur porte le timbre du T4 2026 et le garde : le trimestre choisi (T3 2026)" in dit
    assert verifier_lot(classeurs, *T3, "--auteur", "C", commande="apply") == voulu


def test_a_quarter_that_nobody_asks_for_was_said_of_all(classeurs: Classeurs, verifier_lot: Any) -> None:
    """As of a lone workbook: the stamp and the option disagree, the file is refused."""
    refus = (None, "refuse", ["trimestre_contradictoire"], 0)
    seul = {"t4.xlsx": classeurs["t4.xlsx"]}
    assert verifier_lot(seul, *T3) == {"t4.xlsx": refus}
    juste = fill(make_gabarit(), {"H7": 20})
    assert verifier_lot(seul | {"t3.xlsx": juste}, *T3) == {"t4.xlsx": refus, "t3.xlsx": ("2026-T3", "ok", [], 1)}


def test_a_workbook_without_quarter_is_not_told_of_one_that_another_asked_for(
    classeurs: Classeurs, verifier_lot: Any
) -> None:
    lus = verifier_lot({"muet.xlsx": classeurs["muet.xlsx"], "partenaires.xlsx": make(PARTENAIRES)}, *T3)
    assert lus["partenaires.xlsx"] == (None, "ok", [], 0)
    assert lus["muet.xlsx"][0] == "2026-T3"


def test_what_a_fraction_means_is_said_to_the_file_that_holds_one(base: str, verifier_lot: Any) -> None:
    deux = {
        "parts.xlsx": fill(make_gabarit(), {"H5": 0.45}),
        "entiers.xlsx": fill(make_gabarit(), {"H6": 45}),
    }
    lus = verifier_lot(deux, "--pourcentage", "fraction")
    assert {nom: (statut, n) for nom, (_, statut, _, n) in lus.items()} == {
        "parts.xlsx": ("ok", 1),
        "entiers.xlsx": ("ok", 1),
    }


def test_a_file_not_read_yet_may_still_ask(base: str, verifier_lot: Any) -> None:
    """Its quarter unknown, its fractions were not seen: the answer is not said of the other file instead."""
    deux = {
        "muet.xlsx": strip_timbre(fill(make_gabarit(), {"H5": 0.45})),
        "entiers.xlsx": fill(make_gabarit(), {"H6": 45}),
    }
    assert verifier_lot(deux, "--pourcentage", "fraction")["entiers.xlsx"][1] == "ok"
    lus = verifier_lot(deux, "--pourcentage", "fraction", "--trimestre", "2026-T3")
    assert [statut for _, statut, _, _ in lus.values()] == ["ok", "ok"]


def test_what_the_files_ask_is_known_before_and_after_the_answer(classeurs: Classeurs) -> None:
    demi = {"demi.xlsx": strip_timbre(fill(make_gabarit(), {"H5": 0.45}))}
    assert read_lot(classeurs, Options()).questions == {"trimestre"}
    assert read_lot(demi, Options("2026-T3")).questions == {"trimestre", "pourcentage"}
    assert read_lot(demi, Options("2026-T3", "points")).questions == {"trimestre", "pourcentage"}
    lot = read_lot(classeurs, Options("2026-T3"))
    assert [f.options for f in lot.fichiers] == [Options(), Options("2026-T3")]


def apply(classeurs: Classeurs, roles: list[Agissant], vue: int | None = None) -> list[Any]:
    lot, suite = read_lot(classeurs, Options("2026-T3")), iter(roles)
    voulus = [Voulu(f.lecture, f.options) for f in lot.fichiers]
    return list(apply_lot(voulus, ACTE, lambda: next(suite), vue))


def test_each_file_asks_for_the_role_and_a_refusal_stops_it_alone(classeurs: Classeurs) -> None:
    refuse, fait = apply(classeurs, [LECTEUR, COMMANDE])
    assert (type(refuse.refus), refuse.apercu) == (DroitInsuffisant, None)
    assert (fait.refus, fait.apercu.remontee) == (None, 1)


def test_what_the_batch_wrote_surprises_it_not_what_another_did(base: str) -> None:
    deux = {nom: fill(make_gabarit(), {"H5": valeur}) for nom, valeur in (("a.xlsx", 40), ("b.xlsx", 50))}
    premiers = apply(deux, [COMMANDE] * 2, vue=0)
    assert [i.apercu.remontee for i in premiers] == [1, 2]
    trois = {nom: fill(make_gabarit(), {"H5": valeur}) for nom, valeur in (("c.xlsx", 60),)}
    (tardif,) = apply(trois, [COMMANDE], vue=0)
    assert isinstance(tardif.refus, ApercuPerime)


def test_a_failure_unforeseen_is_said_and_the_next_file_applied(
    classeurs: Classeurs, monkeypatch: pytest.MonkeyPatch
) -> None:
    vraie = ecriture.apply_lecture

    def fail(lecture: Any, *reste: Any) -> Any:
        if lecture.recu.nom == "t4.xlsx":
            raise RuntimeError("panne")
        return vraie(lecture, *reste)

    monkeypatch.setattr(ecriture, "apply_lecture", fail)
    rate, fait = apply(classeurs, [COMMANDE] * 2)
    assert str(rate.refus) == IMPREVU
    assert fait.apercu.remontee == 1


def test_a_file_of_which_nothing_is_kept_is_left(classeurs: Classeurs) -> None:
    (laisse,) = apply_lot(
        [Voulu(read_lot(classeurs, Options()).fichiers[0].lecture, Options(), None)], ACTE, lambda: COMMANDE
    )
    assert (laisse.apercu, laisse.refus) == (None, None)
    assert Choix().count(read_lot(classeurs, Options()).fichiers[1].apercu) == 0
