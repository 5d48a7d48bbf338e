"""An OpenDocument workbook written again as .xlsx, so that it is handed back marked like any other (fault 82).

So is a table in plain text (fault 94).

Kept: every value, those that stand too far to be read included, the notes, what is merged or hidden, the widths, the
colours, our stamp. Formulas are given back as their values, as in any workbook that we hand back, those that were never
computed as texts; lists to choose from are not kept.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from loaders.gabarit.textes import INTERDITS, set_texte
from loaders.lecture.lecteur.bornes import COLONNES_MAX
from loaders.lecture.lecteur.odf_classeur import parse_odf
from loaders.lecture.lecteur.odf_contenu import Contenu
from loaders.lecture.lecteur.odf_feuille import FeuilleOdf
from loaders.lecture.lecteur.places import column_number
from loaders.lecture.lecteur.texte import read_texte

TEXTE_EXCEL = 32_767
"""Characters that a cell of .xlsx holds."""
BLANCHES_MAX = 60
"""Columns of blank cells whose colour is kept on a row: more are the bare end of the sheet."""
RENDU = (
    "Votre classeur .ods vous est rendu au format Excel (.xlsx), que LibreOffice ouvre aussi : les listes de choix n’y "
    "sont pas reprises."
)
RENDU_TEXTE = "Votre tableau en texte vous est rendu au format Excel (.xlsx)."
COUPEE = "cette feuille est trop grande pour être reprise en entier ici : gardez votre fichier, qui la contient."
COUPE = (
    "ce texte dépasse les 32 767 caractères d’une cellule d’Excel{} : sa fin n’est pas reprise ici, gardez votre "
    "fichier, qui la contient."
)
_COULEUR = re.compile(r"#([0-9a-fA-F]{6})")
_MESURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(in|cm|mm|pt)")
_POUCES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72}
_SIGNES_PAR_POUCE = 13.7
_REFERENCE = re.compile(r"\[([^\]]*)\]")
"""How a formula of OpenDocument names a cell: `[.A1]`, `[.A1:.B2]`."""


@dataclass
class Aspect:
    """What a sheet looks like: widths by column, the style of each cell by place."""

    largeurs: dict[int, str] = field(default_factory=dict)
    styles: dict[tuple[int, int], str] = field(default_factory=dict)


class ContenuAspect(Contenu):
    """Reads the content of a workbook, and what its sheets look like."""

    def __init__(self) -> None:
        super().__init__(TEXTE_EXCEL, TEXTE_EXCEL)
        self.styles: dict[str, dict[str, str]] = {}
        self.aspects: list[Aspect] = []
        self._style: dict[str, str] = {}

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Note a style, or which one a column has, then read the element."""
        if nom == "style:style":
            self._style = self.styles.setdefault(attributs.get("style:name", ""), {})
        elif nom.endswith(("-style", ":page-layout")):  # a format of numbers, a page: their properties are theirs
            self._style = {}
        elif nom.startswith("style:") and nom.endswith("-properties"):
            self._style |= attributs
        elif nom == "table:table-column" and self.feuilles and not self.saute:
            self._size_colonne(attributs.get("table:style-name", ""), attributs)
        super().see(nom, attributs)

    def dump(self, attributs: dict[str, str]) -> dict[str, Any] | None:
        """Return the cell that is being read; a formula that was never computed, as the text that its owner typed."""
        brut = super().dump(attributs)
        if brut is None or brut["t"] != "f":
            return brut
        dite = _REFERENCE.sub(lambda m: m[1].removeprefix(".").replace(":.", ":"), attributs["table:formula"])
        return {"t": "s", "v": f"={dite.partition('=')[2]}"}

    def _size_colonne(self, style: str, attributs: dict[str, str]) -> None:
        debut = self.feuilles[-1].colonnes + 1
        repetees = attributs.get("table:number-columns-repeated", "1")
        fin = min(debut + (int(repetees) if repetees.isdecimal() else 1), BLANCHES_MAX)
        self._find_aspect().largeurs |= dict.fromkeys(range(debut, fin), style)

    def _find_aspect(self) -> Aspect:
        while len(self.aspects) < len(self.feuilles):
            self.aspects.append(Aspect())
        return self.aspects[-1]

    def _close_cellule(self) -> None:
        style = (self.cellule or {}).get("table:style-name", "")
        debut = self.feuilles[-1].colonne + 1 if self.feuilles else 0
        super()._close_cellule()
        if style and self.feuilles and self.feuilles[-1].repetees == 1:
            feuille = self.feuilles[-1]
            for colonne in range(debut, min(feuille.colonne, BLANCHES_MAX) + 1):
                self._find_aspect().styles[feuille.ligne, colonne] = style


def build_classeur(archive: zipfile.ZipFile) -> tuple[Any, list[dict[str, Any]]]:
    """Return the workbook of openpyxl that an OpenDocument makes, and what is to be said of what it leaves out."""
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty

    contenu = ContenuAspect()
    proprietes, _ = parse_odf(archive, contenu)
    classeur: Any = Workbook()
    classeur.remove(classeur.active)
    remarques = []
    for rang, feuille in enumerate(contenu.feuilles):
        aspect = contenu.aspects[rang] if rang < len(contenu.aspects) else Aspect()
        page = classeur.create_sheet(feuille.nom)
        _fill_page(page, feuille)
        _dress_page(page, aspect, contenu.styles)
        remarques += _list_remarques(feuille)
    for nom, valeur in proprietes.valeurs.items():
        classeur.custom_doc_props.append(StringProperty(name=nom, value=valeur))
    return classeur, remarques


