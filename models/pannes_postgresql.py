"""What PostgreSQL says when it fails, as refusals in French.

An error is known by its SQLSTATE, the same in every language of the server. A connection that is refused has none: it
is known by its words, in English and in French, which are not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolVide

from models.pannes import FIGEE, OCCUPEE, PLEINE, write_illisible
from models.refus import BaseFigee, BaseIllisible, BaseIndisponible, BaseOccupee, BasePleine
from models.remede import INITIALISER, Remede, ask_administrateur

LENTE = "La base de données n’a pas répondu à temps : réessayez dans un instant. Rien n’a été enregistré."
SATUREE = "Trop de connexions à la base de données : réessayez dans un instant. Rien n’a été enregistré."
COUPEE = "La connexion à la base de données a été coupée : réessayez dans un instant. Rien n’a été enregistré."
INCERTAINE = (
    "La connexion à la base de données a été coupée au moment d’enregistrer : le journal dit si c’est fait. "
    "Recommencer est sans danger."
)
INCOMPLETE = "Il manque des tables à la base de données :"
CHANGEE = "Les tables de la base de données ne sont pas celles du programme : restaurez la dernière sauvegarde."
INJOIGNABLE = "Le serveur de base de données ne répond pas :"
REFUSEE = "Le serveur de base de données refuse l’accès :"
DROITS = "Le compte qui ouvre la base de données n’a pas les droits qu’il faut. Rien n’a été enregistré :"
ABSENTE = "Cette base n’existe pas sur le serveur de base de données :"
SANS_ESPACE = "L’espace où ranger les tables (search_path) n’existe pas dans la base de données :"
_ADRESSE = ask_administrateur("vérifiez qu’il est démarré, et l’adresse que donne DATABASE_URL.")
_COMPTE = ask_administrateur("vérifiez le compte que donne DATABASE_URL et son mot de passe.")
_DROITS = ask_administrateur("donnez-les au compte que donne DATABASE_URL.")
_CREER = ask_administrateur("créez-la en UTF-8 (createdb), ou corrigez DATABASE_URL.")
_ESPACE = ask_administrateur("créez-le (CREATE SCHEMA), ou corrigez le search_path que donne DATABASE_URL.")

_Panne = tuple[type[BaseIndisponible], str, Remede | None]
_REFUSEE: _Panne = (BaseIndisponible, REFUSEE, _COMPTE)
_COUPEE: _Panne = (BaseIndisponible, COUPEE, None)
_ABSENTE: _Panne = (BaseIndisponible, ABSENTE, _CREER)
_SATUREE: _Panne = (BaseOccupee, SATUREE, None)
_ILLISIBLE: _Panne = (BaseIllisible, write_illisible(None), None)
_ETATS: dict[str, _Panne] = {
    "55P03": (BaseOccupee, OCCUPEE, None),  # a lock was waited for too long
    "40P01": (BaseOccupee, OCCUPEE, None),  # two waited for each other
    "40001": (BaseOccupee, OCCUPEE, None),
    "57014": (BaseOccupee, LENTE, None),  # a statement took too long
    "25P03": (BaseOccupee, LENTE, None),
    "25006": (BaseFigee, FIGEE, None),
    "53100": (BasePleine, PLEINE, None),
    "53300": _SATUREE,
    "42501": (BaseIndisponible, DROITS, _DROITS),
    "42P01": (BaseIndisponible, INCOMPLETE, INITIALISER),
    "42703": (BaseIllisible, CHANGEE, None),
    "3F000": (BaseIndisponible, SANS_ESPACE, _ESPACE),
    "3D000": _ABSENTE,
    "XX001": _ILLISIBLE,
    "XX002": _ILLISIBLE,
}
_CLASSES: dict[str, _Panne] = {"08": _COUPEE, "28": _REFUSEE, "57": _COUPEE}
"""By the first two signs of a SQLSTATE: the connection, the authorization, the server that stops."""
_MOTS: tuple[tuple[tuple[str, ...], _Panne], ...] = (
    (("too many", "trop de clients", "remaining connection slots"), _SATUREE),
    (("password", "mot de passe", "pg_hba", 'role "', "rôle «", "authenti", "permission denied"), _REFUSEE),
    (('database "', "base de données «"), _ABSENTE),
    (("closed the connection", "terminating connection", "connection is lost", "connection has been closed"), _COUPEE),
)


@contextmanager
def translate_postgresql() -> Iterator[None]:
    """Turn the errors of PostgreSQL, and of the wait for a connection to it, into refusals."""
    try:
        yield
    except PoolVide as erreur:
        raise BaseOccupee(SATUREE) from erreur
    except DBAPIError as erreur:
        refus, message, remede = _find_panne(erreur)
        if refus is None:
            raise
        raise refus(message, remede) from erreur


def _find_panne(erreur: DBAPIError) -> _Panne | tuple[None, str, None]:
    """Return what an error is; None for one that is the program's own, as a value that the tables refuse."""
    if erreur.connection_invalidated and erreur.statement is None:
        return BaseIndisponible, INCERTAINE, None  # it was asked to commit: nobody knows whether it did
    etat = getattr(erreur.orig, "sqlstate", None)
    if etat is not None:
        return _ETATS.get(etat) or _CLASSES.get(etat[:2]) or (None, "", None)
    if erreur.connection_invalidated:
        return _COUPEE
    dit = str(erreur.orig).lower()
    if type(erreur.orig).__name__ not in {"OperationalError", "ConnectionTimeout"}:
        return None, "", None
    return next((p for mots, p in _MOTS if any(mot in dit for mot in mots)), (BaseIndisponible, INJOIGNABLE, _ADRESSE))
