from datetime import UTC, date, datetime

import pytest

from metrics.etat import compute_attendu, compute_etat, compute_etats
from models.plan import Jalon, Suivi, SuiviJalon
from models.trimestre import Trimestre
from models.vocabulaire import Fraicheur, Meteo, Statut
from tests.plans import T1, T2, T3, T4, make_action, make_plan


def etat(trimestre=T3, **champs):
    action = make_action(**champs)
    return compute_etat(action, make_plan([action]), trimestre)


def jour(mois, j=20):
    return datetime(2026, mois, j, 9, tzinfo=UTC)


def test_an_action_never_reported_knows_nothing():
    vu = etat()
    assert (vu.avancement, vu.statut, vu.meteo, vu.dernier_suivi, vu.ecart) == (None,) * 5
    assert vu.fraicheur is Fraicheur.NON_RENSEIGNEE
    assert not vu.reporte
    assert vu.active


def test_values_carry_field_by_field_with_their_quarter():
    vu = etat(suivis=[Suivi(T1, avancement=20, statut=Statut.EN_COURS), Suivi(T2, meteo=Meteo.NUAGE, avancement=0)])
    assert (vu.avancement, vu.trimestre_avancement) == (0, T2)
    assert (vu.statut, vu.trimestre_statut) == (Statut.EN_COURS, T1)
    assert (vu.meteo, vu.trimestre_meteo) == (Meteo.NUAGE, T2)
    assert vu.dernier_suivi == T2


def test_later_quarters_do_not_exist_yet():
    suivis = [Suivi(T1, avancement=20), Suivi(T4, avancement=90)]
    assert etat(T3, suivis=suivis).avancement == 20
    assert etat(T4, suivis=suivis).avancement == 90


def test_fait_marquant_and_prochaine_etape_do_not_carry():
    suivis = [Suivi(T2, fait_marquant="Un fait", prochaine_etape="Une étape")]
    assert etat(T2, suivis=suivis).fait_marquant == "Un fait"
    assert etat(T2, suivis=suivis).prochaine_etape == "Une étape"
    assert etat(T3, suivis=suivis).fait_marquant is None
    assert etat(T3, suivis=suivis).prochaine_etape is None


@pytest.mark.parametrize("champ", ["point_blocage", "decision_attendue"])
def test_a_text_carries_until_ended(champ):
    suivis = [Suivi(T1, **{champ: "Bloqué"}), Suivi(T2, avancement=5), Suivi(T3, **{champ: ""})]
    assert getattr(etat(T2, suivis=suivis), champ) == "Bloqué"
    assert getattr(etat(T3, suivis=suivis), champ) is None
    assert getattr(etat(T4, suivis=suivis), champ) is None


@pytest.mark.parametrize(
    ("champ", "depuis"), [("point_blocage", "blocage_depuis"), ("decision_attendue", "decision_depuis")]
)
def test_a_run_starts_at_its_first_statement_and_restarts_after_an_end(champ, depuis):
    suivis = [
        Suivi(Trimestre(2025, 4), **{champ: "Ancien"}, declare_le=jour(1)),
        Suivi(T1, **{champ: "Reformulé"}, declare_le=jour(4)),
        Suivi(T2, **{champ: ""}, declare_le=jour(7)),
        Suivi(T3, **{champ: "Nouveau"}, declare_le=jour(10)),
    ]
    assert getattr(etat(T1, suivis=suivis), depuis) == jour(1)
    assert getattr(etat(T2, suivis=suivis), depuis) is None
    assert getattr(etat(T3, suivis=suivis), depuis) == jour(10)


def test_destinataire_and_pour_le_belong_to_the_current_decision():
    suivis = [
        Suivi(T1, decision_attendue="Choisir", destinataire="Direction", pour_le=date(2026, 5, 1)),
        Suivi(T2, pour_le=date(2026, 8, 1)),
        Suivi(T3, decision_attendue=""),
        Suivi(T4, decision_attendue="Autre choix"),
    ]
    t2, t3, t4 = (etat(t, suivis=suivis) for t in (T2, T3, T4))
    assert (t2.destinataire, t2.pour_le) == ("Direction", date(2026, 8, 1))
    assert (t3.destinataire, t3.pour_le) == (None, None)
    assert (t4.decision_attendue, t4.destinataire, t4.pour_le) == ("Autre choix", None, None)


def test_pour_le_and_destinataire_carry_with_the_decision():
    debut = Suivi(T1, decision_attendue="Choisir", destinataire="Direction", pour_le=date(2026, 5, 1))
    vu = etat(T3, suivis=[debut, Suivi(T2, avancement=5)])
    assert (vu.destinataire, vu.pour_le) == ("Direction", date(2026, 5, 1))


