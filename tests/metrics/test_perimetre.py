"""A part of the plan: what asks for it, what it holds, what the plan cut to it keeps."""

from __future__ import annotations

import pytest

from metrics.bilan import compute_bilan
from metrics.perimetre import find_perimetre, list_perimetres, restrict_plan
from metrics.portee import find_portee
from models.plan import Pilote, Suivi
from models.vocabulaire import NiveauImplication, StatutLibelle
from tests.plans import PILOTE, T3, make_action, make_engagement
from tests.plans_charte import make_charte
from tests.plans_partenariat import make_partenariat, make_participation

AUTRE = Pilote("service-b", "Équipe B", StatutLibelle.PROVISOIRE)
VOIX = make_participation("Ville d’Ici", NiveauImplication.CONTRIBUTEUR, attendue=False)
PLAN = make_partenariat(
    make_action("A1", suivis=[Suivi(T3, 10)], participations=(make_participation("Un"),)),
    make_action("A2", suivis=[Suivi(T3, 50)], pilote=AUTRE, participations=(make_participation("Villes"), VOIX)),
    make_action("A3", suivis=[Suivi(T3, 90)], copilotes=(AUTRE,), orientation="O2", priorite="P2"),
    engagements=[make_engagement(1, "A1", "A3"), make_engagement(2, "A2")],
    pilotes=(PILOTE, AUTRE),
    charte=make_charte(),
)


@pytest.mark.parametrize(
    ("demande", "codes"),
    [
        ("O2", ("A3",)),
        ("2", ("A3",)),
        ("orientation:o1", ("A1", "A2")),
        ("service-b", ("A2", "A3")),
        ("equipe b", ("A2", "A3")),
        ("pilote:SERVICE-A", ("A1", "A3")),
        ("Un", ("A1",)),
        ("partenaire:villes", ("A2",)),
        ("partenaire:Ville d'Ici", ("A2",)),
    ],
)
def test_a_part_is_asked_by_its_code_or_its_name(demande, codes):
    assert find_perimetre(PLAN, demande).actions == codes


@pytest.mark.parametrize("demande", ["", ":", "O9", "pilote:Un", "partenaire:Deux", "orientation:"])
def test_what_nothing_answers_is_refused(demande):
    with pytest.raises(KeyError):
        find_perimetre(PLAN, demande)


def test_every_part_is_found_by_what_asks_for_it():
    parts = list_perimetres(PLAN)
    assert [find_perimetre(PLAN, p.demande) for p in parts] == parts
    assert all(p.actions for p in parts)


def test_the_plan_cut_to_a_part_holds_it_alone():
    coupe = restrict_plan(PLAN, find_perimetre(PLAN, "service-a"))
    assert [a.code for a in coupe.actions] == ["A1", "A3"]
    assert [(e.numero, e.actions) for e in coupe.engagements] == [(1, ("A1", "A3"))]
    assert coupe.charte is None
    seule = restrict_plan(PLAN, find_perimetre(PLAN, "O2"))
    assert [o.code for o in seule.orientations] == ["O2"]


def test_the_figures_of_an_orientation_are_those_that_screens_show():
    coupe = restrict_plan(PLAN, find_perimetre(PLAN, "O1"))
    assert compute_bilan(coupe, T3).ensemble == find_portee(compute_bilan(PLAN, T3), "O1").chiffres
