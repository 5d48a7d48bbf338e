"""More people than a server can hold, and clients that hold it on purpose: it still answers, and says so in French."""

from __future__ import annotations

import base64
import os
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import PATIENCE, Application, Poser, administer, go, serve
from tests.e2e.relais import ask, visit
from ui.serveur.places import compute_limites

pytestmark = pytest.mark.e2e
DESCRIPTEURS = 1_024
FOULE = 300


@pytest.fixture(scope="module")
def etroite(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application where the system grants a process the usual number of files, and no more."""
    with serve(poser(tmp_path_factory.mktemp("foule") / "base.db", "vide"), descripteurs=DESCRIPTEURS) as servie:
        yield servie


def find_port_de(application: Application) -> int:
    return urlsplit(application.adresse).port or 0


def knock(port: int, adresse: str) -> tuple[socket.socket, int]:
    """Ask for a session as from an address that a relay would tell, and return its socket and the status."""
    prise = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    cle = base64.b64encode(os.urandom(16)).decode()
    prise.sendall(
        f"GET /_stcore/stream HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"X-Forwarded-For: {adresse}\r\nSec-WebSocket-Key: {cle}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    lu = b""
    while b"\r\n\r\n" not in lu:
        morceau = prise.recv(4_096)
        assert morceau, "no answer"
        lu += morceau
    return prise, int(lu.split(b" ", 2)[1])


def wait_place(port: int, adresse: str) -> None:
    """Ask again until a session is opened: the server learns after its client that a socket was closed."""
    for _ in range(10_000):
        prise, statut = knock(port, adresse)
        prise.close()
        if statut == 101:
            return
    raise AssertionError("no place was given back")


def test_three_hundred_sockets_leave_the_server_answering(etroite: Application, page: Page) -> None:
    port, limites = find_port_de(etroite), compute_limites(DESCRIPTEURS)
    with ExitStack() as tenues:
        statuts: Counter[int] = Counter()
        for rang in range(FOULE):
            prise, statut = knock(port, f"10.0.0.{rang % 8}")
            tenues.callback(prise.close)
            statuts[statut] += 1
        assert statuts == {101: limites.sessions, 503: FOULE - limites.sessions}
        assert ask(port, "GET", "/_stcore/health", {}) == 200
        reponse = page.goto(etroite.adresse)
        assert reponse is not None
        assert reponse.status == 503
        assert page.get_by_role("heading", level=1).inner_text() == "Trop de personnes à la fois"
        page.get_by_text("cette page réessaie d’elle-même dans 30 secondes").wait_for()
        administer(page, etroite)  # who administers is let in all the same
        go(page, f"{etroite.adresse}/importer", "Importer")
    wait_place(port, "10.0.0.1")
    page.context.clear_cookies()
    go(page, etroite.adresse, "Synthèse")
    assert "Too many open files" not in etroite.sortie.read_text(encoding="utf-8")


def test_one_address_leaves_half_of_the_places(etroite: Application) -> None:
    port, limites = find_port_de(etroite), compute_limites(DESCRIPTEURS)
    wait_place(port, "10.0.1.1")
    with ExitStack() as tenues:
        for _ in range(limites.sessions):
            prise, statut = knock(port, "10.0.2.1")
            tenues.callback(prise.close)
        assert statut == 503
        with visit(port, f"localhost:{port}", {"X-Forwarded-For": "10.0.2.2"}) as lecteur:
            assert lecteur.session


def ask_ailleurs(port: int) -> int:
    """Ask whether the server lives, from another address of this machine."""
    connexion = HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=("127.0.0.2", 0))
    connexion.request("GET", "/_stcore/health")
    statut = connexion.getresponse().status
    connexion.close()
    return statut


def test_half_sent_requests_leave_the_server_answering(etroite: Application) -> None:
    """One address holds half of the connections at most, and not for long."""
    port = find_port_de(etroite)
    with ExitStack() as tenues:
        prises = []
        for _ in range(FOULE):
            with suppress(OSError):
                prise = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
                tenues.callback(prise.close)
                prise.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\nx-a: ")
                prises.append(prise)
        assert ask_ailleurs(port) == 200
        fins = Counter(read_fin(prise) for prise in prises)
        assert fins[b"HTTP/1.1 408 "] >= compute_limites(DESCRIPTEURS).connexions // 2
    assert ask(port, "GET", "/_stcore/health", {}) == 200
    assert "Too many open files" not in etroite.sortie.read_text(encoding="utf-8")


def read_fin(prise: socket.socket) -> bytes:
    """Wait for the server to hang up and return the beginning of what it said."""
    dit = b""
    with suppress(ConnectionResetError):
        while morceau := prise.recv(4_096):
            dit += morceau
    return dit[:13]
