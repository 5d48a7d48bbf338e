"""Who may come in at all, where people have accounts: files that show nothing are for everybody, the rest is not."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Scope

from models.acces import Agissant
from models.refus import Refus
from ui.serveur.connectes import CHEMINS, find_connectee, find_jeton, invite
from ui.serveur.page import LIRE, REESSAYER, write_page
from ui.serveur.presences import note_vu
from ui.socle.fournisseur import Fournisseur
from ui.socle.identity import OU_EST_LE_LIEN, has_comptes, read_agissant
from ui.socle.mandataire import stamp_entetes
from ui.socle.voies import Voies, find_voies, name_contact

_SANS_DONNEES = ("/static/", "/app/static/", "/_stcore/health")
"""Beginnings of the addresses that hold nothing of the plan."""


def stamp(scope: Scope) -> Scope:
    """Return a request that tells who is there as our own word, and nothing that a client could say in our place."""
    try:
        voies = find_voies()
    except Refus:
        voies = Voies()
    connectee = find_connectee(scope, voies.fournisseur) if voies.fournisseur is not None else None
    return {**scope, "headers": stamp_entetes(scope["headers"], voies.mandataire, connectee)}


def is_chiffree() -> bool:
    """Return whether the public address is one of TLS, whatever relays say of each request."""
    try:
        return find_voies().app_url.startswith("https://")
    except Refus:
        return False


def is_du_public(scope: Scope) -> bool:
    """Return whether who asks reads what is public, having no access; who was signed in is first told of the end."""
    try:
        voies = find_voies()
    except Refus:
        return False
    if not voies.public or (agissant := find_agissant(scope)).role is not None:
        return False
    finie = agissant.personne is None and voies.fournisseur is not None and find_jeton(scope, voies.fournisseur)
    return not finie


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
    return explain_dehors(agissant, scope, chemin) if ecran else PlainTextResponse("Accès refusé.", 403)


def explain_dehors(agissant: Agissant, scope: Scope, chemin: str) -> Response:
    """Return the page of who has no access: who they are taken for, and whom to ask."""
    a_qui = name_contact()
    fournisseur = find_fournisseur()
    if fournisseur is not None:
        return invite(agissant, scope, chemin, fournisseur, a_qui)
    if not has_comptes():
        return write_page(403, "Cette page n’est pas publique", f"Elle s’ouvre avec le lien {OU_EST_LE_LIEN}.", LIRE)
    if agissant.personne is None:
        titre = "Vous n’êtes pas identifié·e"
        texte = f"Ouvrez ce tableau de bord à l’adresse où votre organisme vous identifie. La demander à : {a_qui}."
    else:
        titre = "Vous n’avez pas accès à ce tableau de bord"
        texte = f"Votre identifiant, « {agissant.identifiant} », n’a pas d’accès. Le demander à : {a_qui}."
    return write_page(403, titre, texte, REESSAYER)


def find_portail(chemin: str) -> ASGIApp | None:
    """Return what answers at an address of signing in or out, None at any other, or where nobody signs in here."""
    fournisseur = find_fournisseur() if chemin in CHEMINS else None
    if fournisseur is None:
        return None
    from ui.serveur.connexion import build_portail  # what it stands on takes long to import: when somebody signs in

    return build_portail(fournisseur)


def find_fournisseur() -> Fournisseur | None:
    """Return the provider that people sign in at, None where there is none."""
    try:
        return find_voies().fournisseur
    except Refus:
        return None


async def note_visite(scope: Scope) -> None:
    """Note that a person is there, beside the loop."""
    identifiant = find_agissant(scope).identifiant if has_comptes() else None
    if identifiant is not None:
        await asyncio.to_thread(note_vu, identifiant, datetime.now(UTC))
