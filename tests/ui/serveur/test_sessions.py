"""The door of sessions: places by address and in all, what is said to who finds none, and silence that is closed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from loaders.ecriture.brouillons import FICHIERS_MAX
from tests.ui.serveur.test_serveur import DOCUMENT, run
from ui.serveur import sessions
from ui.serveur.places import Places
from ui.serveur.reponses import Serveur
from ui.serveur.sessions import Guichet
from ui.socle import identity
from ui.socle.trousseau import Trousseau


class Salle:
    """A server of few places behind which a session lasts until it is told to end."""

    def __init__(self, nombre: int) -> None:
        self.serveur = Serveur(self._answer)
        self.serveur._guichet = Guichet(Places(nombre))
        self.fin = asyncio.Event()
        self.ouvertes: list[asyncio.Task[None]] = []

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
            await send({"type": "http.response.body", "body": DOCUMENT.encode()})
            return
        await send({"type": "websocket.accept"})
        await self.fin.wait()

    async def knock(self, adresse: str, *entetes: tuple[bytes, bytes], refus_http: bool = True) -> list[Message]:
        """Ask for a session from an address and return everything answered so far."""
        recus: list[Message] = []

        async def send(message: Message) -> None:
            recus.append(message)

        scope: Scope = {"type": "websocket", "path": "/", "headers": list(entetes), "client": (adresse, 1)}
        scope |= {"extensions": {"websocket.http.response": {}}} if refus_http else {}
        self.ouvertes.append(asyncio.create_task(self.serveur(scope, _wait_toujours, send)))
        while not recus:
            await asyncio.sleep(0)
        return recus

    async def ask(self, chemin: str, adresse: str, *entetes: tuple[bytes, bytes]) -> tuple[int, dict[str, str], str]:
        recus: list[Message] = []

        async def send(message: Message) -> None:
            recus.append(message)

        scope: Scope = {"type": "http", "method": "GET", "path": chemin, "query_string": b"", "client": (adresse, 1)}
        scope |= {"headers": [(b"accept", b"text/html"), *entetes], "scheme": "http", "server": ("localhost", 80)}
        await self.serveur(scope, _wait_toujours, send)
        corps = b"".join(m.get("body", b"") for m in recus).decode()
        return recus[0]["status"], {k.decode(): v.decode() for k, v in recus[0]["headers"]}, corps

    async def close(self) -> None:
        self.fin.set()
        await asyncio.gather(*self.ouvertes)


async def _wait_toujours() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.fixture
def jeton(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The cookie of who administers."""
    monkeypatch.setattr(identity, "TROUSSEAU", Trousseau())
    return f"{identity.name_cookie()}={identity.TROUSSEAU.exchange(identity.TROUSSEAU.cle)}".encode()


def test_sessions_are_counted_by_address_and_in_all(jeton: bytes) -> None:
    async def play() -> None:
        salle = Salle(4)
        ouvre = [{"type": "websocket.accept"}]
        assert [await salle.knock(a) for a in ("10.0.0.1", "10.0.0.1")] == [ouvre, ouvre]
        debut, suite = await salle.knock("10.0.0.1")
        assert (debut["type"], debut["status"]) == ("websocket.http.response.start", 503)
        assert "autant de fois qu’il peut l’être" in suite["body"].decode()
        assert [await salle.knock(a) for a in ("10.0.0.2", "10.0.0.3")] == [ouvre, ouvre]
        assert (await salle.knock("10.0.0.4", refus_http=False)) == [{"type": "websocket.close", "code": 1013}]
        assert (await salle.knock("10.0.0.4", (b"cookie", jeton))) == ouvre
        await salle.close()
        assert (await salle.knock("10.0.0.4")) == ouvre

    run(play())


