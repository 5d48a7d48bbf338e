"""Reading `schema_data/`: readable files in, changes out, every refused line named with its remedy."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.arbre.coherence import Etat, check_codes, check_dates, check_rattachements
from loaders.arbre.fichiers import DATES_FICTIVES, FICHIERS
from loaders.arbre.fichiers_charte import FICHIERS_CHARTE
from loaders.arbre.lignes import Lecture
from loaders.arbre.table import is_present
from models.changement import Valeur
from models.refus import ArbreInvalide
from models.vocabulaire import GenreDuNom
from phrases.nom import Nom, decline

SCHEMA = ("schema", "schema")
"""The only row of the plan itself."""
DOSSIER_PAR_DEFAUT = Path(__file__).resolve().parents[2] / "schema_data"


@dataclass(frozen=True, slots=True)
class Arbre:
    """The tree as its files say it: its rows, and the line of each, as a message names it (« jalons.csv, ligne 3 »)."""

    etat: Etat
    places: dict[tuple[str, str], str]


def schema_data() -> Path:
    """Return the folder of the tree: `SCHEMA_DATA`, else the one shipped with the program."""
    return Path(os.environ.get("SCHEMA_DATA") or DOSSIER_PAR_DEFAUT)


def read_arbre(dossier: Path) -> Arbre:
    """Return the tree of a folder.

    Shapes: (objet, reference) → {field: value}; empty cells are None (« non renseigné »).
    Raises ArbreInvalide with one line per cause, each with its remedy: what one line makes wrong elsewhere is not told
    too (fault 92).
    """
    if not any(is_present(dossier / fichier.nom) for fichier in FICHIERS):
        noms = ", ".join(fichier.nom for fichier in FICHIERS if not fichier.facultatif)
        raise ArbreInvalide([f"Le dossier « {dossier.name} » ne contient aucun des fichiers du plan : {noms}."])
    lecture = Lecture()
    for fichier in (*FICHIERS, *FICHIERS_CHARTE):
        lecture.read_fichier(dossier, fichier)
    for check in (check_codes, check_rattachements, check_dates):
        lecture.refus += check(lecture.etat, lecture.places)
    if lecture.refus:
        raise ArbreInvalide(lecture.refus)
    return Arbre(lecture.etat, lecture.places)


@cache
def read_nom(dossier: Path) -> Nom | None:
    """Return the plan's name as the files of a folder give it, for what is written where no database is at hand yet.

    None where the files give none, or cannot be read. It is read once: what the plan is called is not corrected while
    the server runs.
    """
    try:
        schema = _read_schema(dossier).etat.get(SCHEMA, {})
    except ArbreInvalide:
        return None
    nom = schema.get("nom_court")
    return decline(str(nom), schema.get("genre") == GenreDuNom.FEMININ) if nom else None


def check_meme_plan(dossier: Path, code: Valeur, nom: Valeur) -> None:
    """Raise ArbreInvalide when the files of a folder are those of another plan than the one a database holds.

    `code` and `nom` are the database's, None when it holds none. Files that cannot be read are refused elsewhere.
    """
    lecture = _read_schema(dossier)
    lu = lecture.etat.get(SCHEMA, {}).get("code")
    if code and lu and lu != code:
        raise ArbreInvalide(
            [
                f"{lecture.places[SCHEMA]} : « {lu} » en « code », alors que la base est celle de « {code} » ({nom}). "
                "Une base ne suit qu’un plan : choisissez une autre base (DATABASE_URL). Rien n’a été écrit."
            ]
        )


def _read_schema(dossier: Path) -> Lecture:
    lecture = Lecture()
    lecture.read_fichier(dossier, FICHIERS[0])
    return lecture


def read_fictif(dossier: Path, arbre: Arbre) -> Arbre:
    """Return the tree with the fictitious overlay of `demonstration/`: dates, jalons, targets, and the mark."""
    etat = arbre.etat
    lecture = Lecture()
    lecture.connus["action"] = {reference for objet, reference in etat if objet == "action"}
    for fichier in (DATES_FICTIVES, *(f for f in FICHIERS if f.objet in ("jalon", "indicateur"))):
        lecture.read_fichier(dossier / "demonstration", fichier)
    if lecture.refus:
        raise ArbreInvalide([f"demonstration/{ligne}" for ligne in lecture.refus])
    fusion = {cle: dict(valeurs) for cle, valeurs in etat.items()}
    for (objet, reference), valeurs in lecture.etat.items():
        cle = ("action", reference) if objet == "dates" else (objet, reference)
        nouvelles = {k: v for k, v in valeurs.items() if v is not None and k != "rang"}
        if cle[0] == "indicateur" and cle not in fusion:
            nouvelles["rang"] = 1 + sum(1 for o, _ in fusion if o == "indicateur")
        fusion.setdefault(cle, {}).update(nouvelles)
    fusion[SCHEMA]["demonstration"] = True
    places = {cle: f"demonstration/{place}" for cle, place in lecture.places.items()}
    dates = {("action", cle[1]): place for cle, place in places.items() if cle[0] == "dates"}
    if inverses := check_dates(fusion, arbre.places | dates):
        raise ArbreInvalide(inverses)
    return Arbre(fusion, places | arbre.places)