@pytest.mark.parametrize("decision", [None, ""])
def test_pour_le_without_a_decision_is_not_kept(decision):
    vu = etat(T3, suivis=[Suivi(T3, decision_attendue=decision, destinataire="Direction", pour_le=date(2026, 5, 1))])
    assert (vu.destinataire, vu.pour_le) == (None, None)


def test_destinataire_without_a_decision_is_nobodys():
    vu = etat(T2, suivis=[Suivi(T1, destinataire="Direction"), Suivi(T2, decision_attendue="Choisir")])
    assert vu.destinataire is None


@pytest.mark.parametrize(
    ("trimestre", "attendue"),
    [
        (T1, Fraicheur.ACTUALISEE),
        (T2, Fraicheur.NON_ACTUALISEE),
        (T3, Fraicheur.ANCIENNE),
        (Trimestre(2027, 1), Fraicheur.ANCIENNE),
        (Trimestre(2025, 4), Fraicheur.NON_RENSEIGNEE),
    ],
)
def test_freshness_is_a_distance_in_quarters(trimestre, attendue):
    assert etat(trimestre, suivis=[Suivi(T1, avancement=10)]).fraicheur is attendue


def test_sans_changement_is_a_report_and_refreshes():
    vu = etat(suivis=[Suivi(T1, avancement=10), Suivi(T3, sans_changement=True)])
    assert vu.reporte
    assert vu.fraicheur is Fraicheur.ACTUALISEE
    assert (vu.avancement, vu.trimestre_avancement) == (10, T1)


@pytest.mark.parametrize("vide", [Suivi(T3), Suivi(T3, sans_changement=False)])
def test_an_empty_row_is_no_report(vide):
    assert not etat(suivis=[vide]).reporte


def test_ending_a_blocage_is_a_report():
    assert etat(suivis=[Suivi(T1, point_blocage="Bloqué"), Suivi(T3, point_blocage="")]).reporte


def test_dates_are_the_plans_unless_both_are_its_own():
    assert not etat().dates_propres
    assert (etat().debut, etat().echeance) == (date(2024, 1, 1), date(2028, 12, 31))
    seule = etat(echeance=date(2026, 6, 30))
    assert (seule.debut, seule.echeance, seule.dates_propres) == (date(2024, 1, 1), date(2026, 6, 30), False)
    assert etat(debut=date(2026, 1, 1), echeance=date(2026, 6, 30)).dates_propres


@pytest.mark.parametrize(
    ("debut", "echeance", "attendu"),
    [
        (date(2026, 9, 30), date(2027, 9, 30), 0.0),
        (date(2027, 1, 1), date(2027, 9, 30), 0.0),
        (date(2025, 1, 1), date(2026, 9, 30), 100.0),
        (date(2025, 1, 1), date(2026, 6, 30), 100.0),
        (date(2026, 9, 20), date(2026, 10, 10), 50.0),
        (date(2026, 9, 30), date(2026, 9, 30), 100.0),
        (date(2026, 10, 1), date(2026, 10, 1), 0.0),
        (date(2026, 10, 2), date(2026, 9, 1), 100.0),
    ],
)
def test_expected_is_the_elapsed_share_in_days(debut, echeance, attendu):
    assert compute_attendu(debut, echeance, T3) == attendu


def test_late_when_the_deadline_has_come_and_the_action_is_open():
    assert etat(echeance=date(2026, 9, 30)).en_retard
    assert not etat(echeance=date(2026, 10, 1)).en_retard
    assert etat(Trimestre(2028, 4)).en_retard  # the plan's own end
    assert not etat(Trimestre(2028, 3)).en_retard


@pytest.mark.parametrize("statut", [Statut.REALISEE, Statut.ABANDONNEE, Statut.SANS_OBJET])
def test_a_closed_action_is_neither_late_nor_in_alert(statut):
    vu = etat(debut=date(2024, 1, 1), echeance=date(2026, 6, 30), suivis=[Suivi(T3, avancement=0, statut=statut)])
    assert not vu.en_retard
    assert not vu.alerte


def test_nothing_is_expected_nor_carried_of_an_action_out_of_the_figures():
    bornes = {"debut": date(2026, 9, 20), "echeance": date(2026, 10, 10)}
    reprise, dite, exclue = (
        etat(suivis=[Suivi(T2, avancement=10), *suite], **bornes)
        for suite in ([], [Suivi(T3, sans_changement=True)], [Suivi(T3, statut=Statut.SANS_OBJET)])
    )
    assert [e.attendu_compte for e in (reprise, dite, exclue)] == [50, 50, None]
    assert [e.trimestre_repris for e in (reprise, dite, exclue)] == [T2, None, None]
    exclue_avant = etat(suivis=[Suivi(T2, avancement=10, statut=Statut.ABANDONNEE)])
    assert (exclue_avant.attendu_compte, exclue_avant.trimestre_repris) == (None, None)


