"""Writing the sheets of a workbook to be filled, whatever its kind: title, help, headers, rows, lists, stamp."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from loaders.gabarit.cellules import BLEU, ENCRE, Styles, add_validation, set_entete, set_style
from loaders.gabarit.contenu import ENTETE, Contenu, Page
from loaders.gabarit.notes import Ligne
from loaders.gabarit.textes import set_texte
from models.colonnes import LISEZ_MOI, TIMBRE, Colonne, Genre

HAUTEUR_MIN, HAUTEUR_MAX = 18.0, 300.0
"""Heights of a row, in points: past the highest, a text is read in its cell."""

LARGEUR_PAGE = 300
"""Width of the columns, in signs, past which a sheet is printed on one more page across: less would not be legible."""

CHOIX = "D"
"""Column of the stamp's sheet where the choices of the drop-downs that are data begin."""


def write_contenu(classeur: Any, contenu: Contenu) -> None:
    """Write every sheet of a workbook, the stamp last."""
    _write_lisez_moi(classeur, contenu)
    styles: Styles = {}
    listes = _place_choix(contenu.choix)
    for page in contenu.pages:
        _write_page(classeur, page, contenu, listes, styles)
    _write_timbre(classeur, contenu)
    classeur.active = 1


def _place_choix(choix: Mapping[Colonne, Sequence[str] | str]) -> dict[Colonne, str]:
    """Return the range of cells behind each drop-down that is data; none for an empty list."""
    plages, rang = {}, ord(CHOIX)
    for colonne, valeurs in choix.items():
        if isinstance(valeurs, str):
            plages[colonne] = valeurs
        elif valeurs:
            plages[colonne] = f"'{TIMBRE}'!${chr(rang)}$1:${chr(rang)}${len(valeurs)}"
            rang += 1
    return plages


