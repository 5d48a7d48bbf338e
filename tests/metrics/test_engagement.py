"""Engagements: the sentence, the dates, the evidence; each from its own actions, never summed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from metrics.bilan import compute_bilan, compute_chiffres
from metrics.confiance import ClasseEcart
from metrics.engagement import (
    compute_dates,
    count_rythmes,
    find_rythme,
    list_atteints,
    list_etats,
    list_faits,
    list_mesures,
)
from models.plan import Indicateur, Jalon, Mesure, Suivi, SuiviJalon
from models.vocabulaire import Statut
from phrases.engagements import list_rythmes, write_ouverture_engagements
from tests.plans import T1, T2, T3, T4, make_action, make_connue, make_engagement, make_plan, plans

APRES = date(2026, 11, 21)


def say(plan, trimestre=T3, aujourd_hui=APRES) -> str:
    return write_ouverture_engagements(compute_bilan(plan, trimestre), aujourd_hui).translate({160: " ", 0x202F: " "})


def test_sentence_counts_rhythms_and_blocked() -> None:
    plan = make_plan(
        [make_connue("A01", 100), make_connue("A02", 5, Statut.BLOQUEE), make_connue("A03", None)],
        [make_engagement(1, "A01"), make_engagement(2, "A02"), make_engagement(3, "A03"), make_engagement(4, "A02")],
    )
    assert say(plan) == (
        "Au T3 2026, sur 4 engagements, 1 est au rythme attendu ou devant, 2 à 10 points ou plus derrière et "
        "1 sans données suffisantes ; 2 comptent au moins une action bloquée."
    )


def test_sentence_names_the_furthest_behind_when_one_alone_is() -> None:
    plan = make_plan(
        [make_connue("A01", 5), make_connue("A02", 15)], [make_engagement(1, "A01"), make_engagement(2, "A02")]
    )
    assert re.search(r"2 sont à 10 points ou plus derrière, le n° 1 de \d\d points ;", say(plan))
    egaux = make_plan([make_connue("A01", 5)], [make_engagement(1, "A01"), make_engagement(2, "A01")])
    assert ", le n°" not in say(egaux)


def test_sentence_without_a_report_compares_nothing() -> None:
    plan = make_plan([make_action("A01")], [make_engagement(1, "A01"), make_engagement(2)])
    assert say(plan) == (
        "Au T3 2026, aucune remontée n’a encore été reçue : l’avancement des 2 engagements n’est pas renseigné."
    )


def test_running_or_carried_quarter_is_not_compared() -> None:
    plan = make_plan([make_connue("A01", 5)], [make_engagement(1, "A01")])
    en_cours = say(plan, aujourd_hui=T3.dernier_jour)
    assert en_cours == (
        "Au T3 2026, le trimestre est en cours : sur 1 engagement, 1 a un avancement connu ; "
        "aucun ne compte d’action bloquée."
    )
    assert "reprises d’un trimestre antérieur" in say(plan, T4)
    assert "derrière" in say(plan)


@pytest.mark.parametrize(
    ("attendu", "classe"),
    [
        (40, ClasseEcart.DEVANT),
        (49, ClasseEcart.DEVANT),
        (50.4, ClasseEcart.DEVANT),
        (50.5, ClasseEcart.LEGER),
        (59.4, ClasseEcart.LEGER),
        (59.5, ClasseEcart.LOIN),
    ],
)
def test_class_is_that_of_the_points_that_are_shown(attendu: float, classe: ClasseEcart) -> None:
    chiffres = compute_bilan(make_plan([make_connue("A01", 50)]), T3).ensemble
    assert find_rythme(replace(chiffres, attendu=attendu)) is classe


@given(plans())
def test_classes_add_up_to_the_engagements(plan) -> None:
    chiffres = list(compute_bilan(plan, T3).engagements.values())
    comptes = count_rythmes(chiffres)
    assert comptes.total() == len(chiffres)
    assert [int(dit.split()[0]) for dit in list_rythmes(chiffres)] == [comptes[c] for c in ClasseEcart if comptes[c]]


def test_what_is_hardly_known_is_not_behind() -> None:
    chiffres = compute_bilan(make_plan([make_connue("A01", 1), make_connue("A02", None)]), T3).ensemble
    assert not chiffres.suffisante
    assert find_rythme(chiffres) is ClasseEcart.INCONNU


def test_dates_are_of_the_active_actions() -> None:
    jalon = Jalon("A01/J1", "Premier", date(2026, 3, 31), (SuiviJalon(T2, echeance_revisee=date(2027, 3, 31)),))
    autre = Jalon("A01/J2", "Second", date(2026, 6, 30))
    sans_date = Jalon("A01/J3", "Troisième")
    propre = make_connue("A01", 5, debut=date(2025, 1, 1), echeance=date(2026, 1, 1), jalons=(jalon, autre, sans_date))
    exclue = make_connue("A02", 5, Statut.ABANDONNEE, debut=date(2024, 1, 1), echeance=date(2030, 1, 1))
    dates = compute_dates(list(compute_bilan(make_plan([propre, exclue]), T3).etats.values()))
    assert (dates.debut, dates.echeance, dates.propres) == (date(2025, 1, 1), date(2026, 1, 1), True)
    assert [e.code for e in dates.en_retard] == ["A01"]
    assert [(x.jalon.libelle, x.jalon.en_retard) for x in dates.a_venir] == [("Second", True), ("Premier", False)]
    avec = compute_dates(list(compute_bilan(make_plan([propre, make_connue("A03", 5)]), T3).etats.values()))
    assert not avec.propres
    vide = compute_dates([])
    assert (vide.debut, vide.echeance, vide.a_venir) == (None, None, ())


def test_evidence_is_what_was_said_by_the_quarter() -> None:
    atteints = tuple(
        Jalon(f"A01/J{n}", f"Jalon {n}", suivis=(SuiviJalon(t, atteint_le=t.dernier_jour),))
        for n, t in enumerate((T1, T2, T4), start=1)
    )
    mesures = tuple(Mesure(t, valeur=float(n)) for n, t in enumerate((T1, T3, T4)))
    action = make_action(
        jalons=atteints,
        indicateurs=(Indicateur("A01/I", "Nombre", mesures=mesures), Indicateur("A01/K", "Jamais mesuré")),
        suivis=[Suivi(t, fait_marquant=f"Fait {t}") for t in (T1, T2, T3, T4)],
    )
    etats = list(compute_bilan(make_plan([action]), T3).etats.values())
    assert [x.jalon.libelle for x in list_atteints(etats)] == ["Jalon 2", "Jalon 1"]
    assert [(x.indicateur.libelle, x.mesure.valeur) for x in list_mesures(etats)] == [("Nombre", 1.0)]
    assert [f.texte for f in list_faits(etats, 2)] == ["Fait 2026-T3", "Fait 2026-T2"]


@given(plans(min_actions=1))
def test_an_engagement_is_its_actions_and_the_plan_does_not_depend_on_it(plan) -> None:
    bilan = compute_bilan(plan, T3)
    for engagement in plan.engagements:
        assert bilan.engagements[engagement.numero] == compute_chiffres(list_etats(bilan, engagement))
    assert compute_bilan(replace(plan, engagements=()), T3).ensemble == bilan.ensemble
