"""A closed quarter in every output: as shown, corrected since, side by side; nothing where nothing was closed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from exports.blocs.clos import write_cloture
from exports.classeur.export import export as export_classeur
from exports.donnees import build_json
from exports.formats import Demande
from exports.presentation.recit import build_recit, find_periode
from loaders.campagne.cloture import freeze
from metrics.campagne.cloture import Niveau, find_correction
from metrics.publies import build_publies
from models.campagne import Campagne
from models.plan import Plan
from phrases.campagne.clos import write_clos
from phrases.source import write_mention, write_source
from tests.plans import T2, T3, make_connue, make_engagement, make_plan

CLOS = date(2026, 11, 2)
JOUR = date(2026, 11, 21)
ENGAGEMENTS = [make_engagement(1, "A01")]


def build(avancement: int = 40, *, autre: bool = True) -> Plan:
    actions = [make_connue("A01", avancement), make_connue("A02", 50)]
    return make_plan(actions if autre else actions[:1], ENGAGEMENTS)


def close(plan: Plan, sur: Plan | None = None, le: date | None = CLOS) -> Plan:
    """A plan whose T3 was closed when it was as `sur` says, itself where None."""
    return replace(plan, campagnes=(Campagne(T3, close_le=le, fige=freeze(sur or plan, T3)),))


PRESENTE, CORRIGE = close(build()), close(build(60), build())


def test_nothing_is_said_of_a_quarter_that_was_not_closed() -> None:
    assert find_correction(build(), T3) is None and find_correction(PRESENTE, T2) is None
    assert write_cloture(build(), T3) == "" and "cloture" not in build_json(build(), T3)
    assert "clos" not in write_source(build(), T3, JOUR)


def test_a_closed_quarter_that_was_not_corrected_says_so() -> None:
    correction = find_correction(PRESENTE, T3)
    assert correction is not None and correction.ecarts == ()
    dit = "T3\u00a02026 clos le 02/11/2026\u202f: chiffres tels que présentés"
    assert write_clos(correction) == dit and dit in write_source(PRESENTE, T3, JOUR)
    assert "<table" not in write_cloture(PRESENTE, T3)


def test_both_figures_stand_side_by_side() -> None:
    correction = find_correction(CORRIGE, T3)
    assert correction is not None and (correction.presente, correction.corrige) == (45.0, 55.0)
    par_niveau = {(e.niveau, e.code, e.champ): (e.presente, e.corrige) for e in correction.ecarts}
    assert par_niveau[Niveau.PLAN, "", "avancement"] == (45.0, 55.0)
    assert par_niveau[Niveau.ACTION, "A01", "avancement"] == (40, 60)
    assert par_niveau[Niveau.ENGAGEMENT, "1", "avancement"] == (40.0, 60.0)
    assert not any(e.code == "A02" for e in correction.ecarts)
    paire = "avancement 45,0\u202f% tel que présenté, 55,0\u202f% corrigé depuis"
    assert paire in write_source(CORRIGE, T3, JOUR) and paire in write_cloture(CORRIGE, T3)
    assert "clos le 02/11/2026, " in write_mention(CORRIGE, T3, JOUR)
    assert "rouvert" in write_mention(close(build(60), build(), None), T3, JOUR)


def test_a_change_of_the_tree_is_told_and_moves_nothing_of_what_was_shown() -> None:
    correction = find_correction(close(build(autre=False), build()), T3)
    assert correction is not None and correction.presente == 45.0
    perdue = next(e for e in correction.ecarts if e.code == "A02" and e.champ == "avancement")
    assert (perdue.presente, perdue.corrige) == (50, None)


def test_json_gives_both_whole() -> None:
    publie = build_json(CORRIGE, T3)
    cloture = publie["cloture"]
    assert isinstance(cloture, dict)
    assert cloture["tel_que_presente"] == build_publies(build(), T3)
    assert {k: v for k, v in publie.items() if k != "cloture"} == build_publies(CORRIGE, T3)
    assert json.loads(json.dumps(cloture))["corriges_depuis"][0] == {
        "niveau": "plan",
        "code": "",
        "champ": "avancement",
        "presente": 45.0,
        "corrige": 55.0,
    }


@pytest.mark.parametrize(("plan", "attendue"), [(PRESENTE, False), (CORRIGE, True)])
def test_workbook_and_deck_have_a_place_for_it(plan: Plan, attendue: bool) -> None:
    classeur = load_workbook(io.BytesIO(export_classeur(Demande(plan, T3, JOUR))))
    assert any("Corrigé" in nom for nom in classeur.sheetnames) is attendue
    recit = build_recit(plan, find_periode(plan, T3, JOUR), JOUR)
    annexes = [s for s in recit.sections if s.cle == "corrections"]
    assert bool(annexes) is attendue
    if annexes:
        assert annexes[0].table is not None
        assert [c.texte for c in annexes[0].table.lignes[0]][2:] == ["45,0\u202f%", "55,0\u202f%"]
    assert "clos le 02/11/2026" in recit.pied
