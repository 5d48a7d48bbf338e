"""Connections below HTTP, on a clock that the test moves: what comes too late is cut, what comes in time is not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from tests.ui.serveur.test_serveur import run
from ui.serveur.cadence import Liaison
from ui.serveur.connexions import CORPS, DEBIT, ENTETES, LECTURE, MARGE, Connexion, watch_connexions
from ui.serveur.places import Places

ENTIERE = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"
MONTEE = (
    b"GET /_stcore/stream HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
    b"sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
ENVOI = b"PUT /lu HTTP/1.1\r\nhost: localhost\r\ncontent-length: 50000\r\n\r\n"


class Horloge:
    """The loop that runs, with a clock of its own: alarms ring when the test says what time it is."""

    def __init__(self) -> None:
        self.instant = 1_000.0
        self._vraie = asyncio.get_running_loop()
        self._alarmes: list[tuple[float, asyncio.TimerHandle, Callable[[], None]]] = []

    def time(self) -> float:
        return self.instant

    def create_task(self, tache: Any) -> asyncio.Task[Any]:
        return self._vraie.create_task(tache)

    def call_at(self, quand: float, appel: Callable[[], None]) -> asyncio.TimerHandle:
        alarme = asyncio.TimerHandle(quand, appel, (), self._vraie)
        self._alarmes.append((quand, alarme, appel))
        return alarme

    def call_later(self, delai: float, appel: Callable[[], None]) -> asyncio.TimerHandle:
        return self.call_at(self.instant + delai, appel)

    def advance(self, secondes: float) -> None:
        fin = self.instant + secondes
        while dues := sorted((a for a in self._alarmes if a[0] <= fin), key=lambda a: a[0]):
            self._alarmes.remove(dues[0])
            self.instant = max(self.instant, dues[0][0])
            if not dues[0][1].cancelled():
                dues[0][2]()
        self.instant = fin


class Fil:
    """The wire of a connection: what the server wrote on it, and whether it hung up."""

    def __init__(self, adresse: str) -> None:
        self.adresse, self.ecrit, self.ferme = adresse, b"", False
        self.a_lire, self.coupe = 0, False
        self.protocole: Any = None

    def __getattr__(self, nom: str) -> Any:
        return lambda *_: None

    def get_extra_info(self, nom: str, _: object = None) -> Any:
        return {"peername": (self.adresse, 1), "sockname": ("127.0.0.1", 8501)}.get(nom)

    def get_protocol(self) -> Any:
        return self.protocole

    def set_protocol(self, protocole: Any) -> None:
        self.protocole = protocole

    def write(self, octets: bytes) -> None:
        self.ecrit += octets

    def is_closing(self) -> bool:
        return self.ferme

    def get_write_buffer_size(self) -> int:
        return self.a_lire

    def close(self) -> None:
        """Hang up, once what is written was read."""
        if not self.ferme:
            self.ferme = True
            if not self.a_lire:
                self.abort()

    def abort(self) -> None:
        if not self.coupe:
            self.ferme = self.coupe = True
            asyncio.get_running_loop().call_soon(lambda: self.protocole.connection_lost(None))


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the body where the address says so, then answer."""
    if scope["path"] == "/lu":
        await Request(scope, receive).body()
    await PlainTextResponse("ok")(scope, receive, send)


@pytest.fixture
def reglages() -> Config:
    reglages = Config(answer, log_config=None, access_log=False, lifespan="off")
    reglages.load()
    return reglages


class Serveur:
    """Connections of one server."""

    def __init__(self, reglages: Config, nombre: int = 100) -> None:
        self.horloge, self._reglages, self._etat = Horloge(), reglages, ServerState()
        self._classe = type("Essai", (Connexion,), {"places": Places(nombre), "de_trop": Places(MARGE)})

    def connect(self, adresse: str = "10.0.0.1") -> Fil:
        fil = Fil(adresse)
        fil.protocole = self._classe(self._reglages, self._etat, {}, _loop=self.horloge)
        fil.protocole.connection_made(fil)
        return fil

    async def send(self, fil: Fil, *morceaux: bytes) -> None:
        for morceau in morceaux:
            if not fil.ferme:
                fil.protocole.data_received(morceau)
            while self._etat.tasks and fil.protocole.cycle and not fil.protocole.cycle.more_body:
                await asyncio.gather(*self._etat.tasks)
                await asyncio.sleep(0)  # what is done leaves the set at the next turn of the loop


def play(reglages: Config, scene: Callable[[Serveur], Any], nombre: int = 100) -> None:
    async def jouer() -> None:
        await scene(Serveur(reglages, nombre))

    run(jouer())


