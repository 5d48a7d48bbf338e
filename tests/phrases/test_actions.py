"""The sentences that open the list of actions and a fiche: counts, nothing, one, what is awaited."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.bilan import compute_bilan
from models.plan import Suivi
from models.vocabulaire import Statut
from phrases.actions import (
    is_depassee,
    name_fraicheur,
    name_fraicheur_courte,
    write_ouverture_action,
    write_ouverture_liste,
)
from tests.plans import T2, T3, T4, make_action, make_connue, make_plan

PASSEE, APRES = date(2026, 1, 1), date(2026, 11, 21)
RETARD = {"debut": date(2025, 1, 1), "echeance": PASSEE}


def compute_etats(*actions, trimestre=T3):
    return list(compute_bilan(make_plan(actions), trimestre).etats.values())


def read(texte: str) -> str:
    return texte.translate({160: " ", 0x202F: " "})


def say_liste(*actions, total: int | None = None) -> str:
    return read(write_ouverture_liste(compute_etats(*actions), total))


def say_fiche(action, trimestre=T3, au: date = APRES) -> str:
    return read(write_ouverture_action(compute_etats(action, trimestre=trimestre)[0], au))


def test_list_counts_what_is_not_nothing() -> None:
    actions = [
        make_connue("A01", 100, Statut.REALISEE),
        *(make_connue(f"B0{n}", 10, Statut.BLOQUEE, **(RETARD if n else {})) for n in range(3)),
        make_connue("C01", 10, Statut.EN_COURS, **RETARD),
        make_connue("D01", None),
    ]
    assert say_liste(*actions) == ("Sur 6 actions, 1 est réalisée, 3 sont bloquées, 3 en retard et 1 est sans statut.")
    assert say_liste(*actions[:2], actions[4]) == "Sur 3 actions, 1 est réalisée, 1 bloquée et 1 en retard."
    calmes = [make_connue("A01", 10, Statut.EN_COURS), make_connue("A02", 10, Statut.EN_PAUSE)]
    assert say_liste(*calmes) == "Sur 2 actions, aucune n’est réalisée, bloquée ou en retard."
    assert say_liste(make_connue("A01", None), make_connue("A02", None)) == "Sur 2 actions, toutes sont sans statut."


def test_list_says_what_the_filters_keep() -> None:
    bloquees = [make_connue("A01", 10, Statut.BLOQUEE, **RETARD), make_connue("A02", 10, Statut.BLOQUEE)]
    assert say_liste(*bloquees, total=40) == "2 actions sur 40 : toutes sont bloquées et 1 est en retard."
    assert say_liste(bloquees[0], total=40) == "1 action sur 40 : elle est bloquée et en retard."
    assert say_liste(make_connue("A01", None), total=40) == "1 action sur 40 : elle est sans statut."
    assert say_liste(total=40) == "Aucune action sur 40 ne répond aux filtres."


def make_attente(**champs):
    return make_action(suivis=[Suivi(T3, avancement=25, statut=Statut.BLOQUEE, **champs)], **RETARD)


@pytest.mark.parametrize(
    ("champs", "suite"),
    [
        ({}, ""),
        ({"point_blocage": "Un mur"}, " ; un point de blocage est signalé"),
        ({"point_blocage": "Un mur", "decision_attendue": "Trancher"}, " ; une décision est attendue"),
        (
            {"decision_attendue": "Trancher", "destinataire": "Comité", "pour_le": date(2026, 11, 20)},
            " ; une décision est attendue (Comité) pour le 20/11/2026, date dépassée de 1 jour",
        ),
        (
            {"decision_attendue": "Trancher", "destinataire": "Comité", "pour_le": APRES},
            " ; une décision est attendue (Comité) pour le 21/11/2026",
        ),
    ],
)
def test_fiche_says_where_the_action_stands_and_what_is_awaited(champs, suite: str) -> None:
    assert say_fiche(make_attente(**champs)) == f"Action bloquée et en retard, à 25 % pour 100 % attendus{suite}."


def test_fiche_compares_an_open_action_in_a_quarter_that_is_over() -> None:
    action = make_connue("A01", 40, Statut.EN_COURS, debut=date(2026, 7, 1), echeance=date(2026, 12, 31))
    assert say_fiche(action) == "Action en cours, à 40 % pour 50 % attendus."
    assert say_fiche(action, au=T3.dernier_jour) == "Action en cours, à 40 % pour 50 % attendus."
    assert say_fiche(action, au=date(2026, 9, 29)) == "Action en cours, à 40 %."
    assert say_fiche(action, T4, date(2026, 12, 31)) == (
        "Action en cours et en retard, à 40 % (valeur du T3 2026) pour 100 % attendus."
    )
    assert say_fiche(make_connue("A01", 100, Statut.REALISEE, **RETARD)) == "Action réalisée, à 100 %."
    assert say_fiche(make_connue("A01", 30, Statut.ABANDONNEE)) == "Action abandonnée, hors calcul."


def test_fiche_does_not_invent_what_was_not_said() -> None:
    assert say_fiche(make_connue("A01", None)) == "Action non renseignée au T3 2026."
    assert say_fiche(make_connue("A01", None, **RETARD)) == "Action non renseignée au T3 2026, en retard."
    assert say_fiche(make_connue("A01", 30), T2) == "Action non renseignée au T2 2026."
    assert say_fiche(make_connue("A01", None, Statut.EN_COURS)) == "Action en cours, avancement non renseigné."
    assert say_fiche(make_connue("A01", 30)).startswith("Action sans statut renseigné, à 30 % pour ")


def test_freshness_is_said_short_where_the_quarter_goes_without_saying() -> None:
    action = make_connue("A01", 30, Statut.EN_COURS)
    for etat, longue, courte in (
        (compute_etats(action, trimestre=T3)[0], "Actualisée", "Actualisée"),
        (compute_etats(action, trimestre=T4)[0], "Non actualisée ce trimestre", "Non actualisée"),
        (compute_etats(make_connue("A01", None))[0], "Non renseignée", "Non renseignée"),
        (compute_etats(make_connue("A01", 30, Statut.ABANDONNEE), trimestre=T4)[0], "hors calcul", "hors calcul"),
    ):
        assert (read(name_fraicheur(etat)), read(name_fraicheur_courte(etat))) == (longue, courte)


def test_nothing_is_overdue_on_a_closed_action() -> None:
    suivi = {"decision_attendue": "Trancher", "pour_le": PASSEE}
    ouverte, close = (
        compute_etats(make_action(suivis=[Suivi(T3, statut=statut, **suivi)]))[0]
        for statut in (Statut.EN_COURS, Statut.REALISEE)
    )
    assert is_depassee(ouverte, APRES)
    assert not is_depassee(ouverte, PASSEE)
    assert not is_depassee(close, APRES)
