from datetime import UTC, date, datetime

import pytest

from metrics.bilan import choose_trimestre, compute_bilan, find_jour_de_lecture, is_passe
from metrics.decisions import count_nouvelles, list_a_decider, list_mouvements
from models.plan import Suivi
from models.vocabulaire import Statut
from tests.plans import T1, T2, T3, T4, make_action, make_plan

AUJOURD_HUI = date(2026, 11, 21)


def attend(code, jours, **champs):
    """An action reported `jours` days before today, nothing but what is told."""
    declare_le = datetime(2026, 11, 21, 15, tzinfo=UTC).fromordinal(AUJOURD_HUI.toordinal() - jours)
    return make_action(code, suivis=[Suivi(T3, declare_le=declare_le, **champs)])


def lignes(*actions):
    return list_a_decider(compute_bilan(make_plan(actions), T3), AUJOURD_HUI)


def test_decisions_first_by_the_day_they_are_wanted_then_the_longest():
    ordre = lignes(
        attend("A01", 90, statut=Statut.BLOQUEE),
        attend("A02", 10, decision_attendue="Choisir"),
        attend("A03", 20, decision_attendue="Choisir", pour_le=date(2026, 12, 1)),
        attend("A04", 5, decision_attendue="Choisir", pour_le=date(2026, 11, 20)),
        attend("A05", 95, point_blocage="Bloqué"),
        attend("A06", 20, decision_attendue="Choisir"),
    )
    assert [ligne.action.code for ligne in ordre] == ["A04", "A03", "A06", "A02", "A01", "A05"]
    assert [ligne.depassee for ligne in ordre] == [True, False, False, False, False, False]
    assert [ligne.depuis_jours for ligne in ordre] == [5, 20, 20, 10, 90, 95]


def test_the_earliest_day_wanted_comes_first_however_long_the_others_waited():
    ordre = lignes(
        attend("A01", 90, decision_attendue="Choisir", pour_le=date(2026, 10, 1)),
        attend("A02", 5, decision_attendue="Choisir", pour_le=date(2026, 9, 1)),
    )
    assert [ligne.action.code for ligne in ordre] == ["A02", "A01"]


def test_due_today_is_not_overdue():
    (ligne,) = lignes(attend("A01", 3, decision_attendue="Choisir", pour_le=AUJOURD_HUI))
    assert not ligne.depassee


def raconte(*suivis, code="A01"):
    """An action that was blocked at T2 with a décision awaited since long, then what later quarters say."""
    debut = Suivi(T2, statut=Statut.BLOQUEE, decision_attendue="Choisir", pour_le=date(2026, 6, 1))
    return make_action(code, suivis=[debut, *suivis])


@pytest.mark.parametrize(
    ("suivi", "attendu"),
    [
        ({"avancement": 40}, False),
        ({"statut": Statut.BLOQUEE}, False),
        ({"statut": Statut.EN_COURS}, True),
        ({"statut": Statut.NON_DEMARREE, "avancement": 0}, True),
        ({"statut": Statut.EN_COURS, "decision_attendue": "Choisir"}, False),
        ({"statut": Statut.EN_COURS, "decision_attendue": "Choisir autrement"}, False),
    ],
)
def test_what_was_asked_while_blocked_is_to_be_confirmed_once_it_is_not(suivi, attendu):
    (ligne,) = lignes(raconte(Suivi(T3, **suivi)))
    assert ligne.a_confirmer is attendu
    assert ligne.depassee is not attendu


def test_blocked_again_the_decision_is_wanted_again():
    action = raconte(Suivi(T3, statut=Statut.EN_COURS), Suivi(T4, statut=Statut.BLOQUEE))
    (ligne,) = list_a_decider(compute_bilan(make_plan([action]), T4), AUJOURD_HUI)
    assert not ligne.a_confirmer


def test_what_is_to_be_confirmed_comes_after_what_surely_is_wanted():
    autre = attend("A02", 3, decision_attendue="Choisir")
    ordre = lignes(raconte(Suivi(T3, statut=Statut.EN_COURS)), autre)
    assert [ligne.action.code for ligne in ordre] == ["A02", "A01"]


def test_closed_actions_wait_for_nothing():
    texte = {"decision_attendue": "Choisir", "point_blocage": "Bloqué"}
    clos = (Statut.REALISEE, Statut.ABANDONNEE, Statut.SANS_OBJET)
    assert lignes(*(attend(f"A{n}", 1, statut=s, **texte) for n, s in enumerate(clos))) == []


def test_nothing_blocked_is_not_listed():
    assert lignes(attend("A01", 3, statut=Statut.EN_PAUSE), make_action("A02")) == []


def test_each_row_says_what_and_to_whom():
    (ligne,) = lignes(
        attend("A01", 3, point_blocage="Bloqué", decision_attendue="Choisir", destinataire="Direction générale")
    )
    assert (ligne.point_blocage, ligne.decision_attendue, ligne.destinataire) == (
        "Bloqué",
        "Choisir",
        "Direction générale",
    )


