"""`pg_dump` and `pg_restore`: found, given the account in their environment, and what they say told in French.

Neither a password nor an address is ever one of their arguments, which every account of the machine may read.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection

from models.refus import BaseIllisible, DemandeInvalide

DEBIAN = Path("/usr/lib/postgresql")
ABSENT = (
    "« {nom} » n’est pas installé sur cette machine : installez les outils de PostgreSQL "
    "(sur Debian, postgresql-client). Rien n’a été écrit."
)


def find_outil(nom: str) -> Path:
    """Return the newest of the programs of that name; raise DemandeInvalide when there is none."""
    versions = sorted(DEBIAN.glob(f"*/bin/{nom}"), key=lambda p: int(p.parts[-3]) if p.parts[-3].isdecimal() else 0)
    trouve = versions[-1] if versions else shutil.which(nom)
    if trouve is None:
        raise DemandeInvalide(ABSENT.format(nom=nom))
    return Path(trouve)


def list_environnement(connexion: Connection) -> dict[str, str]:
    """Return the variables by which the programs of PostgreSQL open the same database as a connection."""
    from psycopg.pq import Conninfo

    pilote: Any = connexion.connection.driver_connection
    parametres = {**pilote.info.get_parameters(), "password": pilote.info.password}
    variables = {d.keyword.decode(): d.envvar.decode() for d in Conninfo.get_defaults() if d.envvar}
    return {variables[nom]: valeur for nom, valeur in parametres.items() if nom in variables and valeur}


def run_outil(nom: str, arguments: list[str], acces: Mapping[str, str] | None = None) -> None:
    """Run a program to its end; raise DemandeInvalide when it is not there, BaseIllisible when it fails."""
    fait = subprocess.run(
        [find_outil(nom), *arguments],
        env=_make_env(acces),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if fait.returncode:
        raise BaseIllisible(_write_echec(nom, fait.stderr))


@contextmanager
def read_outil(nom: str, arguments: list[str]) -> Iterator[IO[bytes]]:
    """Yield what a program writes, as it comes; raise as `run_outil` once it was read to its end."""
    with tempfile.TemporaryFile() as erreurs:  # a pipe that nobody reads meanwhile would stop it once full
        processus = subprocess.Popen(
            [find_outil(nom), *arguments], env=_make_env(None), stdout=subprocess.PIPE, stderr=erreurs
        )
        assert processus.stdout is not None  # noqa: S101 (it is a pipe)
        with processus.stdout as sortie:
            try:
                yield sortie
            except BaseException:
                processus.kill()
                raise
            finally:
                processus.wait()
        erreurs.seek(0)
        dit = erreurs.read().decode("utf-8", "replace")
    if processus.returncode:
        raise BaseIllisible(_write_echec(nom, dit))


def _make_env(acces: Mapping[str, str] | None) -> dict[str, str]:
    """Return the environment of a program: instants in UTC, its words in English, which are not repeated whole."""
    return {**os.environ, "PGTZ": "UTC", "LC_ALL": "C", **(acces or {})}


def _write_echec(nom: str, dit: str) -> str:
    if lu := re.search(r"server version: (\d+).*; \w+ version: (\d+)", dit):
        return (
            f"Le serveur est un PostgreSQL {lu[1]}, et « {nom} » d’ici est de la version {lu[2]} : installez "
            f"postgresql-client-{lu[1]}. Rien n’a été écrit."
        )
    derniere = (dit.strip().splitlines() or ["sans rien dire"])[-1]
    return f"« {nom} » a échoué ({derniere}). Rien n’a été écrit."
