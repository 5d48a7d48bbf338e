"""The plan's name in sentences: articles, elision, agreement, neutral words where the folder gives no name."""

from __future__ import annotations

import pytest

from metrics.bilan import compute_bilan
from phrases.nom import write_contact, write_nom, write_nom_commun
from phrases.synthese import write_ouverture
from tests.plans import T3, make_connue, make_plan


@pytest.mark.parametrize(
    ("mot", "feminin", "formes"),
    [
        ("Schéma", False, ("le Schéma", "du Schéma", "au Schéma", "Le Schéma", "un autre Schéma")),
        (
            "Plan jeunesse",
            False,
            ("le Plan jeunesse", "du Plan jeunesse", "au Plan jeunesse", "Le Plan jeunesse", None),
        ),
        ("Agenda", False, ("l’Agenda", "de l’Agenda", "à l’Agenda", "L’Agenda", "un autre Agenda")),
        ("Évolution", True, ("l’Évolution", "de l’Évolution", "à l’Évolution", "L’Évolution", "une autre Évolution")),
        ("Stratégie", True, ("la Stratégie", "de la Stratégie", "à la Stratégie", "La Stratégie", None)),
        ("Horizon", False, ("l’Horizon", "de l’Horizon", "à l’Horizon", "L’Horizon", None)),
    ],
)
def test_forms(mot: str, feminin: bool, formes: tuple[str | None, ...]) -> None:
    nom = write_nom(make_plan(nom_court=mot, feminin=feminin))
    vues = (nom.le, nom.du, nom.au, nom.debut, nom.un_autre)
    assert [v for v, f in zip(vues, formes, strict=True) if f] == [f for f in formes if f]


def test_common_noun_loses_its_capital_an_acronym_does_not() -> None:
    assert write_nom_commun(make_plan(nom_court="Schéma")).du == "du schéma"
    assert write_nom_commun(make_plan(nom_court="SDPPE")).du == "du SDPPE"


def test_without_a_name_it_is_the_plan() -> None:
    plan = make_plan(nom_court="plan")
    assert (write_nom(plan).du, write_nom(plan).titre) == ("du plan", "Plan")
    assert write_contact(plan) == "Contact : la personne qui vous a envoyé ce classeur."


def test_participles_agree() -> None:
    plan = make_plan([make_connue("A1", 40)], nom_court="Stratégie", feminin=True)
    assert "la Stratégie est avancée à 40" in write_ouverture(compute_bilan(plan, T3))