def test_who_finds_no_place_reads_why(jeton: bytes) -> None:
    """In place of the document, so that the browser shows it; what a session already open needs is still served."""

    async def play() -> None:
        salle = Salle(2)
        assert (await salle.ask("/", "10.0.0.2"))[0] == 200
        for adresse in ("10.0.0.1", "10.0.0.2"):
            await salle.knock(adresse)
        for chemin in ("/", "/importer"):
            statut, entetes, page = await salle.ask(chemin, "10.0.0.3")
            assert (statut, entetes["retry-after"], entetes["refresh"]) == (503, "30", "30")
            assert entetes["cache-control"] == "no-store"
            assert '<html lang="fr">' in page
            assert "<h1>Trop de personnes à la fois</h1>" in page
            assert '<a href="">Réessayer</a>' in page
        for chemin in ("/static/js/a.js", "/_stcore/health"):
            assert (await salle.ask(chemin, "10.0.0.3"))[0] == 200
        assert (await salle.ask("/", "10.0.0.3", (b"cookie", jeton)))[0] == 200
        await salle.close()
        assert (await salle.ask("/", "10.0.0.3"))[0] == 200

    run(play())


async def play_dits(dits: list[Message], *entetes: tuple[bytes, bytes]) -> tuple[list[Message], list[str]]:
    """Say messages in a session, up to one that is text; return what Streamlit hears and what is answered."""
    recus: list[Message] = []
    envoyes: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while not recus or (recus[-1]["type"] != "websocket.disconnect" and "text" not in recus[-1]):
            recus.append(await receive())

    async def receive() -> Message:
        return dits.pop(0) if dits else await _wait_toujours()

    async def send(message: Message) -> None:
        envoyes.append(message["type"])

    scope: dict[str, Any] = {"type": "websocket", "path": "/", "headers": [*entetes], "client": ("10.0.0.1", 1)}
    await Guichet(Places(2)).serve(app, scope, receive, send)
    return recus, envoyes


ENTREE = {"type": "websocket.connect"}
FIN = {"type": "websocket.receive", "text": "fin"}


def test_a_session_that_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first word is waited for, not the next ones: somebody who reads for an hour stays."""
    monkeypatch.setattr(sessions, "MUETTE", 0.01)

    async def play() -> None:
        ferme = {"type": "websocket.disconnect", "code": 1008}
        assert await play_dits([ENTREE]) == ([ENTREE, ferme], ["websocket.close"])
        assert await play_dits([ENTREE, FIN]) == ([ENTREE, FIN], [])

    run(play())


def write_noms(nombre: int) -> Message:
    """Return the message of a page that asks where to send so many files."""
    message = BackMsg()
    message.file_urls_request.file_names.extend([""] * nombre)
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def test_who_reads_cannot_have_the_server_name_files_without_end(jeton: bytes) -> None:
    async def play() -> None:
        permis, trop, enorme = (write_noms(n) for n in (FICHIERS_MAX, FICHIERS_MAX + 1, 400_000))
        assert await play_dits([ENTREE, permis, FIN]) == ([ENTREE, permis, FIN], [])
        for message in (trop, enorme):
            recus, envoyes = await play_dits([ENTREE, message, FIN])
            assert [m["type"] for m in recus] == ["websocket.connect", "websocket.disconnect"]
            assert envoyes == ["websocket.close"]
        # Too many at once is told to who imports, on the screen.
        assert await play_dits([ENTREE, trop, FIN], (b"cookie", jeton)) == ([ENTREE, trop, FIN], [])

    run(play())


def test_a_session_is_heard_for_what_our_pages_say() -> None:
    """Not for what a developer's menu would: one of its words forgets what was read, for everybody."""

    async def play() -> None:
        tu, dit, illisible = BackMsg(clear_cache=True), BackMsg(stop_script=True), b"\xff" * 20
        messages = [{"type": "websocket.receive", "bytes": m.SerializeToString()} for m in (tu, dit)]
        messages.append({"type": "websocket.receive", "bytes": illisible})  # Streamlit says why it closes
        assert await play_dits([ENTREE, *messages, FIN]) == ([ENTREE, *messages[1:], FIN], [])

    run(play())
