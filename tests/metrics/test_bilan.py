from datetime import UTC, date, datetime

import pytest

from metrics.bilan import choose_trimestre, compute_bilan, find_derniere_remontee
from models.campagne import Campagne
from models.plan import Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Fraicheur, Meteo, Statut
from tests.plans import T1, T2, T3, make_action, make_connue, make_engagement, make_plan


def ensemble(*actions, trimestre=T3, **champs):
    return compute_bilan(make_plan(actions, **champs), trimestre).ensemble


def test_nothing_active_gives_no_figure():
    chiffres = ensemble(make_connue("A01", 50, Statut.ABANDONNEE), make_connue("A02", 10, Statut.SANS_OBJET))
    assert (chiffres.avancement, chiffres.encadrement, chiffres.attendu, chiffres.ecart) == (None,) * 4
    assert (chiffres.taux_realisation, chiffres.taux_remontee, chiffres.pire_meteo) == (None,) * 3
    assert (chiffres.couverture, chiffres.exclues, chiffres.suffisante) == ((0, 0), 2, False)


def test_an_empty_plan_gives_no_figure():
    chiffres = ensemble()
    assert (chiffres.avancement, chiffres.encadrement, chiffres.total) == (None, None, 0)


def test_nothing_known_is_not_zero():
    chiffres = ensemble(make_action("A01"), make_action("A02"))
    assert chiffres.avancement is None
    assert chiffres.encadrement == (0, 100)
    assert chiffres.couverture == (0, 2)
    assert chiffres.taux_realisation == 0
    assert chiffres.attendu is None


def test_missing_values_leave_the_mean_and_open_the_bracket():
    chiffres = ensemble(make_connue("A01", 20), make_connue("A02", 60), make_action("A03"), make_action("A04"))
    assert chiffres.avancement == 40
    assert chiffres.encadrement == (20, 70)
    assert chiffres.couverture == (2, 4)
    assert not chiffres.suffisante


@pytest.mark.parametrize(
    ("connues", "actives", "suffisante"), [(3, 5, True), (6, 10, True), (2, 4, False), (7, 12, False)]
)
def test_sixty_percent_known_is_enough(connues, actives, suffisante):
    actions = [make_connue(f"A{n:02}", 10 if n < connues else None) for n in range(actives)]
    assert ensemble(*actions).suffisante is suffisante


def test_weights_weigh_every_mean():
    chiffres = ensemble(
        make_connue("A01", 20, poids=3, debut=date(2026, 9, 20), echeance=date(2026, 10, 10)),
        make_connue("A02", 60, debut=date(2025, 1, 1), echeance=date(2026, 1, 1)),
        make_action("A03", poids=4),
    )
    assert chiffres.avancement == 30
    assert chiffres.encadrement == (15, 65)
    assert chiffres.attendu == 62.5
    assert chiffres.ecart == -32.5
    assert chiffres.couverture == (2, 3)


def test_en_pause_and_bloquee_stay_in():
    chiffres = ensemble(make_connue("A01", 10, Statut.EN_PAUSE), make_connue("A02", 30, Statut.BLOQUEE))
    assert (chiffres.avancement, chiffres.actives, chiffres.bloquees, chiffres.blocages) == (20, 2, 1, 1)


def test_taux_are_over_active_actions():
    chiffres = ensemble(
        make_connue("A01", 100, Statut.REALISEE),
        make_connue("A02", 100, Statut.ABANDONNEE),
        make_action("A03", suivis=[Suivi(T2, avancement=10)]),
        make_action("A04"),
    )
    assert chiffres.taux_realisation == pytest.approx(1 / 3)
    assert chiffres.taux_remontee == pytest.approx(1 / 3)


def test_reports_within_the_deadline():
    actions = [
        make_action("A01", suivis=[Suivi(T3, avancement=1, declare_le=datetime(2026, 10, 15, 21, 59, tzinfo=UTC))]),
        make_action("A02", suivis=[Suivi(T3, avancement=1, declare_le=datetime(2026, 10, 15, 22, tzinfo=UTC))]),
        make_action("A03", suivis=[Suivi(T2, avancement=1, declare_le=datetime(2026, 7, 1, tzinfo=UTC))]),
    ]
    assert ensemble(*actions, campagnes=[Campagne(T3, date(2026, 10, 15))]).dans_les_delais == 1
    assert ensemble(*actions, campagnes=[Campagne(T2, date(2026, 10, 15))]).dans_les_delais is None


def test_distributions_hold_every_key_and_the_worst_meteo():
    chiffres = ensemble(
        make_action("A01", suivis=[Suivi(T3, meteo=Meteo.SOLEIL)]),
        make_action("A02", suivis=[Suivi(T3, meteo=Meteo.NUAGE)]),
        make_action("A03", suivis=[Suivi(T3, meteo=Meteo.ORAGE, statut=Statut.SANS_OBJET)]),
        make_action("A04"),
    )
    assert list(chiffres.meteos) == [*Meteo, None]
    assert (chiffres.meteos[Meteo.ORAGE], chiffres.meteos[None], chiffres.pire_meteo) == (0, 1, Meteo.NUAGE)
    assert list(chiffres.statuts) == [*Statut, None]
    assert (chiffres.statuts[Statut.SANS_OBJET], chiffres.statuts[None]) == (1, 3)
    assert chiffres.fraicheurs == {
        Fraicheur.ACTUALISEE: 2,
        Fraicheur.NON_ACTUALISEE: 0,
        Fraicheur.ANCIENNE: 0,
        Fraicheur.NON_RENSEIGNEE: 1,
    }


