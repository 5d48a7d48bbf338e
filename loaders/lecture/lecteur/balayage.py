"""One XML part, streamed before anything reads it: what it is, and what openpyxl would not tell of a sheet."""

from __future__ import annotations

from xml.parsers import expat

from loaders.lecture.lecteur.bornes import (
    ANORMAL,
    CELLULES_MAX,
    COLONNES_EXCEL,
    COLONNES_MAX,
    ILLISIBLE,
    PERDUE,
    Refuse,
    forbid,
)
from loaders.lecture.lecteur.etendue import Etendue
from loaders.lecture.lecteur.places import NUMERO, REFERENCE, column_letters, column_number

LIENS = {"externalBook": "un autre classeur", "ddeLink": "un autre programme (DDE)", "oleLink": "un objet OLE"}


class Balayage:
    """Streams one XML part: forbids a DOCTYPE and, when it is a sheet, notes what openpyxl does not tell."""

    def __init__(self) -> None:
        self.racine, self.strict, self.type = "", False, ""
        self.ligne = self.colonne = self.feuilles = 0
        self.etendue = Etendue()
        self.fusions: list[str] = []
        self.masquees: list[int] = []
        self.colonnes_masquees: list[int] = []
        self.liens: set[str] = set()
        self.filtre = False
        self.formules: set[str] = set()
        self.vues: set[int] = set()
        self.remplies: dict[int, set[int]] = {}
        self.non_calculees: dict[int, list[str]] = {}
        self.formule = self.valeur = self.dans_valeur = self.balise_v = False
        self.parseur = expat.ParserCreate()
        self.parseur.StartDoctypeDeclHandler = forbid
        self.parseur.StartElementHandler = self._root

    def _root(self, nom: str, attributs: dict[str, str]) -> None:
        self.racine = nom.rpartition(":")[2]
        self.strict = any("purl.oclc.org/ooxml" in v for v in attributs.values())
        self.parseur.StartElementHandler = {
            "worksheet": self._start,
            "workbook": self._count,
            "externalLink": self._link,
        }.get(self.racine)
        if self.racine == "worksheet":
            self.parseur.EndElementHandler, self.parseur.CharacterDataHandler = self._end, self._text

    def _count(self, nom: str, _: dict[str, str]) -> None:
        self.feuilles += nom.rpartition(":")[2] == "sheet"

    def _link(self, nom: str, _: dict[str, str]) -> None:
        if (lien := LIENS.get(nom.rpartition(":")[2])) is not None:
            self.liens.add(lien)

    def _start(self, nom: str, attributs: dict[str, str]) -> None:
        nom = nom.rpartition(":")[2]
        if nom == "c":
            self._place_cellule(attributs.get("r"))
            self.formule = self.valeur = self.balise_v = False
            self.type = attributs.get("t", "n")
        elif nom == "row":
            self._place_ligne(attributs.get("r"))
            if attributs.get("hidden") in ("1", "true"):
                self.masquees.append(self.ligne)
        elif nom in ("v", "t"):
            self.dans_valeur = True
            self.balise_v = self.balise_v or nom == "v"
        elif nom == "f":
            self.formule = True
        elif nom == "col" and attributs.get("hidden") in ("1", "true"):
            self.colonnes_masquees += range(int(attributs["min"]), min(int(attributs["max"]), COLONNES_MAX) + 1)
        elif nom == "filterColumn":
            self.filtre = True
        elif nom == "mergeCell":
            self.fusions.append(attributs.get("ref", "").upper().replace("$", ""))

    def _place_ligne(self, reference: str | None) -> None:
        """Go to the row that `<row>` names, or to the next one when it names none."""
        avant = self.ligne
        if reference is None:
            self.ligne += 1
        elif m := NUMERO.fullmatch(reference):
            self.ligne = int(m[1])
        else:
            raise Refuse("contenu_anormal", ILLISIBLE.format(reference[:20], avant + 1))
        self._check_ordre(self.ligne > avant)
        self.colonne = 0
        self.vues.clear()

    def _place_cellule(self, reference: str | None) -> None:
        """Go to the cell that `<c>` names, in any case and any order, or to the next one when it names none.

        A reference written otherwise (`$E$2`) is refused: what is not placed as openpyxl places it would be lost.
        """
        if reference is None:
            self.colonne += 1
        elif m := REFERENCE.fullmatch(reference):
            self.colonne = column_number(m[1].upper())
            self._check_ordre(int(m[2]) == self.ligne)
        else:
            raise Refuse("contenu_anormal", ILLISIBLE.format(reference[:20], self.ligne))
        if self.colonne > COLONNES_EXCEL:
            raise Refuse("contenu_anormal", ANORMAL.format("trop de colonnes"))
        if self.colonne in self.vues:
            double = f"cellule {column_letters(self.colonne)}{self.ligne} en double"
            raise Refuse("contenu_anormal", ANORMAL.format(double))
        self.vues.add(self.colonne)

    def _check_ordre(self, en_ordre: bool) -> None:
        """Refuse rows out of order, or a cell that claims another row: readers disagree on them, or drop them."""
        if not en_ordre:
            raise Refuse("contenu_anormal", ANORMAL.format("lignes en désordre"))

    def _text(self, texte: str) -> None:
        if self.dans_valeur and not texte.isspace():
            self.valeur = True

    def _end(self, nom: str) -> None:
        nom = nom.rpartition(":")[2]
        if nom in ("v", "t"):
            self.dans_valeur = False
        elif nom == "c" and (self.valeur or self.formule):
            if not all(self.etendue.add(self.ligne, self.colonne)) or self.etendue.cellules > CELLULES_MAX:
                return
            if self.valeur:
                self.remplies.setdefault(self.ligne, set()).add(self.colonne)
            if self.formule:
                lettres = column_letters(self.colonne)
                if self.valeur or (self.balise_v and self.type == "str"):
                    self.formules.add(f"{lettres}{self.ligne}")
                else:
                    self.non_calculees.setdefault(self.ligne, []).append(lettres)

    def check_lues(self, nom: str, lues: dict[int, set[int]], fin: int) -> None:
        """Refuse a sheet of which openpyxl lost a cell that is filled, down to the row `fin`: nothing is in silence."""
        for ligne, colonnes in self.remplies.items():
            if ligne <= fin and (perdues := colonnes - lues.get(ligne, set())):
                raise Refuse("contenu_anormal", PERDUE.format(nom, f"{column_letters(min(perdues))}{ligne}"))