def test_days_run_from_the_decision_and_are_unknown_without_a_date():
    blocage = Suivi(T2, point_blocage="Bloqué", declare_le=datetime(2026, 7, 21, tzinfo=UTC))
    decision = Suivi(T3, decision_attendue="Choisir", declare_le=datetime(2026, 11, 11, tzinfo=UTC))
    sans_date = Suivi(T3, decision_attendue="Choisir")
    datee, inconnue = lignes(
        make_action("A01", suivis=[blocage, decision]), make_action("A02", suivis=[blocage, sans_date])
    )
    assert (datee.action.code, datee.depuis_jours) == ("A01", 10)
    assert inconnue.depuis_jours is None


def test_a_declaration_after_today_is_zero_days():
    (ligne,) = lignes(attend("A01", -3, decision_attendue="Choisir"))
    assert ligne.depuis_jours == 0


def test_moves_biggest_first():
    def bouge(code, avant, apres):
        return make_action(code, suivis=[Suivi(T2, **avant), Suivi(T3, **apres)])

    plan = make_plan(
        [
            bouge("A01", {"avancement": 10}, {"avancement": 15}),
            bouge("A02", {"avancement": 60}, {"avancement": 40}),
            bouge("A03", {"avancement": 60}, {"avancement": 60}),
            bouge("A05", {"statut": Statut.EN_COURS}, {"statut": Statut.BLOQUEE}),
            make_action("A04", suivis=[Suivi(T3, avancement=80)]),
            make_action("A06"),
        ]
    )
    mouvements = list_mouvements(compute_bilan(plan, T3), compute_bilan(plan, T2))
    assert [(m.action.code, m.delta) for m in mouvements] == [("A02", -20), ("A01", 5), ("A05", None), ("A04", None)]
    assert [m.change_statut for m in mouvements] == [False, False, True, False]


def test_days_are_those_of_paris():
    declare_le = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    (ligne,) = lignes(make_action("A01", suivis=[Suivi(T3, decision_attendue="Choisir", declare_le=declare_le)]))
    assert ligne.depuis_jours == 0


def test_a_past_quarter_is_read_at_its_last_day():
    plan = make_plan([make_action(suivis=[Suivi(T2, 10), Suivi(T3, 20)])])
    assert find_jour_de_lecture(plan, T2, T3, AUJOURD_HUI) == date(2026, 6, 30)
    assert find_jour_de_lecture(plan, T3, T3, AUJOURD_HUI) == AUJOURD_HUI
    assert find_jour_de_lecture(plan, T4, T3, AUJOURD_HUI) == AUJOURD_HUI


@pytest.mark.parametrize(
    ("trimestre", "passe"), [(T1, True), (T2, False), (T3, True), (T4, False), (T4.decale(1), False)]
)
def test_a_quarter_that_a_later_report_follows_is_past_whatever_is_shown_by_default(trimestre, passe):
    """T2 is the last whole one, a few reports of T3, then of T4, came since: T2 alone keeps being read today."""
    actions = [make_action("A1", suivis=[Suivi(t, 10) for t in (T1, T2, T3, T4)])]
    plan = make_plan([*actions, *(make_action(f"B{n}", suivis=[Suivi(T1, 5), Suivi(T2, 10)]) for n in range(3))])
    assert choose_trimestre(plan, AUJOURD_HUI) == T2
    jour = find_jour_de_lecture(plan, trimestre, T2, AUJOURD_HUI)
    assert is_passe(plan, trimestre, T2) is passe
    assert jour == (trimestre.dernier_jour if passe else AUJOURD_HUI)


def test_a_count_of_decisions_says_how_many_are_to_be_confirmed():
    levee, close = Suivi(T3, statut=Statut.EN_COURS), Suivi(T3, statut=Statut.REALISEE)
    actions = [raconte(levee), raconte(close, code="A02"), raconte(code="A03"), raconte(code="A04")]
    chiffres = compute_bilan(make_plan(actions), T3).ensemble
    assert (chiffres.decisions, chiffres.decisions_a_confirmer) == (3, 1)


def test_a_decision_that_was_waited_for_before_is_not_new() -> None:
    demande = {"decision_attendue": "Trancher."}
    plan = make_plan(
        [
            make_action("A01", suivis=[Suivi(T2, **demande), Suivi(T3, avancement=10)]),
            make_action("A02", suivis=[Suivi(T2, avancement=10), Suivi(T3, **demande)]),
            make_action("A03", suivis=[Suivi(T2, **demande), Suivi(T3, decision_attendue="")]),
            make_action("A04", suivis=[Suivi(T3, statut=Statut.REALISEE, **demande)]),
        ]
    )
    assert count_nouvelles(compute_bilan(plan, T3), compute_bilan(plan, T2)) == 1
    assert count_nouvelles(compute_bilan(plan, T2), compute_bilan(plan, T2)) == 0
