"""What a command answered, read for a test: places, values, messages, the state of the database file."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from exports.donnees import dump_json
from loaders.apercu.apercu import Apercu
from loaders.ecriture.application import Accord, apply_lecture
from loaders.ecriture.journal import Acte
from loaders.lecture.brut import Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.chargement import load_plan
from models.session import database_url, dispose_engines, is_postgresql, open_base
from models.trimestre import Trimestre
from tests.serveur_postgres import find_serveur


@dataclass
class Sortie:
    """What a command printed and returned; `donnees` is its JSON object, empty without `--json`."""

    code: int
    out: str
    err: str
    donnees: dict[str, Any] = field(default_factory=dict)

    @property
    def fichiers(self) -> list[dict[str, Any]]:
        return self.donnees["fichiers"]  # type: ignore[no-any-return]


Lancer = Callable[..., Sortie]
Verifier = Callable[..., dict[str, Any]]
Ecrire = Callable[[str, bytes], Path]


def find_base() -> Path:
    """The file of the database in use."""
    return Path(database_url().removeprefix("sqlite:///"))


def read_etat() -> tuple[list[str], str]:
    """The folder of the database and the digest of its file; of a server, the digest of all its rows."""
    if is_postgresql(database_url()):
        return [], hashlib.sha256(repr(list_rangees()).encode()).hexdigest()
    fichier = find_base()
    noms = sorted(p.name for p in fichier.parent.iterdir()) if fichier.parent.exists() else []
    return noms, hashlib.sha256(fichier.read_bytes()).hexdigest() if fichier.exists() else ""


def list_places(fichier: dict[str, Any]) -> list[tuple[str, str, str | None, int | None, str | None]]:
    """The anomalies of a file: code, gravity, sheet, row, column."""
    return [(a["code"], a["gravite"], a["feuille"], a["ligne"], a["colonne"]) for a in fichier["anomalies"]]


def list_valeurs(fichier: dict[str, Any]) -> dict[str, Any]:
    """The changes of a file: cell → what it would store."""
    return {c["cellule"]: c["apres"] for c in fichier["changements"]}


def find_message(fichier: dict[str, Any], code: str) -> str:
    """The message of the only anomaly of a code."""
    (message,) = [read_constat(a) for a in fichier["anomalies"] if a["code"] == code]
    return message


def read_constat(anomalie: dict[str, Any]) -> str:
    """The message of an anomaly without what it begins with: what its row speaks of, and its cell."""
    debut = f"{anomalie['sujet']}, {anomalie['colonne'] or ''}{anomalie['ligne'] or ''} – "
    message = str(anomalie["message"])
    assert message.startswith(debut) or not anomalie["sujet"]
    return message.removeprefix(debut)


def check_refus(verifier: Verifier, octets: bytes, code: str, *mots: str, nom: str = "remontee.xlsx") -> str:
    """Check that the file is refused for that only reason, and that its message says those words."""
    fichier = verifier(octets, nom=nom)
    assert fichier["statut"] == "refuse"
    assert fichier["changements"] == []
    assert list_places(fichier) == [(code, "erreur", None, None, None)]
    message = find_message(fichier, code)
    assert all(mot in message for mot in mots), message
    return message


JOURNAL = {
    *("presence", "seance", "entretien", "reception", "envoi", "correspondance"),
    *("remontee", "changement", "fichier_recu", "brouillon", "alembic_version"),
}


def read_lignes() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every business table, in an order of their own, its values as SQLite stores them."""
    dispose_engines()
    if is_postgresql(database_url()):
        return {table: lignes for table, lignes in list_rangees().items() if table not in JOURNAL}
    with contextlib.closing(sqlite3.connect(find_base())) as connexion:
        tables = [t for (t,) in connexion.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: sorted(connexion.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
            for table in tables
            if table not in JOURNAL
        }


def list_rangees() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the PostgreSQL database in use, in an order of their own."""
    with find_serveur().connect(str(make_url(database_url()).database)) as connexion:
        noms = connexion.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {
            nom: sorted(
                (tuple(map(_to_sqlite, x)) for x in connexion.execute(f'SELECT * FROM "{nom}"').fetchall()), key=repr
            )
            for (nom,) in noms
        }


def _to_sqlite(valeur: Any) -> Any:
    if isinstance(valeur, date):
        return valeur.isoformat()
    return int(valeur) if isinstance(valeur, bool) else valeur


def read_json(trimestre: str) -> str:
    """What `exports json` publishes of a quarter."""
    with open_base() as session:
        return dump_json(load_plan(session), Trimestre.parse(trimestre))


def apply_recu(octets: bytes, accord: Accord, acte: Acte) -> Apercu:
    """Apply one file with rights and a preview seen that the commands do not take."""
    return apply_lecture(read_classeurs([Recu("remontee.xlsx", octets)])[0], Options(), acte, accord)


def list_entrees(lancer: Lancer) -> list[dict[str, Any]]:
    return lancer("journal", "--json").donnees["remontees"]  # type: ignore[no-any-return]
