"""A décision that was taken: it answers what was asked for, from the quarter shown on, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exports.donnees import build_json
from exports.presentation.recit import build_recit, find_periode
from exports.tables.champs import select_publics
from exports.tables.registre import build_tables
from metrics.bilan import compute_bilan
from metrics.decisions import count_nouvelles, list_a_decider, list_prises
from metrics.etat import compute_etat
from models.plan import Plan, Suivi
from models.presentation import Decision
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from phrases.actions import is_depassee, write_ouverture_action
from phrases.decisions import name_decision, name_etat_decision
from tests.plans import T2, T3, make_action, make_plan
from tests.plans_decisions import read_espaces

T1, T4 = Trimestre(2026, 1), Trimestre(2026, 4)
JOUR = date(2026, 12, 15)
PRISE = Decision(
    "A1/1", "A1", "Prêter la salle", T3, T3, "La salle est prêtée.", "Vice-présidence", JOUR, "Clés remises"
)


def make(*suivis: Suivi, prise: Decision = PRISE) -> Plan:
    """A1 waits for « Prêter la salle » from T2 on, and is blocked; what comes after is given."""
    demande = Suivi(T2, 10, Statut.BLOQUEE, decision_attendue="Prêter la salle", pour_le=date(2026, 7, 31))
    action = make_action("A1", suivis=[demande, Suivi(T3, 20), *suivis])
    return make_plan([replace(action, decisions=(prise,)), make_action("A2", suivis=[Suivi(T3, 50)])])


def find_prise(plan: Plan, trimestre: Trimestre) -> Decision | None:
    return compute_etat(plan.actions_par_code["A1"], plan, trimestre).prise


def test_it_counts_from_the_quarter_shown() -> None:
    plan = make()
    avant, apres = (compute_bilan(plan, t) for t in (T2, T3))
    assert [b.etats["A1"].prise for b in (avant, apres)] == [None, PRISE]
    assert [b.ensemble.decisions for b in (avant, apres)] == [1, 0]
    assert [b.ensemble.bloquees for b in (avant, apres)] == [1, 1]  # it does not unblock the action
    assert count_nouvelles(apres, avant) == 0
    assert [e.code for e in list_prises(apres)] == ["A1"]
    assert list_prises(apres, depuis=T3) == []
    (ligne,) = list_a_decider(apres, JOUR)
    assert (ligne.decision_attendue, ligne.retard_jours, ligne.prise) == (None, None, PRISE)


SUITES = {
    "nothing said since": ((), PRISE),
    "said again": ((Suivi(T4, decision_attendue="prêter la  salle"),), PRISE),
    "other words": ((Suivi(T4, decision_attendue="Prêter deux salles"),), None),
    "ended": ((Suivi(T4, decision_attendue=""),), None),
}


@pytest.mark.parametrize("cas", SUITES)
def test_it_answers_the_words_asked_for(cas: str) -> None:
    suivis, attendue = SUITES[cas]
    assert find_prise(make(*suivis), T4) == attendue


def test_the_same_words_asked_again_after_an_end_are_another_demand() -> None:
    suivis = (Suivi(T4, decision_attendue=""), Suivi(T4.decale(1), decision_attendue="Prêter la salle"))
    assert find_prise(make(*suivis), T4.decale(1)) is None


def test_a_demand_that_an_earlier_workbook_tells_later_is_the_same() -> None:
    plan = make()
    (a1, a2) = plan.actions
    tardif = replace(a1, suivis=(Suivi(T1, decision_attendue="Prêter la salle"), *a1.suivis))
    assert find_prise(make_plan([tardif, a2]), T3) == PRISE


def test_it_is_said_in_the_words_of_an_action() -> None:
    etat = compute_bilan(make(), T3).etats["A1"]
    assert name_decision(etat) == "Décision demandée"
    assert name_etat_decision(etat) == "prise le 15/12/2026"
    assert "la décision demandée a été prise le 15/12/2026" in write_ouverture_action(etat, JOUR)
    assert not is_depassee(etat, JOUR)


def test_the_deck_fills_its_blank_column() -> None:
    plan = make()
    recit = build_recit(plan, find_periode(plan, T3, JOUR), JOUR)
    section = next(s for s in recit.sections if s.cle == "decisions")
    assert "1 décision prise" in section.constat
    (ligne,) = section.table.lignes
    assert [c.texte for c in ligne[1:]] == ["Prêter la salle (A1)", "prise le 15/12", "–", "La salle est prêtée"]
    annexe = next(s for s in recit.sections if s.cle == "action-A1")
    assert "Décision prise le 15/12/2026 (Vice-présidence)" in read_espaces(annexe.textes[-1].entier)


def test_what_was_decided_is_published_on_demand_alone() -> None:
    plan = make()
    tables = build_tables(compute_bilan(plan, T3, JOUR))
    prises = next(t for t in tables if t.nom == "decisions_prises")
    assert prises.list_valeurs("decision") == ["La salle est prêtée."]
    publiques = [p for t in tables if (p := select_publics(t))]
    assert not any("salle" in str(v).lower() for t in publiques for ligne in t.lignes for v in ligne)
    assert "salle" not in str(build_json(plan, T3)).lower()
    assert build_json(plan, T3, interne=True)["decisions_prises"][0]["decision"] == "La salle est prêtée."
    assert build_json(plan, T2, interne=True)["decisions_prises"] == []
