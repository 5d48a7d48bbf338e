"""Signing in by OpenID Connect, and out: the code flow of Authlib, then a session of our own, which can be closed.

What a provider gave (tokens, words on the person) stays here: the browser holds a word that means nothing elsewhere.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from models.refus import DroitInsuffisant
from ui.serveur import connectes as c
from ui.serveur.page import write_page
from ui.socle.fournisseur import Fournisseur, lacks_declares, read_declares
from ui.socle.seances import SEANCES
from ui.socle.voies import name_contact

DELAI: Final = 600
"""Seconds that somebody has to sign in at their provider's."""
PATIENCE: Final = 10
"""Seconds that the provider is waited for, at each of its addresses."""
PREUVE_MAX: Final = 3_500
"""Letters of a proof of identity that a cookie holds; without it, the provider asks before it signs out."""
_ICI = "ici"
_RETOUR, _PREUVE, _ENTREE = "retour", "preuve", "entree"
_JOURNAL = logging.getLogger(__name__)


@lru_cache(4)
def build_portail(fournisseur: Fournisseur) -> ASGIApp:
    """Return what answers at the addresses of signing in and out."""
    portail = _Portail(fournisseur)
    # Derived, so that all the servers of an address have the same without one more secret to keep.
    cle = hmac.new(fournisseur.secret.encode(), b"entree", hashlib.sha256).hexdigest()
    garde = Middleware(
        SessionMiddleware,
        secret_key=cle,
        session_cookie=c.name_temoin(fournisseur, _ENTREE),
        max_age=DELAI,
        path=portail.chemin,
        same_site="lax",
        https_only=portail.chiffree,
    )
    routes = [
        Route(c.ENTRER, portail.enter),
        Route(c.REVENIR, portail.come_back),
        Route(c.FINIE, portail.explain_fin),
        Route(c.SORTIR, portail.leave),
        Route(c.SORTIE, portail.explain_sortie),
    ]
    return Starlette(routes=routes, middleware=[garde])


