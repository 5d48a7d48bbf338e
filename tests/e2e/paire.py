"""Two processes on one PostgreSQL, behind the nginx of `deploy/`, with TLS: what a service of the Département runs.

nginx reads the very files that are installed; only the places change: ports, folders, the name of the site.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import IO

from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from loaders.comptes.acces import grant_acces
from loaders.ecriture.journal import Acte
from models.acces import TOUT, Acces
from models.session import use_base
from models.vocabulaire import GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.e2e.conftest import PATIENCE, RACINE, find_port, wait_ready
from tests.e2e.relais import Visiteur, find_programme
from tests.fabrique import MAINTENANT

SITE, MOT_DE_PASSE, SECRET = "tableau.essai", "mot-de-passe", "s" * 64
PERSONNES = {
    "elu@exemple.fr": Role.LECTURE,
    "agent@exemple.fr": Role.MISE_A_JOUR,
    "autre-agent@exemple.fr": Role.MISE_A_JOUR,
    "jeanne@exemple.fr": Role.ADMINISTRATION,
}
NGINX = RACINE / "deploy" / "nginx"
TEMOIN = "tableau_processus"


class Processus:
    """One process of the application; started again on the same port after it was stopped."""

    def __init__(self, base: str, dossier: Path) -> None:
        self.port, self._base = find_port(), base
        self.sortie = dossier / f"processus-{self.port}.txt"
        self._ecrite: IO[bytes] = self.sortie.open("ab")
        self.serveur: subprocess.Popen[bytes]
        self.launch()

    def launch(self) -> None:
        """Start it, without waiting for it."""
        adresse = ["--server.address=127.0.0.1", f"--server.port={self.port}"]
        self.serveur = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", *adresse],
            cwd=RACINE,
            env={**os.environ, "DATABASE_URL": self._base, **write_reglages()},
            stdout=self._ecrite,
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        """Return once it may be sent people."""
        wait_ready(f"http://127.0.0.1:{self.port}/sante/pret", self.serveur)

    def restart(self) -> None:
        """Start it again, and return once it may be sent people."""
        self.launch()
        self.wait()

    def stop(self) -> None:
        """Stop it for good."""
        self.serveur.terminate()
        self.serveur.wait(timeout=PATIENCE)
        self._ecrite.close()


def write_reglages() -> dict[str, str]:
    """Return the settings of a site whose proxy signs people in."""
    return {
        "APP_URL": f"https://{SITE}",
        "LOG_FORMAT": "json",
        "ACCES_MANDATAIRE_IDENTITE": "X-Forwarded-Email",
        "ACCES_MANDATAIRE_GROUPES": "X-Forwarded-Groups",
        "ACCES_MANDATAIRE_SECRET": SECRET,
        "ACCES_CONTACT": "Camille Exemple",
    }


@dataclass
class Paire:
    """The processes, the port of nginx, where it writes, the certificate that its clients trust."""

    processus: tuple[Processus, Processus]
    port: int
    dossier: Path
    base: str

    @property
    def tls(self) -> ssl.SSLContext:
        """What a client of this site trusts."""
        return ssl.create_default_context(cafile=self.dossier / "certificat.pem")

    @property
    def acces(self) -> str:
        """What nginx wrote of requests."""
        return (self.dossier / "nginx.log").read_text(encoding="utf-8")

    def connect(self, source: str = "127.0.0.1", nom: str = SITE) -> HTTPSConnection:
        """Return a connection to the site, by a name, from an address of this machine."""
        connexion = HTTPSConnection(nom, self.port, timeout=PATIENCE, context=self.tls)
        brut = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE, source_address=(source, 0))
        try:
            connexion.sock = self.tls.wrap_socket(brut, server_hostname=nom)
        except ssl.SSLError:
            brut.close()
            raise
        return connexion

    def ask(
        self,
        chemin: str,
        qui: str | None = "elu@exemple.fr",
        methode: str = "GET",
        corps: bytes | None = None,
        source: str = "127.0.0.1",
        **entetes: str,
    ) -> tuple[HTTPResponse, bytes]:
        """Ask for an address as somebody, and return the answer, its connection closed."""
        connexion = self.connect(source)
        tous = {"Host": SITE, **(sign_in(qui) if qui else {}), **{n.replace("_", "-"): v for n, v in entetes.items()}}
        connexion.request(methode, chemin, body=corps, headers=tous)
        reponse = connexion.getresponse()
        lu = reponse.read()
        connexion.close()
        return reponse, lu

    def find_port_de(self, temoin: str) -> int:
        """Return the port of the process that a cookie leads to, by what nginx wrote of it."""
        avant = self.acces.count("\n")
        self.ask("/_stcore/health", Cookie=f"{TEMOIN}={temoin}")
        while True:  # nginx writes once it has answered
            lignes = self.acces.splitlines()[avant:]
            if vus := re.findall(r'"processus":"127\.0\.0\.1:(\d+)"', "\n".join(lignes)):
                return int(vus[-1])

    def find_temoins(self) -> tuple[str, str]:
        """Return two cookies, one for each process."""
        trouves: dict[int, str] = {}
        for rang in range(64):
            trouves.setdefault(self.find_port_de(f"essai{rang}"), f"essai{rang}")
            if len(trouves) == 2:
                break
        return trouves[self.processus[0].port], trouves[self.processus[1].port]

    @contextmanager
    def visit(self, qui: str, temoin: str) -> Iterator[Visiteur]:
        """Open a session as somebody, in the process that a cookie leads to."""
        brut = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        with connect(
            f"wss://{SITE}/_stcore/stream",
            sock=brut,
            ssl=self.tls,
            server_hostname=SITE,
            origin=Origin(f"https://{SITE}"),
            additional_headers={**sign_in(qui), "Cookie": f"{TEMOIN}={temoin}"},
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=PATIENCE,
            compression=None,
        ) as lien:
            yield Visiteur(lien, f"https://{SITE}")


def sign_in(qui: str) -> Mapping[str, str]:
    """Return what says who is there to nginx."""
    from base64 import b64encode

    return {"Authorization": "Basic " + b64encode(f"{qui}:{MOT_DE_PASSE}".encode()).decode()}


def write_nginx(dossier: Path, port: int, clair: int, ports: tuple[int, int], noms: Mapping[str, str]) -> Path:
    """Write the settings of `deploy/nginx` with other places, and those of a machine around them."""
    remplaces = {
        "/etc/nginx/tableau/": f"{dossier}/",
        "/var/log/tableau/": f"{dossier}/",
        "tableau.exemple.fr": SITE,
        "127.0.0.1:8501": f"127.0.0.1:{ports[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{ports[1]}",
        "listen 80 ": f"listen 127.0.0.1:{clair} ",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        **noms,
    }
    for source, cible in {
        "tableau.conf": "tableau.conf",
        "amont.conf": "amont.conf",
        "identite-motdepasse.conf": "identite.conf",
    }.items():
        texte = re.sub(r"^ *listen \[::\].*\n", "", (NGINX / source).read_text(encoding="utf-8"), flags=re.MULTILINE)
        for avant, apres in remplaces.items():
            texte = texte.replace(avant, apres)
        (dossier / cible).write_text(texte, encoding="utf-8")
    (dossier / "secret.conf").write_text(f'proxy_set_header X-Schema-Secret "{SECRET}";\n', encoding="utf-8")
    (dossier / "personnes").write_text(
        "".join(f"{qui}:{{PLAIN}}{MOT_DE_PASSE}\n" for qui in PERSONNES), encoding="utf-8"
    )
    shutil.copytree(NGINX / "pages", dossier / "pages", dirs_exist_ok=True)
    places = " ".join(f"{n}_temp_path {dossier}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    reglages = dossier / "nginx.conf"
    reglages.write_text(
        f"daemon off; master_process off; pid {dossier}/nginx.pid; error_log {dossier}/demarrage.txt;\n"
        f"events {{ worker_connections 2048; }}\nhttp {{ {places} include {dossier}/tableau.conf; }}\n",
        encoding="utf-8",
    )
    return reglages


def write_certificat(dossier: Path) -> None:
    """Write a certificate for the name of the site, signed by itself."""
    commande = [find_programme("openssl", "openssl"), "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"]
    commande += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", f"/CN={SITE}"]
    commande += ["-addext", f"subjectAltName=DNS:{SITE}", "-keyout", "cle.pem", "-out", "certificat.pem"]
    subprocess.run(commande, cwd=dossier, check=True, capture_output=True)


@contextmanager
def serve_paire(base: str, dossier: Path, noms: Mapping[str, str] | None = None) -> Iterator[Paire]:
    """Serve a database by two processes behind nginx until the end; `noms` changes words of the settings of nginx."""
    with use_base(base):
        for identifiant, role in PERSONNES.items():
            acces = Acces(GenreAcces.PERSONNE, identifiant, identifiant.partition("@")[0], role, TOUT)
            grant_acces(acces, Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT), COMMANDE)
    with ExitStack() as pile:
        processus = Processus(base, dossier), Processus(base, dossier)
        for un in processus:
            pile.callback(un.stop)
        for un in processus:
            un.wait()
        port, clair = find_port(), find_port()
        write_certificat(dossier)
        reglages = write_nginx(dossier, port, clair, (processus[0].port, processus[1].port), noms or {})
        nginx = subprocess.Popen(
            [find_programme("nginx", "nginx-light"), "-p", str(dossier), "-c", str(reglages), "-e", str(dossier / "e")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        pile.callback(nginx.wait, PATIENCE)
        pile.callback(nginx.terminate)
        wait_port(port, nginx, dossier)
        yield Paire(processus, port, dossier, base)


def wait_port(port: int, nginx: subprocess.Popen[bytes], dossier: Path) -> None:
    """Return once nginx listens; say what it found wrong when it does not."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
            return
        except OSError:
            if nginx.poll() is not None:
                dit = "".join(p.read_text() for p in (dossier / "e", dossier / "demarrage.txt") if p.exists())
                raise RuntimeError(dit) from None
