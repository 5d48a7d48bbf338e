"""Who may come in at all, where people have accounts: files that show nothing are for everybody, the rest is not."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from loaders.comptes.presence import note_presence
from models.acces import Agissant
from models.refus import Refus
from ui.serveur.page import REESSAYER, write_page
from ui.socle.identity import has_comptes, read_agissant
from ui.socle.mandataire import stamp_entetes
from ui.socle.voies import Mandataire, find_voies

_JOURNAL = logging.getLogger(__name__)
_SANS_DONNEES = ("/static/", "/app/static/", "/_stcore/health")
"""Beginnings of the addresses that hold nothing of the plan."""
ENTRE_DEUX = 15 * 60
"""Seconds between two notes of the same person: a visit is one write, not one per window."""
_VUES: dict[str, datetime] = {}


def stamp(scope: Scope) -> Scope:
    """Return a request that tells who is there as our own word, and nothing that a client could say in our place."""
    return {**scope, "headers": stamp_entetes(scope["headers"], _find_mandataire())}


def _find_mandataire() -> Mandataire | None:
    try:
        return find_voies().mandataire
    except Refus:
        return None


def find_agissant(scope: Scope) -> Agissant:
    """Return who acts in a request that was stamped."""
    demande = HTTPConnection(scope)
    return read_agissant(demande.cookies, demande.headers)


def find_dehors(scope: Scope, chemin: str, *, ecran: bool) -> Response | None:
    """Return what is answered to who has no access, None when the request goes on; `ecran` asks for a document."""
    if chemin.startswith(_SANS_DONNEES):
        return None
    agissant = find_agissant(scope)
    if agissant.role is not None:
        return None
    return explain_dehors(agissant) if ecran else PlainTextResponse("Accès refusé.", 403)


def explain_dehors(agissant: Agissant) -> Response:
    """Return the page of who has no access: who they are taken for, and whom to ask."""
    a_qui = _find_contact() or "la personne qui administre l’application"
    if agissant.personne is None:
        titre = "Vous n’êtes pas identifié·e"
        texte = f"Ouvrez ce tableau de bord à l’adresse où votre organisme vous identifie. La demander à : {a_qui}."
    else:
        titre = "Vous n’avez pas accès à ce tableau de bord"
        texte = f"Votre identifiant, « {agissant.identifiant} », n’a pas d’accès. Le demander à : {a_qui}."
    return write_page(403, titre, texte, REESSAYER)


def _find_contact() -> str:
    try:
        return find_voies().contact
    except Refus:
        return ""


async def note_visite(scope: Scope) -> None:
    """Note that a person is there, once in a while, beside the loop; that it cannot be written stops nobody."""
    identifiant = find_agissant(scope).identifiant if has_comptes() else None
    instant = datetime.now(UTC)
    vue = _VUES.get(identifiant or "")
    if identifiant is None or (vue is not None and (instant - vue).total_seconds() < ENTRE_DEUX):
        return
    _VUES[identifiant] = instant
    try:
        await asyncio.to_thread(note_presence, identifiant, instant)
    except Exception:  # whatever it is, the visitor is not to be kept out for it
        _JOURNAL.info("A visit could not be noted.")
