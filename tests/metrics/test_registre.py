"""The register of décisions: what is asked, of whom; what was decided and whether it still holds anything up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics.bilan import compute_bilan
from metrics.preuves import find_preuve, list_sans_preuve
from metrics.registre import Etape, LigneRegistre, list_destinataires, list_registre
from models.plan import Action, Plan, Preuve, Suivi
from models.presentation import Decision
from models.vocabulaire import Statut
from tests.plans import T2, T3, make_action, make_plan
from tests.plans_decisions import make_douteux
from tests.plans_partenariat import make_partenariat

AU = date(2026, 9, 30)


def list_lignes(plan: Plan) -> list[LigneRegistre]:
    return list_registre(compute_bilan(plan, T3), AU)


def decide(action: Action, suites: str = "", demande: str = "") -> Action:
    dite = demande or action.suivis[0].decision_attendue or ""
    prise = Decision(f"{action.code}/1", action.code, dite, T2, T3, "Oui", "Un", date(2026, 9, 1), suites)
    return replace(action, decisions=(prise,))


def test_what_is_asked_comes_by_its_day_and_doubt_after() -> None:
    lignes = list_lignes(make_douteux())
    assert [(x.etat.code, x.etape) for x in lignes] == [("A2", Etape.ATTENDUE), ("A1", Etape.A_CONFIRMER)]
    assert [x.retard_jours for x in lignes] == [(AU - date(2026, 7, 31)).days, None]
    assert list_destinataires(lignes) == ["Un"]


def test_a_decision_taken_says_what_came_of_it_and_that_nothing_is_held_up() -> None:
    plan = make_douteux()
    a1, a2 = plan.actions
    pris = make_partenariat(decide(a1), decide(a2, suites="Fait"))
    lignes = {x.etat.code: x for x in list_lignes(pris)}
    assert (lignes["A1"].etape, lignes["A1"].debloquee) == (Etape.PRISE, True)
    assert (lignes["A2"].etape, lignes["A2"].debloquee) == (Etape.SUIVIE, False)


def test_a_decision_on_an_earlier_demand_stays_beside_the_new_one() -> None:
    _, a2 = make_douteux().actions
    lignes = list_lignes(make_partenariat(decide(a2, demande="Autre chose")))
    assert [(x.etape, x.demande) for x in lignes] == [
        (Etape.ATTENDUE, "Prêter la salle A2"),
        (Etape.PRISE, "Autre chose"),
    ]


def test_what_is_done_without_a_proof_is_counted() -> None:
    faites = [make_action(c, suivis=[Suivi(T3, 100, Statut.REALISEE)]) for c in ("A1", "A2")]
    prouvee = replace(faites[0], preuves=(Preuve("A1", "Délibération"), Preuve("A1/J1")))
    bilan = compute_bilan(make_plan([prouvee, faites[1]]), T3)
    assert [e.code for e in list_sans_preuve(bilan.etats.values())] == ["A2"]
    assert find_preuve(prouvee, "A1/J1") is None  # nothing is told of it
