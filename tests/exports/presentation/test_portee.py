"""The same story of a part of the plan: what leaves, what stays, and which figures are whose."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pptx
import pytest
from lxml import etree

from exports.formats import Demande, export
from exports.presentation.pieces import Recit
from exports.presentation.recit import SECTIONS
from metrics.bilan import compute_bilan
from metrics.perimetre import Genre, Perimetre, list_perimetres
from models.plan import Plan
from phrases.format import format_pourcent
from phrases.reunion.perimetre import name_perimetre
from tests.exports.presentation.test_recit import check, find, list_histoire, tell
from tests.exports.presentation.variantes import AUJOURD_HUI, list_variantes
from tests.plans import T3

VARIANTES = list_variantes()
PARTIS = {"orientations", "charte", "reunions"}


@pytest.fixture(scope="module")
def orientation(plan_demo: Plan) -> Recit:
    return tell(plan_demo, portee="O1")


@pytest.fixture(scope="module")
def parts(plan_demo: Plan) -> list[tuple[Perimetre, Recit]]:
    """The story of every part of the demonstration."""
    return [(p, tell(plan_demo, portee=p.demande)) for p in list_perimetres(plan_demo)]


@pytest.mark.parametrize(("format_", "ouvrir"), [("pptx", pptx.Presentation), ("docx", docx.Document)])
def test_deck_and_report_are_made_of_a_part_too(plan_demo: Plan, format_: str, ouvrir: Callable[..., Any]) -> None:
    part = next(p for p in list_perimetres(plan_demo) if p.genre is Genre.PILOTE)
    octets = export(format_, Demande(plan_demo, T3, AUJOURD_HUI, options={"portee": part.demande}))
    assert isinstance(octets, bytes)
    document = ouvrir(io.BytesIO(octets))
    parties = document.slides if format_ == "pptx" else [document]
    xml = "".join(etree.tostring(p.element, encoding="unicode") for p in parties)
    assert name_perimetre(part) in xml
    assert plan_demo.orientations[0].libelle.texte not in xml


def test_its_actions_take_the_place_of_the_orientations(orientation: Recit, plan_demo: Plan) -> None:
    check(orientation)
    attendu = [
        "perimetre" if cle == "orientations" else cle for cle in SECTIONS if cle not in PARTIS - {"orientations"}
    ]
    assert list_histoire(orientation) == attendu
    assert len(find(orientation, "perimetre").dessin.barres) == len(plan_demo.orientations[0].actions)
    assert [s.cle for s in orientation.sections if s.annexe] == ["action-A09", "action-A08", "actions"]


def test_the_part_is_named_on_the_cover_and_at_every_foot(orientation: Recit) -> None:
    assert orientation.portee.startswith("Orientation 1")
    assert orientation.portee == orientation.couverture.sous_titre
    assert orientation.portee in orientation.pied


def test_its_figures_are_those_that_the_screens_show_of_it(orientation: Recit, plan_demo: Plan) -> None:
    bilan = compute_bilan(plan_demo, T3, AUJOURD_HUI)
    avancement = find(orientation, "bilan").dessin.nombres[0].valeur
    assert avancement == format_pourcent(bilan.orientations["O1"].avancement)


def test_an_engagement_keeps_the_figures_of_all_its_actions(plan_demo: Plan, parts) -> None:
    """Cut to a pilot's actions they would contradict the screens."""
    entiers = {ligne[0].texte: ligne for ligne in find(tell(plan_demo), "engagements").table.lignes}
    for _, recit in parts:
        if "engagements" in list_histoire(recit):
            section = find(recit, "engagements")
            lignes = section.table.lignes if section.table else ()
            assert all([c.texte for c in x][:3] == [c.texte for c in entiers[x[0].texte]][:3] for x in lignes)


def test_every_part_of_the_demonstration_has_its_story(parts) -> None:
    for perimetre, recit in parts:
        check(recit)
        assert not PARTIS & set(list_histoire(recit))
        if perimetre.genre is Genre.PARTENAIRE and "partenaires" in list_histoire(recit):
            assert find(recit, "partenaires").constat.startswith(perimetre.nom[:12])


@pytest.mark.parametrize("nom", VARIANTES)
def test_every_part_of_any_plan_has_one_too(nom: str) -> None:
    for perimetre in list_perimetres(VARIANTES[nom]):
        check(tell(VARIANTES[nom], portee=perimetre.demande))


def test_a_part_that_does_not_exist_is_refused(plan_demo: Plan) -> None:
    with pytest.raises(KeyError):
        tell(plan_demo, portee="Nulle part")
