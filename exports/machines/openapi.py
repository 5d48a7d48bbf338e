"""The description of the door, in OpenAPI 3.1: addresses, answers, what each figure is. A test holds answers to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.machines.contenus import DERNIER, JEUX, RACINE
from metrics.publies_charte import Json
from models.vocabulaire import JeuDonnees, Meteo, Statut, StatutLibelle

VERSION: Final = "1.0.0"
_REFUS: Final = {
    "400": "La demande ne peut pas être comprise.",
    "401": "Jeton absent, inconnu, expiré ou retiré.",
    "403": "Ce jeton ne permet pas de lire ce jeu de données.",
    "404": "Rien à cette adresse.",
    "405": "Ces adresses se lisent seulement.",
    "429": "Trop de demandes : l’en-tête Retry-After dit combien de secondes attendre.",
    "500": "Incident.",
    "503": "Les données ne peuvent pas être lues en ce moment.",
}


def build_openapi(serveur: str) -> dict[str, Json]:
    """Return the description of the door served at an address (`serveur`, without a slash at its end)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Données du tableau de bord",
            "version": VERSION,
            "description": (
                "Lecture seule. Les chiffres sont ceux des écrans et des exports : rien n’est calculé autrement. Une "
                "valeur inconnue est nulle (JSON) ou vide (CSV), jamais 0. L’ETag suit la révision des données : "
                "renvoyez-le dans If-None-Match, la réponse est 304 tant que rien n’a changé."
            ),
        },
        "servers": [{"url": f"{serveur}{RACINE}"}],
        "security": [{"jeton": []}],
        "paths": {
            "/": _build_lecture(
                "Ce que ce jeton permet de lire", {"application/json": "#/components/schemas/Sommaire"}
            ),
            "/openapi.json": _build_lecture("Cette description", {"application/json": None}),
            "/trimestres/{trimestre}.json": _build_lecture(
                "Tous les chiffres d’un trimestre, avec les actions dont ils sont faits (demande les trois jeux)",
                {"application/json": "#/components/schemas/Chiffres"},
                "Trimestre",
            ),
            "/trimestres/{trimestre}/datapackage.json": _build_lecture(
                "Les tables d’un trimestre (Data Package)",
                {"application/json": "#/components/schemas/Paquet"},
                "Trimestre",
            ),
            "/trimestres/{trimestre}/{table}.csv": _build_lecture(
                "Une table d’un trimestre : UTF-8, virgules, nombres avec un point, dates AAAA-MM-JJ",
                {"text/csv": "#/components/schemas/Table"},
                "Trimestre",
                "NomTable",
            ),
            "/trimestres/{trimestre}/{table}.schema.json": _build_lecture(
                "Le sens des colonnes d’une table (Table Schema)",
                {"application/json": "#/components/schemas/TableSchema"},
                "Trimestre",
                "NomTable",
            ),
        },
        "components": {
            "securitySchemes": {
                "jeton": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Authorization: Bearer, puis le jeton ; jamais dans l’adresse.",
                }
            },
            "parameters": {
                "Trimestre": _build_parametre(
                    "trimestre", {"type": "string", "pattern": rf"^(\d{{4}}-T[1-4]|{DERNIER})$"}, "2026-T3, ou dernier"
                ),
                "NomTable": _build_parametre("table", {"type": "string", "enum": list(JEUX)}, "Nom de la table"),
                "SiAutre": {
                    "name": "If-None-Match",
                    "in": "header",
                    "required": False,
                    "schema": {"type": "string"},
                    "description": "L’ETag déjà reçu.",
                },
            },
            "responses": {_name_refus(code): _build_refus(texte) for code, texte in _REFUS.items()},
            "schemas": {**_build_communs(), **_build_schemas_chiffres()},
        },
    }


def _build_lecture(resume: str, contenus: Mapping[str, str | None], *parametres: str) -> Json:
    """Return a GET: what it gives by type of content, the names of its parameters."""
    corps: dict[str, Json] = {
        t: {"schema": {"$ref": ref} if ref else {"type": "object"}} for t, ref in contenus.items()
    }
    refs: list[Json] = [{"$ref": f"#/components/parameters/{nom}"} for nom in (*parametres, "SiAutre")]
    reponses: dict[str, Json] = {
        "200": {
            "description": "Les données.",
            "headers": {"ETag": {"schema": {"type": "string"}, "description": "Révision des données."}},
            "content": corps,
        },
        "304": {"description": "Rien n’a changé depuis l’ETag donné."},
        **{code: {"$ref": f"#/components/responses/{_name_refus(code)}"} for code in _REFUS},
    }
    return {"get": {"summary": resume, "parameters": refs, "responses": reponses}}


def _name_refus(code: str) -> str:
    return f"Refus{code}"


def _build_parametre(nom: str, schema: Json, description: str) -> Json:
    return {"name": nom, "in": "path", "required": True, "schema": schema, "description": description}


def _build_refus(texte: str) -> Json:
    return {
        "description": texte,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleme"}}},
    }


def _objet(proprietes: dict[str, Json], *facultatives: str) -> dict[str, Json]:
    """Return an object that holds these properties and no other; all of them but those named are always there."""
    return {
        "type": "object",
        "properties": proprietes,
        "required": [nom for nom in proprietes if nom not in facultatives],
        "additionalProperties": False,
    }


