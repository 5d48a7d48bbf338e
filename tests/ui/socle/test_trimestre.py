"""The quarter of a screen: which one is shown, how a running one is offered and told, what addresses say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from exports.blocs.demandes import A_BOUGE
from exports.blocs.synthese.chiffres import list_serie
from metrics.tendance import compute_tendance
from models.plan import Plan, Suivi
from models.trimestre import Trimestre
from tests.plans import T1, T2, T3, T4, make_action, make_engagement, make_plan
from tests.plans_decisions import make_douteux
from tests.ui.conftest import read_textes
from tests.ui.socle.conftest import Montrer
from ui.socle.navigation import ECRANS

PAR_TRIMESTRE = [e.fichier for e in ECRANS if e.par_trimestre]


def make_remontes(*nombres: tuple[Trimestre, int]) -> Plan:
    """Five actions, the first ones of which were reported in each quarter, better and better."""
    actions = [
        make_action(f"A{n}", suivis=[Suivi(t, avancement=10 * t.numero) for t, x in nombres if n < x]) for n in range(5)
    ]
    return make_plan(actions, [make_engagement(1, "A0", "A1")])


def read(page: AppTest) -> str:
    return read_textes(page).replace("\u202f", " ").replace("\u00a0", " ")


def list_trimestres(page: AppTest, chemins: Sequence[str]) -> set[str]:
    """Return the quarters that the links of a page tell, None for a link to a screen of a quarter that tells none."""
    adresses = [urlsplit(unescape(a)) for a in re.findall(r'<a class="ecran[^"]*" href="([^"]*)"', read_textes(page))]
    return {parse_qs(a.query).get("trimestre", ["aucun"])[0] for a in adresses if a.path in chemins}


@pytest.mark.parametrize(
    ("nombres", "attendu"),
    [
        ([(T3, 5), (T4, 2)], "T3 2026"),
        ([(T3, 5), (T4, 3)], "T4 2026"),
        ([(T2, 1), (T3, 1)], "T3 2026"),
        ([], "T4 2026"),
    ],
)
def test_the_first_workbooks_do_not_change_the_screens(
    montrer: Montrer, nombres: list[tuple[Trimestre, int]], attendu: str
) -> None:
    page = montrer("synthese.py", make_remontes(*nombres))
    assert page.selectbox("trimestre").value.libelle == attendu
    assert f"({attendu})" in read(page)


@pytest.mark.parametrize("fichier", PAR_TRIMESTRE)
def test_the_default_quarter_is_in_the_address_and_in_every_link(montrer: Montrer, fichier: str) -> None:
    plan = make_remontes((T3, 5), (T4, 1))
    page = montrer(fichier, plan)
    assert page.query_params["trimestre"] == "T3 2026"
    assert page.selectbox("trimestre").options[:2] == [
        "T4 2026 (octobre-décembre), en cours",
        "T3 2026 (juillet-septembre)",
    ]
    assert list_trimestres(page, [f.removesuffix(".py") for f in PAR_TRIMESTRE]) <= {"T3 2026"}


@pytest.mark.parametrize("trimestre", [T4, T3, T2])
def test_a_quarter_of_the_address_stays_in_it(montrer: Montrer, trimestre: Trimestre) -> None:
    page = montrer("synthese.py", make_remontes((T2, 5), (T3, 5)), trimestre=str(trimestre))
    assert page.query_params["trimestre"] == trimestre.libelle
    assert list_trimestres(page, ["aide", "orientations_et_actions"]) == {trimestre.libelle}


@pytest.mark.parametrize("nombre", [1, 3, 5])
def test_a_running_quarter_is_not_compared_and_says_why(montrer: Montrer, nombre: int) -> None:
    page = montrer("synthese.py", make_remontes((T3, 5), (T4, nombre)), trimestre="T4 2026")
    evolutions = re.findall(r'class="evolution">([^<]*)<', read(page))
    assert evolutions == ["non comparé : trimestre en cours"] * 5
    assert "depuis le T3 2026" not in read(page)
    assert "trimestre en cours, " in read(page)


def test_a_quarter_that_is_over_is_compared(montrer: Montrer) -> None:
    page = montrer("synthese.py", make_remontes((T2, 5), (T3, 5), (T4, 1)))
    evolutions = re.findall(r'class="evolution">([^<]*)<', read(page))
    assert "+10 points depuis le T2 2026" in evolutions
    assert not any("non comparé" in e for e in evolutions)


@pytest.mark.parametrize("trimestre", ["T4 2026", "T3 2026"])
def test_what_would_not_be_compared_anyway_does_not_say_so(montrer: Montrer, trimestre: str) -> None:
    """The first quarter of all, running or not; a quarter without a report of its own."""
    nombres = {"T4 2026": [(T4, 5)], "T3 2026": [(T3, 5)]}[trimestre]
    assert "non comparé" not in read(montrer("synthese.py", make_remontes(*nombres), trimestre=trimestre))
    assert "non comparé" not in read(montrer("synthese.py", make_remontes((T3, 5)), trimestre="T4 2026"))


@pytest.mark.parametrize(
    ("nombres", "raison"),
    [
        ([(T2, 5), (T3, 2)], "2 actions remontées sur 5"),
        ([(T2, 2), (T3, 5)], "2 actions remontées sur 5 au T2 2026"),
    ],
)
def test_a_quarter_that_is_not_whole_is_not_compared_and_says_why(
    montrer: Montrer, nombres: list[tuple[Trimestre, int]], raison: str
) -> None:
    textes = read(montrer("synthese.py", make_remontes((T1, 5), *nombres), trimestre="2026-T3"))
    assert re.findall(r'class="evolution">([^<]*)<', textes) == [f"non comparé : {raison}"] * 5
    assert f"Rien à comparer : {raison}." in textes
    assert "depuis le T2 2026" not in textes
    liste = read(montrer("orientations_et_actions.py", make_remontes(*nombres), trimestre="2026-T3", statut=A_BOUGE))
    assert "Aucune action sur 5 ne répond aux filtres." in liste


def test_what_moved_is_not_told_of_a_running_quarter(montrer: Montrer) -> None:
    textes = read(montrer("synthese.py", make_remontes((T3, 5), (T4, 5)), trimestre="2026-T4"))
    assert "Rien à comparer : trimestre en cours." in textes
    liste = read(
        montrer("orientations_et_actions.py", make_remontes((T3, 5), (T4, 5)), trimestre="2026-T4", statut=A_BOUGE)
    )
    assert "Aucune action sur 5 ne répond aux filtres." in liste


def test_the_lines_of_the_figures_stop_at_the_last_whole_quarter() -> None:
    points = compute_tendance(make_remontes((T1, 5), (T2, 2), (T3, 5), (T4, 5)), T4)
    assert [p.trimestre for p in points] == [T1, T2, T3, T4]
    fini, jour = T4.decale(1).premier_jour, T4.dernier_jour
    assert list_serie("decisions", points, fini) == [0, None, 0, 0]
    assert list_serie("decisions", points, jour) == [0, None, 0, None]
    assert list_serie("remontee", points, jour) == [1, 0.4, 1, None], "how little was reported stays in its own line"


@pytest.mark.parametrize(("trimestre", "en_cours"), [("2026-T4", True), ("2026-T3", False)])
@pytest.mark.parametrize(
    ("fichier", "adresse"),
    [
        ("engagements.py", {}),
        ("engagements.py", {"engagement": "1"}),
        ("orientations_et_actions.py", {"action": "A0"}),
        ("synthese.py", {}),
        ("aide.py", {"chiffre": "ecart"}),
    ],
)
def test_what_is_expected_in_a_running_quarter_is_dated(
    montrer: Montrer, fichier: str, adresse: dict[str, str], trimestre: str, en_cours: bool
) -> None:
    textes = read(montrer(fichier, make_remontes((T3, 5), (T4, 5)), trimestre=trimestre, **adresse))
    assert re.search(r"\d % attendus", textes)
    assert bool(re.search(r"\d % attendus au 31/12/2026", textes)) is en_cours
    assert not (en_cours and re.search(r"\d % attendus(?! au 31/12/2026)", textes))


@pytest.mark.parametrize(("trimestre", "en_cours"), [("2026-T4", True), ("2026-T3", False)])
def test_the_sheet_of_a_partner_says_that_the_quarter_runs(montrer: Montrer, trimestre: str, en_cours: bool) -> None:
    textes = read(montrer("partenaires.py", make_douteux(), trimestre=trimestre, partenaire="Un"))
    assert ("Au T4 2026 (trimestre en cours), Un : 2 participations attendues" in textes) is en_cours
    assert ("Partenaires · T4 2026 (octobre-décembre), en cours" in textes) is en_cours
    assert en_cours or "Au T3 2026, Un : 2 participations attendues" in textes
