"""The drawing of the calendar: every date has its mark, none hides another, names are whole, any plan is drawn."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from charts.calendrier import FIN, build_calendrier, find_symbole
from charts.calendrier_barres import REUNIONS
from charts.calendrier_lignes import (
    EN_RETARD,
    find_autour,
    find_etendue,
    list_hors_cadre,
    list_lignes,
    place_lignes,
    place_marques,
)
from charts.calendrier_mots import CLE, SIGNES, list_cle, name_situation, write_bulle
from charts.graphique import Graphique
from charts.theme import CLAIR, SOMBRE
from metrics.calendrier import Calendrier, Evenement, Nature, Situation
from models.plan import Jalon, Plan
from models.trimestre import Trimestre
from phrases.calendrier import write_hors_cadre
from tests.metrics.test_calendrier import AUJOURD_HUI, LENT, PLAN, TRIMESTRES, make_calendrier, plans_dates
from tests.plans import T3, make_action, make_plan


def draw(calendrier: Calendrier, palette=CLAIR) -> Graphique:
    return build_calendrier(calendrier, calendrier.evenements, palette, AUJOURD_HUI)


@LENT
@given(plans_dates(), TRIMESTRES)
def test_any_plan_is_drawn(plan: Plan, trimestre) -> None:
    calendrier = make_calendrier(plan, trimestre)
    dessin = draw(calendrier, SOMBRE)
    assert {t.type for t in dessin.figure.data} <= {"bar", "scatter"}
    assert len(dessin.json) < 60_000
    assert all(len(ligne) == len(dessin.entetes) for ligne in (*dessin.lignes, *dessin.valeurs))
    marques = dessin.figure.data[3]
    vus = len(calendrier.evenements) - len(list_hors_cadre(plan, calendrier.evenements, AUJOURD_HUI))
    assert len(marques.x) == len(marques.y) == len(marques.customdata) == vus
    assert len(dessin.lignes) == len(list_lignes(plan, calendrier.evenements))
    bas, haut = dessin.figure.layout.xaxis.range
    assert all(bas <= x <= haut for trace in dessin.figure.data[1:] for x in trace.x if x is not None)


@settings(LENT, max_examples=20)
@given(plans_dates(), TRIMESTRES)
def test_every_mark_has_its_place_its_shape_and_its_words(plan: Plan, trimestre) -> None:
    calendrier = make_calendrier(plan, trimestre)
    figure = draw(calendrier).figure
    barres, liens, origines, marques = figure.data
    hors = list_hors_cadre(plan, calendrier.evenements, AUJOURD_HUI)
    vus = [e for e in calendrier.evenements if e not in hors]
    assert sorted(zip(marques.x, marques.hovertext, strict=True)) == sorted(
        (e.place.toordinal(), write_bulle(e)) for e in vus
    )
    for trace in (origines, marques):
        assert len(trace.x) == len(trace.y) == len(trace.hovertext) == len(trace.customdata)
    m = marques.marker
    assert len(m.symbol) == len(m.size) == len(m.color) == len(marques.x)
    assert len(liens.x) == len(liens.y) == 3 * sum(e.jour_initial is not None for e in vus)
    assert set(liens.x[1::3]) <= set(marques.x)
    nombres = {len(v) for v in (barres.base, barres.x, barres.y, barres.width, barres.hovertext, barres.customdata)}
    assert nombres == {len(barres.marker.color)}
    assert sum(c == REUNIONS for c in barres.customdata) == sum(e.seance is not None and e.seance.due for e in vus)
    axe = figure.layout.xaxis
    assert axe.tickvals[0] == axe.range[0] <= min(e.place.toordinal() for e in vus)
    assert axe.range[1] > max(e.place.toordinal() for e in vus)


@LENT
@given(plans_dates(), TRIMESTRES)
def test_marks_of_a_lane_never_touch(plan: Plan, trimestre) -> None:
    for ligne in list_lignes(plan, make_calendrier(plan, trimestre).evenements):
        if not ligne.groupe:
            continue
        for voie in range(ligne.voies):
            etendues = sorted(
                find_etendue(e) for e, v in ligne.marques if v == voie and e.nature is not Nature.ECHEANCE
            )
            assert all(a[1] < b[0] for a, b in pairwise(etendues))


@LENT
@given(plans_dates(), TRIMESTRES)
def test_rows_follow_each_other(plan: Plan, trimestre) -> None:
    rangees, _, bas = place_lignes(plan, list_lignes(plan, make_calendrier(plan, trimestre).evenements))
    bords = [(r.milieu - r.ligne.hauteur / 2, r.milieu + r.ligne.hauteur / 2) for r in rangees]
    assert all(a[1] <= b[0] + 0.01 for a, b in pairwise(bords))
    assert not bords or abs(bords[-1][1] - bas) < 0.01


def test_only_actions_with_dates_of_their_own_have_a_bar() -> None:
    lignes = {ligne.code: ligne for ligne in list_lignes(PLAN, make_calendrier(PLAN).evenements)}
    assert (lignes["A01"].debut, lignes["A01"].fin) == (date(2025, 1, 1), date(2026, 6, 30))
    assert lignes["A03"].debut is lignes["A05"].fin is None
    dessin = draw(make_calendrier(PLAN))
    barres = dessin.figure.data[0]
    assert [c for c in barres.customdata if c != REUNIONS] == ["A01", "A02"]
    assert set(dessin.figure.data[3].customdata) == {"A01", "A02", "A03", "A04", "A05", REUNIONS}


def test_a_postponed_date_is_tied_to_the_original_one() -> None:
    _, liens, origines, _ = draw(make_calendrier(PLAN)).figure.data
    attendu = (date(2026, 3, 31).toordinal(), date(2027, 1, 31).toordinal())
    assert tuple(liens.x[:2]) == attendu
    assert list(origines.x) == [attendu[0]]
    assert "2 reports" in origines.hovertext[0]
    textes = [a.text for a in draw(make_calendrier(PLAN)).figure.layout.annotations]
    assert "2 reports" in textes


def test_each_situation_has_a_shape_of_its_own() -> None:
    calendrier = make_calendrier(PLAN)
    formes = {find_symbole(e) for e in calendrier.evenements if e.nature is Nature.JALON}
    assert formes == {"circle", "diamond-open"}
    assert set(SIGNES) == set(Situation)
    assert len({SIGNES[s] for s in Situation}) == len(Situation) - 1  # two are to come
    assert all(any(mots.startswith(SIGNES[s]) and s in situations for mots, situations in CLE) for s in Situation)


@pytest.mark.parametrize(
    ("situation", "forme", "signe"),
    [
        (Situation.FAITE, "circle", "●"),
        (Situation.PROCHE, "diamond-open", "◇"),
        (Situation.LOIN, "diamond-open", "◇"),
        (Situation.A_CONFIRMER, "diamond", "◆"),
        (Situation.RETARD, "triangle-up", "▲"),
        (Situation.NON_TENUE, "x-thin-open", "×"),
        (Situation.NON_RENSEIGNEE, "circle-open-dot", "⊙"),
        (Situation.HORS_CALCUL, "line-ew-open", "–"),
    ],
)
def test_a_shape_is_the_one_that_the_key_says(situation: Situation, forme: str, signe: str) -> None:
    jalon, echeance = (Evenement(n, "x", "", AUJOURD_HUI, situation) for n in (Nature.JALON, Nature.ECHEANCE))
    a_venir = situation in {Situation.PROCHE, Situation.LOIN}
    assert (find_symbole(jalon), find_symbole(echeance)) == (forme, FIN if a_venir else forme)
    assert SIGNES[situation] == signe


def test_what_is_late_is_written_and_names_are_whole() -> None:
    long = "Un intitulé qui ne tient pas sur une seule ligne et que personne ne doit couper avant sa fin"
    action = make_action("A01", debut=date(2025, 1, 1), echeance=date(2026, 6, 30))
    plan = make_plan([action])
    ligne = list_lignes(plan, make_calendrier(plan).evenements)[0]
    assert ligne.nom.endswith("▲\u00a0en\u00a0retard")
    encore = list_lignes(plan, make_calendrier(plan).evenements, date(2026, 6, 29))[0]
    assert "en\u00a0retard" not in encore.nom
    longue = make_action("A01", echeance=date(2027, 6, 30), libelle=type(action.libelle)(long, action.libelle.statut))
    nom = list_lignes(make_plan([longue]), make_calendrier(make_plan([longue])).evenements)[0].nom
    assert nom.replace("<br>", " ").replace("<b>", "").replace("</b>", "") == f"A01 · {long}"


def test_a_mistyped_date_does_not_stretch_the_axis() -> None:
    plan = make_plan(
        [
            make_action("A01", debut=date(2025, 1, 1), echeance=date(2206, 6, 30)),
            make_action("A02", debut=date(1925, 1, 1), echeance=date(2026, 6, 30)),
            make_action("A03", echeance=date(2027, 6, 30)),
        ]
    )
    calendrier = make_calendrier(plan)
    dessin = draw(calendrier)
    bas, haut = dessin.figure.layout.xaxis.range
    assert (bas, haut) == (plan.debut.toordinal(), plan.fin.toordinal() + 1)
    barres, *_, marques = dessin.figure.data
    assert all(bas <= debut <= debut + x <= haut for debut, x in zip(barres.base, barres.x, strict=True))
    assert "A01" not in marques.customdata
    assert {"A02", "A03"} <= set(marques.customdata)
    (hors,) = list_hors_cadre(plan, calendrier.evenements, AUJOURD_HUI)
    assert write_hors_cadre([hors]).replace("\u202f", " ") == (
        "Hors du cadre : 1 date (A01 le 30/06/2206). Le tableau la contient."
    )
    assert any("30/06/2206" in cellule for ligne in dessin.lignes for cellule in ligne)
    assert not write_hors_cadre([])
    assert write_hors_cadre([hors] * 4).endswith("A01 le 30/06/2206…). Le tableau les contient.")


@settings(LENT, max_examples=20)
@given(plans_dates(), TRIMESTRES)
def test_around_a_quarter_only_what_is_near_is_drawn(plan: Plan, trimestre: Trimestre) -> None:
    """The axis, the rows, the title and the words that replace the drawing are those of what is drawn."""
    calendrier = make_calendrier(plan, trimestre)
    autour = find_autour(calendrier, calendrier.evenements, AUJOURD_HUI)
    if autour is None:
        return
    dessin = build_calendrier(calendrier, calendrier.evenements, CLAIR, AUJOURD_HUI, autour)
    bas, haut = (date.fromordinal(x) for x in dessin.figure.layout.xaxis.range)
    assert bas == Trimestre.from_date(min(trimestre.decale(-1).premier_jour, AUJOURD_HUI)).premier_jour
    assert haut > max(trimestre.decale(4).dernier_jour, AUJOURD_HUI)
    hors = list_hors_cadre(plan, calendrier.evenements, AUJOURD_HUI, autour)
    vus = [e for e in calendrier.evenements if e not in hors]
    assert sorted(dessin.figure.data[3].x) == sorted(e.place.toordinal() for e in vus)
    assert all(bas <= e.place < haut for e in vus)
    comptes = re.findall(r"(\d+) (?:date|réunion)s? dont", dessin.alt.replace("\u202f", ""))
    assert sum(map(int, comptes)) == sum(e.etat is not None or e.seance is not None for e in vus)
    assert len(dessin.lignes) == len(list_lignes(plan, calendrier.evenements))  # the data hold everything


def test_an_action_late_before_the_axis_is_said_late() -> None:
    jalon = Jalon("A01/J1", "Premier", date(2026, 12, 31))
    plan = make_plan([make_action("A01", echeance=date(2025, 6, 30), jalons=(jalon,))])
    calendrier = make_calendrier(plan)
    dessin = build_calendrier(calendrier, calendrier.evenements, CLAIR, AUJOURD_HUI, T3)
    assert dessin.figure.data[3].customdata == ("A01",)
    assert any(EN_RETARD in a.text for a in dessin.figure.layout.annotations if "A01" in a.text)


def test_only_the_shapes_that_are_drawn_are_in_the_key() -> None:
    evenement = Evenement(Nature.JALON, "x", "", AUJOURD_HUI, Situation.RETARD)
    cle = "".join(list_cle([evenement]))
    assert "▲" in cle
    assert not any(signe in cle for signe in "●◇◆×⊙")


def test_a_title_is_shown_literally() -> None:
    action = make_action("A<1", echeance=date(2027, 6, 30))
    plan = make_plan([action])
    assert "<b>A&lt;1</b> · Action A&lt;1" in list_lignes(plan, make_calendrier(plan).evenements)[0].nom


def test_the_title_counts_the_marks_of_the_pale_band() -> None:
    """A title is proven by its drawing: as many marks of what is to come in the band as it says."""
    jours = [AUJOURD_HUI + timedelta(days=n) for n in (-40, 10, 60, 89, 90, 91, 200)]
    plan = make_plan([make_action(f"A{n:02}", echeance=jour) for n, jour in enumerate(jours)])
    calendrier = make_calendrier(plan)
    dessin = draw(calendrier)
    bande = next(s for s in dessin.figure.layout.shapes if s.x1 == calendrier.limite.toordinal())
    marques = dessin.figure.data[-1]
    attendues = [x for x, b in zip(marques.x, marques.hovertext, strict=True) if b.startswith("<b>A")]
    dedans = sum(bande.x0 < x <= bande.x1 for x in attendues)
    assert dessin.titre.startswith(f"{dedans} des 6 échéances à venir tombent d’ici au ")
    assert dedans == 4


@pytest.mark.parametrize(
    ("reference", "mots"),
    [("A03", "Réalisée"), ("A04", "Abandonnée"), ("A05/J2", "Atteint"), ("charte", "Passé, à confirmer")],
)
def test_words_of_a_situation(reference: str, mots: str) -> None:
    e = next(e for e in make_calendrier(PLAN).evenements if e.reference == reference)
    assert name_situation(e) == mots


def test_table_and_words_hold_the_dates() -> None:
    dessin = draw(make_calendrier(PLAN))
    jalons = next(ligne for ligne in dessin.lignes if ligne[0].startswith("A05"))[3]
    assert "A05/J1 31/01/2027, initialement 31/03/2026, 2 reports (dans les 90 jours)" in jalons
    assert "A05/J2 31/03/2026, atteint le 07/04/2026 (atteint)" in jalons
    assert next(v for v in dessin.valeurs if v[0].startswith("A01"))[1:3] == (date(2025, 1, 1), date(2026, 6, 30))
    assert re.search(r"orientation 1, \d+ dates dont 1 en retard", dessin.alt)
    bulles = [b for trace in dessin.figure.data for b in trace.hovertext or ()]
    assert any("dite réalisée au T2\u00a02026, échéance le 30/06/2026" in b for b in bulles)
    assert re.search(r"charte, \d+ réunions dont .*1 tenue", dessin.alt)
    assert place_marques([]) == ()
