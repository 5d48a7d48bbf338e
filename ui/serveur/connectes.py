"""Who signed in here: the cookie that tells it, the page of who did not, the word that sends a screen to that page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Message, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from models.acces import Agissant, Personne
from ui.serveur.page import write_page
from ui.socle.fournisseur import Fournisseur
from ui.socle.seances import SEANCES

ENTRER: Final = "/connexion"
REVENIR: Final = "/connexion-retour"
FINIE: Final = "/connexion-finie"
SORTIR: Final = "/deconnexion"
SORTIE: Final = "/deconnexion-retour"
CHEMINS: Final = frozenset({ENTRER, REVENIR, FINIE, SORTIR, SORTIE})
"""The addresses of signing in and out; the provider is told the second and the last."""
_RETOUR: Final = re.compile(r"/[a-z0-9_-]*(\?[!-~]*)?")
"""A screen of ours: one segment, so that nobody is led elsewhere."""
_RETOUR_MAX = 1_000
FERMER: Final[Message] = {"type": "websocket.close", "code": 1008}


def name_temoin(fournisseur: Fournisseur, quoi: str = "seance") -> str:
    """Return the name of a cookie: one for all the servers of an address, another for another port of a machine."""
    port = urlsplit(fournisseur.app_url).port
    return f"{quoi}_{port}" if port else quoi


def find_jeton(scope: Scope, fournisseur: Fournisseur) -> str | None:
    """Return the token that a browser holds, whatever it is worth."""
    return HTTPConnection(scope).cookies.get(name_temoin(fournisseur))


def find_connectee(scope: Scope, fournisseur: Fournisseur) -> Personne | None:
    """Return who is signed in, None when nobody is."""
    return SEANCES.find(find_jeton(scope, fournisseur))


def clean_retour(retour: str) -> str:
    """Return where to go once signed in: a screen of ours, the first one for anything else."""
    return retour if len(retour) <= _RETOUR_MAX and _RETOUR.fullmatch(retour) else "/"


def invite(agissant: Agissant, scope: Scope, chemin: str, fournisseur: Fournisseur, a_qui: str) -> Response:
    """Return the page of who is not signed in, is no more, or has no access: how to sign in, or whom to ask."""
    if agissant.personne is not None:
        return write_page(
            403,
            "Vous n’avez pas accès à ce tableau de bord",
            f"Votre identifiant, « {agissant.identifiant} », n’a pas d’accès. Le demander à : {a_qui}.",
            (f"{fournisseur.app_url}{SORTIR}", "Se déconnecter"),
        )
    requete = scope.get("query_string", b"").decode("latin-1")
    retour = f"{chemin}?{requete}" if requete else chemin
    if find_jeton(scope, fournisseur) is not None:
        return explain_fin(fournisseur, retour)
    return write_page(
        403,
        "Identifiez-vous",
        f"Ce tableau de bord s’ouvre avec le compte de votre organisme. Pour demander un accès : {a_qui}.",
        (write_entree(fournisseur, retour), "S’identifier"),
    )


def explain_fin(fournisseur: Fournisseur, retour: str) -> Response:
    """Return the page of somebody whose session is over; their browser holds it no more, so it is said once."""
    texte = f"Une session dure {fournisseur.heures} heures au plus. Identifiez-vous à nouveau pour continuer."
    page = write_page(403, "Votre session est terminée", texte, (write_entree(fournisseur, retour), "S’identifier"))
    page.delete_cookie(name_temoin(fournisseur), path=urlsplit(fournisseur.app_url).path or "/")
    return page


def write_entree(fournisseur: Fournisseur, retour: str = "/") -> str:
    """Return the address where one signs in, then comes back to a screen."""
    propre = clean_retour(retour)
    suite = f"?retour={quote(propre, safe='/')}" if propre != "/" else ""
    return f"{fournisseur.app_url}{ENTRER}{suite}"


async def leave_ecran(scope: Scope, send: Send, fournisseur: Fournisseur, *, ouverte: bool) -> None:
    """Send the screen of somebody who is signed in no more to the page that says so; nothing to who never was.

    `ouverte` tells whether the session was opened already: without a word, its page would only try again.
    """
    if find_jeton(scope, fournisseur) is not None:
        if not ouverte:
            await send({"type": "websocket.accept", "subprotocol": "streamlit"})
        mot = ForwardMsg()
        mot.auth_redirect.url = f"{fournisseur.app_url}{FINIE}"
        await send({"type": "websocket.send", "bytes": mot.SerializeToString()})
    await send(FERMER)