@pytest.mark.parametrize("debut", [b"", b"GET / HTTP/1.1\r\nhost: loc"])
def test_headers_that_do_not_come_are_not_waited_for(reglages: Config, debut: bytes) -> None:
    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        if debut:
            await serveur.send(fil, debut)
        serveur.horloge.advance(ENTETES - 1)
        if debut:
            await serveur.send(fil, b"a")  # a letter at a time gives nothing more
        assert not fil.ferme
        serveur.horloge.advance(1)
        assert fil.ferme
        assert fil.ecrit.startswith(b"HTTP/1.1 408 ")

    play(reglages, scene)


def test_the_next_request_is_watched_as_the_first(reglages: Config) -> None:
    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        await serveur.send(fil, ENTIERE)
        assert b"200 OK" in fil.ecrit
        await serveur.send(fil, b"GET /")
        serveur.horloge.advance(ENTETES)
        assert fil.ferme
        assert fil.ecrit.count(b"HTTP/1.1") == 2

    play(reglages, scene)


def test_a_body_is_waited_for_as_long_as_it_comes(reglages: Config) -> None:
    async def scene(serveur: Serveur) -> None:
        lent, honnete = serveur.connect(), serveur.connect()
        for fil in (lent, honnete):
            await serveur.send(fil, ENVOI)
        for _ in range(10):
            serveur.horloge.advance(CORPS / 4)
            await serveur.send(lent, b"x")
            await serveur.send(honnete, b"x" * int(DEBIT * CORPS / 4))
        assert lent.ferme
        assert lent.ecrit.startswith(b"HTTP/1.1 408 ")
        assert not honnete.ferme
        await serveur.send(honnete, b"x" * (50_000 - 10 * int(DEBIT * CORPS / 4)))
        assert b"200 OK" in honnete.ecrit

    play(reglages, scene)


def test_what_is_refused_before_its_end_is_not_listened_to(reglages: Config) -> None:
    """The answer leaves before the body has come; what still comes gives no more time."""

    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        await serveur.send(fil, ENVOI.replace(b"/lu", b"/autre"))
        await asyncio.gather(*serveur._etat.tasks)
        assert b"200 OK" in fil.ecrit
        for _ in range(4):
            serveur.horloge.advance(CORPS / 4)
            if not fil.ferme:
                await serveur.send(fil, b"x" * 10_000)
        assert fil.ferme
        assert b"408" not in fil.ecrit

    play(reglages, scene)


@pytest.mark.parametrize("chemin", [b"/lu", b"/autre"], ids=["lu", "refusé"])
def test_a_body_that_came_behind_another_request_is_watched_too(reglages: Config, chemin: bytes) -> None:
    """Its headers are read while the first request is answered; a letter at a time gives nothing more."""

    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        await serveur.send(fil, ENTIERE + ENVOI.replace(b"/lu", chemin))
        for _ in range(8):  # sooner than a connection without a request is closed
            serveur.horloge.advance(CORPS / 5)
            if not fil.ferme:
                await serveur.send(fil, b"x")
        assert b"200 OK" in fil.ecrit
        assert fil.ferme

    play(reglages, scene)


@pytest.mark.parametrize("devant", [b"", ENTIERE], ids=["seul", "derrière une autre"])
def test_a_body_cut_in_pieces_is_not_read(reglages: Config, devant: bytes) -> None:
    """Forty thousand pieces of a letter may come at once: a few hundred are read, unless they came behind another."""

    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        tete = ENVOI.replace(b"content-length: 50000", b"transfer-encoding: chunked").replace(b"/lu", b"/autre")
        fil.protocole.data_received(devant + tete + b"1\r\nx\r\n" * 40_000)
        lus = 0 if devant else len(fil.protocole.cycle.body)
        for _ in range(10):
            await asyncio.sleep(0)
        assert b"HTTP/1.1 411 " in fil.ecrit
        assert fil.ferme
        assert lus < 1_000

    play(reglages, scene)


def test_requests_sent_together_are_all_answered(reglages: Config) -> None:
    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        await serveur.send(fil, ENTIERE + ENVOI + b"x" * 50_000 + ENTIERE)
        for _ in range(3):
            await asyncio.gather(*serveur._etat.tasks)
        assert fil.ecrit.count(b"200 OK") == 3
        assert not fil.ferme

    play(reglages, scene)


def test_a_long_answer_is_not_cut(reglages: Config) -> None:
    """A download, a workbook read: once the request is whole, time is the server's."""

    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        fil.protocole.data_received(ENTIERE)
        serveur.horloge.advance(10 * ENTETES)
        assert not fil.ferme
        await asyncio.gather(*serveur._etat.tasks)
        assert b"200 OK" in fil.ecrit

    play(reglages, scene)


