"""Knowing our sheets by their headers, and the kind of a workbook by its sheets."""

from __future__ import annotations

import re

from loaders.anomalie import cut_extrait
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.tableaux.timbre import Timbre
from models.colonnes import Colonne, Feuille, Genre
from models.modeles import Modele, Modeles
from models.refus import ClasseurRefuse
from models.texte import fold

ENTETE_MAX = 20
_CONSEIL = re.compile(r" \([^)]*\)$")
_COURANTS = frozenset({Genre.TEXTE, Genre.LIBELLE, Genre.DATE, Genre.JOUR, Genre.NOMBRE, Genre.ENTIER})
"""Kinds of column whose headers are found in anybody's table."""


def find_modele(classeur: ClasseurBrut, timbre: Timbre | None, modeles: Modeles) -> Modele:
    """Return the kind of a workbook: its stamp's, else the one with the most headers there, else by name.

    Raises ClasseurRefuse for a stamp that names a kind this program does not know, and for a file without a stamp of
    which no sheet is ours.
    """
    if timbre is not None:
        if (sien := modeles.find(timbre.nature)) is not None:
            return sien
        message = (
            f"Ce classeur est d’un genre inconnu (« {cut_extrait(timbre.nature)} ») : demandez un classeur à jour."
        )
        raise ClasseurRefuse("modele_inconnu", message)
    siennes = classeur.feuilles
    noms = {fold(brute.nom) for brute in siennes}
    notes = {
        m.cle: max((count_entetes(f, b) for f in m.feuilles for b in siennes if has_entetes(f, b, modeles)), default=0)
        for m in modeles
    }
    par_entetes = max(modeles, key=lambda m: notes[m.cle])  # of those that have as many headers there, the first
    par_nom = (m for m in modeles if any(fold(f.nom) in noms for f in m.feuilles))
    if (modele := par_entetes if notes[par_entetes.cle] else next(par_nom, None)) is None:
        raise ClasseurRefuse("feuille_introuvable", _write_inconnu(classeur, modeles))
    return modele


def _write_inconnu(classeur: ClasseurBrut, modeles: Modeles) -> str:
    """Return what to say of a file of which no sheet is ours: what was read, what it comes nearest to."""
    textes = {
        t for f in classeur.feuilles for n, cellules in f.lignes if n <= ENTETE_MAX for t in read_textes(cellules)
    }
    notes = [(sum(stands(c, textes) for c in f.lues), -rang) for rang, f in enumerate(modeles.feuilles)]
    note, rang = max(notes)
    lues = ", ".join(f"« {cut_extrait(f.nom)} »" for f in classeur.feuilles) or "aucune"
    if not note:
        remede = "Repartez d’un classeur téléchargé dans l’écran Importer, et recopiez-y vos réponses."
    else:
        feuille = modeles.feuilles[-rang]
        manque = [c for c in feuille.lues if not stands(c, textes)]
        voulues = [c for c in manque if c.libelle in feuille.obligatoires] or manque
        remede = (
            f"Le plus proche est la feuille « {feuille.nom} » : donnez à vos colonnes ses titres. "
            f"Manque au moins {' et '.join(f'« {c.libelle} »' for c in voulues[:3])}."
        )
    return f"Aucun tableau reconnu dans ce classeur. Feuilles lues : {lues}. {remede}"


def has_entetes(feuille: Feuille, brute: FeuilleBrute, modeles: Modeles) -> bool:
    """Return whether one row among the first holds the headers of a sheet of ours: three, or one that it alone has."""
    autres = {fold_entete(c.libelle) for f in modeles.feuilles if f is not feuille for c in f.colonnes}
    propres = [c for c in feuille.lues if c.genre not in _COURANTS and fold_entete(c.libelle) not in autres]
    requises = [c for c in feuille.colonnes if c.libelle in feuille.obligatoires]
    lues = (read_textes(cellules) for numero, cellules in brute.lignes if numero <= ENTETE_MAX)
    return any(
        all(stands(c, textes) for c in requises)
        and (
            sum(stands(c, textes) for c in feuille.lues) >= min(3, len(feuille.lues))
            or any(stands(c, textes) for c in propres)
        )
        for textes in lues
    )


def count_entetes(feuille: Feuille, brute: FeuilleBrute) -> int:
    """Return how many of the headers that are read of a sheet of ours stand together on one row among the first."""
    lues = (read_textes(cellules) for numero, cellules in brute.lignes if numero <= ENTETE_MAX)
    return max((sum(stands(c, textes) for c in feuille.lues) for textes in lues), default=0)


def read_textes(cellules: dict[str, CelluleBrute]) -> set[str]:
    """Return the comparison keys of the texts of a row."""
    return {fold_entete(c.valeur) for c in cellules.values() if c.genre == "s"}


def fold_entete(texte: str) -> str:
    """Return the comparison key of a header: what people put after it does not count."""
    return fold(texte).rstrip(" :*")


def list_noms(colonne: Colonne) -> tuple[str, str]:
    """Return what a column may be called: its header, and its header without the advice in brackets that ends it."""
    nom = fold_entete(colonne.libelle)
    return nom, _CONSEIL.sub("", nom)


def stands(colonne: Colonne, textes: set[str]) -> bool:
    """Return whether a column is among the headers of a row."""
    return not textes.isdisjoint(list_noms(colonne))
