"""A table that is plain text: .csv in the alphabets and with the separators that people send, or pasted from a mail.

Every cell stays the text that was typed: what looks like a number or a date is read further up, by its column.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from loaders.lecture.lecteur.bornes import DEBUT_MAX, LIGNES_MAX, TEXTE_MAX, Refuse
from loaders.lecture.lecteur.etendue import Etendue
from loaders.lecture.lecteur.feuille import Lignes, dump_feuille
from loaders.lecture.lecteur.page import is_page, read_tables
from loaders.lecture.lecteur.places import column_letters

FEUILLE = "Tableau"
SEPARATEURS = (";", "\t", ",", "|")
ECHANTILLON = 200
"""Records by which the separator is chosen."""
MARQUES = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
SANS_TABLEAU = (
    "Ce texte ne contient pas de tableau : il faut des lignes dont les cellules sont séparées par des points-virgules, "
    "des virgules ou des tabulations."
)


def decode(octets: bytes) -> str:
    """Return a text, in the alphabet that its first bytes tell, else UTF-8, else that of Windows in French."""
    for marque, alphabet in MARQUES:
        if octets.startswith(marque):
            return octets[len(marque) :].decode(alphabet, "replace")
    for alphabet in ("utf-8", "cp1252"):
        try:
            return octets.decode(alphabet)
        except UnicodeDecodeError:
            continue
    return octets.decode("latin-1")


def read_texte(octets: bytes) -> dict[str, Any]:
    """Return a text as a workbook of one sheet, a page as one of a sheet per table; raise Refuse for no table."""
    texte = decode(octets)
    if is_page(texte):
        feuilles = [_dump(nom, lignes, fusions) for nom, lignes, fusions in read_tables(texte)]
    else:
        feuilles = [_dump(FEUILLE, enumerate(_iter_csv(texte), start=1), [])]
    if not any(f["lignes"] for f in feuilles):
        raise Refuse("format_inconnu", SANS_TABLEAU)
    return {"timbre": {}, "epoque": "1899", "liens": [], "feuilles": feuilles}


def _iter_csv(texte: str) -> Iterator[dict[int, str]]:
    """Yield the cells of each record, by column; raise Refuse when no separator makes rows of two cells."""
    premiere, _, suite = texte.partition("\n")
    if premiere.strip().lower().startswith("sep=") and len(premiere.strip()) == 5:  # a word to Excel, no row
        return _iter_records(suite, premiere.strip()[4])
    notes = {separateur: _rate(texte, separateur) for separateur in SEPARATEURS}
    meilleur = max(SEPARATEURS, key=lambda s: notes[s])
    if notes[meilleur][0] < 2:
        raise Refuse("format_inconnu", SANS_TABLEAU)
    return _iter_records(texte, meilleur)


def _rate(texte: str, separateur: str) -> tuple[int, int]:
    """Return how many records a separator cuts alike, in two cells or more, and in how many."""
    comptes = Counter(len(r) for r in islice(_read(texte, separateur), ECHANTILLON) if len(r) > 1)
    return max(((n, cellules) for cellules, n in comptes.items()), default=(0, 0))


def _iter_records(texte: str, separateur: str) -> Iterator[dict[int, str]]:
    for record in _read(texte, separateur):
        yield dict(enumerate(record, start=1))


def _read(texte: str, separateur: str) -> Iterator[list[str]]:
    """Yield the records of a text; where a quotation mark is left open, each line is one: none is lost in another."""
    texte = texte.replace("\x00", "")
    csv.field_size_limit(len(texte) + 1)
    try:
        for _ in csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True):
            pass
    except csv.Error:
        return csv.reader(texte.splitlines(), delimiter=separateur, quoting=csv.QUOTE_NONE)
    return csv.reader(io.StringIO(texte, newline=""), delimiter=separateur)


def _dump(nom: str, lignes: Iterable[tuple[int, dict[int, str]]], fusions: list[str]) -> dict[str, Any]:
    etendue = Etendue()
    gardees: Lignes = []
    for numero, cellules in lignes:
        rangee = {}
        for colonne, texte in cellules.items():
            if not texte.strip():
                continue
            if etendue.add(numero, colonne) != (0, 0):
                rangee[column_letters(colonne)] = dump_texte(texte)
        if rangee and numero <= LIGNES_MAX:
            gardees.append((numero, rangee))
    return dump_feuille(
        nom,
        etendue,
        masquee=False,
        lignes=gardees,
        fusions=fusions,
        lignes_masquees=[],
        colonnes_masquees=[],
        filtre=False,
        ajouts=[],
    )


def dump_texte(texte: str) -> dict[str, Any]:
    """Return a cell of text, its beginning alone where it is too long to be read."""
    if len(texte) > TEXTE_MAX:
        return {"t": "l", "v": texte[:DEBUT_MAX], "n": len(texte)}
    return {"t": "s", "v": texte}
