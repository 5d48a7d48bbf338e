"""Reading `schema_data/`: readable files in, changes out, every refused line named with its remedy."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.arbre.fichiers import DATES_FICTIVES, FICHIERS, VOCABULAIRES, Fichier, Ligne, read_date
from loaders.arbre.fichiers_charte import FICHIERS_CHARTE
from loaders.arbre.ruptures import REGLE, iter_ruptures
from models.changement import Valeur
from models.colonnes import NOM_MAX
from models.refus import ArbreInvalide
from models.texte import find_proches, fold, split_liste
from models.vocabulaire import GenreDuNom
from phrases.nom import Nom, decline

DOSSIER_PAR_DEFAUT = Path(__file__).resolve().parents[2] / "schema_data"
Etat = dict[tuple[str, str], dict[str, Valeur]]
"""Rows of the tree: (objet, reference) → field → value."""


@dataclass(frozen=True, slots=True)
class Arbre:
    """The tree as its files say it: its rows, and the line of each, as a message names it (« jalons.csv, ligne 3 »)."""

    etat: Etat
    places: dict[tuple[str, str], str]


def schema_data() -> Path:
    """Return the folder of the tree: `SCHEMA_DATA`, else the one shipped with the program."""
    return Path(os.environ.get("SCHEMA_DATA") or DOSSIER_PAR_DEFAUT)


class _Lecture:
    """Accumulates rows and refusals over the files of one folder."""

    def __init__(self) -> None:
        self.etat: Etat = {}
        self.places: dict[tuple[str, str], str] = {}
        self.refus: list[str] = []
        self.rangs: dict[str, int] = {}
        self.connus: dict[str, set[str]] = {}
        self.plies: dict[str, set[str]] = {}

    def refuse(self, fichier: str, ligne: int, probleme: str, remede: str) -> None:
        self.refus.append(f"{fichier}, ligne {ligne} : {probleme} {remede}")

    def read_fichier(self, dossier: Path, fichier: Fichier) -> None:
        chemin = dossier / fichier.nom
        if not chemin.exists():
            if not fichier.facultatif:
                self.refus.append(f"{fichier.nom} : fichier absent du dossier {dossier.name}. Ajoutez-le.")
            return
        attendues = {*fichier.champs, *fichier.liens, *fichier.requis} - fichier.facultatives
        for numero, ligne in self._iter_lignes(chemin, attendues):
            self._read_ligne(fichier, numero, ligne)

    def _iter_lignes(self, chemin: Path, attendues: set[str]) -> Iterator[tuple[int, Ligne]]:
        try:
            contenu = chemin.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.refus.append(f"{chemin.name} : le fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 ».")
            return
        separateur = ";" if contenu.split("\n", 1)[0].count(";") >= contenu.split("\n", 1)[0].count(",") else ","
        lecteur = csv.DictReader(contenu.splitlines(keepends=True), delimiter=separateur, restval="")
        if absentes := sorted(attendues - set(lecteur.fieldnames or [])):
            self.refuse(chemin.name, 1, f"colonne absente : {', '.join(absentes)}.", "Rétablissez l’en-tête.")
            return
        for brute in lecteur:
            ligne = {k: (v or "").strip() for k, v in brute.items() if isinstance(k, str) and not isinstance(v, list)}
            if None in brute:
                self.refuse(chemin.name, lecteur.line_num, "trop de colonnes.", "Mettez entre guillemets les « ; ».")
            elif any(ligne.values()):
                yield lecteur.line_num, ligne

    def _read_ligne(self, fichier: Fichier, numero: int, ligne: Ligne) -> None:
        avant = len(self.refus)
        for colonne in fichier.requis:
            if not ligne[colonne]:
                self.refuse(fichier.nom, numero, f"la colonne « {colonne} » est vide.", "Renseignez-la.")
        for colonne in fichier.noms:
            if (longueur := len(ligne[colonne])) > NOM_MAX:
                probleme = f"{longueur} caractères en « {colonne} »."
                self.refuse(fichier.nom, numero, probleme, f"Attendu : {NOM_MAX} au plus.")
        for colonne, permis in {**VOCABULAIRES, **fichier.vocabulaires}.items():
            ici = colonne in fichier.champs or colonne in fichier.vocabulaires
            if ligne.get(colonne) and ici and ligne[colonne] not in permis:
                self.refuse(
                    fichier.nom, numero, f"« {ligne[colonne]} » en « {colonne} ».", f"Attendu : {', '.join(permis)}."
                )
        self._check_liens(fichier, numero, ligne)
        valeurs = self._read_valeurs(fichier, numero, ligne)
        self._check_ordre(fichier, numero, ligne, valeurs)
        if len(self.refus) > avant:
            return
        cle = (fichier.objet, fichier.cle(ligne))
        if fold(cle[1]) in self.plies.get(fichier.objet, ()):
            self.refuse(fichier.nom, numero, f"« {cle[1]} » figure déjà plus haut.", "Gardez une seule ligne.")
            return
        self._add(cle, valeurs, fichier)
        self.places[cle] = f"{fichier.nom}, ligne {numero}"
        for action in split_liste(ligne.get("actions")) if fichier.objet == "engagement" else ():
            self.etat["lien", f"{cle[1]}/{action}"] = {"rattachement": ligne["rattachement"] or "déduit"}

    def _add(self, cle: tuple[str, str], valeurs: dict[str, Valeur], fichier: Fichier) -> None:
        if fichier.range_:
            self.rangs[cle[0]] = self.rangs.get(cle[0], 0) + 1
            valeurs = {"rang": self.rangs[cle[0]], **valeurs}
        self.etat[cle] = valeurs | fichier.constantes
        self.connus.setdefault(cle[0], set()).add(cle[1])
        self.plies.setdefault(cle[0], set()).add(fold(cle[1]))

    def _check_liens(self, fichier: Fichier, numero: int, ligne: Ligne) -> None:
        for colonne, objet in fichier.liens.items():
            connus = self.connus.get(objet, set())
            for reference in split_liste(ligne.get(colonne)):
                if reference not in connus:
                    proches = " ou ".join(find_proches(reference, connus, 2)) or "aucun"
                    self.refuse(
                        fichier.nom, numero, f"« {reference} » ({colonne}) est inconnu.", f"Le plus proche : {proches}."
                    )
        actions = self.connus.get("action", set())
        if fichier.objet == "jalon" and ligne["code"].split("/")[0] not in actions:
            exemple = f"Attendu : {min(actions, default='code de l’action')}/J1."
            self.refuse(fichier.nom, numero, f"« {ligne['code']} » : action inconnue.", exemple)

    def _check_ordre(self, fichier: Fichier, numero: int, ligne: Ligne, valeurs: dict[str, Valeur]) -> None:
        """Refuse an end before its beginning, both cells named (fault 26); dates are ISO texts, which sort as time."""
        for debut, fin in (("debut", "fin"), ("debut", "echeance")):
            bornes = valeurs.get(debut), valeurs.get(fin)
            if all(isinstance(b, str) for b in bornes) and str(bornes[1]) < str(bornes[0]):
                probleme = f"« {ligne[fin]} » en « {fin} » précède « {ligne[debut]} » en « {debut} »."
                self.refuse(fichier.nom, numero, probleme, "Corrigez l’une des deux.")

    def check_rattachements(self) -> None:
        """Refuse a partner tied to what is not a catégorie in the files themselves."""
        for nom, parent in iter_ruptures(self.etat):
            probleme = f"« {nom} » est rattaché à « {parent} », alors que {REGLE}."
            self.refus.append(f"{self.places['partenaire', nom]} : {probleme} Corrigez « nature » ou « parent ».")

    def _read_valeurs(self, fichier: Fichier, numero: int, ligne: Ligne) -> dict[str, Valeur]:
        valeurs: dict[str, Valeur] = {}
        for colonne, (champ, lecteur) in fichier.champs.items():
            try:
                if colonne in ligne or colonne not in fichier.facultatives:
                    valeurs[champ] = lecteur(ligne[colonne])
            except ValueError:
                attendu = "une date AAAA-MM-JJ" if lecteur is read_date else "un nombre"
                self.refuse(fichier.nom, numero, f"« {ligne[colonne]} » en « {colonne} ».", f"Attendu : {attendu}.")
        return valeurs


def read_arbre(dossier: Path) -> Arbre:
    """Return the tree of a folder.

    Shapes: (objet, reference) → {field: value}; empty cells are None (« non renseigné »).
    Raises ArbreInvalide with one line per refused line of the files, each with its remedy.
    """
    lecture = _Lecture()
    for fichier in (*FICHIERS, *FICHIERS_CHARTE):
        lecture.read_fichier(dossier, fichier)
    lecture.check_rattachements()
    if lecture.refus:
        raise ArbreInvalide(lecture.refus)
    return Arbre(lecture.etat, lecture.places)


@cache
def read_nom(dossier: Path) -> Nom | None:
    """Return the plan's name as the files of a folder give it, for what is written where no database is at hand yet.

    None where the files give none, or cannot be read. It is read once: what the plan is called is not corrected while
    the server runs.
    """
    lecture = _Lecture()
    lecture.read_fichier(dossier, FICHIERS[0])
    schema = lecture.etat.get(("schema", "schema"), {})
    nom = schema.get("nom_court")
    return decline(str(nom), schema.get("genre") == GenreDuNom.FEMININ) if nom else None


def read_fictif(dossier: Path, arbre: Arbre) -> Arbre:
    """Return the tree with the fictitious overlay of `demonstration/`: dates, jalons, targets, and the mark."""
    etat = arbre.etat
    lecture = _Lecture()
    lecture.connus["action"] = {reference for objet, reference in etat if objet == "action"}
    for fichier in (DATES_FICTIVES, *(f for f in FICHIERS if f.objet in ("jalon", "indicateur"))):
        lecture.read_fichier(dossier / "demonstration", fichier)
    if lecture.refus:
        raise ArbreInvalide(lecture.refus)
    fusion = {cle: dict(valeurs) for cle, valeurs in etat.items()}
    for (objet, reference), valeurs in lecture.etat.items():
        cle = ("action", reference) if objet == "dates" else (objet, reference)
        nouvelles = {k: v for k, v in valeurs.items() if v is not None and k != "rang"}
        if cle[0] == "indicateur" and cle not in fusion:
            nouvelles["rang"] = 1 + sum(1 for o, _ in fusion if o == "indicateur")
        fusion.setdefault(cle, {}).update(nouvelles)
    fusion["schema", "schema"]["demonstration"] = True
    return Arbre(fusion, {cle: f"demonstration/{place}" for cle, place in lecture.places.items()} | arbre.places)
