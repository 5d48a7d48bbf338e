"""Where a database is, without what opens it: its engine, its place, its size, the room left beside it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlmodel import Session

from models.session import database_url, is_postgresql, sqlite_path


@dataclass(frozen=True, slots=True)
class Disque:
    """A disk, in bytes."""

    libre: int
    total: int


@dataclass(frozen=True, slots=True)
class Lieu:
    """The engine and its version, the place (a file; a server and a base), bytes used, the disk when it is seen."""

    moteur: str
    place: str
    octets: int
    disque: Disque | None


def find_lieu(session: Session) -> Lieu:
    """Return where the database of a session is; neither its account nor its password is said."""
    url = database_url()
    connexion = session.connection()
    if is_postgresql(url):
        version = connexion.scalar(text("SHOW server_version"))
        octets = connexion.scalar(text("SELECT pg_database_size(current_database())"))
        return Lieu(f"PostgreSQL {str(version).split()[0]}", _name_serveur(url), int(octets or 0), None)
    version = connexion.scalar(text("SELECT sqlite_version()"))
    fichier = sqlite_path(url)
    if fichier is None or not fichier.exists():
        return Lieu(f"SQLite {version}", "en mémoire", 0, None)
    return Lieu(f"SQLite {version}", str(fichier.resolve()), fichier.stat().st_size, find_disque(fichier.parent))


def find_disque(dossier: Path) -> Disque:
    """Return the disk that a folder is on."""
    usage = shutil.disk_usage(dossier)
    return Disque(usage.free, usage.total)


def _name_serveur(url: str) -> str:
    """Return « base « tableau » sur « serveur.exemple.fr » », or on this machine when a socket leads there."""
    adresse = make_url(url)
    hote = adresse.host or adresse.query.get("host") or ""
    hote = hote if isinstance(hote, str) else ", ".join(hote)
    ou = "cette machine" if not hote or hote.startswith("/") else f"« {hote} »"
    return f"base « {adresse.database or 'par défaut'} » sur {ou}"
