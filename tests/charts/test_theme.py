"""Colours: contrast on both grounds, one meaning each, the same in the theme of the screens."""

from __future__ import annotations

import tomllib
from itertools import combinations, pairwise
from math import dist

import pytest

from charts.theme import CLAIR, SOMBRE, Palette, build_template
from models.vocabulaire import Appreciation, Meteo, Statut
from tests.racine import RACINE

CONFIG = RACINE / ".streamlit" / "config.toml"
FONDS = pytest.mark.parametrize("palette", [CLAIR, SOMBRE], ids=lambda p: p.nom)


def luminance(couleur: str) -> float:
    canaux = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineaires = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux]
    return sum(p * c for p, c in zip((0.2126, 0.7152, 0.0722), lineaires, strict=True))


def contraste(a: str, b: str) -> float:
    haut, bas = sorted((luminance(a), luminance(b)), reverse=True)
    return (haut + 0.05) / (bas + 0.05)


@FONDS
def test_texts_reach_aa(palette: Palette) -> None:
    for fond in (palette.papier, palette.surface):
        for texte in (palette.encre, palette.sourdine, palette.action):
            assert contraste(texte, fond) >= 4.5, (texte, fond)
    mots = (*palette.statuts.values(), *palette.meteos.values(), *palette.appreciations.values())
    for marque in (*mots, palette.inconnu):
        assert contraste(marque.texte, marque.fond) >= 4.5, marque
    for fond, texte in zip(palette.rampe, palette.texte_rampe, strict=True):
        assert contraste(texte, fond) >= 4.5, fond
    for teinte in palette.orientations:
        assert contraste(palette.texte_orientation, teinte) >= 4.5, teinte


@FONDS
def test_marks_reach_three_to_one(palette: Palette) -> None:
    traits = [m.trait for m in (*palette.statuts.values(), *palette.meteos.values(), palette.inconnu)]
    for trait in (*traits, *palette.orientations):
        assert contraste(trait, palette.papier) >= 3, trait


@FONDS
def test_orientations_differ_in_black_and_white(palette: Palette) -> None:
    for a, b in combinations(palette.orientations, 2):
        assert contraste(a, b) >= 1.25, (a, b)


def find_lab(couleur: str) -> tuple[float, float, float]:
    """Return a colour as L*, a*, b* (D65)."""
    canaux = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, v, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    sommes = (
        (0.4124 * r + 0.3576 * v + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * v + 0.0722 * b,
        (0.0193 * r + 0.1192 * v + 0.9505 * b) / 1.08883,
    )
    x, y, z = (s ** (1 / 3) if s > 0.008856 else 7.787 * s + 16 / 116 for s in sommes)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@FONDS
def test_grounds_of_two_meanings_are_told_apart(palette: Palette) -> None:
    """A statut, a step of the ramp, a météo, a judgement: no two of the same pale blue, no three of the same yellow."""
    bleus = [palette.statuts[Statut.EN_COURS].fond, *palette.rampe, palette.meteos[Meteo.COUVERT].fond]
    bleus += [palette.appreciations[Appreciation.LIMITE].fond]
    jaunes = [palette.meteos[Meteo.SOLEIL].fond, palette.statuts[Statut.EN_PAUSE].fond, palette.orientations[3]]
    for a, b in (*combinations(bleus, 2), *combinations(jaunes, 2)):
        assert dist(find_lab(a), find_lab(b)) >= 12, (a, b)


@FONDS
def test_steps_of_the_ramp_are_seen_from_afar(palette: Palette) -> None:
    for a, b in pairwise(palette.rampe):
        assert contraste(a, b) >= 1.3, (a, b)


@FONDS
def test_orientations_2_and_3_differ_in_grey(palette: Palette) -> None:
    clartes = sorted(find_lab(c)[0] for c in palette.orientations)
    assert min(b - a for a, b in pairwise(clartes)) >= 7
    assert abs(find_lab(palette.orientations[1])[0] - find_lab(palette.orientations[2])[0]) >= 10


@FONDS
def test_every_word_has_its_own_mark(palette: Palette) -> None:
    assert set(palette.statuts) == set(Statut)
    assert set(palette.meteos) == set(Meteo)
    assert len({m.symbole for m in (*palette.statuts.values(), palette.inconnu)}) == len(Statut) + 1


def is_rouge(couleur: str) -> bool:
    r, v, b = (int(couleur[i : i + 2], 16) for i in (1, 3, 5))
    return r > 1.6 * v and r > 1.6 * b and r > 120


def is_vert(couleur: str) -> bool:
    r, v, b = (int(couleur[i : i + 2], 16) for i in (1, 3, 5))
    return v > 1.25 * r and v > 1.25 * b


@FONDS
def test_only_bloquee_is_red_and_only_realisee_green(palette: Palette) -> None:
    marques = {**palette.statuts, **palette.meteos}
    assert [k for k, m in marques.items() if is_rouge(m.trait)] == [Statut.BLOQUEE]
    assert [k for k, m in marques.items() if is_vert(m.trait)] == [Statut.REALISEE]
    assert not any(is_rouge(c) or is_vert(c) for c in (*palette.orientations, *palette.rampe, palette.action))


def test_screens_have_the_same_colours() -> None:
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    for palette, section in ((CLAIR, theme["light"]), (SOMBRE, theme["dark"])):
        assert section["backgroundColor"] == palette.papier
        assert section["secondaryBackgroundColor"] == palette.surface
        assert section["textColor"] == palette.encre
        assert section["primaryColor"] == palette.action
        assert section["linkColor"] == palette.action


def test_an_eleventh_orientation_still_has_a_hue() -> None:
    assert CLAIR.colour_orientation(11) in CLAIR.orientations


@FONDS
def test_template_is_light(palette: Palette) -> None:
    assert len(build_template(palette.nom).to_plotly_json()) and len(str(build_template(palette.nom))) < 3_000