def _liste(element: Json) -> dict[str, Json]:
    return {"type": "array", "items": element}


def _ou_rien(genre: str, **suite: Json) -> dict[str, Json]:
    return {"type": [genre, "null"], **suite}


_TEXTE: Final[dict[str, Json]] = {"type": "string"}
_OUI_NON: Final[dict[str, Json]] = {"type": "boolean"}
_ENTIER: Final[dict[str, Json]] = {"type": "integer", "minimum": 0}
_JOUR: Final[dict[str, Json]] = {"type": "string", "format": "date"}
_TRIMESTRE: Final[dict[str, Json]] = {"type": "string", "pattern": r"^\d{4}-T[1-4]$"}


def _build_communs() -> dict[str, Json]:
    jeux: list[Json] = [j.value for j in JeuDonnees]
    return {
        "Probleme": _objet(
            {
                "type": _TEXTE,
                "title": _TEXTE,
                "status": {"type": "integer"},
                "detail": {"type": "string", "description": "Ce qui ne va pas et que faire, en français."},
            }
        ),
        "Sommaire": _objet(
            {
                "schema": _objet({"code": _TEXTE, "nom": _TEXTE}),
                "demonstration": _OUI_NON,
                "trimestres": _liste(_TRIMESTRE),
                "dernier": _TRIMESTRE,
                "tables": _liste({"type": "string", "enum": list(JEUX)}),
                "description": _TEXTE,
                "jeton": _objet(
                    {
                        "nom": _TEXTE,
                        "jeux": _liste({"type": "string", "enum": jeux}),
                        "interne": _OUI_NON,
                        "expire_le": {"type": "string", "format": "date"},
                    }
                ),
            }
        ),
        "Table": {"type": "string", "description": "Les lignes, l’en-tête d’abord ; leur sens est dans .schema.json."},
        "Paquet": {"type": "object", "required": ["name", "title", "description", "resources"]},
        "TableSchema": {"type": "object", "required": ["fields", "missingValues"]},
    }


def _build_schemas_chiffres() -> dict[str, Json]:
    mesures: dict[str, Json] = {
        "avancement": _ou_rien("number", minimum=0, maximum=100),
        "couverture": {**_liste(_ENTIER), "minItems": 2, "maxItems": 2, "description": "Connues, puis comptées."},
        "encadrement": {"type": ["array", "null"], "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        "taux_realisation": _ou_rien("number", minimum=0, maximum=1),
        "attendu": _ou_rien("number", minimum=0, maximum=100),
        "ecart": _ou_rien("number"),
        "exclues": _ENTIER,
        "taux_remontee": _ou_rien("number", minimum=0, maximum=1),
    }
    codes, jour = _liste(_TEXTE), _JOUR
    action = _objet(
        {
            "code": _TEXTE,
            "libelle": _TEXTE,
            "statut_libelle": {"type": "string", "enum": [str(s) for s in StatutLibelle]},
            "orientation": _TEXTE,
            "priorite": _TEXTE,
            "pilote": _TEXTE,
            "engagements": _liste(_ENTIER),
            "statut": {"enum": [*map(str, Statut), None]},
            "avancement": _ou_rien("integer", minimum=0, maximum=100),
            "meteo": {"enum": [*map(str, Meteo), None]},
            "trimestre_de_la_valeur": {"anyOf": [_TRIMESTRE, {"type": "null"}]},
            "reporte": _OUI_NON,
            "debut": jour,
            "echeance": jour,
            "dates_propres": _OUI_NON,
            "poids": {"type": "number", "exclusiveMinimum": 0},
        }
    )
    return {
        "Mesures": _objet(mesures),
        "Action": action,
        "Chiffres": _objet(
            {
                "trimestre": _TRIMESTRE,
                "regle": _TEXTE,
                "demonstration": _OUI_NON,
                "schema": _objet({"code": _TEXTE, "nom": _TEXTE, "debut": jour, "fin": jour}),
                "plan": {"$ref": "#/components/schemas/Mesures"},
                "orientations": _liste(_objet({"code": _TEXTE, **mesures})),
                "priorites": _liste(_objet({"code": _TEXTE, **mesures})),
                "engagements": _liste(_objet({"numero": _ENTIER, "actions": codes, **mesures})),
                "actions": _liste({"$ref": "#/components/schemas/Action"}),
                "partenaires": _liste(_build_partenaire()),
                "charte": {"type": ["object", "null"], "description": "La charte, où le plan en a une."},
                "decisions_prises": {**_liste({"type": "object"}), "description": "Jeton « interne » seulement."},
            },
            "decisions_prises",
        ),
    }


def _build_partenaire() -> Json:
    return _objet(
        {
            "nom": _TEXTE,
            "nature": _ou_rien("string"),
            "type": _ou_rien("string"),
            "categorie": _ou_rien("string"),
            "membre": _ou_rien("boolean"),
            "attendues": _ENTIER,
            "mobilisees": _ENTIER,
            "silencieuses": _ENTIER,
            "spontanees": _ENTIER,
            "taux_mobilisation": _ou_rien("number", minimum=0, maximum=1),
        }
    )
