"""Whether the story of `demonstration/` can be told on a tree, seen before anything is written (fault 92)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from loaders.arbre.lecteurs import read_date, read_nombre
from loaders.arbre.lecture import SCHEMA, Arbre
from loaders.arbre.table import Ligne, Table, is_present, read_table
from loaders.genres.registre import REGISTRE
from models.colonnes import FEUILLES, Colonne, Genre
from models.refus import ArbreInvalide, DemandeInvalide
from models.trimestre import Trimestre
from models.vocabulaire import Cote
from phrases.format import format_reste

DOSSIER, RECIT = "demonstration", "recit.csv"
COLONNES_DU_RECIT = {"niveau": "implication"}
ENVOIS = ("1", "2", "annule")
"""A pilot's first workbook of a quarter, a correction, a workbook imported by mistake."""
CLES: dict[str, tuple[str, ...]] = {
    RECIT: ("trimestre", "envoi", "pilote", "feuille", "code", "libelle", "partenaire"),
    "partenaires.csv": ("envoi_le", "partenaire"),
    "participations.csv": ("envoi_le", "action", "partenaire"),
    "appreciations.csv": ("envoi_le", "annee", "partie", "engagement"),
    "reunions.csv": ("envoi_le", "instance", "date"),
}
"""The files of the story; the columns that say what each line is about."""
LIENS = {
    "pilote": ("pilote", "un pilote"),
    "code": ("action", "une action"),
    "action": ("action", "une action"),
    "engagement": ("engagement_charte", "un engagement de la charte"),
    "instance": ("instance", "une instance"),
}
"""What the tree must hold: column → object, and how it is called."""
CITES = 20
"""Causes told one by one; the rest is counted."""


def read_lignes(dossier: Path, nom: str) -> list[Ligne]:
    """Return the lines of a file of the story, in order; none where a tree has no such file."""
    chemin = dossier / DOSSIER / nom
    return [ligne for _, ligne in read_table(chemin, CLES[nom], _list_champs()).lignes] if is_present(chemin) else []


def check_recit(dossier: Path, arbre: Arbre) -> None:
    """Raise DemandeInvalide when a folder has no story, ArbreInvalide when its own cannot be told on the tree.

    A name that the tree does not have is told once, where it comes first; a story of which no action is in the tree is
    that of another plan, and this alone is told.
    """
    if not is_present(dossier / DOSSIER / RECIT):
        raise DemandeInvalide(f"Le dossier « {dossier.name} » n’a pas de données de démonstration. Rien n’a été écrit.")
    connus: dict[str, set[str]] = {}
    for objet, reference in arbre.etat:
        connus.setdefault(objet, set()).add(reference)
    causes: dict[tuple[str, str], str] = {}
    for nom, cles in CLES.items():
        if is_present(chemin := dossier / DOSSIER / nom):
            table = read_table(chemin, cles, _list_champs())
            if nom == RECIT:
                _check_plan(table, connus["action"])
            causes |= {(nom, refus): f"{DOSSIER}/{refus}" for refus in table.refus}
            _check_lignes(table, connus, _list_controles(arbre), causes)
    if causes:
        dites = list(causes.values())
        reste = [f"{format_reste(len(dites) - CITES)}."] if len(dites) > CITES else []
        raise ArbreInvalide([*dites[:CITES], *reste])


def _check_plan(table: Table, actions: Collection[str]) -> None:
    """Refuse a story that is empty, or that of another plan."""
    if not table.entiere:
        return
    if not table.lignes:
        raise ArbreInvalide([f"{DOSSIER}/{RECIT}, ligne 1 : rien ne suit l’en-tête. Écrivez le récit."])
    if not any(_read_reference("code", ligne) in actions for _, ligne in table.lignes):
        numero, ligne = table.lignes[0]
        raise ArbreInvalide(
            [
                f"{DOSSIER}/{RECIT}, ligne {numero} : « {ligne['code']} » n’est pas une action de ce plan, ni aucune "
                f"de celles du récit : c’est celui d’un autre plan. Ôtez le dossier « {DOSSIER} », ou écrivez un récit "
                "de ce plan."
            ]
        )


