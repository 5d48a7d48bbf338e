"""The index of the open data that stands beside the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from exports.blocs.mots import write_note
from exports.blocs.table import write_table
from exports.donnees import dump_json
from exports.formats import Demande
from exports.ouvertes import export as ouvertes
from exports.site.adresses import DONNEES
from exports.site.cadre import Page, join
from exports.site.vue import Vue
from phrases.format import FINE, format_compte, format_nombre, format_trimestre, set_espaces
from phrases.html import Html, escape_html

DOSSIER: Final = "donnees/"
CHIFFRES: Final = "chiffres.json"
OUVRIR: Final = (
    "Fichiers en UTF-8, séparés par des virgules, nombres avec un point, dates AAAA-MM-JJ, case vide : non renseigné. "
    "Dans un tableur, passez par l’import."
)
ENTETES: Final = ("Table", "Ce qu’elle contient", "Lignes", "Taille", "Fichiers")


def build_fichiers(demande: Demande) -> dict[str, bytes]:
    """Return the open data of the quarter, and its figures in JSON, by their names in their folder."""
    fichiers = ouvertes.export(demande)
    chiffres = dump_json(demande.plan, demande.trimestre, interne=ouvertes.INTERNE in demande.options)
    return {**fichiers, CHIFFRES: chiffres.encode()}


def build_donnees(vue: Vue, fichiers: Mapping[str, bytes]) -> Page:
    """Return the page that lists them."""
    ressources = json.loads(fichiers[ouvertes.PAQUET])["resources"]
    lignes = [_write_ligne(r, fichiers) for r in ressources]
    titre = f"Données du {format_trimestre(vue.trimestre)}"
    phrase = f"{format_compte(len(lignes), 'table')} à reprendre, chacune avec le sens de ses colonnes."
    tout = (
        (ouvertes.PAQUET, "datapackage.json", "ce qui réunit les tables (Data Package)"),
        (ouvertes.NOTICE, "LISEZMOI.md", "ce qu’il faut savoir avant de les ouvrir"),
        (CHIFFRES, CHIFFRES, "les chiffres du trimestre et les feuilles dont ils sont faits (JSON)"),
    )
    items = "".join(f"<li>{_link(nom, texte)}{FINE}: {escape_html(sens)}</li>" for nom, texte, sens in tout)
    table = write_table("Tables publiées", ENTETES, lignes, (2, 3), (1,), legende_lue=True)
    note = write_note(set_espaces(OUVRIR))
    corps = join([f'<p class="phrase">{escape_html(phrase)}</p>', note, table, f'<ul class="fichiers">{items}</ul>'])
    return Page(DONNEES, DONNEES, titre, corps, phrase)


def _write_ligne(ressource: Mapping[str, Any], fichiers: Mapping[str, bytes]) -> list[Html]:
    """Return the row of a table; every file has a line of headers."""
    chemin, octets = str(ressource["path"]), fichiers[str(ressource["path"])]
    nombre = max(octets.count(b"\r\n") - 1, 0)
    return [
        escape_html(str(ressource["title"])),
        escape_html(str(ressource["description"])),
        escape_html(format_nombre(nombre)),
        escape_html(f"{format_nombre(max(round(len(octets) / 1000), 1))}\u00a0ko"),
        f"{_link(chemin, chemin)}<br>{_link(str(ressource['schema']), 'sens des colonnes')}",
    ]


def _link(nom: str, texte: str) -> Html:
    return f'<a href="{DOSSIER}{escape_html(nom)}">{escape_html(texte)}</a>'
