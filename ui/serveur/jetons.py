"""Whose token a request comes with, how often it may ask, when it last did."""

from __future__ import annotations

from datetime import datetime

from starlette.datastructures import Headers
from starlette.types import Scope

from models.jetons import Jeton, find_jeton, load_jetons
from models.temps import find_jour
from ui.serveur.debit import Debit
from ui.serveur.presences import note_vu
from ui.serveur.probleme import Probleme
from ui.socle.donnees import read_kept

RAFALE, PAS = 60, 1.0
"""Requests that a token makes at once, and the seconds that give it one more."""
ESSAIS, PAS_ESSAIS = 20, 3.0
"""The same of an address, for those that no token comes with."""
DEBIT, ECHECS = Debit(RAFALE, PAS), Debit(ESSAIS, PAS_ESSAIS)


def admit(scope: Scope, entetes: Headers, instant: datetime) -> Jeton:
    """Return the token that a request comes with; raise Probleme without one, or when it asks too often."""
    mot, _, dit = (entetes.get("authorization") or "").partition(" ")
    seul = len(entetes.getlist("authorization")) == 1 and mot.lower() == "bearer"
    jeton = find_jeton(read_kept(load_jetons), dit.strip(), find_jour(instant)) if seul else None
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
    note_vu(jeton.presence, instant)
    return jeton


def _wait(attente: int) -> Probleme:
    mot = "seconde" if attente == 1 else "secondes"
    return Probleme(429, f"Trop de demandes : recommencez dans {attente} {mot}.", **{"retry-after": str(attente)})
