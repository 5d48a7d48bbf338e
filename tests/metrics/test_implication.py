from metrics.bilan import compute_bilan
from metrics.implication import compute_implication
from models.plan import Implication, Partenaire, Participation, Suivi
from models.vocabulaire import NiveauImplication, Statut
from tests.plans import T2, T3, make_action, make_plan

N = NiveauImplication


def participation(nom, *niveaux, attendue=True, contribution=None):
    implications = tuple(Implication(t, n, contribution) for t, n in niveaux)
    return Participation(f"A01/{nom}", nom, attendue, None, implications)


def compute(*actions, partenaires=("Un", "Deux")):
    plan = make_plan(actions, partenaires=[Partenaire(nom, "organisme") for nom in partenaires])
    return compute_implication(compute_bilan(plan, T3))


def test_expected_mobilised_silent_and_spontaneous():
    un, deux = compute(
        make_action("A01", participations=(participation("Un", (T3, N.CONTRIBUTEUR)), participation("Deux"))),
        make_action("A02", participations=(participation("Un", (T3, N.INFORME)),)),
        make_action("A03", participations=(participation("Un", (T2, N.CO_PORTEUR)),)),
        make_action("A04", participations=(participation("Un", (T3, N.CO_PORTEUR), attendue=False),)),
    )
    assert (un.nom, un.attendues, un.mobilisees, un.silencieuses, un.spontanees) == ("Un", 3, 1, 1, 1)
    assert un.taux_mobilisation == 1 / 3
    assert (deux.attendues, deux.mobilisees, deux.silencieuses, deux.spontanees) == (1, 0, 1, 0)


def test_non_mobilise_is_not_silence():
    un, _ = compute(make_action("A01", participations=(participation("Un", (T3, N.NON_MOBILISE)),)))
    assert (un.mobilisees, un.silencieuses) == (0, 0)


def test_a_contribution_without_a_level_is_a_report():
    un, _ = compute(make_action("A01", participations=(participation("Un", (T3, None), contribution="Un texte"),)))
    assert (un.mobilisees, un.silencieuses) == (0, 0)


def test_only_active_actions_expect_somebody():
    abandonnee = [Suivi(T3, statut=Statut.ABANDONNEE)]
    un, _ = compute(make_action("A01", suivis=abandonnee, participations=(participation("Un", (T3, N.CO_PORTEUR)),)))
    assert (un.attendues, un.mobilisees, un.taux_mobilisation) == (0, 0, None)


def test_a_past_spontaneous_report_does_not_carry():
    un, _ = compute(make_action("A01", participations=(participation("Un", (T2, N.CO_PORTEUR), attendue=False),)))
    assert un.spontanees == 0


def test_partners_come_in_the_order_of_the_plan():
    action = make_action("A01", participations=(participation("Inattendu", (T3, N.INFORME)),))
    assert [i.nom for i in compute(action, partenaires=("Z", "A"))] == ["Z", "A", "Inattendu"]
