"""Signing in by OpenID Connect in a real browser and without one, under a path, beside public reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from websockets.exceptions import InvalidStatus

from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.ecriture.journal import Acte
from models.acces import TOUT, Acces, Perimetre
from models.session import use_base
from models.vocabulaire import GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.e2e.conftest import Application, Poser, find_port, serve, wait_calme
from tests.e2e.relais import ask, visit
from tests.fabrique import MAINTENANT
from tests.fournisseur import Navigateur, play, run_fournisseur, write_reglages
from ui.socle.navigation import ECRANS

pytestmark = pytest.mark.e2e
BASE = "/schema"
ACTE = Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT)
CRIP = Perimetre(pilotes=frozenset({"crip-93"}))
DONNES = {
    "elu": Acces(GenreAcces.PERSONNE, "elu@exemple.fr", "Élue Exemple", Role.LECTURE),
    "crip": Acces(GenreAcces.PERSONNE, "crip@exemple.fr", "Agent de la CRIP", Role.MISE_A_JOUR, CRIP),
    "agent": Acces(GenreAcces.GROUPE, "def", "DEF", Role.MISE_A_JOUR, TOUT),
    "jeanne": Acces(GenreAcces.PERSONNE, "jeanne@exemple.fr", "Jeanne", Role.ADMINISTRATION),
}
"""Of each who signs in, what they were granted."""
FERMEES = {"/media/a.xlsx": "GET", "/component/x": "GET", "/_stcore/host-config": "GET"}
D_IMPORT = {"/_stcore/metrics": "GET", "/_stcore/upload_file/session/fichier": "PUT"}


@pytest.fixture(scope="module")
def servie(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    base, port = poser(tmp_path_factory.mktemp("connexion") / "base.db", "pleine"), find_port()
    with use_base(base):
        for acces in DONNES.values():
            grant_acces(acces, ACTE, COMMANDE)
    with run_fournisseur() as fournisseur, pytest.MonkeyPatch.context() as env:
        reglages = write_reglages(fournisseur, f"http://localhost:{port}{BASE}") | {"ACCES_PUBLIC": "oui"}
        for nom, valeur in reglages.items():
            env.setenv(nom, valeur)
        with serve(base, BASE, port=port) as application:
            yield application


@pytest.fixture(scope="module")
def temoins(servie: Application) -> dict[str, dict[str, str]]:
    """The cookie that each was given."""

    async def sign_in(navigateur: Navigateur) -> str:
        temoins = {}
        for nom in (*DONNES, "inconnu"):
            navigateur.forget()
            fin = await navigateur.sign_in(nom)
            assert (fin.status_code, fin.headers["location"]) == (303, f"{servie.adresse}/")
            (temoins[nom],) = (f"{n}={v}" for n, v in navigateur.temoins.items() if n.startswith("seance"))
        return temoins

    lus = play(sign_in, app_url=servie.adresse)
    return {nom: {"Cookie": temoin} for nom, temoin in lus.items()}


@pytest.mark.parametrize("nom", DONNES)
def test_each_has_the_screens_and_addresses_of_their_role(
    servie: Application, temoins: dict[str, dict[str, str]], nom: str
) -> None:
    acces, port = DONNES[nom], urlsplit(servie.adresse).port or 0
    with visit(port, f"localhost:{port}{BASE}", temoins[nom]) as visiteur:
        for ecran in ECRANS:
            dit = visiteur.run(ecran.url)
            assert ("Accès refusé" in dit) is not acces.role.allows(ecran.role), ecran.url
            assert ("Données au" in dit) is acces.role.allows(ecran.role), ecran.url
        qui = "agent@exemple.fr" if acces.genre is GenreAcces.GROUPE else acces.nom
        assert f"{qui} · {acces.role.libelle}" in visiteur.run("synthese")
    for chemin, methode in FERMEES.items():
        assert ask(port, methode, f"{BASE}{chemin}", temoins[nom]) != 403
    importe = acces.role.allows(Role.MISE_A_JOUR)
    assert (ask(port, "GET", f"{BASE}/_stcore/metrics", temoins[nom]) == 403) is not importe
    if not importe:  # of who may, the framework asks for a word of the page besides
        assert ask(port, "PUT", f"{BASE}/_stcore/upload_file/session/fichier", temoins[nom]) == 403


@pytest.mark.parametrize("nom", ["", "inconnu"])
def test_who_has_no_access_has_the_public_site_alone(
    servie: Application, temoins: dict[str, dict[str, str]], nom: str
) -> None:
    port, entetes = urlsplit(servie.adresse).port or 0, temoins.get(nom, {})
    for chemin, methode in {**FERMEES, **D_IMPORT}.items():
        assert ask(port, methode, f"{BASE}{chemin}", entetes) == 403
    page = {**entetes, "Accept": "text/html"}
    for ecran in ECRANS:
        assert ask(port, "GET", f"{BASE}/{ecran.url}", page) in (302, 403)
    for chemin in ("", "index.html", "actions.html", "donnees.html", "style.css"):
        assert ask(port, "GET", f"{BASE}/{chemin}", page) == 200
    with pytest.raises(InvalidStatus), visit(port, f"localhost:{port}{BASE}", entetes):
        pass


def test_a_person_signs_in_reads_and_leaves_in_a_browser(servie: Application, page: Page) -> None:
    journal = f"{servie.adresse}/journal"
    page.goto(journal)
    page.get_by_role("heading", name="Identifiez-vous").wait_for()
    page.get_by_role("link", name="S’identifier").click()
    page.get_by_role("button", name=re.compile("elu")).first.click()
    page.get_by_role("heading", name="Journal", level=1).wait_for()
    assert page.url == journal
    wait_calme(page)
    assert page.get_by_text("Élue Exemple · ").is_visible()

    autre = page.context.new_page()  # another window of the same browser, then the same one again
    autre.goto(f"{servie.adresse}/synthese")
    autre.get_by_text("Élue Exemple · ").wait_for()
    autre.reload()
    autre.get_by_text("Élue Exemple · ").wait_for()
    wait_calme(autre)
    autre.goto(f"{servie.adresse}/importer")
    autre.get_by_text("Accès refusé").wait_for()
    autre.goto(f"{servie.adresse}/synthese")
    autre.get_by_text("Élue Exemple · ").wait_for()
    wait_calme(autre)

    page.get_by_role("link", name="Se déconnecter").click()
    page.get_by_role("button").first.click()  # the provider asks too
    page.get_by_role("heading", name="Vous êtes déconnecté·e").wait_for()
    autre.get_by_role("link", name="Calendrier").first.click()
    autre.get_by_role("heading", name="Votre session est terminée").wait_for()
    autre.get_by_role("link", name="S’identifier").click()
    autre.get_by_role("button", name=re.compile("elu")).first.click()
    autre.get_by_text("Élue Exemple · ").wait_for()


def test_a_right_withdrawn_closes_what_was_open(servie: Application, temoins: dict[str, dict[str, str]]) -> None:
    port = urlsplit(servie.adresse).port or 0
    with use_base(servie.base):
        withdraw_acces(GenreAcces.PERSONNE, "crip@exemple.fr", ACTE, COMMANDE)
    assert ask(port, "GET", f"{BASE}/media/a.xlsx", temoins["crip"]) == 403
