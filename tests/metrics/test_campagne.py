"""Where a campaign stands: who is missing, since when, at what pace, what is to be written now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from metrics.campagne.moment import Moment, find_moment
from metrics.campagne.suivi import Etape, SuiviPilote, Vu, compute_campagne, find_campagne_en_cours
from models.campagne import Campagne
from models.plan import Action, Pilote, Plan, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Statut, StatutLibelle
from tests.plans import PILOTE, T1, T2, T3, make_action, make_plan

AUTRE = Pilote("service-b", "Service B", StatutLibelle.PROVISOIRE)
LIMITE = date(2026, 10, 21)


def say(trimestre: Trimestre, jour: date, statut: Statut | None = None) -> Suivi:
    return Suivi(
        trimestre, avancement=10, statut=statut, declare_le=datetime(jour.year, jour.month, jour.day, 9, tzinfo=UTC)
    )


def build(*b: Suivi, a2: tuple[Suivi, ...] = (), campagnes: tuple[Campagne, ...] = (Campagne(T3, LIMITE),)) -> Plan:
    """A01 and A02 of service A, A03 of service B, A04 out of the figures."""
    actions: list[Action] = [
        make_action("A01", suivis=(say(T3, date(2026, 10, 12)),)),
        make_action("A02", suivis=a2),
        make_action("A03", pilote=AUTRE, suivis=b),
        make_action("A04", pilote=AUTRE, suivis=(say(T1, date(2026, 4, 2), Statut.SANS_OBJET),)),
    ]
    return make_plan(actions, campagnes=campagnes, pilotes=(PILOTE, AUTRE))


def see(plan: Plan, jour: date, **champs: object) -> tuple[SuiviPilote, ...]:
    return compute_campagne(plan, T3, jour, **champs).pilotes  # type: ignore[arg-type]


def test_who_is_missing_and_of_what() -> None:
    campagne = compute_campagne(build(), T3, date(2026, 10, 15))
    a, b = campagne.pilotes
    assert (a.actions, a.muettes, a.etape, a.recue_le) == (
        ("A01", "A02"),
        ("A02",),
        Etape.PARTIELLE,
        date(2026, 10, 12),
    )
    assert (b.actions, b.etape, b.en_retard) == (("A03",), Etape.PRETE, False)
    assert campagne.manquants == (b, a) and campagne.complets == ()
    assert campagne.jours_restants == 6
    assert b.silence == 10, "nothing of its active action since the plan began"


def test_late_only_once_the_deadline_is_past_or_the_quarter_closed() -> None:
    assert not any(s.en_retard for s in see(build(), LIMITE))
    assert all(s.en_retard for s in see(build(), date(2026, 10, 22)))
    clos = build(campagnes=(Campagne(T3, None, date(2026, 10, 5)),))
    assert all(s.en_retard for s in see(clos, date(2026, 10, 6)))
    assert not any(s.en_retard for s in see(build(campagnes=()), date(2026, 12, 6)))


@pytest.mark.parametrize(("jour", "delais"), [(date(2026, 10, 21), True), (date(2026, 10, 22), False)])
def test_in_time_is_every_action_by_the_deadline(jour: date, delais: bool) -> None:
    a, b = see(build(say(T3, jour), a2=(say(T3, LIMITE),)), date(2026, 11, 30))
    assert (a.dans_les_delais, b.dans_les_delais) == (True, delais)
    assert (a.etape, b.etape) == (Etape.COMPLETE, Etape.COMPLETE)
    assert see(build(), date(2026, 10, 1))[0].dans_les_delais is None


def test_steps_before_anything_is_applied() -> None:
    envois = {"service-b": date(2026, 10, 1)}
    vus = {"service-b": Vu("b.xlsx", date(2026, 10, 14), 2), "service-a": Vu("a.xlsx", date(2026, 10, 14), 0)}
    assert see(build(), date(2026, 10, 15), envois=envois)[1].etape is Etape.ENVOYEE
    a, b = see(build(), date(2026, 10, 15), envois=envois, vus=vus)
    assert (a.etape, b.etape) == (Etape.PARTIELLE, Etape.LUE)


@pytest.mark.parametrize(
    ("jour", "moment"),
    [
        (date(2026, 9, 1), Moment.J_MOINS_21),
        (date(2026, 10, 6), Moment.J_MOINS_21),
        (date(2026, 10, 7), Moment.J_MOINS_14),
        (date(2026, 10, 14), Moment.J_MOINS_7),
        (date(2026, 10, 21), Moment.J_MOINS_7),
        (date(2026, 10, 22), Moment.J_PLUS_1),
    ],
)
def test_what_is_to_be_written_follows_the_deadline(jour: date, moment: Moment) -> None:
    campagne = compute_campagne(build(), T3, jour, {"service-b": Vu("b.xlsx", jour, 0)})
    assert {find_moment(s, campagne) for s in campagne.pilotes} == {moment}
    fautive = replace(campagne.pilotes[1], vu=Vu("b.xlsx", jour, 3))
    assert find_moment(fautive, campagne) is Moment.ANNOTE
    sans = compute_campagne(build(campagnes=()), T3, jour)
    assert {find_moment(s, sans) for s in sans.pilotes} == {Moment.J_MOINS_21}


def test_the_pace_is_told_at_the_same_distance_from_the_end_of_each_quarter() -> None:
    plan = build(say(T2, date(2026, 7, 10)), say(T3, date(2026, 10, 20)), a2=(say(T2, date(2026, 7, 20)),))
    rythmes = compute_campagne(plan, T3, date(2026, 10, 15)).rythmes
    assert [(r.trimestre, r.jour, r.remontees, r.actives) for r in rythmes] == [
        (T3, date(2026, 10, 15), 1, 3),
        (T2, date(2026, 7, 15), 1, 3),
        (T1, date(2026, 4, 15), 0, 3),
    ]
    assert rythmes[0].dans_les_delais == 2 and rythmes[1].dans_les_delais is None


def test_the_campaign_shown_is_the_latest_open_one_else_the_last_quarter_that_is_over() -> None:
    assert find_campagne_en_cours(build(), date(2026, 11, 30)) == T3
    ouverte = Campagne(T2, LIMITE, ouverte_le=LIMITE)
    assert find_campagne_en_cours(build(campagnes=(ouverte,)), date(2026, 11, 30)) == T2
    assert find_campagne_en_cours(build(campagnes=(replace(ouverte, close_le=LIMITE),)), date(2026, 11, 30)) == T3
    assert find_campagne_en_cours(build(), date(2024, 1, 10)) == Trimestre(2024, 1)
