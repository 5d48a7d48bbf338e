"""What may stand before the server, for real: nginx, a plain TCP relay; and a client that says what it likes."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.e2e.conftest import RACINE, find_port

README = (RACINE / "README.md").read_text(encoding="utf-8")
WEBSOCKET = "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;"
TRANSMISES = {
    "nginx sans Host": "",
    "nginx avec Host": "proxy_set_header Host $http_host;",
    "nginx complet": "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $remote_addr; "
    "proxy_set_header X-Forwarded-Proto $scheme;",
}
RELAIS = ("socat", *TRANSMISES)
SECONDES = 60


def find_programme(nom: str, paquet: str) -> str:
    """Return the path of a program of the system; fail, naming its package, where it is missing."""
    chemin = shutil.which(nom) or shutil.which(nom, path="/usr/sbin:/sbin")
    if chemin is None:
        pytest.fail(f"{nom} est introuvable : apt-get install {paquet}")
    return chemin


@contextmanager
def relay(genre: str, serveur: int, dossier: Path) -> Iterator[int]:
    """Put a relay of one kind before a server of this machine and yield its port."""
    port = find_port()
    if genre == "socat":
        ecoute = f"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr"
        commande = [find_programme("socat", "socat"), ecoute, f"TCP:127.0.0.1:{serveur}"]
        with _launch(commande, port):
            yield port
        return
    corps = f"location / {{ proxy_pass http://127.0.0.1:{serveur}; {WEBSOCKET} {TRANSMISES[genre]} }}"
    with run_nginx(f"server {{ listen 127.0.0.1:{port}; {corps} }}", port, dossier):
        yield port


@contextmanager
def run_nginx(bloc: str, port: int, dossier: Path) -> Iterator[None]:
    """Run nginx on one `server` block, everything it writes in a folder."""
    reglages = dossier / f"nginx-{port}.conf"
    places = " ".join(f"{n}_temp_path {dossier}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    reglages.write_text(
        f"daemon off; master_process off; pid {dossier}/nginx-{port}.pid; error_log {dossier}/erreurs.txt;\n"
        f"events {{}}\nhttp {{ access_log {dossier}/acces.txt; {places}\n{bloc}\n}}\n",
        encoding="utf-8",
    )
    with _launch([find_programme("nginx", "nginx-light"), "-p", str(dossier), "-c", str(reglages)], port):
        yield


@contextmanager
def _launch(commande: list[str], port: int) -> Iterator[None]:
    processus = subprocess.Popen(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        limite = time.monotonic() + SECONDES
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=2).close()
                break
            except OSError:
                assert processus.poll() is None, f"Le relais s’est arrêté : {' '.join(commande)}"
                assert time.monotonic() < limite
        yield
    finally:
        processus.terminate()
        processus.wait(timeout=20)


def read_bloc() -> str:
    """Return the nginx block of the README."""
    (bloc,) = re.findall(r"```nginx\n(.*?)```", README, re.DOTALL)
    return str(bloc)


def ask(port: int, methode: str, chemin: str, entetes: Mapping[str, str]) -> int:
    """Ask for an address and return the status of the answer."""
    connexion = HTTPConnection("127.0.0.1", port, timeout=SECONDES)
    connexion.request(methode, chemin, headers=dict(entetes), body=b"x" if methode == "PUT" else None)
    statut = connexion.getresponse().status
    connexion.close()
    return statut


class Visiteur:
    """A session without a browser: what its screen says, the fields it holds, what it sends of them."""

    def __init__(self, lien: Any, adresse: str) -> None:
        self._lien, self._adresse = lien, adresse
        self._empreintes: dict[str, str] = {}
        self.session = ""
        self.champs: dict[str, str] = {}
        self.requete = ""
        self._depot: FileURLs | None = None
        self.run("")

    def prepare(self, nom: str) -> FileURLs:
        """Return where a file is to be sent, as the page asks for it."""
        message = BackMsg()
        message.file_urls_request.request_id, message.file_urls_request.session_id = "depot", self.session
        message.file_urls_request.file_names.append(nom)
        self._lien.send(message.SerializeToString())
        self._depot = None
        while self._depot is None:
            self._receive([])
        return self._depot

    def run(self, ecran: str, **valeurs: str | bool | FileUploaderState | None) -> str:
        """Run a screen with the values of some fields, by identifier (None: a click), and return every text it says."""
        page, _, requete = ecran.partition("?")
        message = BackMsg()
        demande = message.rerun_script
        demande.query_string, demande.page_script_hash = requete, self._empreintes.get(page, "")
        demande.context_info.timezone, demande.context_info.url = "Europe/Paris", f"{self._adresse}/{page}"
        for champ, valeur in valeurs.items():
            etat = demande.widget_states.widgets.add(id=champ)
            if valeur is None:
                etat.trigger_value = True
            elif isinstance(valeur, FileUploaderState):
                etat.file_uploader_state_value.CopyFrom(valeur)
            elif isinstance(valeur, bool):
                etat.bool_value = valeur
            else:
                etat.string_value = valeur
        self._lien.send(message.SerializeToString())
        textes: list[str] = []
        while self._receive(textes) != ForwardMsg.FINISHED_SUCCESSFULLY:
            pass
        return "\n".join(textes)

    def _receive(self, textes: list[str]) -> int | None:
        message = ForwardMsg.FromString(self._lien.recv(timeout=SECONDES))
        genre = message.WhichOneof("type")
        if genre == "new_session":
            self.session = message.new_session.initialize.session_id
        elif genre == "navigation":
            self._empreintes = {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
        elif genre == "page_info_changed":
            self.requete = message.page_info_changed.query_string  # as the address bar of a browser
        elif genre == "file_urls_response":
            (self._depot,) = message.file_urls_response.file_urls
        elif genre == "delta":
            nature = message.delta.new_element.WhichOneof("type")
            element = getattr(message.delta.new_element, nature) if nature else None
            textes.append(str(getattr(element, "body", "")))
            if nature in ("text_input", "checkbox", "button", "file_uploader"):
                self.champs[element.label] = element.id
        return message.script_finished if genre == "script_finished" else None


@contextmanager
def visit(port: int, hote: str, entetes: Mapping[str, str], session: str = "") -> Iterator[Visiteur]:
    """Open a session through a port of this machine, under any name; raise InvalidStatus when it is refused."""
    autres = {nom: valeur for nom, valeur in entetes.items() if nom != "Origin"}
    with connect(
        f"ws://{hote}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port), timeout=SECONDES),
        origin=Origin(entetes["Origin"]) if "Origin" in entetes else None,
        additional_headers=autres,
        subprotocols=[Subprotocol(p) for p in ("streamlit", *(("jeton", session) if session else ()))],
        max_size=None,
        compression=None,
    ) as lien:
        yield Visiteur(lien, f"http://{hote}")
