"""What an address of the door gives: the files of the exports, those that a token may read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from exports.donnees import dump_json
from exports.formats import Demande
from exports.ouvertes.export import INTERNE, PAQUET, export
from metrics.bilan import is_du_plan
from metrics.publies_charte import Json
from models.jetons import Jeton, Portee
from models.plan import Plan
from models.trimestre import Trimestre
from models.vocabulaire import JeuDonnees

RACINE: Final = "/donnees/v1"
DERNIER: Final = "dernier"
"""What stands for the quarter that the screens show."""
JEUX: Final[Mapping[str, JeuDonnees]] = {
    **dict.fromkeys(
        ("niveaux", "trajectoires", "actions", "engagements", "jalons", "suivis", "decisions", "decisions_prises"),
        JeuDonnees.SUIVI,
    ),
    **dict.fromkeys(("indicateurs", "mesures"), JeuDonnees.INDICATEURS),
    **dict.fromkeys(("partenaires", "participations", "charte", "reunions"), JeuDonnees.PARTENARIAT),
}
"""The set that each published table is of."""
TYPES: Final = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
_TRIMESTRE = re.compile(r"\d{4}-T[1-4]")


@dataclass(frozen=True, slots=True)
class Contenu:
    """What an address gives: its bytes, their type, their digest."""

    octets: bytes
    type: str
    empreinte: str


def build_contenu(octets: bytes, suffixe: str) -> Contenu:
    """Return bytes as what an address gives, by the end of its name."""
    return Contenu(octets, TYPES[suffixe], hashlib.sha256(octets).hexdigest())


def find_trimestre(plan: Plan, dit: str, defaut: Trimestre) -> Trimestre | None:
    """Return the quarter that an address names, `defaut` for « dernier », None when it is none of the plan."""
    if dit == DERNIER:
        return defaut
    trimestre = Trimestre.parse(dit) if _TRIMESTRE.fullmatch(dit) else None
    return trimestre if trimestre is not None and is_du_plan(plan, trimestre) else None


def build_chiffres(plan: Plan, trimestre: Trimestre, *, interne: bool) -> Contenu:
    """Return every figure of a quarter, the bytes of the format « json »."""
    return build_contenu(dump_json(plan, trimestre, interne=interne).encode(), "json")


def build_tables(plan: Plan, trimestre: Trimestre, aujourd_hui: date, *, interne: bool) -> dict[str, Contenu]:
    """Return the tables of a quarter with their schemas, the files of the format « csv », by their names."""
    demande = Demande(plan, trimestre, aujourd_hui, options={INTERNE: "oui"} if interne else {})
    fichiers = export(demande)
    return {n: build_contenu(o, n.rpartition(".")[2]) for n, o in fichiers.items() if n.rpartition(".")[2] in TYPES}


def name_table(fichier: str) -> str:
    """Return the table that a file of the tables is of: `actions.schema.json` is of `actions`."""
    return fichier.partition(".")[0]


def select_paquet(paquet: Contenu, portee: Portee) -> Contenu:
    """Return the descriptor of the tables without those that a token does not read."""
    lu = json.loads(paquet.octets)
    lu["resources"] = [r for r in lu["resources"] if JEUX[r["name"]] in portee.jeux]
    return build_contenu(_dump(lu), "json")


def build_sommaire(plan: Plan, jeton: Jeton, fichiers: Mapping[str, Contenu], dernier: Trimestre) -> Contenu:
    """Return what a program reads first: the quarters, the tables that it may read, until when."""
    tables = sorted({name_table(f) for f in fichiers if f != PAQUET})
    return build_contenu(
        _dump(
            {
                "schema": {"code": plan.code, "nom": plan.nom},
                "demonstration": plan.demonstration,
                "trimestres": [str(t) for t in plan.trimestres_renseignes],
                "dernier": str(dernier),
                "tables": [t for t in tables if JEUX[t] in jeton.portee.jeux],
                "description": f"{RACINE}/openapi.json",
                "jeton": {
                    "nom": jeton.nom,
                    "jeux": [j.value for j in JeuDonnees if j in jeton.portee.jeux],
                    "interne": jeton.portee.interne,
                    "expire_le": jeton.expire_le.isoformat(),
                },
            }
        ),
        "json",
    )


def _dump(objet: Json) -> bytes:
    return (json.dumps(objet, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
