"""Signing in by OpenID Connect, with a real provider: who comes in, who does not, until when."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import update
from sqlmodel import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.ecriture.journal import Acte
from models.acces import TOUT, Acces, Personne
from models.session import open_base, open_ecriture
from models.tables_comptes import Seance
from models.vocabulaire import GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.fournisseur import APP, Navigateur, play, run_fournisseur, write_reglages
from tests.ui.conftest import MAINTENANT
from ui.serveur import acces as portier
from ui.serveur.acces import find_agissant
from ui.serveur.reponses import Serveur
from ui.socle import seances
from ui.socle.seances import Seances

deux_moteurs = pytest.mark.deux_moteurs
T = TypeVar("T")
ACTE = Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT)
DONNES = (
    Acces(GenreAcces.PERSONNE, "elu@exemple.fr", "Élu", Role.LECTURE),
    Acces(GenreAcces.PERSONNE, "jeanne@exemple.fr", "Jeanne", Role.ADMINISTRATION),
    Acces(GenreAcces.GROUPE, "def", "DEF", Role.MISE_A_JOUR, TOUT),
)


@pytest.fixture(scope="module")
def fournisseur() -> Iterator[str]:
    with run_fournisseur() as adresse:
        yield adresse


@pytest.fixture(autouse=True)
def reglages(base: Callable[[str], None], fournisseur: str, monkeypatch: pytest.MonkeyPatch) -> None:
    base("vide")
    for nom, valeur in write_reglages(fournisseur).items():
        monkeypatch.setenv(nom, valeur)
    monkeypatch.setattr(portier, "_VUES", {})
    for acces in DONNES:
        grant_acces(acces, ACTE, COMMANDE)


async def tell(requete: Request) -> PlainTextResponse:
    """Say who acts, as the screens would know them."""
    agissant = find_agissant(requete.scope)
    return PlainTextResponse(f"{agissant.identifiant} {agissant.role}")


def visit(scene: Callable[[Navigateur], Coroutine[Any, Any, T]]) -> T:
    """Play a scene before the doors of the server."""
    routes = [Route("/{reste:path}", tell, methods=["GET", "PUT"])]
    return play(scene, Serveur(Starlette(routes=routes)))


@deux_moteurs
def test_a_person_signs_in_where_they_were_going() -> None:
    async def scene(navigateur: Navigateur) -> None:
        porte = await navigateur.ask("/journal?remontee=3")
        assert porte.status_code == 403
        assert "Identifiez-vous" in porte.text and "Camille Exemple, poste 12" in porte.text
        (lien,) = [m for m in porte.text.split('"') if m.startswith(f"{APP}/connexion?retour=")]
        depart = await navigateur.ask(lien)
        demande = parse_qs(urlsplit(depart.headers["location"]).query)
        assert demande["redirect_uri"] == [f"{APP}/connexion-retour"]
        assert demande["code_challenge_method"] == ["S256"] and demande["nonce"] and demande["state"]
        fin = await navigateur.sign_in("elu", lien)
        assert (fin.status_code, fin.headers["location"]) == (303, f"{APP}/journal?remontee=3")
        assert (await navigateur.ask("/synthese")).text == "elu@exemple.fr lecture"
        assert (await navigateur.ask("/_stcore/metrics")).status_code == 403

    visit(scene)


@pytest.mark.parametrize(
    ("nom", "dit"),
    [("jeanne", "jeanne@exemple.fr administration"), ("agent", "agent@exemple.fr mise_a_jour")],
)
def test_a_right_is_that_of_the_person_or_of_their_groups(nom: str, dit: str) -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in(nom)
        assert (await navigateur.ask("/synthese")).text == dit
        assert (await navigateur.ask("/_stcore/upload_file/s/f", "PUT")).text == dit

    visit(scene)


def test_who_is_not_known_has_no_access_and_reads_whom_to_ask() -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("inconnu")
        page = await navigateur.ask("/synthese")
        assert page.status_code == 403
        for mot in ("inconnu@exemple.fr", "n’a pas d’accès", "Camille Exemple, poste 12", f'"{APP}/deconnexion"'):
            assert mot in page.text
        assert (await navigateur.ask("/media/x.xlsx")).status_code == 403

    visit(scene)


@pytest.mark.parametrize(
    ("nom", "mots"),
    [
        ("douteux", "ne garantit pas que l’adresse"),
        ("muet", "ne garantit pas que l’adresse"),
        ("sosie", "sans dire d’identifiant utilisable"),
        ("sans", "sans dire d’identifiant utilisable"),
    ],
)
def test_a_word_that_names_nobody_for_sure_opens_nothing(nom: str, mots: str) -> None:
    async def scene(navigateur: Navigateur) -> None:
        refus = await navigateur.sign_in(nom)
        assert refus.status_code == 403
        assert mots in refus.text and "Camille Exemple, poste 12" in refus.text
        assert (await navigateur.ask("/synthese")).status_code == 403

    visit(scene)


def test_a_provider_known_to_check_its_addresses_need_not_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCES_OIDC_COURRIEL_SUR", "oui")

    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("muet")
        assert (await navigateur.ask("/synthese")).text == "elu@exemple.fr lecture"
        assert (await navigateur.sign_in("douteux")).status_code == 403, "it says that it did not check this one"

    visit(scene)


def test_who_gives_up_reads_it() -> None:
    async def scene(navigateur: Navigateur) -> None:
        depart = await navigateur.ask("/connexion")
        refus = await navigateur.ask(depart.headers["location"], "POST", data={"action": "deny"})
        page = await navigateur.ask(refus.headers["location"])
        assert (page.status_code, "vous y avez renoncé" in page.text) == (403, True)

    visit(scene)


@deux_moteurs
def test_signing_out_closes_the_session_wherever_its_cookie_went() -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("jeanne")
        vole = navigateur.temoins["seance_8501"]
        sortie = await navigateur.ask("/deconnexion")
        suite = urlsplit(sortie.headers["location"])
        assert suite.path == "/oauth2/end_session"
        assert parse_qs(suite.query)["post_logout_redirect_uri"] == [f"{APP}/deconnexion-retour"]
        assert parse_qs(suite.query)["id_token_hint"][0].count(".") == 2
        assert "seance_8501" not in navigateur.temoins and "preuve_8501" not in navigateur.temoins
        assert "déconnecté·e" in (await navigateur.ask("/deconnexion-retour")).text
        rejoue = await navigateur.ask("/synthese", headers={"cookie": f"seance_8501={vole}"})
        assert (rejoue.status_code, "session est terminée" in rejoue.text) == (403, True)

    visit(scene)
    with open_base() as session:
        assert session.exec(select(Seance)).all() == []


def test_another_site_signs_nobody_out() -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("elu")
        page = await navigateur.ask("/deconnexion", headers={"sec-fetch-site": "cross-site"})
        assert (page.status_code, "Un autre site" in page.text) == (400, True)
        assert (await navigateur.ask("/synthese")).status_code == 200

    visit(scene)


def test_a_session_ends_by_itself_and_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    instant = [datetime.now(UTC)]
    monkeypatch.setattr(seances.SEANCES, "_horloge", lambda: instant[0])

    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("elu")
        instant[0] += timedelta(hours=12, seconds=-1)
        assert (await navigateur.ask("/synthese")).status_code == 200
        instant[0] += timedelta(seconds=1)
        page = await navigateur.ask("/synthese")
        assert page.status_code == 403
        assert "Votre session est terminée" in page.text and "12 heures" in page.text

    visit(scene)


@deux_moteurs
def test_a_right_withdrawn_is_withdrawn_at_the_next_address() -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("elu")
        assert (await navigateur.ask("/synthese")).status_code == 200

        await asyncio.to_thread(withdraw_acces, GenreAcces.PERSONNE, "elu@exemple.fr", ACTE, COMMANDE)
        assert (await navigateur.ask("/synthese")).status_code == 403

    visit(scene)


@deux_moteurs
def test_servers_of_one_database_share_its_sessions() -> None:
    ici, ailleurs = Seances(), Seances()
    jeton = ici.open(Personne(("elu@exemple.fr",), frozenset({"def", "élus"})), 1)
    lue = ailleurs.find(jeton)
    assert lue is not None
    assert (lue.identifiants, lue.groupes) == (("elu@exemple.fr",), {"def", "élus"})
    ailleurs.close(jeton)
    assert ailleurs.find(jeton) is None
    assert Seances().find(jeton) is None
    ici._lues.clear()  # as after a few seconds
    assert ici.find(jeton) is None


def test_nothing_of_a_token_is_kept() -> None:
    async def scene(navigateur: Navigateur) -> str:
        await navigateur.sign_in("elu")
        return navigateur.temoins["seance_8501"]

    jeton = visit(scene)
    with open_base() as session:
        (ligne,) = session.exec(select(Seance)).all()
        assert jeton not in str(ligne) and ligne.identifiant == "elu@exemple.fr"


@deux_moteurs
def test_sessions_that_are_over_are_forgotten() -> None:
    registre = Seances()
    registre.open(Personne(("elu@exemple.fr",)), 1)
    with open_ecriture() as session:
        session.execute(update(Seance).values(fin_le=datetime.now(UTC) - timedelta(hours=1)))
    registre.open(Personne(("jeanne@exemple.fr",)), 1)
    with open_base() as session:
        assert [s.identifiant for s in session.exec(select(Seance)).all()] == ["jeanne@exemple.fr"]
