"""What a stranger sends on purpose, too much of it or without a meaning: the server stays up, its log stays short."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.e2e.conftest import PATIENCE, Application, Poser, administer, go, serve
from tests.e2e.relais import ask, visit
from ui.serveur.ecrits import LIGNES

pytestmark = pytest.mark.e2e
FOIS = 3 * LIGNES
LONG = "a" * 5_000


@pytest.fixture(scope="module")
def atelier(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with serve(poser(tmp_path_factory.mktemp("etrangers") / "base.db", "vide")) as servie:
        yield servie


def send_brut(port: int, octets: bytes) -> None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as prise:
        prise.sendall(octets)
        while prise.recv(65_536):
            pass


def send_message(port: int, message: bytes | str) -> int | None:
    """Send one message to a session and return the code it is closed with."""
    adresse = f"ws://localhost:{port}/_stcore/stream"
    with connect(adresse, max_size=None, compression=None, open_timeout=PATIENCE) as lien:
        try:
            lien.send(message)
            while True:
                lien.recv(timeout=PATIENCE)
        except ConnectionClosed as fin:
            return fin.rcvd.code if fin.rcvd else None


def test_a_page_cannot_send_more_than_its_fields_hold(atelier: Application) -> None:
    """What is too large is refused at its first bytes: it is never whole in memory."""
    port = urlsplit(atelier.adresse).port or 0
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="x").string_value = "a" * 2_000_000
    assert send_message(port, message.SerializeToString()) == 1009
    with visit(port, f"localhost:{port}", {}) as lecteur:
        assert lecteur.session


def test_a_stranger_does_not_fill_the_log(atelier: Application) -> None:
    port = urlsplit(atelier.adresse).port or 0
    avant = len(atelier.sortie.read_bytes())
    for rang in range(FOIS):
        for origine in (f"http://ailleurs{rang}.exemple", f"http://{LONG}.exemple"):
            with suppress(InvalidStatus), visit(port, f"localhost:{port}", {"Origin": origine}):
                pass
        assert send_message(port, b"\xff" * 20) == 1002
        send_message(port, f"texte {rang}")
        send_brut(port, f"N'IMPORTE {rang}\r\n\r\n".encode())
        send_brut(port, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: autre\r\n\r\n")
        assert ask(port, "GET", f"/app/static/{LONG}{rang}", {}) == 404
        assert ask(port, "GET", f"/app/static/%00{rang}", {}) in (400, 404)
        assert ask(port, "GET", f"/ouvrir?cle={rang}", {"Accept": "text/html"}) in (403, 429)
        assert ask(port, "GET", f"/_stcore/component/{rang}/../../x", {}) < 500
    ecrit = atelier.sortie.read_bytes()[avant:].decode()
    assert "Traceback" not in ecrit
    assert len(ecrit) < 200_000
    for trace in ("ailleurs", "N'IMPORTE", "Unsupported upgrade", "wrong or spent key", "deserializing", "text frames"):
        assert ecrit.count(trace) <= 2 * LIGNES
    assert LONG not in ecrit


def test_a_file_too_large_is_refused_in_french(atelier: Application, page: Page) -> None:
    administer(page, atelier)
    go(page, f"{atelier.adresse}/importer", "Importer")
    page.locator("input[type=file]").set_input_files(
        {"name": "gros.xlsx", "mimeType": "", "buffer": b"0" * (21 * 2**20)}
    )
    refus = page.get_by_test_id("stFileChip").get_by_role("alert")
    refus.filter(has_text="Le fichier dépasse 20 Mo.").wait_for()
    boite = refus.bounding_box()
    assert boite is not None
    assert boite["width"] > 100  # in sight, not for a screen reader alone
    assert boite["height"] > 10
    assert refus.inner_text() == "Erreur\u202f: Le fichier dépasse 20 Mo."
    assert page.get_by_test_id("stFileChip").get_by_text("gros.xlsx").is_visible()
