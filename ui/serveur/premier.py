"""The first page of a screen in the document that opens it: asked for beside the loop, kept as it leaves."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import Scope

from models.vocabulaire import Role
from ui.serveur.acces import find_agissant
from ui.serveur.document import put_premier
from ui.socle.memoire import keep
from ui.socle.texte import RIEN, Html

WritePremier = Callable[[str, str, Role], Html]
"""What writes the first page of a path and a query for a role, empty where there is none: no screen is known here."""
PATIENCE = 2.0
"""Seconds that a document waits for its first page: past them it leaves without, and the next one finds it written."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it leaves, plain and compressed."""

    brut: bytes
    compresse: bytes


async def find_premier(write: WritePremier, scope: Scope, chemin: str) -> Html:
    """Return the first page of an address, for who asks and may read it; empty where there is none, or none in time.

    In a thread: the figures of a quarter that nobody asked for yet take a moment, which open sessions are not to wait.
    """
    requete = scope.get("query_string", b"").decode("latin-1")
    role = find_agissant(scope).role
    if role is None:
        return RIEN
    ecrite = asyncio.create_task(asyncio.to_thread(write, chemin, requete, role))
    faits, _ = await asyncio.wait({ecrite}, timeout=PATIENCE)
    return ecrite.result() if faits else RIEN


@keep(32)
def build_document(page: str, premier: Html) -> Document:
    """Return a document with its first page, made once for all who ask for the same."""
    brut = put_premier(page, premier).encode("utf-8")
    return Document(brut, gzip.compress(brut, 6, mtime=0))