def test_alert_from_ten_points_behind_with_dates_of_its_own():
    bornes = {"debut": date(2026, 9, 20), "echeance": date(2026, 10, 10)}  # 50 % expected
    assert etat(suivis=[Suivi(T3, avancement=40)], **bornes).alerte
    assert not etat(suivis=[Suivi(T3, avancement=41)], **bornes).alerte
    assert not etat(**bornes).alerte
    assert not etat(suivis=[Suivi(T3, avancement=0)]).alerte


def test_jalons_keep_the_original_date_and_count_postponements():
    jalon = Jalon(
        "A01/J1",
        "Un jalon",
        date(2026, 1, 31),
        (
            SuiviJalon(T1, echeance_revisee=date(2026, 6, 30)),
            SuiviJalon(T2, echeance_revisee=date(2026, 9, 30)),
            SuiviJalon(T3, echeance_revisee=date(2026, 9, 15)),
            SuiviJalon(T4, atteint_le=date(2026, 10, 5)),
            SuiviJalon(T4.decale(1), echeance_revisee=date(2026, 10, 1)),
        ),
    )
    (t3,) = etat(T3, jalons=(jalon,)).jalons
    assert (t3.echeance_initiale, t3.echeance, t3.reports) == (date(2026, 1, 31), date(2026, 9, 15), 2)
    assert (t3.du, t3.en_retard, t3.atteint_le) == (True, True, None)
    (t4,) = etat(T4, jalons=(jalon,)).jalons
    assert (t4.du, t4.en_retard, t4.atteint_le) == (True, False, date(2026, 10, 5))
    assert etat(T4.decale(1), jalons=(jalon,)).jalons[0].atteint_le == date(2026, 10, 5)
    (t2,) = etat(T2, jalons=(jalon,)).jalons
    assert (t2.du, t2.en_retard) == (False, False)


def test_the_same_date_said_again_and_an_earlier_one_are_no_postponement():
    dites = (date(2026, 3, 31), date(2026, 3, 1), date(2026, 4, 1))
    suivis = tuple(SuiviJalon(t, echeance_revisee=d) for t, d in zip((T1, T2, T3), dites, strict=True))
    vus = [etat(t, jalons=(Jalon("A01/J1", "Un", date(2026, 3, 31), suivis),)).jalons[0] for t in (T1, T2, T3)]
    assert [v.reports for v in vus] == [0, 0, 1]


def test_jalon_figures_stand_beside():
    jalons = (
        Jalon("A01/J1", "Atteint", date(2026, 3, 1), (SuiviJalon(T1, atteint_le=date(2026, 2, 1)),)),
        Jalon("A01/J2", "Dû", date(2026, 9, 30)),
        Jalon("A01/J3", "À venir", date(2027, 1, 1)),
        Jalon("A01/J4", "Sans date"),
    )
    figures = etat(jalons=jalons).chiffres_jalons
    assert (figures.prevus, figures.atteints, figures.dus, figures.en_retard, figures.reports) == (4, 1, 2, 1, 0)
    abandonnee = etat(jalons=jalons, suivis=[Suivi(T3, statut=Statut.ABANDONNEE)])
    assert abandonnee.chiffres_jalons.en_retard == 0


def test_many_quarters_in_one_pass_are_the_same_as_one_by_one():
    action = make_action(
        suivis=[Suivi(T1, avancement=10, point_blocage="Bloqué"), Suivi(T2), Suivi(T3, point_blocage="", avancement=30)]
    )
    plan, trimestres = make_plan([action]), [Trimestre(2025, 4), T1, T2, T3, T4]
    assert list(compute_etats(action, plan, trimestres)) == [compute_etat(action, plan, t) for t in trimestres]


def test_statut_since_its_first_declaration():
    suivis = [
        Suivi(T1, statut=Statut.BLOQUEE, declare_le=jour(4)),
        Suivi(T2, statut=Statut.BLOQUEE, declare_le=jour(7)),
        Suivi(T3, statut=Statut.EN_COURS, declare_le=jour(10)),
    ]
    assert etat(T2, suivis=suivis).statut_depuis == jour(4)
    assert etat(T3, suivis=suivis).statut_depuis == jour(10)
    assert etat(T3, suivis=suivis).declare_le == jour(10)
    assert etat(T4, suivis=suivis).declare_le is None
