"""Who is asked for a décision, and when: what a title, a row and a closing line say of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from metrics.bilan import compute_bilan
from metrics.decisions import ADecider, group_decisions, list_a_decider
from models.plan import Suivi
from models.vocabulaire import Statut
from phrases.decisions import write_attendues, write_bloquees, write_pour_le
from tests.plans import T3, make_action, make_plan

JOUR = date(2026, 11, 28)


def attend(code: str, destinataire: str | None = None, decision: str | None = "Choisir", **champs: Any):
    return make_action(code, suivis=[Suivi(T3, decision_attendue=decision, destinataire=destinataire, **champs)])


def list_lignes(*actions: Any) -> list[ADecider]:
    return list_a_decider(compute_bilan(make_plan(actions), T3), JOUR)


def say(*destinataires: str | None) -> str:
    lignes = list_lignes(*(attend(f"A{n:02}", qui) for n, qui in enumerate(destinataires)))
    return write_attendues(group_decisions(lignes)).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("destinataires", "titre"),
    [
        (
            ["Direction générale", "Vice-présidence", "vice-présidence", "Comité de pilotage"],
            "4 décisions attendues : 2 de la vice-présidence, 1 de la direction générale, 1 du comité de pilotage",
        ),
        (["Assemblée départementale", "ARS"], "2 décisions attendues : 1 de l’assemblée départementale, 1 (ARS)"),
        (["Comité de pilotage"], "1 décision attendue : du comité de pilotage"),
        (["ARS", "ARS"], "2 décisions attendues : ARS"),
        (["Direction (DEF)"], "1 décision attendue : de la direction (DEF)"),
        ([None], "1 décision attendue : sans destinataire"),
        ([None, None, "Service budget"], "3 décisions attendues : 1 du service budget, 2 sans destinataire"),
        (
            ["Comité", "Comité", "Conseil", "Conseil", "Cabinet", "Bureau", "Mairie"],
            "7 décisions attendues : 2 du comité, 2 du conseil, 1 du cabinet, 2 autres",
        ),
    ],
)
def test_title_names_who_decides(destinataires: list[str | None], titre: str) -> None:
    assert say(*destinataires) == titre


def test_a_row_says_how_far_past_its_day_it_is() -> None:
    lignes = list_lignes(
        attend("A01", pour_le=date(2026, 7, 15)), attend("A02", pour_le=date(2026, 11, 28)), attend("A03")
    )
    assert [write_pour_le(ligne) for ligne in lignes] == [
        "attendue pour le 15/07/2026, dépassée de 136 jours",
        "attendue pour le 28/11/2026",
        "",
    ]
    (veille,) = list_lignes(attend("A01", pour_le=date(2026, 11, 27)))
    assert write_pour_le(veille).endswith("dépassée de 1 jour")


def test_all_blocked_actions_wait_or_nothing_is_said() -> None:
    bloquee = {"statut": Statut.BLOQUEE}
    une, deux = attend("A01", "Comité", **bloquee), attend("A02", "Conseil", **bloquee)
    seule = attend("A03", decision=None, point_blocage="Foncier", **bloquee)
    assert write_bloquees(list_lignes(une, deux)) == "Les 2 actions bloquées attendent toutes une décision."
    assert write_bloquees(list_lignes(une)) == "L’action bloquée attend une décision."
    assert not write_bloquees(list_lignes(une, seule))
    assert not write_bloquees(list_lignes(attend("A04", "Comité")))


def test_most_pressing_first_in_a_group_and_between_equals() -> None:
    groupes = group_decisions(
        list_lignes(
            attend("A01", "Conseil", pour_le=date(2026, 12, 1)),
            attend("A02", "Comité", pour_le=date(2026, 10, 1)),
            attend("A03", "Comité", pour_le=date(2026, 9, 1)),
            attend("A04", "Conseil", pour_le=date(2026, 8, 1)),
            attend("A05", None, pour_le=date(2026, 1, 1)),
        )
    )
    codes = [(g.destinataire, [x.action.code for x in g.lignes]) for g in groupes]
    assert codes == [("Conseil", ["A04", "A01"]), ("Comité", ["A03", "A02"]), (None, ["A05"])]
