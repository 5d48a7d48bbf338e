"""Finding our tables in a raw workbook: sheets by label or headers, columns by label, never by position."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from loaders.anomalie import Anomalie, Gravite
from loaders.lecteur import column_letters, column_number
from loaders.lecture import CelluleBrute, ClasseurBrut, FeuilleBrute
from models.colonnes import FEUILLES, LISEZ_MOI, TIMBRE, Colonne, Feuille
from models.refus import ClasseurRefuse
from models.texte import find_proches, fold

ENTETE_MAX = 20


@dataclass(frozen=True, slots=True)
class LigneBrute:
    """A row of a table: its number in the sheet and its filled cells by column, with their letters."""

    numero: int
    cellules: dict[Colonne, tuple[str, CelluleBrute]]


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table found in a sheet. `nom` is the sheet's real name, `lettres` where each column stands."""

    feuille: Feuille
    nom: str
    lettres: dict[Colonne, str]
    lignes: tuple[LigneBrute, ...]
    bloquees: frozenset[int]


def find_tableaux(classeur: ClasseurBrut, *, timbre: bool) -> tuple[list[Tableau], list[Anomalie]]:
    """Return the tables of a workbook and the warnings of their shape (faults 16-21).

    Raises ClasseurRefuse when no sheet is ours, a column is missing or stands twice.
    """
    tableaux, anomalies = [], []
    for feuille, brute in _match_feuilles(classeur):
        tableau, avis = _build_tableau(feuille, brute, timbre=timbre)
        tableaux.append(tableau)
        anomalies += avis
    if not tableaux:
        lues = ", ".join(f"« {f.nom} »" for f in classeur.feuilles)
        raise ClasseurRefuse(
            "feuille_introuvable",
            f"Aucune feuille « {FEUILLES[0].nom} » dans ce classeur. Feuilles lues : {lues}. "
            "Repartez du classeur que vous avez reçu.",
        )
    return tableaux, anomalies


def _match_feuilles(classeur: ClasseurBrut) -> list[tuple[Feuille, FeuilleBrute]]:
    restantes = [f for f in classeur.feuilles if fold(f.nom) not in (fold(LISEZ_MOI), fold(TIMBRE))]
    trouvees: dict[str, FeuilleBrute] = {}
    for feuille in FEUILLES:
        for brute in restantes:
            if fold(brute.nom) == fold(feuille.nom):
                trouvees.setdefault(feuille.nom, brute)
    for feuille in FEUILLES:
        if feuille.nom not in trouvees:
            for brute in (b for b in restantes if b not in trouvees.values()):
                libelles = (
                    set().union(*(_texts(c) for _, c in brute.lignes if _ <= ENTETE_MAX)) if brute.lignes else set()
                )
                if {fold(o) for o in feuille.obligatoires} <= libelles and len(
                    {fold(c.libelle) for c in feuille.lues} & libelles
                ) >= min(3, len(feuille.lues)):
                    trouvees[feuille.nom] = brute
                    break
    return [(f, trouvees[f.nom]) for f in FEUILLES if f.nom in trouvees]


def _texts(cellules: dict[str, CelluleBrute]) -> set[str]:
    return {fold(c.valeur) for c in cellules.values() if c.genre == "s"}


def _find_entete(feuille: Feuille, brute: FeuilleBrute) -> tuple[int, dict[str, CelluleBrute]]:
    connus = {fold(c.libelle) for c in feuille.colonnes}
    candidates = [(len(_texts(cellules) & connus), -n, cellules) for n, cellules in brute.lignes if n <= ENTETE_MAX]
    note, numero, cellules = max(candidates, key=lambda c: c[:2], default=(0, 0, {}))
    if note == 0:
        raise ClasseurRefuse(
            "colonne_introuvable",
            f"Feuille « {brute.nom} » : aucun en-tête reconnu dans les {ENTETE_MAX} premières lignes. "
            "Repartez du classeur que vous avez reçu.",
        )
    return -numero, cellules


def _map_colonnes(feuille: Feuille, brute: FeuilleBrute, entete: dict[str, CelluleBrute]) -> dict[Colonne, str]:
    places: dict[str, list[str]] = defaultdict(list)
    for lettre, cellule in entete.items():
        if cellule.genre == "s":
            places[fold(cellule.valeur)].append(lettre)
    for colonne in feuille.colonnes:
        if len(doubles := places[fold(colonne.libelle)]) > 1:
            raise ClasseurRefuse(
                "entete_double",
                f"Feuille « {brute.nom} » : la colonne « {colonne.libelle} » est en double, "
                f"en {' et '.join(doubles)}. Supprimez ou renommez celle de trop.",
            )
    return {c: places[fold(c.libelle)][0] for c in feuille.colonnes if places[fold(c.libelle)]}


