"""A viewer without a browser: the websocket of Streamlit, its messages, the end of each run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.serveurs import Servi

SECONDES = 60
_TITRE = re.compile(r"<h1[^>]*>([^<]+)")


class Session:
    """One open session of a Streamlit server, on one screen."""

    def __init__(self, lien: ClientConnection, adresse: str, ecran: str) -> None:
        self._lien, self._adresse = lien, adresse
        self._page, _, self._parametres = ecran.partition("?")
        self._empreintes: dict[str, str] = {}
        self.titre = ""

    def rerun(self) -> None:
        """Ask for a run of the screen and wait for its end; raise RuntimeError when the script failed."""
        message = BackMsg()
        demande = message.rerun_script
        demande.query_string = self._parametres
        demande.page_script_hash = self._empreintes.get(self._page, "")
        demande.context_info.timezone = "Europe/Paris"
        demande.context_info.locale = "fr-FR"
        demande.context_info.url = f"{self._adresse}/{self._page}"
        demande.context_info.color_scheme = "light"
        self._lien.send(message.SerializeToString())
        while self._receive() != ForwardMsg.FINISHED_SUCCESSFULLY:
            pass

    def _receive(self) -> int | None:
        """Read one message; return how the run ended when it says so."""
        recu = self._lien.recv(timeout=SECONDES)
        message = ForwardMsg.FromString(recu if isinstance(recu, bytes) else recu.encode())
        genre = message.WhichOneof("type")
        if genre == "navigation":
            self._empreintes = {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
        elif genre == "page_info_changed":
            self._parametres = message.page_info_changed.query_string  # as the address bar of a browser
        elif genre == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                raise RuntimeError(element.exception.message)
            if element.WhichOneof("type") == "alert" and "Accès refusé" in element.alert.body:
                raise RuntimeError(element.alert.body)
            if element.WhichOneof("type") == "heading" and element.heading.tag == "h1":
                self.titre = element.heading.body
            if element.WhichOneof("type") == "html" and (titre := _TITRE.search(element.html.body)):
                self.titre = titre[1]  # a sheet writes its own
        return message.script_finished if genre == "script_finished" else None


@contextmanager
def open_session(servi: Servi, ecran: str) -> Iterator[Session]:
    """Open a screen as who administers does, ready to be run again."""
    adresse = servi.adresse
    hote = urlsplit(adresse).netloc
    with connect(
        f"ws://{hote}/_stcore/stream",
        origin=Origin(adresse),
        additional_headers={"Cookie": servi.cookie} if servi.cookie else None,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        compression=None,
    ) as lien:
        session = Session(lien, adresse, ecran)
        session.rerun()  # tells the screens and their hashes
        session.rerun()
        yield session
