"""Signing in by OpenID Connect, with a real provider: who comes in, who does not, until when."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.errors import JoseError
from sqlalchemy import update
from sqlmodel import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.ecriture.journal import Acte
from models.acces import TOUT, Acces, Personne
from models.refus import BaseFigee
from models.session import open_base, open_ecriture
from models.tables_comptes import Seance
from models.vocabulaire import GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.fournisseur import APP, Navigateur, play, run_fournisseur, write_reglages
from tests.ui.conftest import MAINTENANT
from tests.ui.serveur.test_acces import Session, say
from ui.serveur import presences
from ui.serveur.acces import find_agissant
from ui.serveur.connectes import clean_retour
from ui.serveur.connexion import _Portail
from ui.serveur.reponses import Serveur
from ui.socle import seances
from ui.socle.seances import Seances
from ui.socle.voies import find_voies

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
    monkeypatch.setattr(presences, "VUS", {})
    for acces in DONNES:
        grant_acces(acces, ACTE, COMMANDE)


FORGES: dict[str, dict[str, str]] = {
    "nothing": {},
    "a made-up token": {"cookie": f"seance_8501={'A' * 43}"},
    "the digest of a token": {"cookie": "seance_8501={empreinte}"},
    "a token and more": {"cookie": "seance_8501={jeton}x"},
    "a token under another name": {"cookie": "seance={jeton}; _streamlit_user={jeton}"},
    "the cookie of a desk": {"cookie": "schema_8501={jeton}"},
    "our own word": {"x-schema-personne": "AAAA.W1siamVhbm5lQGV4ZW1wbGUuZnIiXSwgW10sICIiXQ=="},
    "the header of a relay": {"x-forwarded-email": "jeanne@exemple.fr", "x-schema-secret": "s" * 32},
    "the framework’s cookie": {"cookie": "_streamlit_user=eyJlbWFpbCI6ImplYW5uZUBleGVtcGxlLmZyIn0"},
}
"""What somebody sends who is not signed in, another being."""


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
        assert "Identifiez-vous" in (await navigateur.ask("/synthese")).text, "it is said once"
        monkeypatch.setenv("ACCES_PUBLIC", "oui")
        await navigateur.sign_in("elu")
        instant[0] += timedelta(hours=12)
        assert "Votre session est terminée" in (await navigateur.ask("/synthese")).text
        assert (await navigateur.ask("/synthese")).headers["location"] == "/index.html"

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


def test_what_is_forged_opens_nothing() -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("elu")
        jeton = navigateur.temoins["seance_8501"]
        empreinte = hashlib.sha256(jeton.encode()).hexdigest()
        bon = {"cookie": f"seance_8501={jeton}"}
        navigateur.forget()
        assert (await navigateur.ask("/synthese", headers=bon)).text == "elu@exemple.fr lecture"
        for nom, forge in FORGES.items():
            entetes = {n: v.format(jeton=jeton, empreinte=empreinte) for n, v in forge.items()}
            for methode, chemin in (("GET", "/synthese"), ("PUT", "/_stcore/upload_file/s/f"), ("GET", "/media/x")):
                reponse = await navigateur.ask(chemin, methode, headers=entetes)
                assert reponse.status_code == 403, (nom, chemin)
            # Beside a true session, it adds nothing to it.
            ensemble = {**entetes, "cookie": "; ".join((bon["cookie"], entetes.get("cookie", "a=b")))}
            assert "jeanne" not in (await navigateur.ask("/synthese", headers=ensemble)).text, nom

    visit(scene)


def test_a_callback_serves_once_and_in_the_browser_that_began() -> None:
    async def scene(navigateur: Navigateur) -> None:
        retour = await navigateur.begin("jeanne")
        entree = navigateur.temoins["entree_8501"]
        navigateur.forget()
        ailleurs = await navigateur.ask(retour)
        assert (ailleurs.status_code, "n’a pas abouti" in ailleurs.text) == (400, True), "another browser, led there"
        debut = {"cookie": f"entree_8501={entree}"}
        faite = await navigateur.ask(retour, headers=debut)
        assert faite.status_code == 303
        navigateur.forget()
        rejouee = await navigateur.ask(retour, headers=debut)
        assert (rejouee.status_code, "n’a pas abouti" in rejouee.text) == (400, True), "the code was spent"
        autre = retour.replace("state=", "state=x")
        assert (await navigateur.ask(autre, headers=debut)).status_code == 400
        assert (await navigateur.ask("/connexion-retour")).status_code == 400

    visit(scene)


def test_who_went_back_to_a_spent_callback_is_still_signed_in() -> None:
    async def scene(navigateur: Navigateur) -> None:
        retour = await navigateur.begin("elu")
        await navigateur.ask(retour)
        encore = await navigateur.ask(retour)
        assert (encore.status_code, encore.headers["location"]) == (303, f"{APP}/")

    visit(scene)


def test_signing_in_again_closes_the_session_before() -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("elu")
        ancien = navigateur.temoins["seance_8501"]
        await navigateur.sign_in("jeanne")
        assert (await navigateur.ask("/synthese")).text == "jeanne@exemple.fr administration"
        navigateur.forget()
        vieille = await navigateur.ask("/synthese", headers={"cookie": f"seance_8501={ancien}"})
        assert vieille.status_code == 403

    visit(scene)


@pytest.mark.parametrize(
    "retour", ["//mechant.fr", "https://mechant.fr", "/\\mechant.fr", "/a/b", "/a b", "javascript:x", f"/{'a' * 2000}"]
)
def test_nobody_is_led_elsewhere_once_signed_in(retour: str) -> None:
    assert clean_retour(retour) == "/"


def test_one_signs_in_at_the_public_address() -> None:
    async def scene(navigateur: Navigateur) -> None:
        depart = await navigateur.ask("/connexion?retour=/journal", headers={"host": "127.0.0.1:8501"})
        assert depart.headers["location"] == f"{APP}/connexion?retour=/journal&ici=1"
        encore = await navigateur.ask(depart.headers["location"], headers={"host": "127.0.0.1:8501"})
        assert "/oauth2/authorize" in encore.headers["location"], "a relay that says another name does not loop"

    visit(scene)


def test_cookies_are_kept_from_scripts_and_to_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(navigateur: Navigateur) -> None:
        fin = await navigateur.sign_in("elu")
        poses = {t.partition("=")[0]: t.lower() for t in fin.headers.get_list("set-cookie")}
        assert poses.keys() == {"seance_8501", "preuve_8501", "entree_8501"}
        for nom in ("seance_8501", "preuve_8501"):
            assert "httponly" in poses[nom] and "samesite=lax" in poses[nom] and "max-age=43200" in poses[nom]
        assert "path=/deconnexion" in poses["preuve_8501"]

    visit(scene)
    monkeypatch.setenv("APP_URL", "https://tableau.exemple.fr/schema")

    async def scene_chiffree(navigateur: Navigateur) -> None:
        depart = await navigateur.ask("/connexion?ici=1")
        (pose,) = depart.headers.get_list("set-cookie")
        assert pose.startswith("entree=") and "secure" in pose.lower() and "path=/schema" in pose.lower()
        assert depart.headers["strict-transport-security"]

    visit(scene_chiffree)


def open_fil(jeton: str) -> Session:
    """A websocket of who holds that word, before the doors of the server."""
    return Session({"cookie": f"seance_8501={jeton}"} if jeton else {})


def read_renvoi(fil: Session) -> str:
    """Where the last word said to a screen sends it."""
    *_, mot, fin = fil.recus
    assert fin["type"] == "websocket.close"
    return str(ForwardMsg.FromString(mot["bytes"]).auth_redirect.url)


def test_a_screen_is_heard_no_more_once_signed_out_in_another_window() -> None:
    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("jeanne")
        fil = open_fil(navigateur.temoins["seance_8501"])
        tache = asyncio.create_task(fil.serve())
        fil.dits.put_nowait(say())
        while not fil.entendus:
            await asyncio.sleep(0)
        await navigateur.ask("/deconnexion")
        fil.dits.put_nowait(say())
        await tache
        assert len(fil.entendus) == 1
        assert read_renvoi(fil) == f"{APP}/connexion-finie"
        # Its page tries again: it is sent where it reads why; who was never signed in is told nothing.
        encore, jamais = open_fil("A" * 43), open_fil("")
        await encore.serve()
        await jamais.serve()
        assert read_renvoi(encore) == f"{APP}/connexion-finie"
        assert jamais.recus == [{"type": "websocket.close", "code": 1008}]
        page = await navigateur.ask("/connexion-finie", headers={"referer": f"{APP}/journal?remontee=3"})
        assert f'"{APP}/connexion?retour=/journal%3Fremontee%3D3"' in page.text

    visit(scene)


def test_a_base_that_is_only_read_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise BaseFigee("La base se lit seulement.")

    monkeypatch.setattr(seances, "write_seance", refuse)
    monkeypatch.setattr(seances, "erase_seance", refuse)

    async def scene(navigateur: Navigateur) -> None:
        await navigateur.sign_in("elu")
        assert (await navigateur.ask("/synthese")).status_code == 200
        jeton = navigateur.temoins["seance_8501"]
        await navigateur.ask("/deconnexion")
        assert (await navigateur.ask("/synthese", headers={"cookie": f"seance_8501={jeton}"})).status_code == 403

    visit(scene)


def test_a_provider_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCES_OIDC_ADRESSE", "http://127.0.0.1:9")

    async def scene(navigateur: Navigateur) -> None:
        page = await navigateur.ask("/connexion")
        assert (page.status_code, "n’a pas répondu" in page.text) == (400, True)
        assert (await navigateur.ask("/deconnexion")).headers["location"] == f"{APP}/deconnexion-retour"

    visit(scene)


def test_what_names_a_person_may_stand_at_the_other_address_of_the_provider(fournisseur: str) -> None:
    """As ProConnect does: the proof tells a subject alone; the rest is asked for, signed or not."""
    portail = _Portail(find_voies().fournisseur)

    async def scene(navigateur: Navigateur) -> None:
        retour = await navigateur.begin("agent")
        code = parse_qs(urlsplit(retour).query)["code"][0]
        demande = {"grant_type": "authorization_code", "code": code, "redirect_uri": f"{APP}/connexion-retour"}
        qui = ("tableau", "s" * 32)
        jetons = (await navigateur.ask(f"{fournisseur}/oauth2/token", "POST", data=demande, auth=qui)).json()
        lus = await portail._read_declares({**jetons, "userinfo": {"sub": "agent"}})
        assert (lus["email"], lus["groups"]) == ("Agent@Exemple.fr", ["def"])
        with pytest.raises(ValueError, match="two persons"):
            await portail._read_declares({**jetons, "userinfo": {"sub": "jeanne"}})
        signe = await portail._open_signe(jetons["id_token"])
        assert signe["email"] == "Agent@Exemple.fr"
        tete, corps, _ = jetons["id_token"].split(".")
        with pytest.raises(JoseError):
            await portail._open_signe(f"{tete}.{corps}.{'A' * 342}")
        autre = _Portail(replace(find_voies().fournisseur, client="autre"))
        with pytest.raises(ValueError, match="somebody else"):
            await autre._open_signe(jetons["id_token"])

    visit(scene)
