"""Who may come in, at every address: by role, with accounts and at a desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.comptes.presence import load_presences
from loaders.ecriture.journal import Acte
from models.acces import TOUT, Acces
from models.session import open_base
from models.vocabulaire import GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.ui.conftest import MAINTENANT
from tests.ui.serveur.test_serveur import call, run
from ui.serveur import presences, sessions
from ui.serveur.reponses import Serveur
from ui.socle import identity

SECRET = "s" * 32
ACTE = Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT)
PERSONNES = {
    "elu@exemple.fr": Role.LECTURE,
    "agent@exemple.fr": Role.MISE_A_JOUR,
    "jeanne@exemple.fr": Role.ADMINISTRATION,
}
INCONNU, PERSONNE = "inconnu@exemple.fr", ""
ADRESSES = {
    "/synthese": 1,
    "/": 1,
    "/media/abc.xlsx": 1,
    "/_stcore/host-config": 1,
    "/component/x": 1,
    "/_stcore/upload_file/session/fichier": 2,
    "/_stcore/metrics": 2,
    "/_stcore/health": 0,
    "/static/js/a.js": 0,
    "/app/static/fonts/a.woff2": 0,
}
"""Of each address, who may have it: 0 everybody, 1 who has an access, 2 who may import."""
RANGS = {None: 0, Role.LECTURE: 1, Role.MISE_A_JOUR: 2, Role.ADMINISTRATION: 3}


@pytest.fixture
def comptes(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A server behind a relay that signs people in, three of whom have an access."""
    base("vide")
    monkeypatch.setenv("ACCES_MANDATAIRE_IDENTITE", "X-Forwarded-Email")
    monkeypatch.setenv("ACCES_MANDATAIRE_SECRET", SECRET)
    monkeypatch.setenv("ACCES_CONTACT", "Camille Exemple, poste 12")
    monkeypatch.setattr(presences, "VUS", {})
    for identifiant, role in PERSONNES.items():
        nom = identifiant.partition("@")[0].capitalize()
        grant_acces(Acces(GenreAcces.PERSONNE, identifiant, nom, role, TOUT), ACTE, COMMANDE)


def sign_in(identifiant: str, secret: str = SECRET) -> dict[str, str]:
    """What the relay sends of a person."""
    return {"x-forwarded-email": identifiant, "x-schema-secret": secret} if identifiant else {}


def ask(chemin: str, entetes: dict[str, str], methode: str = "GET") -> tuple[int, str]:
    routes = [Route("/{reste:path}", lambda _: PlainTextResponse("servi"), methods=["GET", "PUT"])]
    statut, _, corps = call(chemin, routes, methode=methode, **entetes)
    return statut, corps.decode()


@pytest.mark.parametrize("chemin", ADRESSES)
@pytest.mark.parametrize("identifiant", [*PERSONNES, INCONNU, PERSONNE])
def test_an_address_is_for_who_may_have_it(comptes: None, chemin: str, identifiant: str) -> None:
    rang = RANGS[PERSONNES.get(identifiant)]
    for accept in ("text/html", "*/*"):
        statut, dit = ask(chemin, {"accept": accept, **sign_in(identifiant)})
        assert (statut == 200) is (rang >= ADRESSES[chemin]), (statut, dit)
        assert statut in (200, 403)
        assert ("servi" in dit) is (statut == 200)


@pytest.mark.parametrize("chemin", ADRESSES)
@pytest.mark.parametrize("cle", [False, True])
def test_at_a_desk_everybody_reads_and_the_key_administers(chemin: str, cle: bool) -> None:
    jeton = identity.TROUSSEAU.exchange(identity.TROUSSEAU.cle)
    entetes = {"cookie": f"schema_8501={jeton}"} if cle else {}
    # Headers of a relay that nobody set are the words of a stranger.
    statut, _ = ask(chemin, {"accept": "*/*", **entetes, **sign_in("jeanne@exemple.fr")})
    assert (statut == 200) is (cle or ADRESSES[chemin] < 2)


def test_who_has_no_access_reads_whom_to_ask(comptes: None) -> None:
    statut, page = ask("/synthese", {"accept": "text/html", **sign_in(INCONNU)})
    assert statut == 403
    assert "n’a pas d’accès" in page and "inconnu@exemple.fr" in page and "Camille Exemple, poste 12" in page
    statut, page = ask("/synthese", {"accept": "text/html"})
    assert (statut, "Vous n’êtes pas identifié·e" in page) == (403, True)
    assert "Camille Exemple, poste 12" in page


