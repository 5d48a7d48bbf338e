"""From which quarter a meeting is told: that of the last one held, a year before, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics.reunion import find_annuelle, find_depuis
from models.campagne import Campagne
from models.plan import Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Periodicite
from tests.plans import T1, T2, T3, make_action, make_plan
from tests.plans_charte import make_charte, make_instance

AUJOURD_HUI = date(2026, 11, 30)
AVANT = T3.decale(-4)
ANNUELLE = Periodicite.ANNUELLE


def make_suivie(*trimestres: Trimestre, jours: tuple[str, ...] = (), nom: str = "Réunion des élu·es"):
    actions = [make_action(code, suivis=[Suivi(t, 10) for t in trimestres]) for code in ("A1", "A2")]
    elus = replace(make_instance("elus", ANNUELLE, *jours), libelle=nom)
    return make_plan(actions, charte=make_charte(instances=(make_instance("autre", ANNUELLE, "2026-08-01"), elus)))


def test_from_the_quarter_shown_at_the_last_meeting_held():
    plan = make_suivie(AVANT, T1, T2, T3, jours=("2025-12-09", "2026-05-12"))
    assert find_depuis(plan, T3, AUJOURD_HUI) == T1


def test_a_meeting_that_was_shown_the_same_quarter_is_passed_over():
    plan = make_suivie(AVANT, T1, T2, T3, jours=("2025-12-09", "2026-11-12"))
    assert find_depuis(plan, T3, AUJOURD_HUI) == AVANT


def test_the_meeting_of_the_day_is_the_one_being_told():
    plan = make_suivie(AVANT, T2, T3, jours=("2026-08-12",))
    assert find_depuis(plan, T3, date(2026, 8, 12)) is None  # the quarter told runs then
    assert find_depuis(plan, T2, date(2026, 8, 12)) is None  # nothing before, nor a year before
    assert find_depuis(plan, T3, AUJOURD_HUI) == T2


def test_a_year_before_without_a_meeting():
    assert find_depuis(make_suivie(AVANT, T1, T2, T3), T3, AUJOURD_HUI) == AVANT
    assert find_depuis(replace(make_suivie(AVANT, T3), charte=None), T3, AUJOURD_HUI) == AVANT


def test_nothing_to_compare_with():
    assert find_depuis(make_suivie(T2, T3), T3, AUJOURD_HUI) is None
    assert find_depuis(make_suivie(), T3, AUJOURD_HUI) is None
    assert find_depuis(make_suivie(AVANT, T3), T3, date(2026, 9, 30)) is None  # its last day is in it


def test_a_partial_quarter_is_not_compared():
    plan = make_suivie(AVANT)
    tardive = replace(plan.actions[0], suivis=(*plan.actions[0].suivis, Suivi(T3, 50)))
    partiel = make_plan([tardive, plan.actions[1], make_action("A3"), make_action("A4")])
    assert find_depuis(partiel, T3, AUJOURD_HUI) is None
    clos = replace(partiel, campagnes=tuple(Campagne(t, None, date(2026, 11, 1)) for t in (AVANT, T3)))
    assert find_depuis(clos, T3, AUJOURD_HUI) == AVANT


def test_the_body_is_found_by_the_word_of_its_name():
    noms = ("Réunion annuelle entre les élus et les services", "Rencontre des élu·es", "Assemblée d’une élue")
    for nom in noms:
        assert find_annuelle(make_suivie(nom=nom).charte).code == "elus"
    assert find_annuelle(make_suivie(nom="Réunion des éluants").charte) is None
