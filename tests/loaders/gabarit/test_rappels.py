"""What a workbook tells of the quarter before: in cells that are printed, not only in notes that are hovered over."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.gabarit.cellules import SAISIE, VERROU
from loaders.gabarit.classeur import build_gabarit
from loaders.gabarit.feuilles import HAUTEUR_MAX, measure_hauteur
from loaders.genres.remontee.gabarit import Gabarit
from models.campagne import Campagne
from models.colonnes import (
    AVANCEMENT,
    ETAPE_ANNONCEE,
    FAIT_PRECEDENT,
    JALONS,
    METEO_PRECEDENTE,
    VERSION_GABARIT,
    Colonne,
)
from models.plan import Jalon, Plan, Suivi, SuiviJalon
from models.vocabulaire import Meteo
from tests.constats import Verifier, list_places, list_valeurs
from tests.fabrique import MAINTENANT, edit, fill, make_gabarit, set_timbre
from tests.plans import T1, T2, T3, T4, make_action, make_plan


def open_classeur(plan: Plan, echeance: date | None = None) -> Any:
    return load_workbook(io.BytesIO(build_gabarit(Gabarit(plan, T4, None, echeance, MAINTENANT))))


def read_cellule(page: Any, colonne: Colonne, rang: int = 5) -> Any:
    return page.cell(rang, AVANCEMENT.colonnes.index(colonne) + 1).value


@pytest.mark.parametrize(
    ("suivis", "meteo", "fait", "etape"),
    [
        ((), "non renseigné", None, None),
        (
            (Suivi(T3, meteo=Meteo.COUVERT, fait_marquant="Un comité", prochaine_etape="Un essai"),),
            "Couvert",
            "T3 2026 : Un comité",
            "T3 2026 : Un essai",
        ),
        (
            (
                Suivi(T1, meteo=Meteo.ORAGE, fait_marquant="Un départ"),
                Suivi(T2, prochaine_etape="Recruter"),
                Suivi(T3, 40),
            ),
            "Orage",
            "T1 2026 : Un départ",
            "T2 2026 : Recruter",
        ),
        ((Suivi(T4, meteo=Meteo.SOLEIL, fait_marquant="Ce trimestre même"),), "non renseigné", None, None),
    ],
)
def test_the_last_words_stand_beside_the_white_cells(
    suivis: tuple[Suivi, ...], meteo: str, fait: str | None, etape: str | None
) -> None:
    page = open_classeur(make_plan([make_action(suivis=suivis)]))["Avancement"]
    dits = [read_cellule(page, c) for c in (METEO_PRECEDENTE, FAIT_PRECEDENT, ETAPE_ANNONCEE)]
    assert dits == [meteo, fait, etape]


def test_a_jalon_reached_shows_its_date_in_a_grey_cell_that_may_be_mended() -> None:
    jalons = (
        Jalon(
            "A01/J1",
            "Un jalon",
            date(2026, 6, 30),
            (SuiviJalon(T2, date(2026, 9, 30)), SuiviJalon(T3, None, date(2026, 9, 22))),
        ),
        Jalon("A01/J2", "Un autre", date(2026, 12, 31)),
    )
    page = open_classeur(make_plan([make_action(jalons=jalons)]))["Jalons"]
    assert [c.value.date() for c in page["D5:E5"][0]] == [date(2026, 9, 30), date(2026, 9, 22)]
    assert [c.value for c in page["D6:E6"][0]] == [None, None]
    for cellule, fond in ((page["E5"], VERROU), (page["E6"], SAISIE)):
        assert (cellule.fill.start_color.rgb[2:], cellule.protection.locked) == (fond, False)
    assert page["E5"].comment.text == "Connu depuis le T3 2026. Pour corriger, écrivez par-dessus."


def test_what_is_shown_of_a_jalon_says_nothing_until_it_is_changed(
    verifier: Verifier, appliquer: Verifier, gabarit_t4: bytes
) -> None:
    page = load_workbook(io.BytesIO(gabarit_t4))["Jalons"]
    connu = page["E5"].value.date()
    assert verifier(gabarit_t4)["changements"] == []
    corrige = fill(gabarit_t4, {"Jalons!E5": date(2026, 9, 15)})
    assert list_valeurs(verifier(corrige)) == {"Jalons!E5": "2026-09-15"}
    assert list_valeurs(verifier(fill(gabarit_t4, {"Jalons!E5": None}))) == {}
    assert appliquer(corrige)["remontee"]
    assert connu != date(2026, 9, 15)
    assert verifier(gabarit_t4)["changements"] == []  # printed before: it does not bring the former date back


def test_a_workbook_of_before_these_columns_is_read(verifier: Verifier, gabarit_t4: bytes) -> None:
    def strip(classeur: Any) -> None:
        classeur["Avancement"].delete_cols(len(AVANCEMENT.colonnes) - 2, 3)
        for rangee in classeur["Jalons"]["D5:E8"]:
            for cellule in rangee:
                cellule.value = None

    ancien = set_timbre(edit(gabarit_t4, strip), "gabarit", "1.0")
    assert verifier(ancien)["anomalies"] == []
    fichier = verifier(fill(ancien, {"H5": 85, "Jalons!E6": date(2026, 11, 2)}))
    assert (fichier["statut"], list_places(fichier)) == ("ok", [])
    assert list_valeurs(fichier) == {"Avancement!H5": 85, "Jalons!E6": "2026-11-02"}
    assert VERSION_GABARIT.startswith("1.")


@pytest.mark.parametrize("trimestre", ["2026-T2", "2026-T3", "2026-T4"])
def test_every_action_of_the_demonstration_comes_back_as_it_left(verifier: Verifier, demo: str, trimestre: str) -> None:
    fichier = verifier(make_gabarit(None, trimestre))
    assert (fichier["anomalies"], fichier["changements"]) == ([], [])


def test_the_first_sheet_says_the_deadline_of_the_campaign() -> None:
    jour = date(2027, 1, 21)
    plan = make_plan([make_action()], campagnes=[Campagne(T4, jour)])
    lignes = [c.value for c in open_classeur(plan, jour)["Lisez-moi"]["B"]]
    assert "À renvoyer au plus tard le : 21/01/2027" in lignes


def test_a_wide_sheet_is_printed_on_two_pages_that_both_name_their_rows() -> None:
    classeur = open_classeur(make_plan([make_action()]))
    avancement, jalons = classeur["Avancement"], classeur["Jalons"]
    assert (avancement.page_setup.fitToWidth, avancement.print_title_cols) == (2, "$A:$D")
    assert (jalons.page_setup.fitToWidth, jalons.print_title_cols) == (1, None)


def test_a_row_is_as_high_as_its_longest_text() -> None:
    court, long = measure_hauteur("Un mot", 30, petite=True), measure_hauteur("mot " * 100, 30, petite=True)
    assert court < 18 < long < HAUTEUR_MAX
    assert measure_hauteur("a\nb\nc", 30, petite=True) > 3 * 12
    assert JALONS.figees == 2
