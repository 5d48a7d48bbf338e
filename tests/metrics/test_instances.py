"""The meetings that the charter plans against those held: periods, what was said of them, what is to come."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from metrics.instances import (
    EtatSeance,
    compute_reunions,
    compute_terme,
    find_prochaine,
    list_annees,
    list_annoncees,
    list_evaluations,
    list_seances,
)
from models.charte import Charte
from models.vocabulaire import Periodicite
from tests.plans_charte import JOURS, chartes, make_charte, make_instance

AUJOURD_HUI = date(2026, 11, 22)
TRIMESTRIELLE, ANNUELLE, AU_BESOIN, AMBIGUE = Periodicite


@given(chartes(), JOURS)
def test_every_meeting_stands_once_and_states_add_up(charte: Charte, jour: date) -> None:
    seances = list_seances(charte, jour)
    dites = Counter(s.reunion.reference for s in seances if s.reunion is not None)
    assert dites == Counter(r.reference for i in charte.instances for r in i.reunions)
    hors = {r.reference for s in seances if not s.due and (r := s.reunion)}
    for instance in charte.instances:
        if instance.periodicite in (AU_BESOIN, AMBIGUE):
            assert {r.reference for r in instance.reunions} <= hors
    bilan = compute_reunions(seances)
    assert bilan.tenues + bilan.non_tenues + bilan.non_renseignees == bilan.prevues
    assert bilan.prevues + bilan.a_venir == sum(s.due for s in seances)


@given(chartes(), JOURS)
def test_nothing_is_due_before_the_signature_or_after_the_term(charte: Charte, jour: date) -> None:
    terme = compute_terme(charte)
    for seance in list_seances(charte, jour):
        if seance.due:
            assert charte.signee_le < seance.debut <= terme
            assert seance.instance.periodicite in (TRIMESTRIELLE, ANNUELLE)
        if seance.etat is EtatSeance.A_VENIR:
            assert seance.fin >= jour
        if seance.etat is EtatSeance.NON_RENSEIGNEE:
            assert seance.fin < jour


@given(chartes(), JOURS)
def test_a_meeting_held_never_lowers_what_was_held(charte: Charte, jour: date) -> None:
    tenues = tuple(replace(i, reunions=tuple(replace(r, tenue=True) for r in i.reunions)) for i in charte.instances)
    avant, apres = (compute_reunions(list_seances(c, jour)) for c in (charte, replace(charte, instances=tenues)))
    assert apres.tenues >= avant.tenues


def test_quarters_and_years_follow_the_signature() -> None:
    charte = make_charte(instances=(make_instance("t", TRIMESTRIELLE), make_instance("a", ANNUELLE)))
    libelles = [s.libelle for s in list_seances(charte, AUJOURD_HUI)]
    assert libelles[:3] == ["T1 2024", "T2 2024", "T3 2024"]
    assert libelles[11:] == ["T4 2026", "2024", "2025", "2026"]
    assert list_annees(charte, AUJOURD_HUI) == [2024, 2025, 2026]
    assert list_annees(charte, date(2023, 12, 1)) == []
    assert list_annees(charte, date(2030, 1, 1)) == [2024, 2025, 2026]


def test_of_two_meetings_in_a_period_the_one_held_counts() -> None:
    reunion = make_instance("t", TRIMESTRIELLE, "2024-02-01")
    autre = make_instance("t", TRIMESTRIELLE, "2024-03-01", tenue=False)
    instance = replace(reunion, reunions=reunion.reunions + autre.reunions)
    seance = list_seances(make_charte(instances=(instance,)), AUJOURD_HUI)[0]
    assert (seance.etat, seance.reunion.jour) == (EtatSeance.TENUE, date(2024, 2, 1))


def test_silence_is_not_a_missed_meeting() -> None:
    instances = (make_instance("t", TRIMESTRIELLE, "2024-02-01", tenue=False), make_instance("a", ANNUELLE))
    bilan = compute_reunions(list_seances(make_charte(instances=instances), date(2025, 1, 15)))
    assert (bilan.prevues, bilan.tenues, bilan.non_tenues, bilan.non_renseignees) == (5, 0, 1, 4)


def test_a_body_cut_into_named_ones_plans_nothing_itself() -> None:
    instances = (
        make_instance("mere", TRIMESTRIELLE, "2024-02-01"),
        make_instance("fille", TRIMESTRIELLE, parent="mere"),
    )
    seances = list_seances(make_charte(instances=instances), AUJOURD_HUI)
    assert [s.due for s in seances if s.instance.code == "mere"] == [False]
    assert sum(s.instance.code == "fille" for s in seances) == 12


def test_ambiguous_words_give_no_due_date() -> None:
    instance = make_instance("b", AMBIGUE, "2024-06-01", periodicite_texte="biennuel")
    (seance,) = list_seances(make_charte(instances=(instance,)), AUJOURD_HUI)
    assert (seance.due, seance.libelle) == (False, "01/06/2024")


def test_a_period_is_to_come_until_its_last_day_and_unknown_from_the_day_after() -> None:
    charte = make_charte(instances=(make_instance("t", TRIMESTRIELLE),))
    for jour, etat in ((date(2024, 3, 31), EtatSeance.A_VENIR), (date(2024, 4, 1), EtatSeance.NON_RENSEIGNEE)):
        assert list_seances(charte, jour)[0].etat is etat
    manquee = make_charte(instances=(make_instance("t", TRIMESTRIELLE, "2024-02-01", tenue=False),))
    for jour, etat in ((date(2024, 3, 31), EtatSeance.A_VENIR), (date(2024, 4, 1), EtatSeance.NON_TENUE)):
        assert list_seances(manquee, jour)[0].etat is etat


def test_the_period_that_begins_on_the_last_day_of_the_charter_is_due() -> None:
    instances = (make_instance("t", TRIMESTRIELLE),)
    for terme, dernier in ((date(2026, 10, 1), "T4 2026"), (date(2026, 9, 30), "T3 2026")):
        charte = replace(make_charte(instances=instances), renouvelee_jusqu_au=terme)
        assert list_seances(charte, AUJOURD_HUI)[-1].libelle == dernier


@pytest.mark.parametrize("place", ["2024-01-01", "2024-03-31"])
def test_the_first_and_the_last_day_of_a_period_are_in_it(place: str) -> None:
    seance = list_seances(make_charte(instances=(make_instance("t", TRIMESTRIELLE, place),)), AUJOURD_HUI)[0]
    assert (seance.libelle, seance.etat, seance.due) == ("T1 2024", EtatSeance.TENUE, True)


def test_next_is_the_first_to_come() -> None:
    instances = (make_instance("t", TRIMESTRIELLE), make_instance("n", AU_BESOIN, "2026-12-01", tenue=None))
    seances = list_seances(make_charte(instances=instances), AUJOURD_HUI)
    assert find_prochaine(seances).fin == date(2026, 12, 1)
    assert find_prochaine(s for s in seances if s.due).fin == date(2026, 12, 31)
    assert find_prochaine([]) is None


def test_evaluating_bodies_are_those_that_the_tree_names_whatever_their_words() -> None:
    instances = (
        make_instance("a", ANNUELLE, objet="faire un bilan", evalue_la_charte=True),
        make_instance("b", ANNUELLE, objet="Évaluer la mise en œuvre"),
        make_instance("c", ANNUELLE),
    )
    assert [i.code for i in list_evaluations(make_charte(instances=instances))] == ["a"]


def test_the_announced_meetings_are_those_whose_day_is_to_come() -> None:
    instances = (
        make_instance("t", TRIMESTRIELLE, "2026-12-10", tenue=None),
        make_instance("a", ANNUELLE, "2026-12-03", tenue=None),
        make_instance("b", AU_BESOIN, "2026-11-02", tenue=None),
        make_instance("c", AU_BESOIN, "2026-10-01"),
        make_instance("d", ANNUELLE),
    )
    annoncees = list_annoncees(list_seances(make_charte(instances=instances), AUJOURD_HUI), AUJOURD_HUI)
    assert [(jour, s.instance.code) for jour, s in annoncees] == [(date(2026, 12, 3), "a"), (date(2026, 12, 10), "t")]
