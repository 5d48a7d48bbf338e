"""The charter judged: coverage, distribution and gaps of both sides, never averaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.charte import (
    NIVEAUX,
    choose_annee,
    compute_bilan_charte,
    compute_echeance,
    list_annees_jugees,
    list_choix_annees,
)
from models.charte import Charte
from models.vocabulaire import Appreciation, Cote
from tests.plans_charte import ANNEES, D, P, chartes, judge, make_charte

SANS, NON, LIMITE, SUBST, TENU = Appreciation
AUJOURD_HUI = date(2026, 11, 22)


@given(chartes(), st.sampled_from(ANNEES))
def test_counts_add_up_to_the_commitments_on_each_side(charte: Charte, annee: int) -> None:
    bilan = compute_bilan_charte(charte, annee)
    for cote in bilan.cotes.values():
        assert cote.engagements == len(charte.engagements) == sum(cote.repartition.values())
        assert set(cote.repartition) == set(NIVEAUX)
        assert 0 <= cote.etayees <= cote.jugees <= cote.renseignees <= cote.engagements
    assert len(bilan.ecarts) <= len(bilan.communs) <= min((c.jugees for c in bilan.cotes.values()), default=0)


@given(chartes(), st.sampled_from(ANNEES))
def test_swapping_the_sides_keeps_every_distance(charte: Charte, annee: int) -> None:
    def swap(cote: Cote) -> Cote:
        return P if cote is D else D

    (domaine,) = charte.domaines
    inverses = tuple(
        replace(e, evaluations=tuple(replace(v, partie=swap(v.partie)) for v in e.evaluations))
        for e in domaine.engagements
    )
    autre = replace(charte, domaines=(replace(domaine, engagements=inverses),))
    avant, apres = compute_bilan_charte(charte, annee), compute_bilan_charte(autre, annee)
    assert [j.distance for j in avant.jugements] == [j.distance for j in apres.jugements]
    assert avant.cotes[D].repartition == apres.cotes[P].repartition
    for a, b in zip(avant.jugements, apres.jugements, strict=True):
        assert (a.plus_severe is None) == (not a.distance)
        assert b.plus_severe == (None if a.plus_severe is None else swap(a.plus_severe))


@given(chartes())
def test_kept_is_said_by_each_side_on_its_own(charte: Charte) -> None:
    bilan = compute_bilan_charte(charte, 2025)
    dits = {c: [j.find_appreciation(c) in {SUBST, TENU} for j in bilan.jugements] for c in Cote}
    assert bilan.count_tenus(2) == sum(a and b for a, b in zip(dits[D], dits[P], strict=True))
    assert bilan.count_tenus(1) == sum(a != b for a, b in zip(dits[D], dits[P], strict=True))
    assert sum(map(bilan.count_tenus, range(3))) == len(bilan.jugements)


@given(chartes())
def test_a_year_never_tells_of_another(charte: Charte) -> None:
    for annee in ANNEES:
        bilan = compute_bilan_charte(charte, annee)
        assert bilan.renseigne is (annee in list_annees_jugees(charte))
        dits = [v for j in bilan.jugements for c in Cote if (v := j.find_evaluation(c)) is not None]
        assert {v.annee for v in dits} <= {annee}
    assert not compute_bilan_charte(charte, 2019).renseigne


@pytest.mark.parametrize(
    ("departement", "partenaire", "distance", "severe"),
    [
        (TENU, TENU, 0, None),
        (TENU, NON, 3, P),
        (LIMITE, SUBST, 1, D),
        (SANS, TENU, None, None),
        (SANS, SANS, None, None),
        (TENU, None, None, None),
        (None, None, None, None),
    ],
)
def test_off_the_scale_is_neither_agreement_nor_divergence(departement, partenaire, distance, severe) -> None:
    bilan = compute_bilan_charte(make_charte(judge("E1", 2025, departement, partenaire)), 2025)
    (jugement,) = bilan.jugements
    assert (jugement.distance, jugement.plus_severe) == (distance, severe)
    assert len(bilan.communs) == (distance is not None)
    assert len(bilan.ecarts) == bool(distance)


def test_no_element_is_an_answer_but_no_judgement() -> None:
    bilan = compute_bilan_charte(make_charte(judge("E1", 2025, SANS, None), judge("E2", 2025, NON, None)), 2025)
    assert (bilan.cotes[D].renseignees, bilan.cotes[D].jugees) == (2, 1)
    assert (bilan.cotes[P].renseignees, bilan.cotes[P].repartition[None]) == (0, 2)


def test_evidence_counts_where_there_is_a_judgement_and_words() -> None:
    def cite(code: str, appreciation: Appreciation | None, elements: str | None):
        e = judge(code, 2025, TENU, None)
        return replace(e, evaluations=(replace(e.evaluations[0], appreciation=appreciation, elements=elements),))

    engagements = (
        cite("E1", TENU, "un compte rendu"),
        cite("E2", TENU, "  "),
        cite("E3", SANS, "x"),
        cite("E4", None, "x"),
    )
    assert compute_bilan_charte(make_charte(*engagements), 2025).cotes[D].etayees == 1


def test_years_to_choose_are_those_of_the_charter_and_those_judged() -> None:
    vide = make_charte(judge("E1", 2025, None, None))
    assert list_choix_annees(vide, AUJOURD_HUI) == [2024, 2025, 2026]
    assert choose_annee(vide, AUJOURD_HUI) == 2026
    jugee = make_charte(judge("E1", 2023, TENU, None), judge("E2", 2025, None, SANS))
    assert list_annees_jugees(jugee) == [2023, 2025]
    assert list_choix_annees(jugee, AUJOURD_HUI) == [2023, 2024, 2025, 2026]
    assert choose_annee(jugee, AUJOURD_HUI) == 2025
    sans_date = make_charte(signee_le=None)
    assert list_choix_annees(sans_date, AUJOURD_HUI) == [2026] == [choose_annee(sans_date, AUJOURD_HUI)]


def test_term_is_about_until_the_notification_is_known() -> None:
    charte = make_charte()
    terme = compute_echeance(charte, date(2026, 10, 23))
    assert terme is not None
    assert (terme.jour, terme.jours, terme.approche, terme.passe) == (date(2026, 10, 23), 0, True, False)
    assert compute_echeance(charte, AUJOURD_HUI).passe
    notifiee = compute_echeance(replace(charte, notifiee_le=date(2023, 11, 6)), AUJOURD_HUI)
    assert (notifiee.jour, notifiee.approche) == (date(2026, 11, 6), False)
    renouvelee = compute_echeance(replace(charte, renouvelee_jusqu_au=date(2029, 10, 23)), AUJOURD_HUI)
    assert (renouvelee.jour, renouvelee.approche, renouvelee.renouvelee) == (date(2029, 10, 23), False, True)
    assert compute_echeance(make_charte(signee_le=None), AUJOURD_HUI) is None
    assert compute_echeance(make_charte(duree_annees=None), AUJOURD_HUI) is None