def test_connections_are_counted_and_given_back(reglages: Config) -> None:
    async def scene(serveur: Serveur) -> None:
        ouvertes = [serveur.connect() for _ in range(2)]
        de_trop = serveur.connect()
        await serveur.send(de_trop, ENTIERE)
        assert b"503" in de_trop.ecrit
        assert "Réessayez dans un instant".encode() in de_trop.ecrit
        assert de_trop.ferme
        ailleurs = serveur.connect("10.0.0.2")
        await serveur.send(ailleurs, ENTIERE)
        assert b"200 OK" in ailleurs.ecrit
        for fil in ouvertes:
            fil.close()
        await asyncio.sleep(0)
        encore = serveur.connect()
        await serveur.send(encore, ENTIERE)
        assert b"200 OK" in encore.ecrit
        foule = [serveur.connect() for _ in range(2 * MARGE)]
        assert sum(not fil.ferme for fil in foule) == MARGE // 2 + 1
        await serveur.send(autre := serveur.connect("10.0.0.3"), ENTIERE)  # those refused take nobody's place
        assert b"200 OK" in autre.ecrit

    play(reglages, scene, nombre=4)


def test_who_does_not_read_what_is_answered_is_left(reglages: Config) -> None:
    """Closed as the others are, its connection would wait until it reads, and keep its place."""

    async def scene(serveur: Serveur) -> None:
        sourd, lent = serveur.connect(), serveur.connect()
        for fil in (sourd, lent):
            await serveur.send(fil, ENTIERE)
            fil.a_lire = 500_000
        for _ in range(4):
            serveur.horloge.advance(LECTURE)
            lent.a_lire -= int(DEBIT * LECTURE)
        assert sourd.coupe
        assert lent.ferme  # no other request came
        assert not lent.coupe
        await asyncio.sleep(0)
        await serveur.send(suivant := serveur.connect(), ENTIERE)
        assert b"200 OK" in suivant.ecrit

    play(reglages, scene, nombre=4)


def test_who_reads_a_long_answer_as_it_comes_is_not_left(reglages: Config) -> None:
    async def scene(serveur: Serveur) -> None:
        fil = serveur.connect()
        fil.protocole.data_received(ENTIERE)
        fil.a_lire = 100_000
        for _ in range(4):
            serveur.horloge.advance(LECTURE)
            fil.protocole.resume_writing()  # what was written is read, and as much is written again
        assert not fil.ferme
        fil.a_lire = 0
        serveur.horloge.advance(2 * LECTURE)
        assert not fil.ferme
        await asyncio.gather(*serveur._etat.tasks)

    play(reglages, scene)


async def check_place(serveur: Serveur) -> None:
    """The server has a place left for whoever comes next."""
    suivant = serveur.connect()
    await serveur.send(suivant, ENTIERE)
    assert b"200 OK" in suivant.ecrit


@pytest.mark.parametrize(
    "demande",
    [
        MONTEE.replace(b"version: 13", b"version: 9") + b"\r\n",
        MONTEE.replace(b"sec-websocket-key", b"x-key") + b"\r\n",
        MONTEE + b"content-length: 9\r\n\r\n",
        MONTEE + b"transfer-encoding: chunked\r\n\r\n",
        MONTEE + b"x: y\r\n" * 200 + b"\r\n",
    ],
    ids=["version", "sans clé", "corps", "corps en morceaux", "trop d’en-têtes"],
)
def test_a_session_badly_asked_for_keeps_neither_a_connection_nor_a_place(reglages: Config, demande: bytes) -> None:
    async def scene(serveur: Serveur) -> None:
        for _ in range(4):
            fil = serveur.connect()
            fil.protocole.data_received(demande)
            assert fil.ecrit.startswith(b"HTTP/1.1 400 ")
            assert fil.ferme
            await asyncio.sleep(0)
        await check_place(serveur)

    play(reglages, scene, nombre=4)


def test_a_session_asked_for_behind_another_request_leaves_its_connection(reglages: Config) -> None:
    async def scene(serveur: Serveur) -> None:
        for _ in range(4):
            fil = serveur.connect()
            await serveur.send(fil, ENTIERE + MONTEE.replace(b"version: 13", b"version: 9") + b"\r\n")
            assert b"200 OK" in fil.ecrit
            assert b"HTTP/1.1 400 " in fil.ecrit
            await asyncio.sleep(0)
        await check_place(serveur)

    play(reglages, scene, nombre=4)


def test_the_server_that_starts_us_is_found(reglages: Config) -> None:
    class Depart:
        config = reglages

        async def receive(self) -> None: ...

    assert watch_connexions(Depart().receive, 50)
    assert reglages.http_protocol_class is Connexion
    assert reglages.ws_protocol_class is Liaison
    assert reglages.ws_max_size == 1_000_000
    assert b"server" not in dict(reglages.encoded_headers)
    assert not watch_connexions(lambda: None, 50)