def _write_lisez_moi(classeur: Any, contenu: Contenu) -> None:
    feuille = classeur.create_sheet(LISEZ_MOI)
    feuille.sheet_view.showGridLines = False
    feuille.column_dimensions["A"].width = 4
    feuille.column_dimensions["B"].width = 100
    for rang, (style, texte) in enumerate(contenu.lisez_moi):
        cellule = feuille.cell(rang + 2, 2)
        set_texte(cellule, texte)
        cellule.alignment = Alignment(wrap_text=True, vertical="top")
        taille = {"titre": 18, "intertitre": 13}.get(style, 11)
        cellule.font = Font(
            name="Calibri", size=taille, bold=style != "texte", color=BLEU if style != "texte" else ENCRE
        )
        feuille.row_dimensions[rang + 2].height = max(taille * 1.7, 16 * (1 + len(texte) // 105))
    feuille.protection.sheet = True
    _set_impression(feuille, paysage=False)


def _write_page(classeur: Any, page: Page, contenu: Contenu, listes: Mapping[Colonne, str], styles: Styles) -> None:
    feuille, lignes = page.feuille, page.lignes
    onglet = classeur.create_sheet(feuille.nom)
    onglet.sheet_view.showGridLines = False
    titre = onglet.cell(1, 1)
    set_texte(titre, " – ".join([feuille.nom, *contenu.sujets]))
    titre.font = Font(name="Calibri", size=15, bold=True, color=BLEU)
    aide = onglet.cell(2, 1)
    set_texte(aide, page.aide)
    aide.font = Font(name="Calibri", size=10, color="595959")
    for rang, colonne in enumerate(feuille.colonnes, start=1):
        _write_entete(onglet, rang, colonne, styles)
    derniere = ENTETE + len(lignes) + feuille.lignes_libres
    for numero in range(ENTETE + 1, derniere + 1):
        indice = numero - ENTETE - 1
        ligne = lignes[indice] if indice < len(lignes) else None
        _write_ligne(onglet, numero, feuille.colonnes, ligne, styles)
    for rang, colonne in enumerate(feuille.colonnes, start=1):
        add_validation(onglet, rang, colonne, ENTETE + 1, derniere, listes.get(colonne))
    onglet.freeze_panes = onglet.cell(ENTETE + 1, feuille.figees + 1)
    onglet.auto_filter.ref = (
        f"A{ENTETE}:{get_column_letter(len(feuille.colonnes))}{max(ENTETE + len(lignes), ENTETE + 1)}"
    )
    onglet.protection.sheet = True
    for droit in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(onglet.protection, droit, False)
    pages = 1 + sum(c.largeur for c in feuille.colonnes) // LARGEUR_PAGE
    _set_impression(onglet, paysage=True, pages=pages)
    onglet.print_title_rows = f"{ENTETE}:{ENTETE}"
    if pages > 1:
        onglet.print_title_cols = f"A:{get_column_letter(feuille.figees)}"


def _write_entete(page: Any, rang: int, colonne: Colonne, styles: Styles) -> None:
    cellule = page.cell(ENTETE, rang)
    set_entete(cellule, colonne, styles)
    set_texte(cellule, colonne.libelle)
    page.column_dimensions[get_column_letter(rang)].width = colonne.largeur
    page.row_dimensions[ENTETE].height = 48


def _write_ligne(page: Any, numero: int, colonnes: Iterable[Colonne], ligne: Ligne | None, styles: Styles) -> None:
    """Write a row, or leave a free one (None) open where a new one is typed."""
    hauteur, libre = HAUTEUR_MIN, ligne is None
    valeurs, notes = (ligne.valeurs, ligne.notes) if ligne else ({}, {})
    for rang, colonne in enumerate(colonnes, start=1):
        cellule = page.cell(numero, rang)
        ouverte = colonne.saisie or (libre and (colonne.ajout or colonne.genre is Genre.CODE))
        valeur = valeurs.get(colonne)
        set_style(cellule, colonne, styles, ouverte=ouverte, connue=colonne.saisie and valeur is not None)
        if isinstance(valeur, str):
            set_texte(cellule, valeur)
            hauteur = max(hauteur, measure_hauteur(valeur, colonne.largeur, petite=not (ouverte or colonne.temoin)))
        elif valeur is not None:
            cellule.value = valeur
        if note := notes.get(colonne):
            cellule.comment = Comment(note, "Tableau de bord", height=60, width=260)
    page.row_dimensions[numero].height = min(hauteur, HAUTEUR_MAX)


def measure_hauteur(texte: str, largeur: int, *, petite: bool) -> float:
    """Return the points that a wrapped text takes in a column of a width, in the small type of what is recalled or not.

    A spreadsheet does not fit a row to its texts by itself when a program writes it.
    """
    signes, interligne = (largeur * 1.1, 12.5) if petite else (largeur * 0.9, 15.0)
    return 4 + interligne * sum(max(1, ceil(len(morceau) / signes)) for morceau in texte.split("\n"))


def _set_impression(page: Any, *, paysage: bool, pages: int = 1) -> None:
    """Set a sheet to be printed on so many pages across, one below the other as far as it goes."""
    page.page_setup.orientation = "landscape" if paysage else "portrait"
    page.page_setup.paperSize = 8 if paysage else 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = pages, 0
    page.page_margins.left = page.page_margins.right = 0.4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_timbre(classeur: Any, contenu: Contenu) -> None:
    feuille = classeur.create_sheet(TIMBRE)
    feuille.sheet_state = "hidden"
    for rang, (cle, valeur) in enumerate(contenu.timbre.items(), start=1):
        set_texte(feuille.cell(rang, 1), cle)
        set_texte(feuille.cell(rang, 2), valeur)
        classeur.custom_doc_props.append(StringProperty(name=f"schema_{cle}", value=valeur))
    listes = [v for v in contenu.choix.values() if v and not isinstance(v, str)]
    for colonne, valeurs in enumerate(listes, start=ord(CHOIX) - ord("A") + 1):
        for rang, valeur in enumerate(valeurs, start=1):
            set_texte(feuille.cell(rang, colonne), valeur)
