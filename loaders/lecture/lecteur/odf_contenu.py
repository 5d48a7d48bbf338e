"""The sheets of an OpenDocument workbook, streamed: repeated rows and cells are counted, never expanded."""

from __future__ import annotations

import re
from typing import Any

from loaders.lecture.lecteur.bornes import DEBUT_MAX, TEXTE_MAX
from loaders.lecture.lecteur.odf_ajouts import Barre
from loaders.lecture.lecteur.odf_ecrits import Ecrits, count_fois
from loaders.lecture.lecteur.odf_feuille import FeuilleOdf, name_feuille
from loaders.lecture.lecteur.odf_valeurs import dump_valeur

_AILLEURS = re.compile(r"'[^']*'#|\[\.?(?:file|https?):", re.IGNORECASE)
"""What a formula that reads another workbook holds: its address, then a number sign."""


class Contenu(Ecrits):
    """Streams the content of a workbook; what acts in it is refused wherever it stands."""

    def __init__(self, texte_max: int = TEXTE_MAX, extrait: int = DEBUT_MAX) -> None:
        super().__init__(texte_max, extrait)
        self.feuilles: list[FeuilleOdf] = []
        self.epoque = "1899"
        self.tableur = False
        self.styles_masques: set[str] = set()
        self.style = ""
        self.debuts |= {
            "office:spreadsheet": self._open_tableur,
            "style:style": self._name_style,
            "style:table-properties": self._read_style,
            "table:null-date": self._read_epoque,
            "table:table": self._open_feuille,
            "table:table-column": self._read_colonne,
            "table:table-row": self._open_ligne,
            "table:table-cell": self._open_cellule,
            "table:covered-table-cell": self._open_cellule,
        }
        self.fins |= {
            "table:table-row": self._close_ligne,
            "table:table-cell": self._close_cellule,
            "table:covered-table-cell": self._close_cellule,
        }

    def _open_tableur(self, _: dict[str, str]) -> None:
        self.tableur = True

    def _name_style(self, attributs: dict[str, str]) -> None:
        self.barrant.see("style:style", attributs)
        self.style = attributs.get("style:name", "") if attributs.get("style:family") == "table" else ""

    def _read_style(self, attributs: dict[str, str]) -> None:
        if self.style and attributs.get("table:display") == "false":
            self.styles_masques.add(self.style)

    def _read_epoque(self, attributs: dict[str, str]) -> None:
        if attributs.get("table:date-value", "").startswith("1904"):
            self.epoque = "1904"

    def _open_feuille(self, attributs: dict[str, str]) -> None:
        """Begin a sheet; neither a table in a cell nor the kept copy of another workbook is one."""
        nom = attributs.get("table:name", "")
        if self.cellule is not None or not self.tableur:
            self.saute = 1
        elif nom.startswith("'") and "#$" in nom:
            self.liens.add("un autre classeur")
            self.saute = 1
        else:
            propre = name_feuille(nom, [f.nom for f in self.feuilles])
            self.feuilles.append(FeuilleOdf(propre, attributs.get("table:style-name") in self.styles_masques))

    def _read_colonne(self, attributs: dict[str, str]) -> None:
        if self.feuilles:
            repetees = count_fois(attributs, "table:number-columns-repeated")
            style = attributs.get("table:default-cell-style-name", "")
            self.feuilles[-1].add_colonnes(repetees, attributs.get("table:visibility", ""), style)

    def _open_ligne(self, attributs: dict[str, str]) -> None:
        if self.feuilles:
            repetees = count_fois(attributs, "table:number-rows-repeated")
            style = attributs.get("table:default-cell-style-name", "")
            self.feuilles[-1].open_ligne(repetees, attributs.get("table:visibility", ""), style)

    def _close_ligne(self) -> None:
        if self.feuilles:
            self.feuilles[-1].close_ligne()

    def _open_cellule(self, attributs: dict[str, str]) -> None:
        self.cellule, self.texte, self.barre = attributs, self.make_texte(), Barre()

    def _close_cellule(self) -> None:
        attributs, self.cellule = self.cellule or {}, None
        if not self.feuilles:
            return
        if "table:formula" in attributs:
            self._see_formule(attributs["table:formula"])
        spans = ("table:number-columns-spanned", "table:number-rows-spanned")
        fusion = count_fois(attributs, spans[0]), count_fois(attributs, spans[1])
        brut = self.dump(attributs)
        repetees = count_fois(attributs, "table:number-columns-repeated")
        self.feuilles[-1].add_cellule(brut, repetees, fusion, self._find_barre(attributs.get("table:style-name", "")))

    def dump(self, attributs: dict[str, str]) -> dict[str, Any] | None:
        """Return the cell that is being read, as JSON, None for a blank."""
        return dump_valeur(attributs, self.texte)

    def _find_barre(self, style: str) -> str | None:
        """Return what is struck through in the cell: a part of its text, nothing for the whole of it; None for none."""
        partie = str(self.barre)
        return partie if partie or self.barrant.is_barre("table-cell", self.feuilles[-1].find_style(style)) else None

    def _see_formule(self, formule: str) -> None:
        if "DDE(" in formule.upper():
            self.liens.add("un autre programme (DDE)")
        if _AILLEURS.search(formule):
            self.liens.add("un autre classeur")

    def keep_note(self, auteur: str, note: str) -> None:
        """Give its note to the cell that is being read."""
        if self.feuilles:
            self.feuilles[-1].add_note(auteur, note)

    def keep_dessin(self, genre: str, texte: str) -> None:
        """Give a drawing to the sheet that is being read."""
        if self.feuilles:
            self.feuilles[-1].add_dessin(genre, texte, en_cellule=self.cellule is not None)
