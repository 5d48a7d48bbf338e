"""The lines of one file after the other to rows, in the order of their dependencies, each refused line named once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from loaders.arbre.coherence import Etat
from loaders.arbre.fichiers import LISTES, VOCABULAIRES, Fichier
from loaders.arbre.table import Ligne, is_present, read_table
from models.changement import Valeur
from models.colonnes import NOM_MAX
from models.texte import find_proches, fold, split_liste
from phrases.format import format_compte

ORDRES = (
    ("debut", "fin"),
    ("debut", "echeance"),
    ("signee_le", "notifiee_le"),
    ("signee_le", "renouvelee_jusqu_au"),
)
"""Columns of one line that follow each other in time."""


@dataclass
class Inconnu:
    """What lines look for in vain: the rank of its refusal, what is said, what to do, the lines that look for it."""

    rang: int
    constat: str
    remede: str
    lignes: set[tuple[str, int]] = field(default_factory=set)

    def __str__(self) -> str:
        """Return the refusal: the line that comes first, and how many others wait for the same remedy."""
        ailleurs = len(self.lignes) - 1
        suite = f", comme sur {format_compte(ailleurs, 'autre ligne', 'autres lignes')}" if ailleurs else ""
        return f"{self.constat}{suite}. {self.remede}"


class Lecture:
    """Accumulates rows and refusals over the files of one folder.

    A cause is told once: `connus` holds the code of refused lines too; what refers to a file of which lines could not
    be read (`incomplets`) is not said unknown; what refers to a file that is not there, or has no line (`vides`), is
    told by the first line that does; what several lines look for in vain (`inconnus`) is told by the first, with the
    count of the others.
    """

    def __init__(self) -> None:
        self.etat: Etat = {}
        self.places: dict[tuple[str, str], str] = {}
        self.refus: list[str] = []
        self.rangs: dict[str, int] = {}
        self.connus: dict[str, set[str]] = {}
        self.plies: dict[str, set[str]] = {}
        self.plus_bas: set[str] = set()
        self.incomplets: set[str] = set()
        self.vides: dict[str, tuple[str, str]] = {}
        self.inconnus: dict[tuple[str, str], Inconnu] = {}

    def refuse(self, fichier: str, ligne: int, probleme: str, remede: str) -> None:
        """Note what is wrong with a line and what to do."""
        self.refus.append(f"{fichier}, ligne {ligne} : {probleme} {remede}")

    def read_fichier(self, dossier: Path, fichier: Fichier) -> None:
        """Add the rows of a file of the folder; note that it is absent, unless the plan can do without it."""
        chemin = dossier / fichier.nom
        if not is_present(chemin):
            absent = f"{fichier.nom} : fichier absent du dossier {dossier.name}"
            if fichier.facultatif:
                self.vides[fichier.objet] = (absent, "Ajoutez-le")
            else:
                self.refus.append(f"{absent}. Ajoutez-le.")
                self.incomplets.add(fichier.objet)
            return
        table = read_table(chemin, fichier.colonnes, fichier.facultatives)
        self.refus += table.refus
        if not table.entiere:
            self.incomplets.add(fichier.objet)
        elif fichier.rempli and not table.lignes:
            self.refuse(fichier.nom, 1, "rien ne suit l’en-tête.", "Ajoutez au moins une ligne.")
            self.incomplets.add(fichier.objet)
        elif not table.lignes:
            self.vides[fichier.objet] = (f"{fichier.nom}, ligne 1 : rien ne suit l’en-tête", "Ajoutez-y sa ligne")
        self.plus_bas = {fichier.cle(ligne) for _, ligne in table.lignes}
        for numero, ligne in table.lignes:
            self._read_ligne(fichier, numero, ligne)
            self.connus.setdefault(fichier.objet, set()).add(fichier.cle(ligne))

    def _read_ligne(self, fichier: Fichier, numero: int, ligne: Ligne) -> None:
        avant = len(self.refus)
        self._check_cellules(fichier, numero, ligne)
        self._check_liens(fichier, numero, ligne)
        valeurs = self._read_valeurs(fichier, numero, ligne)
        self._check_ordre(fichier, numero, ligne, valeurs)
        cle = (fichier.objet, fichier.cle(ligne))
        if fold(cle[1]) in self.plies.setdefault(fichier.objet, set()):
            double = "une ligne de plus." if fichier.unique else f"« {cle[1]} » figure déjà plus haut."
            self.refuse(fichier.nom, numero, double, "Gardez une seule ligne.")
        if len(self.refus) > avant:
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
        self.plies[cle[0]].add(fold(cle[1]))

    def _check_cellules(self, fichier: Fichier, numero: int, ligne: Ligne) -> None:
        """Refuse what is empty, too long, out of a closed list, or no code."""
        for colonne in fichier.requis:
            if not ligne[colonne]:
                self.refuse(fichier.nom, numero, f"la colonne « {colonne} » est vide.", "Renseignez-la.")
        for colonne in fichier.noms:
            if (longueur := len(ligne[colonne])) > NOM_MAX:
                probleme = f"{longueur} caractères en « {colonne} »."
                self.refuse(fichier.nom, numero, probleme, f"Attendu : {NOM_MAX} au plus.")
        for colonne, appui in fichier.appuis.items():
            if ligne[colonne] and not ligne[appui]:
                probleme = f"« {ligne[colonne]} » en « {colonne} », sans rien en « {appui} »."
                self.refuse(fichier.nom, numero, probleme, "Renseignez les deux, ou laissez les deux vides.")
        for colonne, permis in {**VOCABULAIRES, **fichier.vocabulaires}.items():
            ici = colonne in fichier.champs or colonne in fichier.vocabulaires
            if ligne.get(colonne) and ici and ligne[colonne] not in permis:
                self._refuse_cellule(fichier, numero, ligne, colonne, ", ".join(permis))
        for colonne, check in fichier.codes.items():
            try:
                if ligne[colonne]:
                    check(ligne[colonne])
            except ValueError as erreur:
                self._refuse_cellule(fichier, numero, ligne, colonne, str(erreur))

    def _refuse_cellule(self, fichier: Fichier, numero: int, ligne: Ligne, colonne: str, attendu: str) -> None:
        self.refuse(fichier.nom, numero, f"« {ligne[colonne]} » en « {colonne} ».", f"Attendu : {attendu}.")

    def _check_liens(self, fichier: Fichier, numero: int, ligne: Ligne) -> None:
        for colonne, objet in fichier.liens.items():
            texte = ligne.get(colonne, "")
            for reference in split_liste(texte) if colonne in LISTES else [texte] if texte else []:
                self._check_lien(fichier, numero, colonne, objet, reference)
        action, barre, _ = ligne["code"].partition("/") if fichier.objet == "jalon" else ("", "", "")
        actions = self.connus.get("action", set())
        if barre and action not in actions and "action" not in self.incomplets:
            exemple = f"Attendu : {min(actions, default='code de l’action')}/J1."
            self._refuse_inconnu(fichier, numero, ("action", action), f"« {ligne['code']} » : action inconnue", exemple)

    def _check_lien(self, fichier: Fichier, numero: int, colonne: str, objet: str, reference: str) -> None:
        connus, cle = self.connus.get(objet, set()), (objet, reference)
        if reference in connus or objet in self.incomplets:
            return
        if objet in self.vides:
            absence, remede = self.vides[objet]
            ou = f"{fichier.nom}, ligne {numero}, y renvoie à « {reference} »"
            self.refus.append(f"{absence}, alors que {ou} ({colonne}). {remede}.")
            self.incomplets.add(objet)
        elif objet == fichier.objet and reference in self.plus_bas:
            probleme = f"« {reference} » ({colonne}) est décrit plus bas, ou ici même"
            self._refuse_inconnu(fichier, numero, cle, probleme, "Placez sa ligne au-dessus de celle-ci.")
        else:
            proches = " ou ".join(find_proches(reference, connus, 2)) or "aucun"
            probleme = f"« {reference} » ({colonne}) est inconnu"
            self._refuse_inconnu(fichier, numero, cle, probleme, f"Le plus proche : {proches}.")

    def _refuse_inconnu(self, fichier: Fichier, numero: int, cle: tuple[str, str], probleme: str, remede: str) -> None:
        """Note what is not found where it is looked for first; where it is again, that line is counted there."""
        if cle not in self.inconnus:
            self.inconnus[cle] = Inconnu(len(self.refus), f"{fichier.nom}, ligne {numero} : {probleme}", remede)
            self.refus.append("")
        inconnu = self.inconnus[cle]
        inconnu.lignes.add((fichier.nom, numero))
        self.refus[inconnu.rang] = str(inconnu)

    def _check_ordre(self, fichier: Fichier, numero: int, ligne: Ligne, valeurs: dict[str, Valeur]) -> None:
        """Refuse an end before its beginning, both cells named (fault 26); dates are ISO texts, which sort as time."""
        for debut, fin in ORDRES:
            bornes = valeurs.get(debut), valeurs.get(fin)
            if all(isinstance(b, str) for b in bornes) and str(bornes[1]) < str(bornes[0]):
                probleme = f"« {ligne[fin]} » en « {fin} » précède « {ligne[debut]} » en « {debut} »."
                self.refuse(fichier.nom, numero, probleme, "Corrigez l’une des deux.")

    def _read_valeurs(self, fichier: Fichier, numero: int, ligne: Ligne) -> dict[str, Valeur]:
        valeurs: dict[str, Valeur] = {}
        for colonne, (champ, lecteur) in fichier.champs.items():
            try:
                if colonne in ligne or colonne not in fichier.facultatives:
                    valeurs[champ] = lecteur(ligne[colonne])
            except ValueError as erreur:
                self._refuse_cellule(fichier, numero, ligne, colonne, str(erreur))
        return valeurs
