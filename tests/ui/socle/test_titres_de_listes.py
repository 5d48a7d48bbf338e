"""What the title of a list or of a table says is counted again in the rows under it, on every screen that has one."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import pytest

from tests.ui.conftest import Ouvrir, read_textes

TITRE = re.compile(r'<p class="constat" role="heading" aria-level="2">(.*?)</p>', re.DOTALL)
Preuve = Callable[[re.Match[str], str], None]


def list_blocs(textes: str) -> Iterator[tuple[str, str]]:
    """Each title with what stands between it and the next one."""
    propre = html.unescape(textes).translate({0xA0: " ", 0x202F: " "})
    morceaux = TITRE.split(propre)
    yield from zip(morceaux[1::2], morceaux[2::2], strict=True)


def count_items(bloc: str) -> int:
    """The rows of the first list of a block, those folded under it too, which begins where another list ends."""
    listes = re.findall(r'<ul class="attentes">(.*?)</ul>', bloc.partition("</section>")[0], re.DOTALL)
    return sum(liste.count("<li>") for liste in listes)


def prove_silences(dit: re.Match[str], bloc: str) -> None:
    assert count_items(bloc) == int(dit[1])
    jamais = bloc.partition("</section>")[0].count("rien n’a jamais été remonté")
    assert jamais == (int(dit[2]) if dit[2] else 0) or jamais == int(dit[1])


def prove_sans_actif(dit: re.Match[str], bloc: str) -> None:
    assert count_items(bloc) == int(dit[1])


def prove_carte(dit: re.Match[str], bloc: str) -> None:
    ensembles = re.findall(r'<td role="cell" class="toutes" title="([^"]*)"', bloc)
    attendus = [mots for mots in ensembles if "attendue" in mots]
    assert len(attendus) == int(dit[2])
    assert sum(re.match(r"[1-9]\d* mobilisée", mots) is not None for mots in attendus) == int(dit[1])


def prove_concentration(dit: re.Match[str], bloc: str) -> None:
    nombres = re.findall(r'<span class="num">(\d+)(?: sur (\d+))?</span>', bloc.partition("</ul>")[0])
    siens = [int(n) for n, total in nombres if not total]
    assert len(siens) == int(dit[1])
    assert (sum(siens), int(dit[3])) == tuple(map(int, nombres[-1]))
    assert int(dit[2]) == int(100 * sum(siens) / int(dit[3]) + 0.5)


def prove_couples(dit: re.Match[str], bloc: str) -> None:
    premiere = re.findall(r'<tr role="row">(.*?)</tr>', bloc, re.DOTALL)[1]
    noms = re.findall(r'<a class="ecran"[^>]*>([^<]+)</a>', premiere)
    assert noms[:2] == [dit[1], dit[2]]
    assert f"<strong>{dit[3]}</strong>" in premiere
    if dit[4]:
        assert f"des {dit[4]} couples" in bloc or f"premiers des {dit[4]} " in bloc


def prove_fraicheurs(dit: re.Match[str], bloc: str) -> None:
    noms = "Actualisée|Non actualisée ce trimestre|Donnée ancienne|Non renseignée"
    comptes = dict(re.findall(rf"</span>({noms}) : <strong>(\d+)</strong>", bloc))
    assert int(comptes.get("Actualisée", 0)) == int(dit[1])
    assert sum(map(int, comptes.values())) == int(dit[2])


def prove_confiance(dit: re.Match[str], bloc: str) -> None:
    loin = [
        int(nombre)
        for meteo, cellule in re.findall(r'<tr role="row"><th[^>]*>(.*?)</th>(.*?)</tr>', bloc, re.DOTALL)
        if re.search(r"Soleil|Couvert", meteo)
        for nombre in re.findall(r'class="loin"[^>]*><a[^>]*>(\d+)</a>', cellule)
    ]
    assert sum(loin) == (int(dit[1]) if dit[1] else 0)


def prove_ecarts(dit: re.Match[str], bloc: str) -> None:
    groupe = re.search(r"(\d+) écarts? à discuter", bloc)
    assert groupe is not None
    assert groupe[1] == dit[1]
    lignes = re.findall(r"écart (?:d’un niveau|de (?:deux|trois) niveaux)", bloc)
    assert len(lignes) >= int(dit[1])


PREUVES: dict[str, Preuve] = {
    r"(\d+) partenaires? sur \d+ \w+ sans nouvelle(?:, dont (\d+) dont rien n’a jamais été dit)?": prove_silences,
    r"(\d+) actions? n’(?:a|ont) aucun partenaire actif": prove_sans_actif,
    r"(\d+) partenaires? sur (\d+) (?:est|sont) mobilisés? sur au moins une action": prove_carte,
    r"Les (\d+) premiers partenaires portent (\d+) % des (\d+) participations attendues": prove_concentration,
    r"(.+) avec (.+) : (\d+) actions? ensemble(?: ; (\d+) couples au total)?": prove_couples,
    r"(\d+) actions? actualisées? ce trimestre, sur (\d+)": prove_fraicheurs,
    r"(?:(\d+) actions? annonc|Aucune action à 10 points ou plus derrière n’annonc)(?=.*10 points)": prove_confiance,
    r"En \d{4}, (\d+) écarts? sur \d+": prove_ecarts,
}
ATTENDUES = {"partenaires.py": 5, "synthese.py": 2, "charte.py": 1}
"""Titles of each screen that the demonstration proves on its last whole quarter."""


@pytest.mark.parametrize("trimestre", ["T3 2026", "T2 2025", "T4 2026"])
@pytest.mark.parametrize("fichier", ATTENDUES)
def test_a_title_counts_the_rows_under_it(ouvrir: Ouvrir, fichier: str, trimestre: str) -> None:
    prouves = 0
    for titre, bloc in list_blocs(read_textes(ouvrir(fichier, trimestre=trimestre))):
        for motif, prouve in PREUVES.items():
            if dit := re.match(motif, titre):
                prouve(dit, bloc)
                prouves += 1
    assert prouves >= ATTENDUES[fichier] or trimestre != "T3 2026"


@pytest.mark.parametrize("fichier", ATTENDUES)
def test_nothing_known_has_no_number_in_its_titles(ouvrir: Ouvrir, fichier: str) -> None:
    titres = [titre for titre, _ in list_blocs(read_textes(ouvrir(fichier, "vide")))]
    assert not any(re.match(motif, titre) for titre in titres for motif in list(PREUVES)[:3])
