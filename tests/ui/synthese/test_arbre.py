"""The tree: its title is the one of its lines, its marks are the actions, each a way to what it names."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from charts.theme import CLAIR
from exports.blocs.synthese.arbre import LEGENDE
from tests.ui.conftest import Ouvrir, read_textes

LEGENDE_MAX = 4


def read_arbre(textes: str) -> str:
    (arbre,) = re.findall(
        r'<section class="bloc"><p class="constat"[^>]*>[^<]*</p><a class="evitement".*?</section>', textes
    )
    return arbre


def list_lignes(arbre: str) -> list[str]:
    return re.findall(r"<tr.*?</tr>", arbre)[1:]


def is_orientation(ligne: str) -> bool:
    return 'class="orientation ' in ligne


def read_nombre(ligne: str, classe: str) -> int | None:
    """The number of points of a line, None where none is told."""
    trouve = re.search(rf'class="{classe}[^"]*">([−+]?\d+)<', ligne)
    return int(trouve[1].replace("−", "-")) if trouve else None


def test_the_title_is_the_one_of_the_lines(ouvrir: Ouvrir) -> None:
    arbre = read_arbre(read_textes(ouvrir("synthese.py")))
    titre = re.search(r"L’orientation (\d) est la plus en retrait, (\d+) points", arbre)
    assert titre
    orientations = [ligne for ligne in list_lignes(arbre) if is_orientation(ligne)]
    ecarts = {re.findall(r'class="pastille[^>]*>(\d)', o)[0]: read_nombre(o, "ecart") for o in orientations}
    assert len(ecarts) == 4
    assert ecarts[titre[1]] == -int(titre[2]) == min(e for e in ecarts.values() if e is not None)


def test_every_action_is_a_mark_that_says_its_statut(ouvrir: Ouvrir) -> None:
    arbre = read_arbre(read_textes(ouvrir("synthese.py")))
    marques = re.findall(r'<a class="ecran marque ([\w-]+)" href="([^"]*)">(.*?)</a>', arbre)
    assert len(marques) == len({href for _, href, _ in marques}) == 40
    for classe, href, contenu in marques:
        adresse = parse_qs(urlsplit(html.unescape(href)).query)
        code, titre, statut = re.search(r"</span>(A\d\d)<.*?<strong>(.*?)</strong>, ([^<]*)<", contenu).groups()  # type: ignore[union-attr]
        assert adresse == {"action": [code], "trimestre": ["T3 2026"]}
        assert titre
        assert (classe == "s-bloquee") is (statut == "bloquée")
    details = dict(re.findall(r'</span>(A\d\d)<.*?class="details">(.*?)</span></span></a>', arbre))
    assert "25\u202f% pour 100\u202f% attendus" in details["A08"]
    assert "Décision attendue (Vice-présidence en charge de l’enfance)" in details["A08"]
    assert f"Passer les {len(marques)} actions" in arbre


def test_counted_actions_add_up_to_those_of_the_plan(ouvrir: Ouvrir) -> None:
    """The known ones of the priorités, as those of the orientations."""
    textes = read_textes(ouvrir("synthese.py"))
    lignes = list_lignes(read_arbre(textes))
    connues, actives = re.search(r"entre [^<]* selon les (\d+) non renseignées, sur (\d+)", textes).groups()  # type: ignore[union-attr]
    for orientation in (True, False):
        dits = [re.search(r"sur (\d+)[^<]* comptées?", x) for x in lignes if is_orientation(x) is orientation]
        assert sum(int(dit[1]) for dit in dits if dit) == int(actives) - int(connues)


def test_the_key_holds_four_signs(ouvrir: Ouvrir) -> None:
    arbre = read_arbre(read_textes(ouvrir("synthese.py")))
    (cles,) = re.findall(r'class="cles-arbre" aria-hidden="true">(.*?)</th>', arbre)
    assert re.findall(r'class="statut [\w-]+">(?:<span[^>]*>.</span>)?([^<]+)', cles) == [
        "En cours",
        "Bloquée",
        "Réalisée",
        "autre",
    ]
    assert "Trait\u202f: attendu" in arbre


def test_every_other_symbol_is_named_under_the_tree(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py"))
    (dits,) = re.findall(r"Autres signes\u202f: ([^<]*)\.</p>", textes)
    signes = {dit.partition("\u00a0")[0] for dit in dits.split(", ")}
    vus = set(re.findall(r'class="ecran marque (?:s-[\w-]+|inconnu)"[^>]*><span[^>]*>(.)</span>', read_arbre(textes)))
    assert signes == vus - {CLAIR.statuts[s].symbole for s in LEGENDE}


def test_a_branch_leads_to_the_list_of_its_actions(ouvrir: Ouvrir) -> None:
    lignes = list_lignes(read_arbre(read_textes(ouvrir("synthese.py"))))
    for ligne in (lignes[0], lignes[2], lignes[-1]):
        (href,) = re.findall(r'class="ecran" href="([^"]*)"', ligne)
        adresse = {k: v[0] for k, v in parse_qs(urlsplit(html.unescape(href)).query).items()}
        liste = read_textes(ouvrir("orientations_et_actions.py", **adresse))
        siennes = set(re.findall(r"\?action=(A\d\d)", liste))
        assert siennes >= set(re.findall(r"\?action=(A\d\d)", ligne))
        assert len(siennes) == 11 if ligne is lignes[0] else len(siennes) == len(re.findall(r'"ecran marque', ligne))


def test_the_furthest_behind_come_first_on_demand(ouvrir: Ouvrir) -> None:
    plan, ranges = (
        list_lignes(read_arbre(read_textes(ouvrir("synthese.py", **adresse)))) for adresse in ({}, {"tri": "ecart"})
    )
    assert len(plan) == len(ranges)
    assert [is_orientation(ligne) for ligne in ranges] == sorted((is_orientation(x) for x in plan), reverse=True)
    for orientation in (True, False):
        ecarts = [read_nombre(x, "ecart") or 0 for x in ranges if is_orientation(x) is orientation]
        assert ecarts == sorted(ecarts)
        assert sorted(ecarts) == sorted(read_nombre(x, "ecart") or 0 for x in plan if is_orientation(x) is orientation)
    assert all('class="pastille' in ligne for ligne in ranges)


def test_an_unknown_order_is_said(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py", tri="poids"))
    assert "poids" in textes
    assert "voici l’ordre du plan" in textes
    assert list_lignes(read_arbre(textes)) == list_lignes(read_arbre(read_textes(ouvrir("synthese.py"))))


@pytest.mark.parametrize("adresse", [{"trimestre": "T4 2026"}, {"trimestre": "T4 2026", "tri": "ecart"}])
def test_no_distance_is_told_where_none_may_be(ouvrir: Ouvrir, adresse: dict[str, str]) -> None:
    arbre = read_arbre(read_textes(ouvrir("synthese.py", **adresse)))
    assert "aux valeurs du T3\u00a02026" in arbre
    assert all(read_nombre(ligne, "ecart") is None for ligne in list_lignes(arbre))
    assert "Les plus en retrait d’abord" not in arbre
    assert not re.search(r'class="barre[^>]*aria-label="[^"]*attendu', arbre)
    assert "<b style=" not in arbre
    assert is_orientation(list_lignes(arbre)[0])


def test_nothing_reported_is_not_zero(ouvrir: Ouvrir) -> None:
    arbre = read_arbre(read_textes(ouvrir("synthese.py", trimestre="T1 2024")))
    assert "0\u202f%" not in re.sub(r'<span class="bulle">.*?</span></span></a>', "", arbre)
    assert "non renseigné" in arbre
