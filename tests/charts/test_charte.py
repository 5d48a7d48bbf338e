"""The drawing of the judgements: two marks a row, a line where they differ, words that do without colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from charts.charte import build_jugements
from charts.graphique import Graphique
from charts.theme import CLAIR, PALETTES
from metrics.charte import compute_bilan_charte
from models.charte import Charte
from models.vocabulaire import Appreciation, Cote
from tests.plans_charte import chartes, judge, make_charte

SANS, NON, LIMITE, SUBST, TENU = Appreciation


def draw(charte: Charte) -> Graphique:
    return build_jugements(charte, compute_bilan_charte(charte, 2025), CLAIR)


@settings(max_examples=40)
@given(chartes())
def test_as_many_marks_as_answers_and_as_many_lines_as_gaps(charte: Charte) -> None:
    bilan = compute_bilan_charte(charte, 2025)
    for palette in PALETTES.values():
        graphique = build_jugements(charte, bilan, palette)
        ecarts, *marques = graphique.figure.data
        assert [len(t.x) for t in marques] == [bilan.cotes[cote].renseignees for cote in Cote]
        assert list(ecarts.x).count(None) == len(bilan.ecarts)
        assert len(graphique.lignes) == len(charte.engagements)
        assert {t.type for t in graphique.figure.data} == {"scatter"}


def test_both_sides_are_told_apart_by_shape_and_place() -> None:
    _, departement, partenaire = draw(make_charte(judge("E1", 2025, TENU, TENU))).figure.data
    assert departement.marker.symbol != partenaire.marker.symbol
    assert departement.x == partenaire.x
    assert departement.y[0] < partenaire.y[0]


def test_a_gap_is_said_in_words_on_its_row() -> None:
    charte = make_charte(judge("E1", 2025, TENU, LIMITE), judge("E2", 2025, TENU, None), judge("E3", 2025, None, None))
    textes = [a.text for a in draw(charte).figure.layout.annotations]
    assert textes[1:] == ["<b>2 niveaux</b>", "un avis", "non renseigné"]
    hors = make_charte(judge("E1", 2025, SANS, LIMITE), judge("E2", 2025, SANS, SANS), judge("E3", 2025, TENU, TENU))
    assert [a.text for a in draw(hors).figure.layout.annotations][1:] == ["un avis", "aucun avis"]


def test_titles_of_domains_are_whole() -> None:
    charte = make_charte(judge("E1", 2025, TENU, TENU))
    libelle = "Un domaine dont l’intitulé ne tient pas sur une seule ligne et que personne ne doit couper avant sa fin"
    charte = replace(charte, domaines=tuple(replace(d, libelle=libelle) for d in charte.domaines))
    titre = draw(charte).figure.layout.annotations[0].text
    assert titre.replace("<br>", " ") == f"<b>{charte.domaines[0].numero} {libelle}</b>"


def test_sides_follow_each_other_as_on_the_screen() -> None:
    sien = replace(judge("E1", 2025, TENU, TENU), partie=Cote.PARTENAIRE)
    autre = replace(judge("E2", 2025, TENU, TENU), partie=Cote.DEPARTEMENT)
    graphique = draw(make_charte(sien, autre))
    assert graphique.figure.layout.yaxis.ticktext == ("E2", "E1")
    assert [ligne[1] for ligne in graphique.lignes] == ["E2", "E1"]


@pytest.mark.parametrize(
    ("dits", "titre"),
    [
        ([(TENU, TENU)], "En 2025, aucun écart sur 1 engagement jugé par les deux parties"),
        (
            [(TENU, LIMITE), (TENU, TENU)],
            "En 2025, 1 écart sur 2 engagements jugés par les deux parties : UNION 12 juge plus sévèrement sur cet "
            "engagement",
        ),
        (
            [(LIMITE, TENU), (NON, TENU)],
            "En 2025, 2 écarts sur 2 engagements jugés par les deux parties : le Territoire juge plus sévèrement "
            "dans les 2",
        ),
        (
            [(NON, TENU), (TENU, TENU)],
            "En 2025, 1 écart sur 2 engagements jugés par les deux parties : le Territoire juge plus sévèrement sur "
            "cet engagement",
        ),
        (
            [(NON, TENU), (TENU, SUBST)],
            "En 2025, 2 écarts sur 2 engagements jugés par les deux parties, le plus large sur E0 (trois niveaux)",
        ),
        ([(NON, LIMITE), (TENU, SUBST)], "En 2025, 2 écarts sur 2 engagements jugés par les deux parties"),
        ([(TENU, None)], "En 2025, aucun engagement n’est encore jugé par les deux parties"),
        ([(SANS, TENU)], "En 2025, aucun engagement n’est encore jugé par les deux parties"),
    ],
)
def test_title_says_the_finding(dits, titre: str) -> None:
    graphique = draw(make_charte(*(judge(f"E{n}", 2025, *d) for n, d in enumerate(dits))))
    assert graphique.titre.replace("\u202f", " ").replace("\u00a0", " ") == titre


def test_table_and_words_say_what_the_figure_shows() -> None:
    graphique = draw(make_charte(judge("E1", 2025, TENU, LIMITE), judge("E2", 2025, None, SANS)))
    assert graphique.lignes[0][1:] == ("E1", "UNION\u00a012", "Tenu", "Limité", "écart de deux niveaux")
    assert graphique.lignes[1][3:] == ("non renseigné", "Pas d’élément disponible", "–")
    assert "E1, écart de deux niveaux, tenu pour le Territoire et limité pour UNION\u00a012" in graphique.alt


def test_words_of_the_data_are_never_markup() -> None:
    charte = make_charte(judge("<b>E1</b>", 2025, TENU, TENU))
    figure = draw(charte).figure
    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;E1&lt;/b&gt;",)
    assert "&lt;b&gt;E1" in figure.data[1].text[0]


def test_title_says_when_each_side_judges_itself_better() -> None:
    sien = replace(judge("E1", 2025, LIMITE, TENU), partie=Cote.PARTENAIRE)
    autre = replace(judge("E2", 2025, TENU, LIMITE), partie=Cote.DEPARTEMENT)
    assert "chacune juge ses propres engagements mieux tenus" in draw(make_charte(sien, autre)).titre
    inverse = replace(autre, partie=Cote.PARTENAIRE)
    assert "chacune" not in draw(make_charte(sien, inverse)).titre
