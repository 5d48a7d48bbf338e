"""The commitments on the scale: what is to be discussed first, marks where the answers are, words that do without."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from metrics.charte import compute_bilan_charte
from models.charte import Charte
from models.vocabulaire import Appreciation, Cote
from tests.plans_charte import chartes, judge, make_charte
from tests.ui.conftest import Ouvrir, read_textes
from ui.charte import echelle

SANS, NON, LIMITE, SUBST, TENU = Appreciation


class _Vue:
    """A charter and its year, as the screen reads them."""

    def __init__(self, charte: Charte) -> None:
        self.charte, self.annee, self.bilan = charte, 2025, compute_bilan_charte(charte, 2025)


def draw(charte: Charte) -> str:
    ecrire = echelle.write_echelle.__wrapped__  # type: ignore[attr-defined]
    return str(ecrire(_Vue(charte)))


def split(dessin: str) -> dict[str, str]:
    """The row of each commitment, by the place it leads to, in the order of the screen."""
    rangs = re.split(r'<tr role="row">', dessin)[1:]
    return {html.unescape(m[1]): r for r in rangs if (m := re.search(r'href="#engagement-([^"]*)"', r))}


def find_places(rang: str) -> dict[str, list[int]]:
    return {
        f: [int(x) for x in re.findall(rf'<i class="{f}" style="--x:(\d)', rang)] for f in ("carre", "rond", "trait")
    }


@settings(max_examples=60)
@given(chartes())
def test_marks_stand_where_the_answers_are(charte: Charte) -> None:
    rangs = split(draw(charte))
    assert set(rangs) == {e.code for e in charte.engagements}
    for jugement in compute_bilan_charte(charte, 2025).jugements:
        rang = rangs[jugement.engagement.code]
        dits = {c: jugement.find_appreciation(c) for c in Cote}
        attendues = {c: [] if a is None else [list(Appreciation).index(a)] for c, a in dits.items()}
        places = find_places(rang)
        assert (places["carre"], places["rond"]) == (attendues[Cote.DEPARTEMENT], attendues[Cote.PARTENAIRE])
        assert len(places["trait"]) == bool(jugement.distance)
        assert (f"--n:{jugement.distance}" in rang) is bool(jugement.distance)
        mots = re.search(r'<span class="dits">(.*?)</span>', rang)
        assert mots is not None
        for a in dits.values():
            assert str(a or "non renseigné").lower() in html.unescape(mots[1])


def test_what_is_to_be_discussed_comes_first() -> None:
    charte = make_charte(
        judge("E1", 2025, TENU, TENU),
        judge("E2", 2025, None, None),
        judge("E3", 2025, TENU, SUBST),
        judge("E4", 2025, SANS, LIMITE),
        judge("E5", 2025, TENU, NON),
    )
    dessin = draw(charte)
    assert list(split(dessin)) == ["E5", "E3", "E4", "E1", "E2"]
    titres = re.findall(r'colspan="3">([^<]*)', dessin)
    assert titres == ["2 écarts à discuter", "1 avec un seul avis", "1 jugé de même", "1 sans avis"]
    assert dessin.count('class="pas"') == 1
    assert re.findall(r"<strong>([^<]*)</strong>", dessin) == ["3 niveaux d’écart", "1 niveau d’écart"]


def test_words_of_the_data_are_never_markup() -> None:
    charte = make_charte(replace(judge('<b>E"1', 2025, TENU, TENU), texte="à tenir <img src=x>"))
    dessin = draw(charte)
    assert "<img" not in dessin
    assert "<b>" not in dessin
    assert list(split(dessin)) == ['<b>E"1']


def test_a_row_leads_to_its_words(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("charte.py"))
    ancres = re.findall(r'href="#(engagement-[^"]*)"', textes)
    assert len(ancres) == 18
    assert sorted(ancres) == sorted(re.findall(r'<li id="(engagement-[^"]*)"', textes))
    assert not re.search(r'href="#engagement', read_textes(ouvrir("charte.py", "vide")))


@pytest.mark.parametrize("annee", [2024, 2025])
def test_the_sentence_counts_what_the_rows_show(ouvrir: Ouvrir, annee: int) -> None:
    textes = read_textes(ouvrir("charte.py", annee=str(annee)))
    tenus = sum(
        all(x in (3, 4) for c in ("carre", "rond") for x in places[c]) and all(places[c] for c in ("carre", "rond"))
        for places in map(find_places, split(textes).values())
    )
    assert re.search(rf"En {annee}, {tenus} engagements? sur 18 \w+ Substantiel ou Tenu pour les deux", textes)
