"""Marks a workbook in a process of its own: faulty cells coloured and commented, a summary sheet added.

Standard input: one JSON line {"taille": n, "remarques": [{feuille, ligne, colonne, grave, message}]}, then the
workbook's bytes. Standard output: the marked workbook, an .xlsx. Only openpyxl, the reader, by which the file has
already been and whose bounds hold here too, and the rule that says what a formula begins with.
"""

from __future__ import annotations

import io
import json
import sys
import warnings
import zipfile
from typing import Any

from loaders.gabarit.textes import INTERDITS, set_texte
from loaders.lecture.lecteur.ajouts import AUTEUR_CONTROLE
from loaders.lecture.lecteur.bornes import LIGNES_EXCEL
from loaders.lecture.lecteur.limites import limit_ressources
from models.texte import begins_formule

RECAPITULATIF = "À corriger"
ROUGE, AMBRE, BLEU, GRIS = "F9D5D3", "FCE8B8", "12346B", "D0D4DA"
LARGEURS = (14, 24, 16, 100)
ENTETES = ("Gravité", "Feuille", "Cellule", "Ce qui ne va pas, et que faire")
SECONDES_MAX = 18
LA_NOTRE = f"{AUTEUR_CONTROLE} :"
"""What our note begins with, below that of whoever wrote one: LibreOffice does not keep the author of a note."""


def write_titre(erreurs: int, avis: int) -> str:
    """Return « 2 erreurs à corriger, 1 point à vérifier »."""
    comptes = ((erreurs, "erreur", "à corriger"), (avis, "point", "à vérifier"))
    dits = [f"{n} {mot}{'s' if n > 1 else ''} {suite}" for n, mot, suite in comptes if n]
    return ", ".join(dits) or "Rien à corriger"


