"""The door for programs: whose a token is, how often it asks, what it gets. Never a page: refusals are problems."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from datetime import UTC, date, datetime
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from exports.machines.contenus import (
    JEUX,
    RACINE,
    Contenu,
    build_chiffres,
    build_contenu,
    build_sommaire,
    build_tables,
    find_trimestre,
    name_table,
    select_paquet,
)
from exports.machines.openapi import build_openapi
from exports.ouvertes.export import PAQUET
from models.jetons import Jeton
from models.refus import Refus
from models.remede import Canal
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import JeuDonnees
from ui.serveur.incident import name_incident
from ui.serveur.jetons import admit
from ui.serveur.ouverture import find_publique
from ui.serveur.probleme import Probleme, write_probleme
from ui.socle.base import ensure_base
from ui.socle.donnees import Version, find_version, get_defaut, get_plan
from ui.socle.memoire import keep

_JOURNAL = logging.getLogger(__name__)
_PORTE: Final = re.compile(r"/donnees/v\d+(/.*)?", re.DOTALL)
"""The addresses of the door, whatever its version: what else stands under « donnees » is of the public site."""


def is_porte(chemin: str) -> bool:
    """Return whether an address is of the door, be it none of those that it gives."""
    return _PORTE.fullmatch(chemin) is not None


async def answer_machine(scope: Scope, chemin: str) -> Response:
    """Answer a request to the door, beside the loop: the first of a revision computes."""
    try:
        return await asyncio.to_thread(_answer, scope, chemin, datetime.now(UTC))
    except Probleme as probleme:
        return write_probleme(probleme)
    except Refus as refus:
        return write_probleme(Probleme(503, refus.say(Canal.ECRAN)))
    except Exception as erreur:
        numero = name_incident()
        _JOURNAL.exception("Incident %s", numero, exc_info=erreur)
        return write_probleme(Probleme(500, f"Incident {numero} : transmettez ce numéro à qui administre."))


def _answer(scope: Scope, chemin: str, instant: datetime) -> Response:
    entetes = Headers(scope=scope)
    ensure_base()
    jeton = admit(scope, entetes, instant)
    if scope["method"] not in ("GET", "HEAD"):
        raise Probleme(405, "Ces adresses se lisent seulement (GET).", allow="GET, HEAD")
    if scope.get("query_string"):
        raise Probleme(400, "Ces adresses ne prennent rien après « ? » ; le jeton se met dans l’en-tête Authorization.")
    version = find_version()
    reste = chemin.removeprefix(RACINE) if chemin.startswith(RACINE) else ""
    contenu = _find_contenu(version, find_jour(instant), jeton, reste)
    etag = f'"r{version.revision}-{contenu.empreinte[:32]}"'
    tenus = {"etag": etag, "cache-control": "private, no-cache", "vary": "Authorization"}
    if _is_connu(entetes.get("if-none-match") or "", etag):
        return Response(status_code=304, headers=tenus)
    return Response(contenu.octets, 200, tenus, contenu.type)


def _find_contenu(version: Version, jour: date, jeton: Jeton, reste: str) -> Contenu:
    """Return what the end of an address gives; raise Probleme for what is not there, or not for this token."""
    defaut = get_defaut(version, jour)
    match reste.split("/"):
        case ["", ""]:
            tables = _get_tables(version, defaut, jour, jeton.portee.interne)
            return build_sommaire(get_plan(version), jeton, tables, defaut)
        case ["", "openapi.json"]:
            description = json.dumps(build_openapi(find_publique()), ensure_ascii=False, indent=2)
            return build_contenu(f"{description}\n".encode(), "json")
        case ["", "trimestres", fichier] if fichier.endswith(".json"):
            trimestre = _find_trimestre(version, fichier.removesuffix(".json"), defaut)
            _check_portee(jeton, *JeuDonnees)
            return _get_chiffres(version, trimestre, jeton.portee.interne)
        case ["", "trimestres", dit, fichier]:
            return _find_table(version, jour, jeton, (_find_trimestre(version, dit, defaut), fichier))
    raise _miss()


def _find_table(version: Version, jour: date, jeton: Jeton, voulu: tuple[Trimestre, str]) -> Contenu:
    """Return a file of the tables of a quarter; raise Probleme as `_find_contenu` does."""
    trimestre, fichier = voulu
    if fichier != PAQUET:
        if name_table(fichier) not in JEUX:
            raise _miss()
        _check_portee(jeton, JEUX[name_table(fichier)])
    contenu = _get_tables(version, trimestre, jour, jeton.portee.interne).get(fichier)
    if contenu is None:
        raise _miss()
    return select_paquet(contenu, jeton.portee) if fichier == PAQUET else contenu


def _find_trimestre(version: Version, dit: str, defaut: Trimestre) -> Trimestre:
    trimestre = find_trimestre(get_plan(version), dit, defaut)
    if trimestre is None:
        raise Probleme(404, "Ce trimestre n’est pas du plan ; il s’écrit 2026-T3, ou « dernier ».")
    return trimestre


def _check_portee(jeton: Jeton, *jeux: JeuDonnees) -> None:
    if manque := [j.libelle for j in jeux if j not in jeton.portee.jeux]:
        raise Probleme(403, f"Ce jeton ne permet pas de lire : {', '.join(manque)}.")


def _miss() -> Probleme:
    return Probleme(404, f"Rien à cette adresse ; {RACINE}/openapi.json dit celles qui existent.")


@keep(16)
def _get_chiffres(version: Version, trimestre: Trimestre, interne: bool) -> Contenu:
    return build_chiffres(get_plan(version), trimestre, interne=interne)


@keep(16)
def _get_tables(version: Version, trimestre: Trimestre, jour: date, interne: bool) -> dict[str, Contenu]:
    return build_tables(get_plan(version), trimestre, jour, interne=interne)


def _is_connu(dits: str, etag: str) -> bool:
    """Return whether the answer is one that the program already has: a list of tags, weak ones as the others."""
    tags = [t.strip().removeprefix("W/") for t in dits.split(",")]
    return etag in tags or tags == ["*"]