def test_late_alerts_and_decisions_are_counted_over_open_actions():
    passe = {"debut": date(2025, 1, 1), "echeance": date(2026, 6, 30)}
    chiffres = ensemble(
        make_connue("A01", 20, Statut.EN_COURS, **passe),
        make_connue("A02", 100, Statut.REALISEE, **passe),
        make_action("A03", suivis=[Suivi(T3, decision_attendue="Choisir", point_blocage="Bloqué")]),
        make_action("A04", suivis=[Suivi(T3, decision_attendue="Choisir", point_blocage="x", statut=Statut.REALISEE)]),
    )
    assert (chiffres.en_retard, chiffres.alertes, chiffres.decisions, chiffres.blocages) == (1, 1, 1, 1)


def test_every_level_is_computed_from_the_leaves():
    bilan = compute_bilan(
        make_plan(
            [
                make_connue("A01", 0, priorite="P01"),
                make_connue("A02", 30, priorite="P02"),
                make_connue("A03", 60, priorite="P02"),
                make_connue("A04", 90, priorite="P03", orientation="O2"),
            ]
        ),
        T3,
    )
    assert {c: x.avancement for c, x in bilan.priorites.items()} == {"P01": 0, "P02": 45, "P03": 90}
    assert {c: x.avancement for c, x in bilan.orientations.items()} == {"O1": 30, "O2": 90}
    assert bilan.ensemble.avancement == 45
    assert list(bilan.etats) == ["A01", "A02", "A03", "A04"]


def test_engagements_share_actions_and_count_each_once():
    actions = [make_connue("A01", 20), make_connue("A02", 60), make_connue("A03", 100)]
    engagements = [make_engagement(1, "A01", "A02", "A01"), make_engagement(2, "A02"), make_engagement(3)]
    bilan = compute_bilan(make_plan(actions, engagements), T3)
    assert bilan.engagements[1].avancement == 40
    assert bilan.engagements[1].total == 2
    assert bilan.engagements[2].avancement == 60
    assert bilan.engagements[3].avancement is None
    assert bilan.ensemble.total == 3


@pytest.mark.parametrize(("propres", "constant"), [(0, True), (1, True), (2, False), (3, False)])
def test_constant_pace_where_most_known_actions_have_no_dates(propres, constant):
    dates = {"debut": date(2025, 1, 1), "echeance": date(2027, 1, 1)}
    actions = [make_connue(f"A{n}", 10, **(dates if n < propres else {})) for n in range(4 if propres == 2 else 3)]
    exclues = [make_connue(f"X{n}", 10, Statut.ABANDONNEE) for n in range(5)]
    inconnues = [make_action(f"Y{n}") for n in range(5)]
    assert compute_bilan(make_plan([*actions, *exclues, *inconnues]), T3).rythme_constant is constant


def test_quarter_shown_is_the_latest_with_a_report():
    actions = [make_action("A01", suivis=[Suivi(T1, avancement=1), Suivi(T3)]), make_action("A02")]
    assert choose_trimestre(make_plan(actions), date(2027, 5, 1)) == T1


@pytest.mark.parametrize(
    ("aujourd_hui", "attendu"),
    [
        (date(2026, 11, 21), Trimestre(2026, 4)),
        (date(2020, 1, 1), Trimestre(2024, 1)),
        (date(2035, 1, 1), Trimestre(2028, 4)),
    ],
)
def test_without_a_report_it_is_the_current_one_within_the_plan(aujourd_hui, attendu):
    assert choose_trimestre(make_plan([make_action()]), aujourd_hui) == attendu


def test_a_quarter_knows_whether_it_was_reported():
    plan = make_plan([make_action("A01", suivis=[Suivi(T2, avancement=1)])])
    avant, pendant, apres = (compute_bilan(plan, t) for t in (T2.decale(-1), T2, T3))
    assert [(b.renseigne, b.repris) for b in (avant, pendant, apres)] == [(False, False), (True, False), (True, True)]
    assert apres.dernier_renseigne == T2


def test_last_report_of_an_old_quarter_is_its_own():
    recu = {t: datetime(2026, 3 * t.numero, 21, tzinfo=UTC) for t in (T2, T3)}
    fin = datetime(2026, 11, 1, tzinfo=UTC)
    suivis = [Suivi(t, avancement=1, declare_le=d) for t, d in recu.items()]
    plan = make_plan([make_action("A01", suivis=suivis)], derniere_remontee=fin)
    attendus = [(T2.decale(-1), None), (T2, recu[T2]), (T3, fin), (T3.decale(1), fin)]
    assert [find_derniere_remontee(plan, t) for t, _ in attendus] == [d for _, d in attendus]
