"""The calendar: every date once, one situation each, the original date kept, « en retard » as everywhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.bilan import compute_bilan, find_jour_de_lecture
from metrics.calendrier import (
    OUVERTES,
    TERME_CHARTE,
    Calendrier,
    Evenement,
    Nature,
    Situation,
    compute_calendrier,
    sort_evenements,
)
from metrics.instances import list_seances
from models.charte import Charte, Instance, Reunion
from models.plan import Action, Jalon, Plan, Suivi, SuiviJalon
from models.trimestre import Trimestre
from models.vocabulaire import Periodicite, Statut
from phrases.calendrier import (
    write_ouverture_calendrier,
    write_precisions,
    write_sans_dates,
    write_titre_calendrier,
)
from tests.plans import FIN, JOURS, T1, T2, T3, T4, TRIMESTRES, actions, make_action, make_plan

AUJOURD_HUI = date(2026, 11, 21)
CHARTE = Charte(
    "Charte",
    signee_le=date(2023, 10, 23),
    duree_annees=3,
    instances=(
        Instance(
            "commission",
            "Commission « A »",
            Periodicite.TRIMESTRIELLE,
            reunions=(Reunion("commission/2026-05-12", date(2026, 5, 12), tenue=True),),
        ),
        Instance("pilotage", "Comité", Periodicite.AMBIGUE),
    ),
)


@st.composite
def jalons(draw: st.DrawFn, reference: str) -> Jalon:
    dits = draw(
        st.lists(
            st.builds(SuiviJalon, TRIMESTRES, st.none() | JOURS, st.none() | JOURS),
            max_size=3,
            unique_by=lambda s: s.trimestre,
        )
    )
    suivis = tuple(sorted(dits, key=lambda s: s.trimestre))
    return Jalon(reference, f"Jalon {reference}", draw(st.none() | JOURS), suivis)


@st.composite
def plans_dates(draw: st.DrawFn) -> Plan:
    feuilles = []
    for n in range(1, draw(st.integers(0, 6)) + 1):
        action: Action = draw(actions(f"A{n:02}"))
        references = [f"{action.code}/J{i}" for i in range(1, draw(st.integers(0, 3)) + 1)]
        feuilles.append(replace(action, jalons=tuple(draw(jalons(r)) for r in references)))
    return make_plan(feuilles, charte=draw(st.sampled_from([None, CHARTE])))


def make_calendrier(plan: Plan, trimestre: Trimestre = T3, lecture: date | None = None) -> Calendrier:
    jour = lecture or find_jour_de_lecture(plan, trimestre, T3, AUJOURD_HUI)
    return compute_calendrier(compute_bilan(plan, trimestre), jour, AUJOURD_HUI)


def find(calendrier: Calendrier, reference: str) -> Evenement:
    return next(e for e in calendrier.evenements if e.reference == reference)


LENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@LENT
@given(plans_dates(), TRIMESTRES)
def test_every_date_is_there_once(plan: Plan, trimestre: Trimestre) -> None:
    calendrier = make_calendrier(plan, trimestre)
    references = [e.reference for e in calendrier.evenements]
    assert len(set(references)) == len(references)
    etats = calendrier.bilan.etats.values()
    attendues = {e.code for e in etats if e.action.echeance or e.en_retard}
    attendues |= {j.reference for e in etats for j in e.jalons if j.echeance or j.atteint_le}
    assert {e.reference for e in calendrier.evenements if e.etat} == attendues
    seances = list_seances(plan.charte, AUJOURD_HUI) if plan.charte else []
    assert {e.seance for e in calendrier.evenements if e.seance} == set(seances)
    assert sum(e.nature is Nature.REUNION for e in calendrier.evenements) == len(seances)
    assert sum(e.nature is Nature.TERME for e in calendrier.evenements) == (2 if plan.charte else 1)


@LENT
@given(plans_dates(), TRIMESTRES)
def test_late_is_what_the_rest_of_the_application_says(plan: Plan, trimestre: Trimestre) -> None:
    calendrier = make_calendrier(plan, trimestre)
    etats = calendrier.bilan.etats.values()
    tardifs = {e.code for e in etats if e.en_retard} | {j.reference for e in etats for j in e.jalons if j.en_retard}
    assert {e.reference for e in calendrier.evenements if e.situation is Situation.RETARD} == tardifs


@LENT
@given(plans_dates(), TRIMESTRES)
def test_situations_follow_the_days(plan: Plan, trimestre: Trimestre) -> None:
    calendrier = make_calendrier(plan, trimestre)
    assert calendrier.limite == calendrier.lecture + timedelta(days=90)
    for e in calendrier.evenements:
        if e.etat is not None and e.ouvert and e.situation is not Situation.RETARD:
            assert e.jour > trimestre.dernier_jour
        if e.situation is Situation.PROCHE and e.seance is None:
            assert calendrier.lecture < e.jour <= calendrier.limite
        if e.situation is Situation.LOIN:
            assert e.jour > calendrier.limite
        if e.situation is Situation.A_CONFIRMER:
            assert e.jour <= calendrier.lecture
        if e.etat is not None and not e.etat.active:
            assert e.situation in {Situation.HORS_CALCUL, Situation.FAITE}


@LENT
@given(plans_dates(), TRIMESTRES)
def test_a_postponed_date_keeps_the_original_one(plan: Plan, trimestre: Trimestre) -> None:
    for e in make_calendrier(plan, trimestre).evenements:
        if e.jalon is None:
            assert e.jour_initial is None
            assert not e.reporte
            continue
        assert e.reports == e.jalon.reports
        if e.jalon.echeance != e.jalon.echeance_initiale:
            assert e.jour_initial == e.jalon.echeance_initiale
        if e.reporte and e.jalon.echeance_initiale is not None and e.jour > e.jalon.echeance_initiale:
            assert e.jour_initial == e.jalon.echeance_initiale


@LENT
@given(plans_dates(), st.randoms(use_true_random=False))
def test_order_is_late_then_awaited_then_behind(plan: Plan, hasard) -> None:
    evenements = make_calendrier(plan).evenements
    melanges = list(evenements)
    hasard.shuffle(melanges)
    assert sort_evenements(melanges) == evenements
    rangs = [0 if e.situation is Situation.RETARD else 1 if e.ouvert else 2 for e in evenements]
    assert rangs == sorted(rangs)
    for rang in (0, 1):
        jours = [e.jour for e, r in zip(evenements, rangs, strict=True) if r == rang]
        assert jours == sorted(jours)
    faits = [e.place for e, r in zip(evenements, rangs, strict=True) if r == 2]
    assert faits == sorted(faits, reverse=True)


@LENT
@given(plans_dates(), TRIMESTRES)
def test_sentences_are_always_written(plan: Plan, trimestre: Trimestre) -> None:
    calendrier = make_calendrier(plan, trimestre)
    for gardes in (calendrier.evenements, calendrier.evenements[:1], ()):
        for filtre in (False, True):
            phrase = write_ouverture_calendrier(calendrier, gardes, filtre)
            assert phrase.startswith("Au T")
            assert phrase.endswith(".")
        assert write_titre_calendrier(calendrier, gardes)
        assert all(p.endswith(".") for p in write_precisions(calendrier, gardes) + write_sans_dates(calendrier))


PLAN = make_plan(
    [
        make_action("A01", debut=date(2025, 1, 1), echeance=date(2026, 6, 30)),
        make_action("A02", debut=date(2025, 1, 1), echeance=date(2026, 10, 31)),
        make_action("A03", echeance=date(2026, 6, 30), suivis=[Suivi(T2, statut=Statut.REALISEE)]),
        make_action("A04", echeance=date(2026, 6, 30), suivis=[Suivi(T2, statut=Statut.ABANDONNEE)]),
        make_action(
            "A05",
            jalons=(
                Jalon(
                    "A05/J1",
                    "Un",
                    date(2026, 3, 31),
                    (SuiviJalon(T2, date(2026, 9, 1)), SuiviJalon(T3, date(2027, 1, 31))),
                ),
                Jalon("A05/J2", "Deux", date(2026, 3, 31), (SuiviJalon(T2, atteint_le=date(2026, 4, 7)),)),
                Jalon("A05/J3", "Trois"),
                Jalon("A05/J4", "Quatre", date(2027, 6, 30)),
            ),
        ),
    ],
    charte=CHARTE,
)


@pytest.mark.parametrize(
    ("reference", "situation"),
    [
        ("A01", Situation.RETARD),
        ("A02", Situation.A_CONFIRMER),
        ("A03", Situation.FAITE),
        ("A04", Situation.HORS_CALCUL),
        ("A05/J1", Situation.PROCHE),
        ("A05/J2", Situation.FAITE),
        ("A05/J4", Situation.LOIN),
        ("commission/2026-05-12", Situation.FAITE),
        ("commission/2026-07-01", Situation.NON_RENSEIGNEE),
        ("commission/2026-10-01", Situation.PROCHE),
        (TERME_CHARTE, Situation.A_CONFIRMER),
        ("fin", Situation.LOIN),
    ],
)
def test_each_situation(reference: str, situation: Situation) -> None:
    assert find(make_calendrier(PLAN), reference).situation is situation


@pytest.mark.parametrize(
    ("suivis", "trimestre", "dite", "place"),
    [
        ([Suivi(T2, statut=Statut.REALISEE)], T3, T2, date(2026, 6, 30)),
        ([Suivi(T2, statut=Statut.REALISEE), Suivi(T3, statut=Statut.REALISEE)], T3, T2, date(2026, 6, 30)),
        ([Suivi(T1, statut=Statut.REALISEE), Suivi(T2, statut=Statut.EN_COURS)], T1, T1, date(2026, 3, 31)),
        ([Suivi(T4, statut=Statut.REALISEE)], T4, T4, AUJOURD_HUI),
    ],
    ids=["once", "said again", "before it was reopened", "a running quarter"],
)
def test_a_realised_action_stands_where_it_was_said_never_in_the_future(
    suivis: list[Suivi], trimestre: Trimestre, dite: Trimestre, place: date
) -> None:
    action = make_action("A1", echeance=date(2026, 12, 31), suivis=suivis)
    plan = make_plan([action])
    calendrier = compute_calendrier(compute_bilan(plan, trimestre, AUJOURD_HUI), AUJOURD_HUI, AUJOURD_HUI)
    e = find(calendrier, "A1")
    assert (e.situation, e.dite, e.place, e.jour) == (Situation.FAITE, dite, place, date(2026, 12, 31))


def test_what_is_not_realised_was_said_by_no_quarter() -> None:
    assert {e.reference for e in make_calendrier(PLAN).evenements if e.dite is not None} == {"A03"}


@pytest.mark.parametrize(
    ("jours", "situation"),
    [(0, Situation.A_CONFIRMER), (1, Situation.PROCHE), (90, Situation.PROCHE), (91, Situation.LOIN)],
)
def test_ninety_days_run_from_the_day_after_the_reading_to_the_ninetieth(jours: int, situation: Situation) -> None:
    jour = AUJOURD_HUI + timedelta(days=jours)
    plan = make_plan([make_action("A1", echeance=jour, jalons=(Jalon("A1/J1", "Un", jour),))], fin=jour)
    calendrier = make_calendrier(plan)
    assert {find(calendrier, r).situation for r in ("A1", "A1/J1", "fin")} == {situation}
    assert calendrier.limite == AUJOURD_HUI + timedelta(days=90)


def test_a_meeting_to_come_is_near_until_the_ninetieth_day() -> None:
    """The commission is due by 31 December 2026: the ninetieth day of a reading on 2 October."""
    for lecture, situation in ((date(2026, 10, 2), Situation.PROCHE), (date(2026, 10, 1), Situation.LOIN)):
        assert find(make_calendrier(PLAN, T3, lecture), "commission/2026-10-01").situation is situation


def test_what_is_late_comes_before_an_older_date_to_confirm() -> None:
    references = [e.reference for e in make_calendrier(PLAN, Trimestre(2027, 4)).evenements]
    assert references.index("A02") < references.index(TERME_CHARTE)


def test_what_a_jalon_keeps() -> None:
    calendrier = make_calendrier(PLAN)
    reporte, atteint = find(calendrier, "A05/J1"), find(calendrier, "A05/J2")
    assert (reporte.jour_initial, reporte.jour, reporte.reports) == (date(2026, 3, 31), date(2027, 1, 31), 2)
    assert (atteint.fait_le, atteint.place, atteint.jour) == (date(2026, 4, 7), date(2026, 4, 7), date(2026, 3, 31))
    assert [j.reference for j in calendrier.sans_date] == ["A05/J3"]
    assert [e.code for e in calendrier.sans_echeance] == ["A05"]
    vu_avant = find(make_calendrier(PLAN, T2, T2.dernier_jour), "A05/J1")
    assert (vu_avant.jour, vu_avant.reports) == (date(2026, 9, 1), 1)


def test_an_action_without_a_date_has_one_only_when_the_plan_is_over() -> None:
    plan = make_plan([make_action("A01")])
    assert [e.reference for e in make_calendrier(plan).evenements] == ["fin"]
    fini = make_calendrier(plan, Trimestre(2028, 4), FIN)
    assert find(fini, "A01").situation is Situation.RETARD
    assert find(fini, "A01").jour == FIN


def test_words() -> None:
    calendrier = make_calendrier(PLAN)
    phrase = write_ouverture_calendrier(calendrier, calendrier.evenements, False)
    assert phrase.replace("\u00a0", " ") == (
        "Au T3 2026, 1 action est en retard, 1 échéance tombe d’ici au 19/02/2027 et 1 date a été reportée."
    )
    assert write_precisions(calendrier, calendrier.evenements) == [
        "1 autre date est passée depuis le 30/09/2026\u202f: la prochaine remontée dira ce qu’il en est.",
        "Réunions de la charte, depuis sa signature\u202f: 1 tenue, 10 non renseignées et 1 à venir.",
    ]
    assert write_sans_dates(calendrier) == [
        "1 action n’a pas d’échéance propre\u202f: elle prend celle du Schéma, le 31/12/2028.",
        "1 jalon sans date\u202f: A05/J3.",
    ]


def test_meetings_are_counted_by_what_became_of_them() -> None:
    """One of each in its period: held, announced then not held, never told, to come."""
    instance = CHARTE.instances[0]
    reunions = (*instance.reunions, Reunion("commission/2026-02-12", date(2026, 2, 12), tenue=False))
    charte = replace(
        CHARTE, signee_le=date(2025, 11, 3), duree_annees=1, instances=(replace(instance, reunions=reunions),)
    )
    calendrier = make_calendrier(make_plan([], charte=charte))
    siennes = {e.jour: e.situation for e in calendrier.evenements if e.nature is Nature.REUNION}
    assert siennes == {
        date(2026, 2, 12): Situation.NON_TENUE,
        date(2026, 5, 12): Situation.FAITE,
        date(2026, 9, 30): Situation.NON_RENSEIGNEE,
        date(2026, 12, 31): Situation.PROCHE,
    }
    assert write_precisions(calendrier, calendrier.evenements) == [
        "Réunions de la charte, depuis sa signature\u202f: 1 tenue, 1 non tenue, 1 non renseignée et 1 à venir."
    ]


def test_a_period_of_which_nobody_spoke_is_marked_in_its_middle() -> None:
    """What was announced stands on its day, whether or not it is known to have been held."""
    annonce = Reunion("commission/2026-02-12", date(2026, 2, 12), tenue=None)
    tenue, pilotage = CHARTE.instances[0].reunions, CHARTE.instances[1]
    instance = replace(CHARTE.instances[0], reunions=(*tenue, annonce))
    charte = replace(CHARTE, signee_le=date(2025, 11, 3), instances=(instance, pilotage))
    calendrier = make_calendrier(make_plan([], charte=charte))
    muette, annoncee, faite = (
        find(calendrier, reference)
        for reference in ("commission/2026-07-01", "commission/2026-02-12", "commission/2026-05-12")
    )
    assert (muette.situation, annoncee.situation) == (Situation.NON_RENSEIGNEE, Situation.NON_RENSEIGNEE)
    assert (muette.jour, muette.place) == (date(2026, 9, 30), date(2026, 8, 15))
    assert (annoncee.place, faite.place) == (date(2026, 2, 12), date(2026, 5, 12))


@pytest.mark.parametrize(
    ("retards", "proches", "dit"),
    [
        (0, 0, "aucune échéance n’est en retard et aucune ne tombe d’ici au 19/02/2027"),
        (1, 1, "1 action est en retard et 1 échéance tombe d’ici au 19/02/2027"),
        (2, 2, "2 actions sont en retard et 2 échéances tombent d’ici au 19/02/2027"),
    ],
)
def test_the_sentence_agrees_with_its_numbers(retards: int, proches: int, dit: str) -> None:
    jours = [date(2026, 6, 30)] * retards + [date(2027, 1, 1)] * proches + [date(2028, 1, 1)]
    calendrier = make_calendrier(make_plan([make_action(f"A{n}", echeance=j) for n, j in enumerate(jours)]))
    phrase = write_ouverture_calendrier(calendrier, calendrier.evenements, False)
    assert phrase == f"Au T3\u00a02026, {dit}."


def test_late_actions_and_late_jalons_are_told_apart() -> None:
    """The other screens count the late actions alone: the sum of both would look like another count of them."""
    jalons = tuple(Jalon(f"A01/J{n}", "Jalon", date(2026, 6, 30)) for n in (1, 2))
    tardive = make_action("A02", echeance=date(2026, 6, 30))
    bilan = compute_bilan(make_plan([make_action("A01", jalons=jalons), tardive]), T3)
    calendrier = compute_calendrier(bilan, AUJOURD_HUI, AUJOURD_HUI)
    phrase = write_ouverture_calendrier(calendrier, calendrier.evenements, False)
    assert "1 action et 2 jalons sont en retard" in phrase
    assert bilan.ensemble.en_retard == 1


@pytest.mark.parametrize(
    ("jour", "dit"),
    [
        (date(2026, 11, 21), "1 action est en retard et 2 échéances tombent d’ici au 19/02/2027."),
        (date(2026, 12, 15), "2 actions sont en retard et 1 échéance tombe d’ici au 15/03/2027."),
        (date(2026, 12, 31), "2 actions sont en retard et 1 échéance tombe d’ici au 31/03/2027."),
        (date(2027, 1, 15), "2 actions sont en retard et aucune ne tombe d’ici au 15/04/2027."),
    ],
)
def test_a_running_quarter_counts_late_what_is_late_today(jour: date, dit: str) -> None:
    jours = (date(2026, 11, 20), date(2026, 12, 15), date(2027, 1, 10))
    plan = make_plan([make_action(f"A{n}", echeance=j) for n, j in enumerate(jours)])
    calendrier = compute_calendrier(compute_bilan(plan, T4, jour), jour, jour)
    assert write_ouverture_calendrier(calendrier, calendrier.evenements, False).endswith(dit)


def test_nothing_known_is_said_without_a_zero() -> None:
    plan = make_plan([make_action("A01"), make_action("A02")])
    calendrier = make_calendrier(plan)
    phrase = write_ouverture_calendrier(calendrier, calendrier.evenements, False)
    assert "aucune échéance propre ni aucun jalon n’est renseigné" in phrase
    assert "les 2 actions prennent l’échéance du Schéma, le 31/12/2028" in phrase
    filtree = write_ouverture_calendrier(calendrier, (), True)
    assert filtree.replace("\u00a0", " ") == "Au T3 2026, aucune date sur 1 ne répond aux filtres."
    charte = make_calendrier(make_plan([make_action()], charte=CHARTE))
    reunions = [e for e in charte.evenements if e.nature is Nature.REUNION]
    for nombre, dit in ((1, "1 date sur 14 répond"), (2, "2 dates sur 14 répondent")):
        filtree = write_ouverture_calendrier(charte, reunions[:nombre], True)
        assert filtree.replace("\u00a0", " ") == f"Au T3 2026, {dit} aux filtres."


def test_title_counts_what_stands_in_the_band() -> None:
    calendrier = make_calendrier(PLAN)
    tot, tard = date(2027, 1, 10), date(2027, 5, 10)

    def say(*jours: date) -> str:
        situations = {tot: Situation.PROCHE, tard: Situation.LOIN}
        dates = [Evenement(Nature.JALON, str(i), "x", jour, situations[jour]) for i, jour in enumerate(jours)]
        return write_titre_calendrier(calendrier, dates)

    assert say(tot, tot, tot, tard) == "3 des 4 dates à venir tombent d’ici au 19/02/2027"
    assert say(tot, tard) == "1 des 2 dates à venir tombe d’ici au 19/02/2027"
    assert say(tot, tot) == "Les 2 dates à venir tombent toutes d’ici au 19/02/2027"
    assert say(tard, tard) == "La prochaine date est le 10/05/2027"
    assert say(tot) == "La prochaine date est le 10/01/2027"
    assert say() == "Aucune date"
    derriere = (Situation.RETARD, Situation.A_CONFIRMER, Situation.FAITE)
    passees = [Evenement(Nature.JALON, str(s), "x", tot, s) for s in derriere]
    assert write_titre_calendrier(calendrier, passees) == "Aucune date à venir"
    assert OUVERTES[0] is Situation.RETARD
