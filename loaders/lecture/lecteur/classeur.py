"""A whole .xlsx as JSON: its sheets, its properties, its epoch, what it is tied to elsewhere."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from loaders.lecture.lecteur.ajouts import Releve, collect_ajouts
from loaders.lecture.lecteur.balayage import Balayage
from loaders.lecture.lecteur.bornes import ANORMAL, COLONNES_MAX, TITRE_MAX, Refuse
from loaders.lecture.lecteur.cellules import dump_cellule
from loaders.lecture.lecteur.feuille import dump_feuille
from loaders.lecture.lecteur.parties import scan_parties
from loaders.lecture.lecteur.places import column_letters

SOURCES = ("xl/connections.xml", "xl/querytables/")


def read_feuille(feuille: Any, balayage: Balayage, ajouts: list[Releve]) -> dict[str, Any]:
    """Return a sheet, with what was added around its cells; raise Refuse where openpyxl lost one of them."""
    if len(feuille.title) > TITRE_MAX:
        raise Refuse("contenu_anormal", ANORMAL.format("nom de feuille trop long"))
    etendue = balayage.etendue
    fin = etendue.find_fin(etendue.find_exces(feuille.title, balayage.fusions))
    lignes: list[tuple[int, dict[str, Any]]] = []
    lues: dict[int, set[int]] = {}
    bornes = max(fin, 1), 1, max(etendue.colonne, 1)
    for numero, rangee in enumerate(feuille.iter_rows(1, *bornes), start=1):
        cellules = {}
        lues[numero] = {c.column for c in rangee if c.value is not None}
        for cellule in rangee:
            if (brut := dump_cellule(cellule, balayage)) is not None:
                cellules[column_letters(cellule.column)] = brut
        cellules |= {lettres: {"t": "f"} for lettres in balayage.non_calculees.get(numero, ())}
        if cellules:
            lignes.append((numero, cellules))
    balayage.check_lues(feuille.title, lues, fin)
    return dump_feuille(
        feuille.title,
        etendue,
        masquee=feuille.sheet_state != "visible",
        lignes=lignes,
        fusions=balayage.fusions,
        lignes_masquees=balayage.masquees,
        colonnes_masquees=[column_letters(n) for n in balayage.colonnes_masquees[:COLONNES_MAX]],
        filtre=balayage.filtre,
        ajouts=ajouts,
    )


def list_liens(balayages: dict[str, Balayage]) -> list[str]:
    """Return what the workbook would fetch elsewhere, in words; nothing of it is ever followed (fault 15)."""
    liens = set().union(*(b.liens for b in balayages.values()))
    if any(nom.lower().startswith(SOURCES) for nom in balayages):
        liens.add("une source de données")
    return sorted(liens)


def is_xlsx(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive holds what a workbook of Excel is made of."""
    noms = archive.namelist()
    return "[Content_Types].xml" in noms and any(n.startswith("xl/") for n in noms)


def read_xlsx(octets: bytes, archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return a workbook of Excel; raise Refuse, or any error of the parsers on a damaged one."""
    from openpyxl import load_workbook

    balayages = scan_parties(archive)
    ajouts = collect_ajouts(archive)
    classeur: Any = load_workbook(io.BytesIO(octets), read_only=True, data_only=True, keep_links=False)
    feuilles = classeur.worksheets
    if not feuilles or len(classeur.sheetnames) < sum(b.feuilles for b in balayages.values()):
        raise Refuse("aucune_feuille", "Une feuille ne peut pas être lue. Enregistrer sous → Classeur Excel (*.xlsx).")
    proprietes = {p.name: str(p.value)[:200] for p in classeur.custom_doc_props.props}
    return {
        "timbre": proprietes,
        "epoque": str(classeur.epoch.year),
        "liens": list_liens(balayages),
        "feuilles": [
            read_feuille(f, balayages[f._worksheet_path], ajouts.get(f._worksheet_path, [])) for f in feuilles
        ],
    }
