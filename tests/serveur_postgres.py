"""A PostgreSQL server for one run of the tests: its own cluster in a temporary folder, gone with the run.

It listens on a socket of that folder and on a free port of the loopback. Its databases sort words as in French, which
is not the order of bytes: a query that leaves the order to the database is seen. Nothing is kept on the disk (fsync
off). PostgreSQL refuses to run as root: the server then runs as another account.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

PROPRIETAIRE, COMPTE, MOT_DE_PASSE = "tests", "tableau", "mot-de-passe"
"""The superuser, who makes the databases, and the ordinary account that owns them: what the program is given."""
COMPTES = ("postgres", "nobody")
DELAI_S = 120
REGLAGES = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "autovacuum": "off",
    "log_min_messages": "panic",
    "lc_messages": "C",
}
PR_SET_PDEATHSIG = 1


def find_binaires() -> Path | None:
    """Return the folder of the newest server of this machine, None when there is none."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    lus = sorted(debian, key=lambda p: [int(n) for n in re.findall(r"\d+", str(p))])
    ailleurs = shutil.which("initdb")
    return lus[-1].parent if lus else Path(ailleurs).resolve().parent if ailleurs else None


@dataclass
class Serveur:
    """A running server: its folder, its port on 127.0.0.1, its process."""

    dossier: Path
    port: int
    processus: subprocess.Popen[bytes] | None = None
    _noms: Iterator[int] = field(default_factory=count)

    def write_url(self, base: str, *, compte: str = COMPTE, **options: str) -> str:
        """The address of a database by the socket, as `DATABASE_URL` is given it."""
        reste = "".join(f"&{nom}={valeur}" for nom, valeur in options.items())
        return f"postgresql+psycopg://{compte}@/{base}?host={self.dossier}&port={self.port}{reste}"

    def write_url_tcp(self, base: str, mot_de_passe: str = MOT_DE_PASSE, compte: str = COMPTE) -> str:
        """The same by the network, where a password is asked for."""
        return f"postgresql+psycopg://{compte}:{mot_de_passe}@127.0.0.1:{self.port}/{base}"

    def connect(self, base: str = "postgres", compte: str = PROPRIETAIRE) -> psycopg.Connection:
        """A connection of the superuser, unless told, without the program."""
        return psycopg.connect(
            host=str(self.dossier), port=self.port, user=compte, dbname=base, autocommit=True, connect_timeout=30
        )

    def execute(self, ordre: sql.Composable | str, base: str = "postgres") -> list[tuple[object, ...]]:
        """Have the superuser say one thing to a database."""
        with self.connect(base) as connexion, connexion.execute(ordre) as curseur:  # type: ignore[arg-type]
            return curseur.fetchall() if curseur.description else []

    def name_base(self) -> str:
        """A name that no database of the run bears."""
        return f"base_{os.getpid()}_{next(self._noms)}"

    def make_base(self, modele: str | None = None, *, nom: str | None = None) -> str:
        """Make a database, empty or like another, and return its name."""
        nom = nom or self.name_base()
        source = sql.SQL(" TEMPLATE {}").format(sql.Identifier(modele)) if modele else sql.SQL("")
        self.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}{}").format(sql.Identifier(nom), sql.Identifier(COMPTE), source)
        )
        return nom

    def drop_base(self, nom: str) -> None:
        """Drop a database, whoever is still there."""
        self.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nom)))

    def stop(self) -> None:
        """Stop the server at once, and remove its folder."""
        if self.processus is not None:
            self.processus.send_signal(signal.SIGQUIT)
            self.processus.wait(DELAI_S)
        shutil.rmtree(self.dossier, ignore_errors=True)


def start_serveur() -> Serveur:
    """Make a cluster and start it; it dies with the process that started it, however that one ends."""
    binaires = find_binaires()
    if binaires is None:
        raise RuntimeError("PostgreSQL is missing, and half of these tests need it: run `make tools`.")
    dossier = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket is 107 bytes at most
    compte = find_compte()
    if compte is not None:
        os.chown(dossier, compte.pw_uid, compte.pw_gid)
    options = {"user": compte.pw_uid, "group": compte.pw_gid, "extra_groups": []} if compte else {}
    donnees = dossier / "donnees"
    langue = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=fr-FR"]
    commun = ["--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync", f"--username={PROPRIETAIRE}"]
    subprocess.run(
        [binaires / "initdb", *commun, *langue, "--encoding=UTF8", "-D", donnees],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=dossier,
        **options,
    )
    port = find_port()
    reglages = REGLAGES | {"unix_socket_directories": str(dossier), "listen_addresses": "127.0.0.1", "port": str(port)}
    serveur = Serveur(dossier, port)
    serveur.processus = subprocess.Popen(
        [binaires / "postgres", "-D", donnees, *(f"--{nom}={valeur}" for nom, valeur in reglages.items())],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=dossier,
        preexec_fn=lambda: ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT, 0, 0, 0),  # noqa: PLW1509
        start_new_session=True,  # Ctrl-C is for the tests: the server stops after them
        **options,
    )
    wait(serveur)
    serveur.execute(
        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(COMPTE), sql.Literal(MOT_DE_PASSE))
    )
    return serveur


def wait(serveur: Serveur) -> None:
    """Return once the server answers."""
    limite = time.monotonic() + DELAI_S
    while True:
        try:
            serveur.execute("SELECT 1")
            return
        except psycopg.OperationalError:
            if time.monotonic() > limite or (serveur.processus and serveur.processus.poll() is not None):
                raise
            time.sleep(0.02)


def find_compte() -> pwd.struct_passwd | None:
    """Return the account that the server runs as, None for our own."""
    if os.geteuid() != 0:
        return None
    for nom in COMPTES:
        with suppress(KeyError):
            return pwd.getpwnam(nom)
    raise RuntimeError("No account to run PostgreSQL as: it refuses root.")


def find_port() -> int:
    """Return a port of the loopback that is free."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


_SIEN: list[Serveur] = []
PLACE = "TESTS_POSTGRESQL"
"""Where the processes of a run find the server of all."""


def share_serveur() -> Serveur:
    """Start the server that the processes started from now on will share."""
    serveur = find_serveur()
    os.environ[PLACE] = f"{serveur.port}:{serveur.dossier}"
    return serveur


def find_serveur() -> Serveur:
    """Return the server of the run: the one that all its processes share, or our own, started when it is wanted."""
    if not _SIEN:
        if place := os.environ.get(PLACE):
            port, _, dossier = place.partition(":")
            _SIEN.append(Serveur(Path(dossier), int(port)))
        else:
            _SIEN.append(start_serveur())
    return _SIEN[0]


def stop_serveur() -> None:
    """Stop the server that this process started, when it did."""
    for serveur in _SIEN:
        if serveur.processus is not None:
            serveur.stop()
    _SIEN.clear()