def _check_colonnes(
    feuille: Feuille, nom: str, lettres: dict[Colonne, str], inconnues: list[str], timbre: bool
) -> None:
    for colonne in feuille.lues:
        if colonne in lettres:
            continue
        proches = find_proches(colonne.libelle, inconnues, 1, seuil=0.75)
        if not (proches or colonne.libelle in feuille.obligatoires or (timbre and colonne.saisie)):
            continue
        lues = ", ".join(f"« {c.libelle} »" for c in lettres) + "".join(f", « {i} »" for i in inconnues)
        remede = f"Vouliez-vous dire « {proches[0]} » ? " if proches else ""
        raise ClasseurRefuse(
            "colonne_introuvable",
            f"Feuille « {nom} » : colonne « {colonne.libelle} » introuvable. Colonnes lues : {lues}. "
            f"{remede}Rétablissez l’en-tête « {colonne.libelle} ».",
        )


def _build_tableau(feuille: Feuille, brute: FeuilleBrute, *, timbre: bool) -> tuple[Tableau, list[Anomalie]]:
    rang_entete, entete = _find_entete(feuille, brute)
    lettres = _map_colonnes(feuille, brute, entete)
    pris = set(lettres.values())
    inconnues = [str(c.valeur).strip() for lettre, c in entete.items() if lettre not in pris and c.genre == "s"]
    _check_colonnes(feuille, brute.nom, lettres, inconnues, timbre)
    lues = {lettre: c for c, lettre in lettres.items() if c in feuille.lues}
    lignes = []
    for numero, cellules in brute.lignes:
        if numero > rang_entete:
            ligne = {lues[lettre]: (lettre, c) for lettre, c in cellules.items() if lettre in lues}
            if ligne:
                lignes.append(LigneBrute(numero, ligne))
    anomalies, bloquees = _check_fusions(brute, rang_entete, {ligne.numero for ligne in lignes}, lues)
    anomalies += _list_avis(brute, inconnues, [ligne.numero for ligne in lignes])
    return Tableau(feuille, brute.nom, lettres, tuple(lignes), frozenset(bloquees)), anomalies


def _check_fusions(
    brute: FeuilleBrute, rang_entete: int, numeros: set[int], lues: dict[str, Colonne]
) -> tuple[list[Anomalie], set[int]]:
    anomalies: list[Anomalie] = []
    bloquees: set[int] = set()
    places = {column_number(lettre): colonne for lettre, colonne in lues.items()}
    for zone in brute.fusions:
        if not (m := re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", zone)):
            continue
        lignes = range(int(m[2]), int(m[4]) + 1)
        colonnes = range(column_number(m[1]), column_number(m[3]) + 1)
        trouvees = sorted((n, c.libelle) for n, c in places.items() if n in colonnes)
        touchees = {n for n in numeros if n in lignes}
        if not touchees or not trouvees:
            continue
        bloquees |= touchees
        ou = f"lignes {lignes[0]}-{lignes[-1]}" if len(lignes) > 1 else f"ligne {lignes[0]}"
        quoi = ", ".join(f"« {libelle} »" for _, libelle in trouvees)
        anomalies.append(
            Anomalie(
                "cellules_fusionnees",
                f"{ou}, colonne {quoi} : cellules fusionnées ({zone}). Défusionnez, puis répétez la valeur sur chaque "
                "ligne.",
                feuille=brute.nom,
                ligne=max(lignes[0], rang_entete + 1),
                colonne=column_letters(trouvees[0][0]),
            )
        )
    return anomalies, bloquees


def _list_avis(brute: FeuilleBrute, inconnues: list[str], numeros: list[int]) -> list[Anomalie]:
    avis = []
    masquees = sorted(set(brute.lignes_masquees) & set(numeros))
    if brute.masquee:
        avis.append(("feuille_masquee", "cette feuille est masquée : elle est lue quand même."))
    if masquees:
        liste = ", ".join(map(str, masquees[:20])) + ("…" if len(masquees) > 20 else "")
        avis.append(("lignes_masquees", f"{len(masquees)} ligne(s) masquée(s) seront importées : {liste}."))
    if inconnues:
        liste = ", ".join(f"« {i} »" for i in inconnues[:10])
        avis.append(("colonnes_ignorees", f"colonnes inconnues, ignorées : {liste}."))
    return [Anomalie(code, message, Gravite.AVERTISSEMENT, brute.nom) for code, message in avis]