@pytest.mark.parametrize(
    "entetes",
    [
        sign_in("jeanne@exemple.fr", "x" * 32),
        {"x-forwarded-email": "jeanne@exemple.fr"},
        {"x-schema-personne": "AAAA.W1siamVhbm5lQGV4ZW1wbGUuZnIiXSwgW11d"},
        {"cookie": "schema_8501={cle}"},
        {**sign_in("elu@exemple.fr"), "x-forwarded-email ": "jeanne@exemple.fr"},
    ],
)
def test_a_forged_word_imports_nothing(comptes: None, entetes: dict[str, str]) -> None:
    jeton = identity.TROUSSEAU.exchange(identity.TROUSSEAU.cle) or ""
    entetes = {nom: valeur.replace("{cle}", jeton) for nom, valeur in entetes.items()}
    assert ask("/_stcore/upload_file/s/f", entetes, "PUT")[0] == 403
    assert ask("/ouvrir", {"accept": "text/html", **entetes})[0] in (403, 200)


def test_the_key_of_a_desk_opens_nothing_where_people_have_accounts(
    comptes: None, capsys: pytest.CaptureFixture[str]
) -> None:
    from ui.serveur.ouverture import announce_ouverture

    cle = identity.TROUSSEAU.cle
    statut, recus, _ = call("/ouvrir", requete=f"cle={cle}", accept="text/html")
    assert (statut, "set-cookie" in recus) == (403, False)
    announce_ouverture()
    assert "cle=" not in capsys.readouterr().out


class Session:
    """A session through the door, and what the application behind it hears."""

    def __init__(self, entetes: Mapping[str, str]) -> None:
        self.entendus: list[Message] = []
        self.recus: list[Message] = []
        self.dits: asyncio.Queue[Message] = asyncio.Queue()
        self.scope: Scope = {
            "type": "websocket",
            "path": "/_stcore/stream",
            "client": ("127.0.0.1", 1),
            "headers": [(n.encode(), v.encode()) for n, v in entetes.items()],
        }

    async def serve(self) -> None:
        await Serveur(self._answer)(self.scope, self.dits.get, self._send)

    async def _send(self, message: Message) -> None:
        self.recus.append(message)

    async def _answer(self, _: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            self.entendus.append(message)


def say() -> Message:
    return {"type": "websocket.receive", "bytes": BackMsg(rerun_script={}).SerializeToString()}  # type: ignore[arg-type]


@pytest.mark.parametrize(("identifiant", "ouverte"), [("elu@exemple.fr", True), (INCONNU, False), (PERSONNE, False)])
def test_a_session_is_for_who_has_an_access(comptes: None, identifiant: str, ouverte: bool) -> None:
    session = Session(sign_in(identifiant))
    session.dits.put_nowait({"type": "websocket.disconnect"})
    run(session.serve())
    assert session.recus[0]["type"] == ("websocket.accept" if ouverte else "websocket.close")


def test_an_open_session_is_heard_no_more_once_its_access_is_withdrawn(comptes: None) -> None:
    session = Session(sign_in("agent@exemple.fr"))

    async def play() -> None:
        tache = asyncio.create_task(session.serve())
        session.dits.put_nowait(say())
        while not session.entendus:
            await asyncio.sleep(0)
        await asyncio.to_thread(withdraw_acces, GenreAcces.PERSONNE, "agent@exemple.fr", ACTE, COMMANDE)
        session.dits.put_nowait(say())
        await tache

    run(play())
    assert len(session.entendus) == 1
    assert session.recus[-1] == {"type": "websocket.close", "code": 1008}


def test_a_session_of_an_account_comes_back_through_its_way_in(comptes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "PAR_COMPTE", 0.0)
    session = Session(sign_in("elu@exemple.fr"))
    run(session.serve())
    assert session.recus[-1] == {"type": "websocket.close", "code": 1008}


def test_a_visit_is_noted_once(comptes: None) -> None:
    for identifiant in ("elu@exemple.fr", "elu@exemple.fr", INCONNU):
        session: Any = Session(sign_in(identifiant))
        session.dits.put_nowait({"type": "websocket.disconnect"})
        run(session.serve())
    with open_base() as lecture:
        assert list(load_presences(lecture)) == ["elu@exemple.fr"]