class _Portail:
    """The addresses of signing in and out, for one provider."""

    def __init__(self, fournisseur: Fournisseur) -> None:
        morceaux = urlsplit(fournisseur.app_url)
        self.fournisseur, self.chemin, self.chiffree = fournisseur, morceaux.path or "/", morceaux.scheme == "https"
        self._hote = morceaux.netloc.lower()
        self._client = _build_client(fournisseur)

    async def enter(self, requete: Request) -> Response:
        """Go to the provider; from the public address, to which one comes back with what was begun there."""
        retour = c.clean_retour(requete.query_params.get("retour", "/"))
        if (requete.headers.get("host") or "").lower() != self._hote and _ICI not in requete.query_params:
            entree = c.write_entree(self.fournisseur, retour)
            return RedirectResponse(f"{entree}{'&' if '?' in entree else '?'}{_ICI}=1", 302)
        requete.session.clear()
        requete.session[_RETOUR] = retour
        try:
            return _keep_nowhere(
                await self._client.authorize_redirect(requete, f"{self.fournisseur.app_url}{c.REVENIR}")
            )
        except Exception as erreur:  # whatever the network or the provider does
            return self._explain_panne(erreur)

    async def come_back(self, requete: Request) -> Response:
        """Believe the provider once what it says was checked, and open a session."""
        ancien = c.find_jeton(requete.scope, self.fournisseur)
        if requete.query_params.get("error"):
            return self._refuse("Votre organisme ne vous a pas identifié·e, ou vous y avez renoncé.")
        retour = c.clean_retour(str(requete.session.get(_RETOUR, "/")))
        try:
            jetons = await self._client.authorize_access_token(requete)
            personne = read_declares(await self._read_declares(jetons), self.fournisseur)
        except DroitInsuffisant as refus:
            return self._refuse(str(refus))
        except Exception as erreur:  # a word that cannot be believed, or no answer
            if SEANCES.find(ancien) is not None:  # another window signed in meanwhile, or one went back to this address
                return RedirectResponse(f"{self.fournisseur.app_url}/", 303)
            return self._explain_panne(erreur)
        requete.session.clear()
        await asyncio.to_thread(SEANCES.close, ancien)
        seance = await asyncio.to_thread(SEANCES.open, personne, self.fournisseur.heures)
        reponse = _keep_nowhere(RedirectResponse(f"{self.fournisseur.app_url}{retour}", 303))
        self._set(reponse, "seance", seance, self.chemin)
        preuve = str(jetons.get("id_token", ""))
        if len(preuve) <= PREUVE_MAX:
            self._set(reponse, _PREUVE, preuve, self._find_chemin_sortie())
        return reponse

    async def leave(self, requete: Request) -> Response:
        """Close the session, here then at the provider's; asked for by a page of another site, ask the person."""
        if requete.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return write_page(
                400,
                "Se déconnecter ?",
                "Un autre site vous a envoyé·e à cette adresse.",
                (f"{self.fournisseur.app_url}{c.SORTIR}", "Se déconnecter"),
            )
        await asyncio.to_thread(SEANCES.close, c.find_jeton(requete.scope, self.fournisseur))
        preuve = requete.cookies.get(c.name_temoin(self.fournisseur, _PREUVE))
        reponse = _keep_nowhere(RedirectResponse(await self._find_sortie(preuve), 303))
        for nom, chemin in (("seance", self.chemin), (_PREUVE, self._find_chemin_sortie())):
            reponse.delete_cookie(c.name_temoin(self.fournisseur, nom), path=chemin, secure=self.chiffree)
        return reponse

    async def explain_fin(self, requete: Request) -> Response:
        """Say that the session is over, with the way back to the screen that one comes from."""
        venue = requete.headers.get("referer", "").removeprefix(self.fournisseur.app_url)
        return c.explain_fin(self.fournisseur, venue)

    async def explain_sortie(self, _: Request) -> Response:
        """Say that one is signed out."""
        entrer = (c.write_entree(self.fournisseur), "S’identifier à nouveau")
        return write_page(200, "Vous êtes déconnecté·e", "Vous pouvez fermer cette page.", entrer)

    async def _read_declares(self, jetons: Mapping[str, Any]) -> Mapping[str, object]:
        """Return what the provider says of the person, its other address asked when the proof does not name them."""
        declares: Mapping[str, object] = jetons["userinfo"]
        if not lacks_declares(declares, self.fournisseur):
            return declares
        metadonnees = await self._client.load_server_metadata()
        if not metadonnees.get("userinfo_endpoint"):
            return declares
        reponse = await self._client.get(metadonnees["userinfo_endpoint"], token=jetons)
        reponse.raise_for_status()
        if reponse.headers.get("content-type", "").startswith("application/jwt"):
            autres = await self._open_signe(reponse.text)
        else:
            autres = reponse.json()
        if autres.get("sub") != declares.get("sub"):
            raise ValueError("the two words of the provider speak of two persons")
        return {**autres, **declares}

    async def _open_signe(self, texte: str) -> Mapping[str, object]:
        """Return what a signed answer says, its signature and for whom it was made checked."""
        from joserfc import jwt
        from joserfc.jwk import KeySet

        signe = jwt.decode(texte, KeySet.import_key_set(await self._client.fetch_jwk_set()), algorithms=_SIGNATURES)
        pour = signe.claims.get("aud", self.fournisseur.client)
        if self.fournisseur.client not in (pour if isinstance(pour, list) else [pour]):
            raise ValueError("the answer is made for somebody else")
        return signe.claims

    async def _find_sortie(self, preuve: str | None) -> str:
        """Return where one signs out of the provider; our own page when it has no such address, or does not answer."""
        ici = f"{self.fournisseur.app_url}{c.SORTIE}"
        try:
            if not (await self._client.load_server_metadata()).get("end_session_endpoint"):
                return ici
            lien = await self._client.create_logout_url(
                post_logout_redirect_uri=ici, id_token_hint=preuve, client_id=self.fournisseur.client
            )
        except Exception:  # signed out here, whatever the provider does
            return ici
        return str(lien["url"])

    def _find_chemin_sortie(self) -> str:
        return f"{self.chemin.rstrip('/')}{c.SORTIR}"

    def _set(self, reponse: Response, quoi: str, valeur: str, chemin: str) -> None:
        reponse.set_cookie(
            c.name_temoin(self.fournisseur, quoi),
            valeur,
            max_age=self.fournisseur.heures * 3600,
            path=chemin,
            secure=self.chiffree,
            httponly=True,
            samesite="lax",  # sent along when a link of a mail is followed, not by what another site's page asks for
        )

    def _refuse(self, pourquoi: str) -> Response:
        texte = f"{pourquoi} Pour demander un accès : {name_contact()}."
        return write_page(403, "Vous n’êtes pas identifié·e", texte, (c.write_entree(self.fournisseur), "Recommencer"))

    def _explain_panne(self, erreur: Exception) -> Response:
        _JOURNAL.warning("Somebody could not sign in: %s.", type(erreur).__name__)
        return write_page(
            400,
            "L’identification n’a pas abouti",
            "Elle a duré trop longtemps, ou votre organisme n’a pas répondu comme prévu.",
            (c.write_entree(self.fournisseur), "Recommencer"),
        )


_SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


def _build_client(fournisseur: Fournisseur) -> Any:
    from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        "compte",
        client_id=fournisseur.client,
        client_secret=fournisseur.secret,
        server_metadata_url=fournisseur.adresse,
        client_kwargs={"scope": fournisseur.portee, "code_challenge_method": "S256", "timeout": PATIENCE},
    )


def _keep_nowhere(reponse: Response) -> Response:
    reponse.headers["cache-control"], reponse.headers["referrer-policy"] = "no-store", "no-referrer"
    return reponse
