"""Gestures in an open page, in Chromium: another quarter, another screen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import cycle

from playwright.sync_api import Browser, Locator, Page

from benchmarks.mesure import Ligne, Prise, interleave
from benchmarks.navigateur import (
    SYNTHESE,
    Attente,
    Regle,
    count_dessins,
    launch_chromium,
    open_contexte,
    time_clic,
    time_filtre,
    time_ouverture,
)
from benchmarks.ouvertures import check_dessins
from benchmarks.serveurs import Serveurs
from models.trimestre import Trimestre
from phrases.format import format_trimestre
from tests.e2e.conftest import TITRES as PAR_ADRESSE
from ui.socle.navigation import ECRANS

FILTRE, ECRAN = 0.5, 0.6
SYNTHESE_, ACTIONS = PAR_ADRESSE["synthese"], PAR_ADRESSE["orientations_et_actions"]
REPOS_MS = 300
PRET = Regle(".stApp[data-test-script-state=notRunning]")
COMPLETE = (Regle("h1 ~ table tbody tr"),)


def measure_filtre(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return the row of the quarter changed until the drawings are redrawn."""
    adresse, dash = f"{serveurs.application.adresse}/synthese", serveurs.dash.adresse
    with launch_chromium() as chromium:
        dessins = count_dessins(chromium, adresse)
        check_dessins(dessins, count_dessins(chromium, dash))
        attente = replace(SYNTHESE, dessins=dessins)
        prises: dict[str, Prise] = {}
        for nom, ouverte in (("nous", adresse), ("dash", dash)):
            choix = cycle(serveurs.donnees.trimestres[-4:])
            prises[nom] = partial(_change_trimestre, _open(chromium, ouverte, attente), choix, attente)
        medianes = interleave(prises, 2 * tours, rodage=2)
    nous, en_dash = (medianes[nom]["redessine"] for nom in ("nous", "dash"))
    return [Ligne("Trimestre changé, Synthèse redessinée", "la même en Dash", nous, en_dash, "ms", FILTRE)]


def _open(chromium: Browser, adresse: str, attente: Attente, cookie: str = "") -> Page:
    """Open an address, as who administers when the cookie of such a session is given."""
    contexte = open_contexte(chromium, attente)
    if cookie:
        nom, _, valeur = cookie.partition("=")
        contexte.add_cookies([{"name": nom, "value": valeur, "url": adresse}])
    page = contexte.new_page()
    time_ouverture(page, adresse)
    page.wait_for_load_state("networkidle")
    return page


def _change_trimestre(page: Page, choix: cycle[Trimestre], attente: Attente) -> dict[str, float]:
    """Choose the next quarter of the round; what is timed starts at the click on it in the open list."""
    trimestre = next(choix)
    page.wait_for_timeout(REPOS_MS)
    page.locator("[role=combobox], #trimestre").first.click()
    phrase = Regle(".phrase", texte=f"Au {format_trimestre(trimestre)}")
    option = page.get_by_role("option", name=trimestre.libelle, exact=True)
    option.wait_for()
    return time_filtre(page, option, replace(attente, regles=(phrase, *attente.regles[1:])))


def measure_ecrans(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return a row for each screen opened from the menu, against the like in Dash.

    The Synthèse is compared to the Synthèse, every other screen to the list of actions.
    """
    application = serveurs.application
    with launch_chromium() as chromium:
        depart = Attente((Regle("h1", texte=PAR_ADRESSE[ECRANS[0].url]), PRET))
        page = _open(chromium, f"{application.adresse}/{ECRANS[0].url}", depart, application.cookie)
        dash = _open(chromium, serveurs.deux_dash.adresse, SYNTHESE)
        prises: dict[str, Prise] = {titre: partial(_go, page, titre) for titre in PAR_ADRESSE.values()}
        en_dash = cycle([(ACTIONS, COMPLETE), (SYNTHESE_, SYNTHESE.regles)])
        prises["dash"] = lambda: _go_et_revient(dash, en_dash)
        medianes = interleave(prises, tours, rodage=2)
    reperes = medianes.pop("dash")
    return [
        Ligne(
            f"Changer d’écran : {titre}",
            f"{vers} en Dash",
            valeurs["lisible"],
            reperes[vers],
            "ms",
            ECRAN,
        )
        for titre, valeurs in medianes.items()
        for vers in [titre if titre in reperes else ACTIONS]
    ]


def _go(page: Page, titre: str) -> dict[str, float]:
    """Click in the menu; the screen is there when its title is and nothing runs any more."""
    return _click(page, page.get_by_test_id("stSidebarNav"), titre, (PRET,))


def _go_et_revient(page: Page, ecrans: cycle[tuple[str, tuple[Regle, ...]]]) -> dict[str, float]:
    """Go to the other screen in Dash and come back; each is there when its title and what it holds are."""
    allers = [next(ecrans), next(ecrans)]
    return {titre: _click(page, page.locator("nav"), titre, regles)["lisible"] for titre, regles in allers}


def _click(page: Page, menu: Locator, titre: str, regles: tuple[Regle, ...]) -> dict[str, float]:
    page.wait_for_timeout(REPOS_MS)
    lien = menu.get_by_role("link", name=titre, exact=True)
    return time_clic(page, lien, Attente((Regle("h1", texte=titre), *regles)))
