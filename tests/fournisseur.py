"""A real provider of OpenID Connect on this machine, with its people, and a browser's manners towards it."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import httpx2
from starlette.types import ASGIApp

T = TypeVar("T")
APP = "http://localhost:8501"
"""The public address of the application in tests that serve none."""
PERSONNES: Mapping[str, dict[str, object]] = {
    "elu": {"email": "elu@exemple.fr", "email_verified": True},
    "agent": {"email": "Agent@Exemple.fr", "email_verified": True, "groups": ["def"]},
    "jeanne": {"email": "jeanne@exemple.fr", "email_verified": True},
    "crip": {"email": "crip@exemple.fr", "email_verified": True},
    "inconnu": {"email": "inconnu@exemple.fr", "email_verified": True},
    "douteux": {"email": "jeanne@exemple.fr", "email_verified": False},
    "muet": {"email": "elu@exemple.fr"},
    "sosie": {"email": "jeanne@exemple.fr\u200b", "email_verified": True},
    "sans": {"groups": ["def"]},
}
"""What the provider says of each, by the name that they sign in with."""


@contextmanager
def run_fournisseur() -> Iterator[str]:
    """Run a provider in a process of its own and yield its address."""
    dits = [m for nom, d in PERSONNES.items() for m in ("--user-claims", json.dumps({"sub": nom, **d}))]
    port = _find_port()
    commande = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-nonce",
        "true",
    ]
    processus = subprocess.Popen([*commande, *dits], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        limite = monotonic() + 60
        while not _answers(port):
            assert processus.poll() is None and monotonic() < limite, "Le fournisseur ne démarre pas."
        yield f"http://localhost:{port}"
    finally:
        processus.terminate()
        processus.wait(timeout=60)


def _find_port() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def write_reglages(fournisseur: str, app_url: str = APP) -> dict[str, str]:
    """Return the settings of a server that a provider signs people in for."""
    return {
        "ACCES_OIDC_ADRESSE": fournisseur,
        "ACCES_OIDC_CLIENT": "tableau",
        "ACCES_OIDC_SECRET": "s" * 32,
        "ACCES_OIDC_GROUPES": "groups",
        "ACCES_CONTACT": "Camille Exemple, poste 12",
        "APP_URL": app_url,
    }


class Navigateur:
    """What a browser does of addresses and cookies, `app` being served at the public address without a port."""

    def __init__(self, app: ASGIApp | None = None, app_url: str = APP) -> None:
        self.app_url = app_url
        locale = {"all://" + app_url.partition("://")[2]: httpx2.ASGITransport(app=app)} if app is not None else {}
        self._http = httpx2.AsyncClient(mounts=locale, timeout=60, headers={"accept": "text/html"})

    @property
    def temoins(self) -> dict[str, str]:
        """Return the cookies held."""
        return {t.name: t.value or "" for t in self._http.cookies.jar}

    async def ask(self, adresse: str, methode: str = "GET", **autres: Any) -> httpx2.Response:
        """Ask for an address, of the application when it begins with a stroke; follow nothing."""
        entiere = f"{self.app_url}{adresse}" if adresse.startswith("/") else adresse
        return await self._http.request(methode, entiere, follow_redirects=False, **autres)

    async def begin(self, nom: str, depuis: str = "/connexion") -> str:
        """Sign in at the provider's and return the address that it sends back to."""
        depart = await self.ask(depuis)
        while depart.status_code == 302 and "/connexion" in depart.headers["location"].partition("?")[0]:
            depart = await self.ask(depart.headers["location"])
        arrivee = await self.ask(depart.headers["location"], "POST", data={"sub": nom})
        return str(arrivee.headers["location"])

    async def sign_in(self, nom: str, depuis: str = "/connexion") -> httpx2.Response:
        """Sign in and return what the application answers in the end."""
        return await self.ask(await self.begin(nom, depuis))

    def forget(self) -> None:
        """Hold no cookie any more."""
        self._http.cookies.clear()

    async def close(self) -> None:
        """Leave nothing open."""
        await self._http.aclose()


def play(scene: Callable[[Navigateur], Coroutine[Any, Any, T]], app: ASGIApp | None = None, app_url: str = APP) -> T:
    """Play a scene with a new browser, in a thread of its own: that of the tests may already run another loop."""

    async def follow() -> T:
        navigateur = Navigateur(app, app_url)
        try:
            return await scene(navigateur)
        finally:
            await navigateur.close()

    with ThreadPoolExecutor(1) as fil:
        return fil.submit(asyncio.run, follow()).result()
