from datetime import date

import pytest

from metrics.bilan import compute_bilan
from models.plan import Suivi
from models.vocabulaire import Statut
from phrases.synthese import write_evolution_ecart, write_fiabilite, write_ouverture
from tests.plans import T2, T3, make_action, make_connue, make_plan

MOITIE = {"debut": date(2026, 9, 20), "echeance": date(2026, 10, 10)}  # 50 % expected at the end of T3 2026


def ouvre(*actions):
    return write_ouverture(compute_bilan(make_plan(actions), T3)).replace("\u202f", " ").replace("\u00a0", " ")


def explique(*actions):
    return write_fiabilite(compute_bilan(make_plan(actions), T3).ensemble).replace("\u202f", " ")


def bloque(code, decision=None):
    return make_action(code, suivis=[Suivi(T3, 42, Statut.BLOQUEE, decision_attendue=decision)], **MOITIE)


def test_behind_with_blocked_actions_and_decisions():
    assert ouvre(*(bloque(f"A{n}", "Choisir" if n < 3 else None) for n in range(5))) == (
        "Au T3 2026 (juillet-septembre), le Schéma est avancé à 42 %, 8 points derrière l’attendu ; "
        "5 actions sont bloquées et 3 décisions sont attendues."
    )


def test_one_of_each():
    assert ouvre(bloque("A01", "Choisir"), make_connue("A02", 56, **MOITIE)) == (
        "Au T3 2026 (juillet-septembre), le Schéma est avancé à 49 %, 1 point derrière l’attendu ; "
        "1 action est bloquée et 1 décision est attendue."
    )


@pytest.mark.parametrize(
    ("avancement", "suite"),
    [(57, "7 points devant l’attendu"), (51, "1 point devant l’attendu"), (50, "conforme à l’attendu")],
)
def test_ahead_or_as_expected_and_nothing_waits(avancement, suite):
    assert ouvre(make_connue("A01", avancement, **MOITIE)) == (
        f"Au T3 2026 (juillet-septembre), le Schéma est avancé à {avancement} %, {suite} ; "
        "aucune action n’est bloquée et aucune décision n’est attendue."
    )


def test_too_little_known_says_so_instead_of_the_figure():
    phrase = ouvre(make_connue("A01", 90), *(make_action(f"B{n}") for n in range(2)))
    assert phrase.startswith(
        "Au T3 2026 (juillet-septembre), données insuffisantes : 1 action renseignée sur 3 ; aucune action"
    )
    assert "%" not in phrase


def test_nothing_reported():
    assert ouvre(make_action()) == (
        "Au T3 2026 (juillet-septembre), aucune remontée n’a encore été reçue : "
        "l’avancement du Schéma n’est pas renseigné."
    )
    assert "aucune remontée" in ouvre()


def test_nothing_active():
    assert ouvre(make_connue("A01", 5, Statut.ABANDONNEE)) == (
        "Au T3 2026 (juillet-septembre), aucune action n’est active : toutes sont abandonnées ou sans objet."
    )


def test_explanation_says_what_is_counted_and_missing():
    connues = [make_connue(f"A{n}", 50) for n in range(6)]
    assert explique(*connues, make_action("B1"), make_action("B2")) == (
        "50 % sur 6 actions sur 8 – entre 38 % et 63 % quelles que soient les 2 manquantes"
    )
    assert explique(*connues, make_action("B1")) == (
        "50 % sur 6 actions sur 7 – entre 43 % et 57 % quelle que soit la manquante"
    )


def test_explanation_when_all_is_known_and_what_is_excluded():
    assert explique(make_connue("A1", 50), make_connue("A2", 60)) == "55 % sur les 2 actions"
    assert explique(make_connue("A1", 50)) == "50 % sur 1 action"
    assert explique(make_connue("A1", 50), make_connue("A2", 6, Statut.SANS_OBJET)) == (
        "50 % sur 1 action ; 1 action abandonnée ou sans objet, hors calcul"
    )
    assert explique(*(make_connue(f"A{n}", 6, Statut.ABANDONNEE) for n in range(2))) == (
        "aucune action active ; 2 actions abandonnées ou sans objet, hors calcul"
    )


def test_explanation_under_the_threshold():
    actions = [make_connue("A1", 50), *(make_action(f"B{n}") for n in range(4))]
    assert explique(*actions) == "données insuffisantes : 1 action renseignée sur 5"
    assert explique(make_action()) == "données insuffisantes : 0 action renseignée sur 1"


def test_a_quarter_without_a_report_yet_says_where_its_values_come_from():
    plan = make_plan([bloque("A01", "Choisir")])
    phrase = write_ouverture(compute_bilan(plan, T3.decale(1)), date(2026, 11, 21))
    assert phrase.replace("\u202f", " ").replace("\u00a0", " ") == (
        "T4 2026 (octobre-décembre) : aucune remontée reçue à ce jour ; les valeurs sont reprises du T3 2026. "
        "Le Schéma est avancé à 42 % ; 1 action est bloquée et 1 décision est attendue."
    )


def test_a_running_quarter_says_how_many_reports_came():
    bilan = compute_bilan(make_plan([bloque("A01"), make_connue("A02", 42, **MOITIE), make_action("A03")]), T3)
    en_cours = write_ouverture(bilan, T3.dernier_jour).replace("\u202f", " ").replace("\u00a0", " ")
    assert en_cours.startswith(
        "Au T3 2026 (juillet-septembre, trimestre en cours, 2 actions remontées sur 3), "
        "le Schéma est avancé à 42 % ; 1 action"
    )
    assert "derrière l’attendu" in write_ouverture(bilan, date(2026, 10, 1))


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        (-8, -11.4, "le retard s’est creusé de 3 points depuis le T2 2026"),
        (-8, -7, "le retard s’est réduit de 1 point depuis le T2 2026"),
        (-8, -7.6, "stable depuis le T2 2026"),
        (0, -2, "le retard s’est creusé de 2 points depuis le T2 2026"),
        (0.2, -0.2, "stable depuis le T2 2026"),
        (3, 5, "l’avance s’est accrue de 2 points depuis le T2 2026"),
        (3, 0, "l’avance s’est réduite de 3 points depuis le T2 2026"),
        (2, -3, "+2 points au T2 2026"),
    ],
)
def test_the_change_of_a_distance_is_told_in_words(avant, apres, dit):
    assert write_evolution_ecart(avant, apres, T2).replace("\u00a0", " ") == dit
