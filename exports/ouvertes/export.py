"""A quarter as open data: a CSV file and its schema a table, the Data Package that ties them, a read-me file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from exports.formats import Demande
from exports.ouvertes.fichier import dump_csv
from exports.ouvertes.notice import write_notice
from exports.ouvertes.schema import build_schema
from exports.tables.champs import Table, select_publics
from exports.tables.registre import build_tables
from metrics.bilan import REGLE, compute_bilan
from metrics.publies_charte import Json
from models.plan import Plan
from models.texte import slug
from phrases.format import format_trimestre
from phrases.source import write_source

INTERNE: Final = "interne"
PAQUET, NOTICE = "datapackage.json", "LISEZMOI.md"
FICTIVES: Final = " – données fictives de démonstration"


def export(demande: Demande) -> dict[str, bytes]:
    """Return the files of the folder by their names; blocages, decisions and free texts are there on demand alone.

    They depend on the data and on the day it is judged at: nothing says when they were made.
    """
    interne = INTERNE in demande.options
    toutes = build_tables(compute_bilan(demande.plan, demande.trimestre, demande.aujourd_hui))
    tables = toutes if interne else [publique for t in toutes if (publique := select_publics(t)) is not None]
    fichiers: dict[str, bytes] = {}
    for table in tables:
        fichiers[_name_csv(table)] = dump_csv(table, str(demande.trimestre), demande.plan.demonstration)
        fichiers[_name_schema(table)] = _dump(build_schema(table))
    paquet = _build_paquet(demande, tables, fichiers)
    fichiers[PAQUET] = _dump(paquet)
    fichiers[NOTICE] = write_notice(str(paquet["title"]), str(paquet["description"]), tables, interne).encode()
    return fichiers


def _name_csv(table: Table) -> str:
    return f"{table.nom}.csv"


def _name_schema(table: Table) -> str:
    return f"{table.nom}.schema.json"


def _dump(objet: Json) -> bytes:
    return (json.dumps(objet, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def write_titre(plan: Plan, moment: str) -> str:
    """Return the title of the data of a plan, which says that they are fictitious when they are."""
    return f"{plan.nom}, {moment}{FICTIVES if plan.demonstration else ''}"


def _build_paquet(demande: Demande, tables: Sequence[Table], fichiers: dict[str, bytes]) -> dict[str, Json]:
    """Return the descriptor; no licence nor publisher, which whoever publishes has to say."""
    plan, trimestre = demande.plan, demande.trimestre
    suite = "-demonstration" if plan.demonstration else ""
    return {
        "profile": "tabular-data-package",
        "name": f"{slug(plan.code)}-{slug(str(trimestre))}{suite}",
        "title": write_titre(plan, format_trimestre(trimestre)),
        "description": f"{write_source(plan, trimestre, demande.aujourd_hui)} Règle de calcul\u202f: {REGLE}.",
        "resources": [_build_ressource(table, fichiers[_name_csv(table)]) for table in tables],
    }


def _build_ressource(table: Table, octets: bytes) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table.nom,
        "title": table.titre,
        "description": table.sens,
        "path": _name_csv(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(octets),
        "hash": f"sha256:{hashlib.sha256(octets).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": _name_schema(table),
    }
