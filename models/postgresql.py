"""PostgreSQL as the program uses it: how a connection is prepared, whose turn it is to write, what may be written."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from models.refus import BaseIndisponible
from models.remede import ask_administrateur

MOTEUR = "postgresql"
TOUR = 7_214_963_802
"""The advisory lock that whoever writes holds to the end of its transaction: init, migration, tree, import, restore."""
ATTENTE_S = 16
"""Seconds for which a turn, or any lock, is waited for: as long as SQLite's, all attempts together."""
DEMARRAGE_S = 600
"""Seconds for which a start waits for its turn: another may be migrating, and a server that gives up is down."""
REQUETE_S = 120
"""Seconds that one statement may take."""
SILENCE_S = 900
"""Seconds for which a transaction may say nothing: a machine that vanished does not keep its turn for ever."""
REGLAGES = {
    "TimeZone": "UTC",
    "DateStyle": "ISO",
    "lock_timeout": f"{ATTENTE_S}s",
    "statement_timeout": f"{REQUETE_S}s",
    "idle_in_transaction_session_timeout": f"{SILENCE_S}s",
}
CONNEXION_S = 10
"""Seconds for which the server is waited for, unless `DATABASE_URL` says how many."""
ENCODAGE = "La base de données n’est pas en UTF-8, et perdrait des lettres :"
_RECREER = ask_administrateur("faites-en une autre en UTF-8 (createdb, sur template0), et corrigez DATABASE_URL.")
_FIGEE = text(
    "SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean OR NOT coalesce("
    "has_table_privilege(to_regclass('remontee'), 'INSERT'), has_schema_privilege(current_schema(), 'CREATE'), true)"
)


def make_engine(url: str, *, lecture_seule: bool) -> Engine:
    """Return an engine; a transaction of a read-only one sees the data of one instant, and cannot write.

    A connection that the server closed meanwhile is made anew when it is taken. Raises, as SQLAlchemy does, ImportError
    or ArgumentError when the address cannot be understood.
    """
    requete = make_url(url).query
    voulues = {"connect_timeout": CONNEXION_S, "application_name": "tableau de bord"}
    moteur = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        max_overflow=20,
        pool_timeout=ATTENTE_S,
        connect_args={nom: valeur for nom, valeur in voulues.items() if nom not in requete},
    )

    @event.listens_for(moteur, "connect")
    def prepare(connexion: Any, _: object) -> None:
        _prepare(connexion, lecture_seule=lecture_seule)

    event.listen(moteur, "begin", _take_tour)
    return moteur


def _prepare(connexion: Any, *, lecture_seule: bool) -> None:
    """Set a new connection; raise BaseIndisponible, and close it, when its database could not hold every letter."""
    from psycopg import IsolationLevel

    if connexion.info.parameter_status("server_encoding") != "UTF8":
        connexion.close()
        raise BaseIndisponible(ENCODAGE, _RECREER)
    for nom, valeur in REGLAGES.items():
        connexion.execute("SELECT set_config(%s, %s, false)", [nom, valeur])
    connexion.commit()
    if lecture_seule:
        connexion.isolation_level = IsolationLevel.REPEATABLE_READ
        connexion.read_only = True


def _take_tour(connexion: Connection) -> None:
    """Wait for the turn of who writes, whatever it writes; it is given back with the transaction."""
    options = connexion.get_execution_options()
    if options.get("ecriture"):
        if options.get("demarrage"):
            for borne in ("lock_timeout", "statement_timeout"):
                connexion.execute(text(f"SET LOCAL {borne} = '{DEMARRAGE_S}s'"))
        connexion.execute(text("SELECT pg_advisory_xact_lock(:tour)"), {"tour": TOUR})


def read_figee(moteur: Engine) -> bool:
    """Return whether a database can be read but not written: a copy of another server's, or an account that may not."""
    with moteur.connect() as connexion:
        return bool(connexion.scalar(_FIGEE))
