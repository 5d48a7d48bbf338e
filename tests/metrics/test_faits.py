"""What was done in a period, and the faits told unless they are chosen."""

from __future__ import annotations

from metrics.bilan import compute_bilan
from metrics.faits import (
    FAITS_MAX,
    choose_faits,
    list_atteints_depuis,
    list_faits_periode,
    list_realisees,
    select_faits,
)
from models.plan import Jalon, Suivi, SuiviJalon
from models.vocabulaire import Statut
from tests.plans import T1, T2, T3, make_action, make_plan


def make_dite(code: str, avant: int, apres: int, statut: Statut = Statut.EN_COURS, orientation: str = "O1"):
    suivis = [
        Suivi(T1, avant, Statut.EN_COURS, fait_marquant=f"{code} avant"),
        Suivi(T2, apres, fait_marquant=f"{code} au milieu"),
        Suivi(T3, apres, statut, fait_marquant=f"{code} après"),
    ]
    return make_action(code, suivis=suivis, orientation=orientation, priorite=f"P{orientation}")


def tell(*actions):
    plan = make_plan(actions)
    return compute_bilan(plan, T3), compute_bilan(plan, T1)


def test_what_is_done_first_then_what_gained_most_one_fait_an_action():
    bilan, avant = tell(
        make_dite("A1", 10, 20), make_dite("A2", 10, 90), make_dite("A3", 90, 100, Statut.REALISEE, "O2")
    )
    faits = choose_faits(bilan, avant, T1)
    assert [f.texte for f in faits] == ["A1 après", "A2 après", "A3 après"]
    assert [a.code for a in list_realisees(bilan, avant)] == ["A3"]
    assert list_realisees(bilan, bilan) == []


def test_at_most_two_of_an_orientation_while_there_are_enough():
    bilan, avant = tell(
        *(make_dite(f"A{n}", 0, 90 - n) for n in range(5)),
        *(make_dite(f"B{n}", 0, 20, orientation=f"O{n + 2}") for n in range(8)),
    )
    codes = [f.etat.code for f in choose_faits(bilan, avant, T1)]
    assert len(codes) == FAITS_MAX
    assert [c for c in codes if c.startswith("A")] == ["A0", "A1"]
    seule, avant = tell(*(make_dite(f"A{n}", 0, 90 - n) for n in range(5)))
    assert [f.etat.code for f in choose_faits(seule, avant, T1)] == ["A0", "A1", "A2", "A3"]


def test_an_action_out_of_the_figures_has_no_fait_told():
    bilan, avant = tell(make_dite("A1", 10, 20, Statut.ABANDONNEE), make_dite("A2", 10, 20))
    assert [f.etat.code for f in choose_faits(bilan, avant, T1)] == ["A2"]


def test_the_period_begins_after_its_first_quarter():
    bilan, _ = tell(make_dite("A1", 10, 20))
    assert [f.trimestre for f in list_faits_periode(bilan, T1)] == [T3, T2]
    assert [f.trimestre for f in list_faits_periode(bilan, None)] == [T3, T2, T1]


def test_faits_chosen_that_nobody_said_are_left_out():
    bilan, _ = tell(make_dite("A1", 10, 20))
    assert [f.texte for f in select_faits(bilan, [("A1", T1), ("A2", T1), ("A1", T1), ("A1", T3)])] == [
        "A1 avant",
        "A1 après",
    ]


def test_a_jalon_told_since_counts_whatever_its_day():
    def make_jalon(n, quand):
        return Jalon(f"A1/J{n}", "Jalon", None, (SuiviJalon(quand, None, T1.premier_jour),))

    bilan, avant = tell(make_action("A1", jalons=(make_jalon(1, T1), make_jalon(2, T3))))
    assert [x.jalon.reference for x in list_atteints_depuis(bilan, avant)] == ["A1/J2"]
    assert len(list_atteints_depuis(bilan, None)) == 2
