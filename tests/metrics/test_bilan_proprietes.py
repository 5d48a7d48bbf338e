"""The properties that end the rule of the roll-up, each as a test."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.bilan import compute_bilan, compute_chiffres
from metrics.etat import compute_etat
from metrics.tendance import compute_tendance
from models.vocabulaire import STATUTS_EXCLUS, Statut
from tests.plans import TRIMESTRES, actions, make_connue, make_plan, plans

ENTIERS = st.integers(0, 100)


def list_niveaux(bilan):
    return [bilan.ensemble, *bilan.orientations.values(), *bilan.priorites.values(), *bilan.engagements.values()]


def list_connues(etats):
    return [e.avancement for e in etats if e.active and e.avancement is not None]


@given(plans(), TRIMESTRES)
def test_every_figure_is_in_0_100(plan, trimestre):
    for chiffres in list_niveaux(compute_bilan(plan, trimestre)):
        for valeur in (chiffres.avancement, chiffres.attendu, *(chiffres.encadrement or ())):
            assert valeur is None or 0 <= valeur <= 100
        for taux in (chiffres.taux_realisation, chiffres.taux_remontee):
            assert taux is None or 0 <= taux <= 1


@given(plans(), TRIMESTRES)
def test_between_the_smallest_and_the_largest_leaf(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    connues = list_connues(bilan.etats.values())
    assert (bilan.ensemble.avancement is None) == (not connues)
    if connues:
        assert min(connues) <= bilan.ensemble.avancement <= max(connues)


@given(plans(), TRIMESTRES, st.randoms(use_true_random=False))
def test_independent_of_the_order(plan, trimestre, hasard):
    etats = [compute_etat(a, plan, trimestre) for a in plan.actions]
    battus = list(etats)
    hasard.shuffle(battus)
    assert compute_chiffres(battus) == compute_chiffres(etats)


@given(actions(), TRIMESTRES)
def test_one_leaf_gives_itself(action, trimestre):
    etat = compute_etat(action, make_plan([action]), trimestre)
    chiffres = compute_chiffres([etat])
    assert chiffres.avancement == (etat.avancement if etat.active else None)
    connue = etat.active and etat.avancement is not None
    assert chiffres.attendu == (etat.attendu if connue else None)


@given(plans(), TRIMESTRES, st.sampled_from(sorted(STATUTS_EXCLUS)), ENTIERS)
def test_an_excluded_action_changes_nothing_but_its_count(plan, trimestre, statut, avancement):
    etats = [compute_etat(a, plan, trimestre) for a in plan.actions]
    suivi = replace(make_connue("X", avancement, statut).suivis[0], trimestre=trimestre)
    exclue = compute_etat(replace(make_connue("X", 0), suivis=(suivi,)), plan, trimestre)
    avant, apres = compute_chiffres(etats), compute_chiffres([*etats, exclue])
    assert apres.exclues == avant.exclues + 1
    statuts = {**avant.statuts, statut: avant.statuts[statut] + 1}
    assert apres == replace(avant, total=avant.total + 1, statuts=statuts)


@given(plans(), TRIMESTRES)
def test_the_bracket_contains_the_mean(plan, trimestre):
    for chiffres in list_niveaux(compute_bilan(plan, trimestre)):
        assert (chiffres.encadrement is None) == (chiffres.actives == 0)
        if chiffres.avancement is not None:
            bas, haut = chiffres.encadrement
            assert bas <= chiffres.avancement <= haut
        elif chiffres.actives:
            assert chiffres.encadrement == (0, 100)


@given(plans(), TRIMESTRES, st.lists(ENTIERS, min_size=8, max_size=8))
def test_the_bracket_holds_whatever_the_missing_values_are(plan, trimestre, valeurs):
    etats = [compute_etat(a, plan, trimestre) for a in plan.actions]
    complets = [replace(e, avancement=v) if e.avancement is None else e for e, v in zip(etats, valeurs, strict=False)]
    encadrement = compute_chiffres(etats).encadrement
    if encadrement:
        assert encadrement[0] - 1e-9 <= compute_chiffres(complets).avancement <= encadrement[1] + 1e-9


@given(plans(min_actions=1), TRIMESTRES, st.data())
def test_raising_one_leaf_never_lowers_a_parent(plan, trimestre, data):
    etats = [compute_etat(a, plan, trimestre) for a in plan.actions]
    connus = [n for n, e in enumerate(etats) if e.avancement is not None]
    assume(connus)
    rang = data.draw(st.sampled_from(connus))
    leve = replace(etats[rang], avancement=data.draw(st.integers(etats[rang].avancement, 100)))
    avant, apres = compute_chiffres(etats), compute_chiffres([*etats[:rang], leve, *etats[rang + 1 :]])
    assert (apres.avancement or 0) >= (avant.avancement or 0)
    assert all(a >= b for a, b in zip(apres.encadrement or (), avant.encadrement or (), strict=True))


@given(plans(), TRIMESTRES)
def test_the_plan_is_the_same_through_priorites_or_orientations(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    par_orientation = [bilan.etats[a.code] for o in plan.orientations for a in o.actions]
    par_priorite = [bilan.etats[a.code] for o in plan.orientations for p in o.priorites for a in p.actions]
    assert compute_chiffres(par_priorite) == compute_chiffres(par_orientation) == bilan.ensemble
    for groupe in (bilan.orientations.values(), bilan.priorites.values()):
        assert sum(c.total for c in groupe) == bilan.ensemble.total
        assert sum(c.connues for c in groupe) == bilan.ensemble.connues


@given(plans(), TRIMESTRES)
def test_the_trend_ends_on_the_last_reported_quarter(plan, trimestre):
    points = compute_tendance(plan, trimestre)
    for point in points:
        assert point.ensemble == compute_bilan(plan, point.trimestre).ensemble
    assert (points[-1].trimestre if points else None) == compute_bilan(plan, trimestre).dernier_renseigne


def test_statut_exclus_are_the_two_of_the_rule():
    assert {Statut.ABANDONNEE, Statut.SANS_OBJET} == STATUTS_EXCLUS
