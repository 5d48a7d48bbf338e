"""What a stranger sends on purpose, too much of it or without a meaning: the server stays up, its log stays short."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.e2e.conftest import PATIENCE, Application, Poser, serve
from tests.e2e.relais import visit

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def atelier(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with serve(poser(tmp_path_factory.mktemp("etrangers") / "base.db", "vide")) as servie:
        yield servie


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
