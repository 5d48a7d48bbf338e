"""Whose token a request comes with, how often it may ask, when it last did."""

from __future__ import annotations

import logging
from datetime import datetime

from starlette.datastructures import Headers
from starlette.types import Scope

from loaders.comptes.presence import note_presence
from models.jetons import Jeton, find_jeton, load_jetons
from models.refus import Refus
from models.session import open_base
from models.temps import find_jour
from ui.serveur.debit import Debit
from ui.serveur.probleme import Probleme
from ui.socle.donnees import find_version
from ui.socle.memoire import keep

_JOURNAL = logging.getLogger(__name__)
RAFALE, PAS = 60, 1.0
"""Requests that a token makes at once, and the seconds that give it one more."""
ESSAIS, PAS_ESSAIS = 20, 3.0
"""The same of an address, for those that no token comes with."""
DEBIT, ECHECS = Debit(RAFALE, PAS), Debit(ESSAIS, PAS_ESSAIS)
ENTRE_DEUX = 15 * 60
"""Seconds between two notes of the use of a token."""
_VUS: dict[str, datetime] = {}


def admit(scope: Scope, entetes: Headers, instant: datetime) -> Jeton:
    """Return the token that a request comes with; raise Probleme without one, or when it asks too often."""
    mot, _, dit = (entetes.get("authorization") or "").partition(" ")
    seul = len(entetes.getlist("authorization")) == 1 and mot.lower() == "bearer"
    jeton = find_jeton(_load_jetons(), dit.strip(), find_jour(instant)) if seul else None
    if jeton is None:
        if attente := ECHECS.take(str((scope.get("client") or ("",))[0])):
            raise _wait(attente)
        raise Probleme(
            401,
            "Donnez un jeton en cours de validité dans l’en-tête Authorization (Bearer). Il se demande à qui "
            "administre le tableau de bord.",
            **{"www-authenticate": 'Bearer realm="donnees"'},
        )
    if attente := DEBIT.take(jeton.reference):
        raise _wait(attente)
    _note_usage(jeton, instant)
    return jeton


def _wait(attente: int) -> Probleme:
    mot = "seconde" if attente == 1 else "secondes"
    return Probleme(429, f"Trop de demandes : recommencez dans {attente} {mot}.", **{"retry-after": str(attente)})


def _load_jetons() -> tuple[Jeton, ...]:
    version = find_version()
    return _keep_jetons(version.url, version.revision, version.sceau)


@keep(4)
def _keep_jetons(url: str, revision: int, sceau: str | None) -> tuple[Jeton, ...]:  # noqa: ARG001 (keys the cache)
    with open_base(lecture_seule=True) as session:
        return load_jetons(session)


def _note_usage(jeton: Jeton, instant: datetime) -> None:
    """Note that a token served, once in a while; that it cannot be written stops nobody."""
    vu = _VUS.get(jeton.presence)
    if vu is not None and (instant - vu).total_seconds() < ENTRE_DEUX:
        return
    _VUS[jeton.presence] = instant
    try:
        note_presence(jeton.presence, instant)
    except Refus:
        _JOURNAL.info("The use of a token could not be noted.")
