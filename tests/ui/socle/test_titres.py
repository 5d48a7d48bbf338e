"""What the title of a drawing says is read again in its marks: same scope, same quarters, same bounds, same numbers.

One proof a drawing, from the figure alone, held over generated plans, then over the demonstration: a whole quarter, an
old one, the one that runs, and a base where nothing was reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.barres import build_barres
from charts.calendrier import build_calendrier
from charts.calendrier_lignes import find_autour
from charts.graphique import Graphique
from charts.meteo import build_meteo
from charts.partenaires import build_evolution
from charts.pentes import build_pentes
from charts.tendance import Courbe, build_tendance
from charts.theme import CLAIR
from metrics.arrondi import round_demi
from metrics.bilan import compute_bilan, find_jour_de_lecture
from metrics.calendrier import compute_calendrier
from metrics.partenariat_temps import list_evolution
from metrics.projection import compute_projection
from metrics.tendance import compute_ligne_attendue, compute_tendance
from models.chargement import load_plan
from models.plan import Plan
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import METEOS_A_COMMENTER
from tests.metrics.test_calendrier import LENT, plans_dates
from tests.plans import T3, plans
from tests.plans_partenariat import partenariats

JOUR = date(2026, 11, 21)


def read(texte: str) -> str:
    return texte.translate({0xA0: " ", 0x202F: " "})


def round_points(valeur: float) -> int:
    return int(round_demi(valeur))


def draw_tendance(plan: Plan, trimestre: Trimestre) -> Graphique:
    points = compute_tendance(plan, trimestre)
    attendus, projete = compute_ligne_attendue(plan, points), compute_projection(plan, points, aujourd_hui=JOUR)
    return build_tendance(Courbe(points, attendus, projete, plan, aujourd_hui=JOUR), CLAIR)


def draw_pentes(plan: Plan, trimestre: Trimestre) -> Graphique | None:
    series = {
        o.code: compute_tendance(plan, trimestre, frozenset(a.code for a in o.actions)) for o in plan.orientations
    }
    return build_pentes(plan.orientations, series, trimestre, CLAIR)


def draw_calendrier(plan: Plan, trimestre: Trimestre) -> Graphique:
    lecture = find_jour_de_lecture(plan, trimestre, T3, JOUR)
    calendrier = compute_calendrier(compute_bilan(plan, trimestre, JOUR), lecture, JOUR)
    autour = find_autour(calendrier, calendrier.evenements, JOUR)
    return build_calendrier(calendrier, calendrier.evenements, CLAIR, JOUR, autour)


DESSINS: dict[str, Callable[[Plan, Trimestre], Graphique | None]] = {
    "tendance": draw_tendance,
    "pentes": draw_pentes,
    "barres": lambda plan, t: build_barres(compute_bilan(plan, t), CLAIR),
    "meteo": lambda plan, t: build_meteo(compute_bilan(plan, t), CLAIR),
    "partenaires": lambda plan, t: build_evolution(list_evolution(plan, t), CLAIR, JOUR),
    "calendrier": draw_calendrier,
}


def prove_tendance(dessin: Graphique) -> None:
    """« +25 points d’avancement depuis le T1 2025 ; le retard sur l’attendu se creuse »."""
    titre, rangs = read(dessin.titre), {read(ligne[0]): ligne for ligne in dessin.lignes}
    if not (dit := re.match(r"([−+]?\d+) points? d’avancement depuis le (T\d \d+) ; (.*)", titre)):
        seul = re.search(r"Un seul trimestre est assez renseigné : (T\d \d+)", titre)
        assert seul is None or "%" in rangs[seul[1]][1]
        return
    mesures = list(dessin.figure.data[-1].y)
    finis = [
        (valeurs[1], valeurs[3])
        for valeurs in dessin.valeurs
        if valeurs[1] is not None and not Trimestre.parse(str(valeurs[0])).is_en_cours(JOUR)
    ]
    depart = next(v for v in dessin.valeurs if v[0] == dit[2])
    gains = {round_points(a) - round_points(depart[1]) for a, _ in finis}  # type: ignore[arg-type]
    assert int(dit[1].replace("−", "-")) in gains
    assert sum(m is not None for m in mesures) >= len(finis) > 1
    suites = {
        "le retard sur l’attendu se creuse": lambda a, b: b < a < 0.5,
        "le retard sur l’attendu se réduit": lambda a, b: a < b < 0,
        "le retard sur l’attendu est rattrapé": lambda a, b: a < 0 and b > -1,
        "l’attendu est passé devant": lambda a, b: a > -1 and b < 0,
        "au même rythme que l’attendu": lambda a, b: abs(a - b) <= 1.1,
        "au niveau de l’attendu ou devant": lambda a, b: a > -1 and b > -1,
    }
    assert any(suites[dit[3]](depart[3], ecart) for _, ecart in finis)


def prove_pentes(dessin: Graphique) -> None:
    """« Les 4 orientations perdent du terrain depuis le T2 2025, de 12 à 17 points »."""
    titre = read(dessin.titre)
    depuis = re.search(r"depuis le (T\d \d+)", titre)
    assert depuis is not None
    rang = [read(e) for e in dessin.entetes[1:]].index(depuis[1])
    pertes = [round_points(t.y[-1]) - round_points(t.y[rang]) for t in dessin.figure.data]
    if dit := re.match(r"Les (\d+) orientations perdent du terrain .*, de (?:(\d+) à )?(\d+) point", titre):
        assert int(dit[1]) == len(pertes)
        assert (int(dit[2] or dit[3]), int(dit[3])) == (-max(pertes), -min(pertes))
    elif dit := re.search(r"(?:perd|perdent) (\d+) point", titre):
        assert int(dit[1]) == -min(pertes)
        assert _list_numeros(titre) == [n for n, perte in enumerate(pertes, start=1) if perte == min(pertes)]
    elif dit := re.search(r"(?:gagne|gagnent) (\d+) point", titre):
        assert int(dit[1]) == max(pertes)
        assert min(pertes) >= 0
    else:
        assert not any(pertes)


def _list_numeros(titre: str) -> list[int]:
    tete = re.match(r"(?:L’orientation|Les orientations) ([\d, et]+)", titre)
    return [int(n) for n in re.findall(r"\d+", tete[1])] if tete else []


def prove_barres(dessin: Graphique) -> None:
    """« L’orientation 1 est la plus avancée (51 %), l’orientation 4 la moins (31 %) »."""
    titre = read(dessin.titre)
    notes = [a.text for a in dessin.figure.layout.annotations if a.y is not None and float(a.y).is_integer()]
    connues = {
        n: round_points(longueur)
        for n, (longueur, note) in enumerate(zip(dessin.figure.data[0].x, notes, strict=True), start=1)
        if "<b>" in note
    }
    parts = [int(p) for p in re.findall(r"(\d+) %", titre)]
    assert bool(connues) is bool(parts)
    if parts:
        assert (parts[0], parts[-1]) == (max(connues.values()), min(connues.values()))
        assert _list_numeros(titre) == [n for n, part in connues.items() if part == parts[0]]


def prove_meteo(dessin: Graphique) -> None:
    """« 9 actions sur 35 annoncent Nuage ou Orage »."""
    titre = read(dessin.titre)
    comptes = {t.name: sum(map(int, t.x)) for t in dessin.figure.data}
    assert [t.name for t in dessin.figure.data] == list(dessin.entetes[1:])
    connues = sum(n for nom, n in comptes.items() if nom != "Non renseignée")
    if not connues:
        assert titre == "Aucune météo n’a encore été donnée"
        return
    basses = sum(comptes[str(m)] for m in METEOS_A_COMMENTER)
    assert re.match(rf"{basses or 'Aucune'} actions? sur {connues} ", titre)
    assert all((str(m) in titre) is (m in METEOS_A_COMMENTER) for m in comptes if m != "Non renseignée")
    for trace in dessin.figure.data:  # what is written in a part is its number
        assert [t or "0" for t in trace.text] == [str(n) for n in trace.x]


def prove_partenaires(dessin: Graphique) -> None:
    """« Les réponses montent : 12 sur 184 au T1 2024, 91 sur 174 au T3 2026 (109 au T2 2026) ; 83 manquent »."""
    titre = read(dessin.titre)
    attendues, reponses = ([int(n) for n in dessin.figure.data[i].y] for i in (0, 1))
    rangs = {read(ligne[0]): rang for rang, ligne in enumerate(dessin.lignes)}
    dites = re.findall(r"(\d+|[Aa]ucune)(?: réponses?)? sur (\d+)(?: [a-z ]+)? au (T\d \d+)", titre)
    assert bool(dites) is any(reponses)
    for nombre, total, trimestre in dites:
        rang = rangs[trimestre]
        assert (reponses[rang], attendues[rang]) == (0 if not nombre.isdecimal() else int(nombre), int(total))
    for nombre, trimestre in re.findall(r"\((\d+) au (T\d \d+)\)", titre):
        assert reponses[rangs[trimestre]] == int(nombre) == max(reponses)
    if manque := re.search(r"; (\d+) manque", titre):
        rang = rangs[dites[-1][2]]
        assert int(manque[1]) == attendues[rang] - reponses[rang]
    if "montent" in titre or "baissent" in titre:
        premier, dernier = (rangs[t] for _, _, t in dites[:2])
        assert (reponses[dernier] > reponses[premier]) is ("montent" in titre)


def prove_calendrier(dessin: Graphique) -> None:
    """« 13 des 22 échéances à venir jusqu’au 30/09/2027 tombent d’ici au 26/02/2027 »."""
    titre, marques = read(dessin.titre), dessin.figure.data[3]
    bande = dessin.figure.layout.shapes[0]
    a_venir = [
        x
        for x, bulle in zip(marques.x, marques.hovertext, strict=True)
        if bulle.endswith(("Dans les 90 jours", "Plus tard")) and not _is_autre(bulle)
    ]
    if "échéance" not in titre:
        return  # nothing of an action is drawn: the title tells the other dates
    dits = re.match(r"(?:(\d+) des|Les) (\d+) échéances à venir", titre)
    if dits:
        dedans = sum(bande.x0 < x <= bande.x1 for x in a_venir)
        assert (int(dits[1] or dits[2]), int(dits[2])) == (dedans, len(a_venir))
    elif jour := re.match(r"La prochaine échéance est le (\d+)/(\d+)/(\d+)", titre):
        assert min(a_venir) == date(int(jour[3]), int(jour[2]), int(jour[1])).toordinal()
    else:
        assert not a_venir


def _is_autre(bulle: str) -> bool:
    """Whether a mark is a meeting or a term: neither the code of an action nor of a jalon is said first."""
    return re.match(r"<b>\w+(?:/\w+)? · ", bulle) is None


PREUVES: dict[str, Callable[[Graphique], None]] = {
    "tendance": prove_tendance,
    "pentes": prove_pentes,
    "barres": prove_barres,
    "meteo": prove_meteo,
    "partenaires": prove_partenaires,
    "calendrier": prove_calendrier,
}
PLANS: dict[str, st.SearchStrategy[Plan]] = {"partenaires": partenariats(), "calendrier": plans_dates()}


def test_every_drawing_has_a_proof() -> None:
    assert set(DESSINS) == set(PREUVES)


@pytest.mark.parametrize("nom", DESSINS)
@settings(LENT)
@given(data=st.data())
def test_a_title_is_proven_by_its_drawing(nom: str, data: st.DataObject) -> None:
    plan = data.draw(PLANS.get(nom, plans(max_actions=6)))
    dessin = DESSINS[nom](plan, data.draw(st.sampled_from([T3, T3.decale(-2), T3.decale(1)])))
    if dessin is not None:
        PREUVES[nom](dessin)


@pytest.mark.parametrize("trimestre", ["2026-T3", "2025-T2", "2026-T4"])
@pytest.mark.parametrize("nom_base", ["pleine", "vide"])
def test_titles_of_the_demonstration_are_proven(base: Callable[[str], None], nom_base: str, trimestre: str) -> None:
    base(nom_base)
    for nom, dessin in draw_tous(trimestre).items():
        PREUVES[nom](dessin)


def draw_tous(trimestre: str) -> dict[str, Graphique]:
    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    dessins = {nom: draw(plan, Trimestre.parse(trimestre)) for nom, draw in DESSINS.items()}
    return {nom: dessin for nom, dessin in dessins.items() if dessin is not None}


def test_a_number_that_the_drawing_does_not_show_is_caught(base: Callable[[str], None]) -> None:
    base("pleine")
    dessins = draw_tous("2026-T3")
    assert set(dessins) == set(DESSINS)
    for nom, dessin in dessins.items():
        faux = re.sub(r"\d+", lambda nombre: str(int(nombre[0]) + 50), dessin.titre, count=1)
        assert faux != dessin.titre
        with pytest.raises((AssertionError, ValueError)):
            PREUVES[nom](replace(dessin, titre=faux))