def _check_lignes(
    table: Table,
    connus: Mapping[str, Collection[str]],
    controles: Mapping[str, Callable[[str], object]],
    causes: dict[tuple[str, str], str],
) -> None:
    """Add what keeps the lines of a file from being typed, each value once."""
    for numero, ligne in table.lignes:
        ou = f"{DOSSIER}/{table.nom}, ligne {numero}"
        for colonne, texte in ligne.items():
            if (colonne, texte) in causes:
                continue
            if colonne in LIENS and _read_reference(colonne, ligne) not in connus.get(LIENS[colonne][0], ()):
                dit = f"« {texte} » en « {colonne} » n’est pas {LIENS[colonne][1]} de ce plan."
                causes[colonne, texte] = f"{ou} : {dit} Corrigez-le."
            elif colonne in controles and (texte or colonne in CLES[table.nom]):
                try:
                    controles[colonne](texte)
                except ValueError as erreur:
                    causes[colonne, texte] = f"{ou} : « {texte} » en « {colonne} ». Attendu : {erreur}."


def _read_reference(colonne: str, ligne: Ligne) -> str:
    """Return what a line refers to: the action of a jalon's code (`A07/J2`), else the cell itself."""
    return ligne[colonne].partition("/")[0] if colonne == "code" else ligne[colonne]


def _list_saisies() -> list[Colonne]:
    feuilles = [*FEUILLES, *(f for genre in REGISTRE.genres for f in genre.modele.feuilles)]
    return [colonne for feuille in feuilles for colonne in feuille.colonnes if colonne.champ]


def _list_champs() -> set[str]:
    return {COLONNES_DU_RECIT.get(str(c.champ), str(c.champ)) for c in _list_saisies()}


def _list_controles(arbre: Arbre) -> dict[str, Callable[[str], object]]:
    """Return, by column of the story, what raises ValueError, with what is expected, for what cannot be typed."""
    de_genre = {Genre.NOMBRE: read_nombre, Genre.DATE: _check_jour, Genre.ENTIER: _check_entier}
    return {
        **{str(c.champ): de_genre[c.genre] for c in _list_saisies() if c.genre in de_genre},
        "trimestre": partial(_check_trimestre, arbre),
        "envoi": partial(_check_parmi, ENVOIS),
        "feuille": partial(_check_parmi, [f.nom for f in FEUILLES]),
        "partie": partial(_check_parmi, list(Cote)),
        "annee": _check_entier,
        "envoi_le": _check_date,
        "date": _check_date,
    }


def _check_parmi(permis: Collection[str], texte: str) -> None:
    if texte not in permis:
        raise ValueError(", ".join(permis))


def _check_entier(texte: str) -> None:
    if not (texte.isascii() and texte.isdecimal() and len(texte) <= 4):
        raise ValueError("un nombre entier")


def _check_date(texte: str) -> None:
    if read_date(texte) is None:
        raise ValueError("une date AAAA-MM-JJ")


def _check_jour(texte: str) -> None:
    """Check a day; a cell that begins otherwise is typed as it is, as EFFACER."""
    if texte[:4].isdecimal():
        read_date(texte)


def _check_trimestre(arbre: Arbre, texte: str) -> None:
    schema = arbre.etat[SCHEMA]
    debut, fin = (str(Trimestre.from_date(date.fromisoformat(str(schema[champ])))) for champ in ("debut", "fin"))
    try:
        trimestre = str(Trimestre.parse(texte))
    except ValueError:
        trimestre = ""
    if not debut <= trimestre <= fin:
        raise ValueError(f"un trimestre du plan, de {debut} à {fin}")