def mark_cellules(classeur: Any, remarques: list[dict[str, Any]]) -> None:
    """Colour each faulty cell, open it, and say in its comment what is wrong; several remarks share one comment."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill, Protection

    par_cellule: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for remarque in remarques:
        if remarque["feuille"] in classeur.sheetnames and 0 < (remarque["ligne"] or 0) <= LIGNES_EXCEL:
            place = f"{remarque['colonne'] or 'A'}{remarque['ligne']}"
            par_cellule.setdefault((remarque["feuille"], place), []).append(remarque)
    for (feuille, place), siennes in par_cellule.items():
        cellule = classeur[feuille][place]
        if type(cellule).__name__ == "MergedCell":
            continue
        grave = any(r["grave"] for r in siennes)
        cellule.fill = PatternFill("solid", start_color=ROUGE if grave else AMBRE)
        cellule.protection = Protection(locked=False)
        dits = [*list_notes(cellule), LA_NOTRE, *(r["message"] for r in siennes)]
        cellule.comment = Comment("\n\n".join(dits), AUTEUR_CONTROLE, height=140, width=320)


def list_notes(cellule: Any) -> list[str]:
    """Return the note that somebody wrote on a cell, above ours; ours of an earlier check are left out (fault 69)."""
    texte = cellule.comment.text if cellule.comment is not None else ""
    sienne = "" if cellule.comment is not None and cellule.comment.author == AUTEUR_CONTROLE else texte
    if LA_NOTRE in texte:
        sienne = texte.partition(LA_NOTRE)[0].rstrip()
    return [sienne] if sienne.strip() else []


def freeze_formules(classeur: Any, octets: bytes) -> None:
    """Put the value of each formula in its place: what comes from outside never goes back alive (fault 91).

    A formula that was never computed is given back as a text. The workbook is opened again only when it has one. A text
    that begins like a formula bears the mark of a text.
    """
    from openpyxl import load_workbook

    formules = []
    # the cells that exist, and not every row and column between them: one may stand in the last of both
    for cellule in [c for page in classeur.worksheets for c in page._cells.values()]:
        if cellule.data_type == "f":
            formules.append(cellule)
        elif isinstance(cellule.value, str) and begins_formule(cellule.value):
            cellule.quotePrefix = True
    valeurs: Any = load_workbook(io.BytesIO(octets), data_only=True, keep_links=False) if formules else None
    for cellule in formules:
        calculee = valeurs[cellule.parent.title][cellule.coordinate].value
        if calculee is None:
            calculee = str(getattr(cellule.value, "text", cellule.value))
        if isinstance(calculee, str):
            set_texte(cellule, calculee)
        else:
            cellule.value = calculee


def open_classeur(octets: bytes) -> tuple[Any, list[dict[str, Any]], str]:
    """Return a workbook without a live formula, what is to be said of what it leaves out, and of its format."""
    from openpyxl import load_workbook

    from loaders.lecture.lecteur.odf_classeur import is_odf
    from loaders.retour.conversion import RENDU, RENDU_TEXTE, build_classeur, build_depuis_texte

    if not octets.startswith(b"PK"):
        return build_depuis_texte(octets), [], RENDU_TEXTE
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        if is_odf(archive):
            return *build_classeur(archive), RENDU
    classeur: Any = load_workbook(io.BytesIO(octets), keep_links=False)
    freeze_formules(classeur, octets)
    return classeur, [], ""


def add_recapitulatif(classeur: Any, remarques: list[dict[str, Any]], rendu: str) -> None:
    """Put first a sheet that lists every remark, each with a link to its cell; a former one is replaced.

    `rendu` says that the workbook came in another format.
    """
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.properties import PageSetupProperties

    if RECAPITULATIF in classeur.sheetnames:
        del classeur[RECAPITULATIF]
    page = classeur.create_sheet(RECAPITULATIF, 0)
    page.sheet_view.showGridLines = False
    erreurs = sum(r["grave"] for r in remarques)
    set_texte(page["A1"], write_titre(erreurs, len(remarques) - erreurs))
    page["A1"].font = Font(name="Calibri", size=15, bold=True, color=BLEU)
    consigne = (
        "Corrigez les cellules colorées (rouge : bloquant, jaune : à vérifier), enregistrez, renvoyez ce fichier."
    )
    set_texte(page["A2"], consigne)
    if rendu:
        set_texte(page["A3"], rendu)
    for rang, (entete, largeur) in enumerate(zip(ENTETES, LARGEURS, strict=True), start=1):
        cellule = page.cell(4, rang)
        set_texte(cellule, entete)
        cellule.font = Font(name="Calibri", bold=True, color="FFFFFF")
        cellule.fill = PatternFill("solid", start_color=BLEU)
        page.column_dimensions[cellule.column_letter].width = largeur
    trait = Border(bottom=Side(style="thin", color=GRIS))
    for numero, remarque in enumerate(remarques, start=5):
        grave = remarque["grave"]
        place = f"{remarque['colonne'] or 'A'}{remarque['ligne']}" if remarque["ligne"] else ""
        feuille = remarque["feuille"] or "fichier"
        textes = ("Erreur" if grave else "Avertissement", feuille, place, remarque["message"])
        for rang, texte in enumerate(textes, start=1):
            cellule = page.cell(numero, rang)
            set_texte(cellule, texte)
            cellule.alignment, cellule.border = Alignment(wrap_text=True, vertical="top"), trait
        page.row_dimensions[numero].height = 15.5 * (1 + len(remarque["message"]) // (LARGEURS[3] - 10))
        page.cell(numero, 1).fill = PatternFill("solid", start_color=ROUGE if grave else AMBRE)
        if place:
            nom = feuille.replace("'", "''")
            page.cell(numero, 3).hyperlink = Hyperlink(ref=f"C{numero}", location=f"'{nom}'!{place}")
            page.cell(numero, 3).font = Font(name="Calibri", color=BLEU, underline="single")
    page.freeze_panes = "A5"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    classeur.active = 0
    for feuille in classeur.worksheets:
        feuille.sheet_view.tabSelected = feuille.title == RECAPITULATIF


def main() -> None:
    """Mark the workbook of standard input and print it."""
    warnings.simplefilter("ignore")
    demande = json.loads(sys.stdin.buffer.readline())
    octets = sys.stdin.buffer.read(demande["taille"])
    for remarque in demande["remarques"]:
        remarque["message"] = INTERDITS.sub("", remarque["message"])
    limit_ressources(SECONDES_MAX)
    classeur, omissions, rendu = open_classeur(octets)
    mark_cellules(classeur, demande["remarques"])
    add_recapitulatif(classeur, [*demande["remarques"], *omissions], rendu)
    tampon = io.BytesIO()
    classeur.save(tampon)
    sys.stdout.buffer.write(tampon.getvalue())


if __name__ == "__main__":
    main()
