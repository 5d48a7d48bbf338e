"""The sheets of an OpenDocument workbook, streamed: repeated rows and cells are counted, never expanded."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.lecture.lecteur.bornes import ANORMAL, TEXTE_MAX, Refuse
from loaders.lecture.lecteur.odf_feuille import FeuilleOdf, name_feuille
from loaders.lecture.lecteur.odf_noms import shorten
from loaders.lecture.lecteur.odf_parties import Gardien
from loaders.lecture.lecteur.odf_texte import Texte
from loaders.lecture.lecteur.odf_valeurs import dump_valeur

_SAUTES = frozenset(
    {
        "table:tracked-changes",
        "table:content-validations",
        "table:shapes",
        "table:dde-links",
        "table:data-pilot-tables",
        "table:database-ranges",
        "table:named-expressions",
        "office:forms",
        "text:ruby-text",
    }
)
"""Elements that hold no cell of a sheet, or texts that are not a cell's."""
_AILLEURS = re.compile(r"'[^']*'#|\[\.?(?:file|https?):", re.IGNORECASE)
"""What a formula that reads another workbook holds: its address, then a number sign."""


class Contenu(Gardien):
    """Streams the content of a workbook; what acts in it is refused wherever it stands."""

    def __init__(self, texte_max: int = TEXTE_MAX) -> None:
        super().__init__()
        self.texte_max = texte_max
        self.parseur.buffer_text = True  # a text comes whole, its line breaks with it
        self.parseur.EndElementHandler, self.parseur.CharacterDataHandler = self._end, self._read
        self.feuilles: list[FeuilleOdf] = []
        self.epoque = "1899"
        self.tableur = False
        self.styles_masques: set[str] = set()
        self.style = ""
        self.saute = 0
        self.cellule: dict[str, str] | None = None
        self.texte = Texte(texte_max)
        self.note: Texte | None = None
        self.debuts: dict[str, Callable[[dict[str, str]], None]] = {
            "office:spreadsheet": self._open_tableur,
            "style:style": self._name_style,
            "style:table-properties": self._read_style,
            "table:null-date": self._read_epoque,
            "table:table": self._open_feuille,
            "table:table-column": self._read_colonne,
            "table:table-row": self._open_ligne,
            "table:table-cell": self._open_cellule,
            "table:covered-table-cell": self._open_cellule,
            "office:annotation": self._open_note,
            "text:p": self._open_paragraphe,
            "text:s": self._add_espaces,
            "text:tab": self._add_tabulation,
            "text:line-break": self._add_ligne,
        }
        self.fins: dict[str, Callable[[], None]] = {
            "table:table-row": self._close_ligne,
            "table:table-cell": self._close_cellule,
            "table:covered-table-cell": self._close_cellule,
            "office:annotation": self._close_note,
            "text:p": self._close_paragraphe,
        }

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Read an element, unless it stands in one that is none of ours."""
        if self.saute:
            self.saute += 1
        elif nom in _SAUTES or (nom.startswith(("draw:", "form:")) and self.note is None):
            self.saute = 1
        elif (lire := self.debuts.get(nom)) is not None:
            lire(attributs)

    def _end(self, nom: str) -> None:
        if self.saute:
            self.saute -= 1
        elif (finir := self.fins.get(shorten(nom))) is not None:
            finir()

    @property
    def ecrit(self) -> Texte:
        """Return the text being read: that of a note, or of the cell itself."""
        return self.texte if self.note is None else self.note

    def _read(self, texte: str) -> None:
        if self.cellule is not None and not self.saute:
            self.ecrit.read(texte)

    def _open_paragraphe(self, _: dict[str, str]) -> None:
        self.ecrit.start()

    def _close_paragraphe(self) -> None:
        self.ecrit.end()

    def _add_espaces(self, attributs: dict[str, str]) -> None:
        self.ecrit.add_signe(" ", count_fois(attributs, "text:c"))

    def _add_tabulation(self, _: dict[str, str]) -> None:
        self.ecrit.add_signe("\t")

    def _add_ligne(self, _: dict[str, str]) -> None:
        self.ecrit.add_signe("\n")

    def _open_tableur(self, _: dict[str, str]) -> None:
        self.tableur = True

    def _name_style(self, attributs: dict[str, str]) -> None:
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
            self.feuilles[-1].add_colonnes(repetees, attributs.get("table:visibility", ""))

    def _open_ligne(self, attributs: dict[str, str]) -> None:
        if self.feuilles:
            repetees = count_fois(attributs, "table:number-rows-repeated")
            self.feuilles[-1].open_ligne(repetees, attributs.get("table:visibility", ""))

    def _close_ligne(self) -> None:
        if self.feuilles:
            self.feuilles[-1].close_ligne()

    def _open_cellule(self, attributs: dict[str, str]) -> None:
        self.cellule, self.texte = attributs, Texte(self.texte_max)

    def _close_cellule(self) -> None:
        attributs, self.cellule = self.cellule or {}, None
        if not self.feuilles:
            return
        if "table:formula" in attributs:
            self._see_formule(attributs["table:formula"])
        spans = ("table:number-columns-spanned", "table:number-rows-spanned")
        fusion = count_fois(attributs, spans[0]), count_fois(attributs, spans[1])
        brut = dump_valeur(attributs, self.texte)
        repetees = count_fois(attributs, "table:number-columns-repeated")
        self.feuilles[-1].add_cellule(brut, repetees, fusion)

    def _see_formule(self, formule: str) -> None:
        if "DDE(" in formule.upper():
            self.liens.add("un autre programme (DDE)")
        if _AILLEURS.search(formule):
            self.liens.add("un autre classeur")

    def _open_note(self, _: dict[str, str]) -> None:
        if self.cellule is None:
            self.saute = 1
        else:
            self.note = Texte(self.texte_max)

    def _close_note(self) -> None:
        note, self.note = str(self.note or ""), None
        if note.strip() and self.feuilles:
            self.feuilles[-1].add_note(note)


def count_fois(attributs: dict[str, str], nom: str) -> int:
    """Return how many times an element stands for itself, 1 when it does not say."""
    dit = attributs.get(nom, "1").strip()
    if not re.fullmatch(r"[0-9]{1,7}", dit):
        raise Refuse("contenu_anormal", ANORMAL.format(f"répétition « {dit[:20]} » illisible"))
    return max(1, int(dit))
