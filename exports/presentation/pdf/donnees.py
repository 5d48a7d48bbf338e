"""What the template reads: the story as JSON, each drawing with its kind, each text with signs that can be drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from exports.presentation.pdf.signes import keep_signes
from exports.presentation.pieces import Barres, Courbe, Dessin, Nombres, Recit, Section, Table, Texte
from phrases.format import NON_RENSEIGNE

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

MOTS = {
    "fictif": "Données fictives",
    "en_bref": "En bref",
    "inconnu": NON_RENSEIGNE,
    "a_l_ecran": "À l’écran\u202f: ",
    "vide": "Aucun constat\u202f: les données de ce trimestre n’en portent pas.",
}
"""The few words that are the document's own."""
BARRES_PAR_DESSIN = 18
"""Beyond this many a drawing is cut in several, so that each holds on a page."""
_SUITE = (" ", "\u202f", "\u00a0", ",", ".", ")")


def dump_recit(recit: Recit, adresse_base: str, auteur: str) -> str:
    """Return a story as the template reads it; links to the screens start with `adresse_base`, none without."""
    sections = [s for s in recit.sections if not s.annexe]
    jour = recit.periode.jusqu_a.dernier_jour
    donnees: dict[str, Json] = {
        "titre": f"{recit.couverture.titre} – {recit.portee}" if recit.portee else recit.couverture.titre,
        "auteur": auteur,
        "cles": [recit.periode.jusqu_a.libelle, *(s.nom for s in sections)],
        "description": f"{recit.couverture.reunion}. {recit.couverture.mention}",
        "jour": [jour.year, jour.month, jour.day],
        "couverture": asdict(recit.couverture),
        "introduction": [ligne.strip() for ligne in recit.introduction.splitlines() if ligne.strip()],
        "sections": [_build_section(s, adresse_base) for s in sections],
        "pied": recit.pied,
        "demonstration": recit.demonstration,
        "mots": MOTS,
    }
    return json.dumps(_keep(donnees), ensure_ascii=False, allow_nan=False)


def _keep(valeur: Json) -> Json:
    if isinstance(valeur, str):
        return keep_signes(valeur)
    if isinstance(valeur, Mapping):
        return {cle: _keep(v) for cle, v in valeur.items()}
    return [_keep(v) for v in valeur] if isinstance(valeur, Sequence) else valeur


def _build_section(section: Section, adresse_base: str) -> Json:
    return {
        "nom": section.nom,
        "constat": section.constat,
        "adresse": f"{adresse_base.rstrip('/')}{section.adresse}" if adresse_base and section.adresse else "",
        "dessins": _build_dessins(section),
        "source": section.note.partition("\n")[2],
        "textes": [_build_texte(t) for t in section.textes],
        "table": _build_table(section),
    }


def _build_texte(texte: Texte) -> Json:
    lien = "" if not texte.fort or not texte.texte or texte.texte.startswith(_SUITE) else " "
    return {"fort": texte.fort, "lien": lien, "texte": texte.texte}


def _build_dessins(section: Section) -> list[Json]:
    """Return the drawings of a section with what is said of each, none where nothing would be drawn."""
    dessin = section.dessin
    if dessin is None or not _is_plein(dessin):
        return []
    if not isinstance(dessin, Barres) or len(dessin.barres) <= BARRES_PAR_DESSIN:
        return [[_dump(dessin), section.alternative]]
    debuts = range(0, len(dessin.barres), BARRES_PAR_DESSIN)
    parties = [Barres(dessin.barres[debut : debut + BARRES_PAR_DESSIN]) for debut in debuts]
    return [[_dump(partie), section.alternative] for partie in parties]


def _is_plein(dessin: Dessin) -> bool:
    match dessin:
        case Nombres():
            return bool(dessin.nombres)
        case Barres():
            return bool(dessin.barres)
        case _:
            return any(v is not None for s in dessin.series for v in s.valeurs)


def _dump(dessin: Dessin) -> dict[str, Json]:
    return {"genre": type(dessin).__name__.lower(), **asdict(dessin)}


def _build_table(section: Section) -> Json:
    """Return the table that is printed: alone, or under a curve, whose points bear no figure."""
    table: Table | None = section.table
    if table is None or not table.lignes or not (section.dessin is None or isinstance(section.dessin, Courbe)):
        return None
    lignes = [[{"texte": c.complet, "alerte": c.alerte, "gras": c.gras} for c in ligne] for ligne in table.lignes]
    return asdict(table) | {"lignes": lignes}
