"""Public reading: who has no access is served the public site, made of the data as they stand, and nothing else.

It is the site of `exports html`, file for file, so that what may be published is decided in one place.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from models.refus import Refus
from models.temps import find_jour
from ui.serveur.connectes import ENTRER
from ui.serveur.ouverture import find_base
from ui.serveur.page import REESSAYER, write_page
from ui.socle.choix_trimestre import CLE
from ui.socle.donnees import Version, find_version, get_defaut, get_plan, maintenant
from ui.socle.memoire import keep
from ui.socle.voies import find_voies

_ACCUEILS = ("", "accueil")
_LUES = ("GET", "HEAD")
_TEXTES = (".html", ".css", ".csv", ".json", ".svg", ".txt", ".md")
"""Ends of the names of files that compress."""


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file of the site as it leaves: plain, compressed (empty where it would gain nothing), its mark."""

    brut: bytes
    compresse: bytes
    marque: str
    nature: str


@dataclass(frozen=True, slots=True)
class Site:
    """The files by their paths, and what finds the page that the address of a screen leads to."""

    fichiers: Mapping[str, Fichier]
    politique: str
    adresses: object


def find_public(scope: Scope, chemin: str) -> Response | None:
    """Return what the public site has at an address, None for what it has not; made in a thread, at the first visit."""
    if scope["method"] not in _LUES:
        return None
    voies = find_voies()
    entree = f"{voies.app_url}{ENTRER}" if voies.fournisseur is not None else ""
    nom = chemin.strip("/")
    try:
        version = find_version(find_jour(maintenant()))
        site = get_site(version, voies.app_url, entree)
    except Refus:
        return write_page(503, "Tableau de bord indisponible", "Réessayez dans quelques minutes.", REESSAYER)
    if nom in _ACCUEILS:
        nom = _find_accueil()
    if nom in site.fichiers:
        return _answer(site.fichiers[nom], Headers(scope=scope), site.politique)
    page = _find_page(site, nom, scope.get("query_string", b"").decode("latin-1"))
    return RedirectResponse(f"{find_base()}/{page}", 302, {"cache-control": "no-store"}) if page else None


@keep(2)
def get_site(version: Version, adresse: str, entree: str) -> Site:
    """Return the site of the data; `adresse` is where it is read, `entree` where one signs in, both may be empty."""
    from exports.formats import Demande, export
    from exports.site.adresses import build_adresses
    from exports.site.cadre import build_csp
    from exports.site.vue import CONNEXION

    assert version.jour is not None  # noqa: S101
    plan = get_plan(version)
    options = {nom: valeur for nom, valeur in (("adresse", adresse), (CONNEXION, entree)) if valeur}
    fichiers = export("html", Demande(plan, get_defaut(version, version.jour), version.jour, options=options))
    assert not isinstance(fichiers, bytes)  # noqa: S101
    return Site(
        {nom: _build_fichier(nom, octets) for nom, octets in fichiers.items()},
        f"{build_csp()}; frame-ancestors 'none'",
        build_adresses(plan),
    )


def _build_fichier(nom: str, octets: bytes) -> Fichier:
    compresse = gzip.compress(octets, 6, mtime=0) if nom.endswith(_TEXTES) else b""
    nature = mimetypes.guess_type(nom)[0] or "text/plain"
    if nature.startswith("text/"):
        nature = f"{nature}; charset=utf-8"
    return Fichier(octets, compresse, f'"{sha256(octets).hexdigest()[:32]}"', nature)


def _answer(fichier: Fichier, recus: Headers, politique: str) -> Response:
    """Return a file, asked for again each time: an import is seen at the next click."""
    entetes = {"cache-control": "no-cache", "etag": fichier.marque, "vary": "Accept-Encoding"}
    entetes["content-security-policy"] = politique
    if recus.get("if-none-match") == fichier.marque:
        return Response(status_code=304, headers=entetes)
    corps = fichier.brut
    if fichier.compresse and "gzip" in (recus.get("accept-encoding") or ""):
        corps, entetes["content-encoding"] = fichier.compresse, "gzip"
    return Response(corps, headers=entetes, media_type=fichier.nature)


def _find_accueil() -> str:
    from exports.site.adresses import SYNTHESE

    return SYNTHESE


def _find_page(site: Site, ecran: str, requete: str) -> str:
    """Return the page that the link of a screen leads to; a site is of one quarter, which each page says."""
    from exports.site.adresses import Adresses

    assert isinstance(site.adresses, Adresses)  # noqa: S101
    gardes = [(nom, valeur) for nom, valeur in parse_qsl(requete) if nom != CLE]
    try:
        return site.adresses.find(f"{ecran}?{urlencode(gardes)}" if gardes else ecran)
    except ValueError:  # the number of a page that is none
        return ""