def build_depuis_texte(octets: bytes) -> Any:
    """Return the workbook of openpyxl that a table in plain text makes: texts, at the same places."""
    from openpyxl import Workbook

    classeur: Any = Workbook()
    classeur.remove(classeur.active)
    for feuille in read_texte(octets)["feuilles"]:
        page = classeur.create_sheet(feuille["nom"])
        for numero, rangee in feuille["lignes"]:
            for lettres, brut in rangee.items():
                set_valeur(page.cell(numero, column_number(lettres)), brut)
    return classeur


def _list_remarques(feuille: FeuilleOdf) -> list[dict[str, Any]]:
    """Return what is to be said of what a sheet loses here: its end, the end of its longest texts."""
    longs = [(n, lettres) for n, rangee in feuille.lignes for lettres, brut in rangee.items() if brut["t"] == "l"]
    remarques: list[tuple[int | None, str | None, str]] = []
    if longs:
        autres = f" ({len(longs) - 1} de plus dans la feuille)" if len(longs) > 1 else ""
        remarques.append((*longs[0], COUPE.format(autres)))
    if feuille.etendue.find_exces(feuille.nom, feuille.fusions):
        remarques.append((None, None, COUPEE))
    return [
        {"feuille": feuille.nom, "ligne": ligne, "colonne": colonne, "grave": False, "message": message}
        for ligne, colonne, message in remarques
    ]


def _fill_page(page: Any, feuille: FeuilleOdf) -> None:
    from openpyxl.comments import Comment

    for numero, rangee in feuille.lignes:
        for lettres, brut in rangee.items():
            set_valeur(page.cell(numero, column_number(lettres)), brut)
    for place, brut in feuille.lointaines.items():
        set_valeur(page.cell(*place), brut)
    for (ligne, colonne), (auteur, note) in feuille.notes.items():
        page.cell(ligne, colonne).comment = Comment(INTERDITS.sub("", note), INTERDITS.sub("", auteur))
    if not feuille.etendue.find_exces(feuille.nom, feuille.fusions):
        for zone in feuille.fusions:
            page.merge_cells(zone)
    for numero in feuille.lignes_masquees:
        if numero <= feuille.etendue.ligne:
            page.row_dimensions[numero].hidden = True
    for lettres in feuille.colonnes_masquees[:COLONNES_MAX]:
        page.column_dimensions[lettres].hidden = True
    page.sheet_state = "hidden" if feuille.masquee else "visible"


def set_valeur(cellule: Any, brut: dict[str, Any]) -> None:
    """Write a cell as the reader gave it, with the format that shows it alike; a text stays a text."""
    from openpyxl.cell.cell import ERROR_CODES

    genre: str = brut["t"]
    valeur: Any = brut.get("v")
    if genre == "n":
        cellule.value = valeur
        if brut["p"]:
            cellule.number_format = "0%" if abs(valeur * 100 - round(valeur * 100)) < 1e-9 else "0.0#%"
        elif "a" in brut:
            cellule.number_format = re.sub(r"[0-9]", "0", brut["a"])
    elif genre == "d" and "-" in valeur:
        cellule.value = datetime.fromisoformat(valeur)
        cellule.number_format = "DD/MM/YYYY" if valeur.endswith("T00:00:00") else "DD/MM/YYYY HH:MM"
    elif genre == "d":
        cellule.value, cellule.number_format = time.fromisoformat(valeur), "HH:MM"
    elif genre == "b":
        cellule.value = valeur
    else:
        set_texte(cellule, INTERDITS.sub("", str(valeur))[:TEXTE_EXCEL])
        if genre == "e" and valeur in ERROR_CODES:  # « Err:502 » is one of LibreOffice, which Excel would not open
            cellule.data_type = "e"


def _dress_page(page: Any, aspect: Aspect, styles: dict[str, dict[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for colonne, nom in aspect.largeurs.items():
        if mesure := _MESURE.fullmatch(styles.get(nom, {}).get("style:column-width", "")):
            largeur = float(mesure[1]) * _POUCES[mesure[2]] * _SIGNES_PAR_POUCE
            page.column_dimensions[get_column_letter(colonne)].width = min(largeur, 255)
    faits: dict[str, tuple[Any, Any, Any]] = {}
    for (ligne, colonne), nom in aspect.styles.items():
        if nom not in faits:
            style = styles.get(nom, {})
            fond = _COULEUR.fullmatch(style.get("fo:background-color", ""))
            encre = _COULEUR.fullmatch(style.get("fo:color", ""))
            faits[nom] = (
                PatternFill("solid", start_color=fond[1]) if fond else PatternFill(),
                Font(bold=style.get("fo:font-weight") == "bold", color=encre[1] if encre else None),
                Alignment(wrap_text=style.get("fo:wrap-option") == "wrap", vertical="top"),
            )
        cellule = page.cell(ligne, colonne)
        if type(cellule).__name__ != "MergedCell":
            cellule.fill, cellule.font, cellule.alignment = faits[nom]
