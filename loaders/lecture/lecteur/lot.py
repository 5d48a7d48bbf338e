"""A batch of files, each read or refused: bytes in, raw cells out as JSON.

Standard input: one JSON line, the sizes of the files, then their bytes end to end. Standard output: a JSON list, one
object a file, either {"refus": [code, message]}, {"feuilles": [...], "timbre": {...}, "epoque": "...", "liens":
[...]} or, for an archive of files, {"fichiers": [{"nom": "...", "octets": base 64} or {"nom": "...", "refus": [...]}]}.
Only the standard library and openpyxl. Every part that is read is inflated first, counted and checked (faults
1, 5-11, 50).
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import Any

from loaders.lecture.lecteur.bornes import ENDOMMAGE, SORTIE_MAX, TROP_GROS, Refuse
from loaders.lecture.lecteur.deballage import Place, measure_fichier
from loaders.lecture.lecteur.fichier import read_fichier
from loaders.lecture.lecteur.limites import limit_fichier, limit_lot


def read_ou_refuse(octets: bytes) -> dict[str, Any]:
    """Return one workbook or its refusal, whatever the bytes."""
    try:
        return read_fichier(octets)
    except Refuse as refus:
        return {"refus": list(refus.args)}
    except MemoryError:
        return TROP_GROS
    except Exception:  # whatever zipfile, expat and openpyxl raise on a damaged part
        return {"refus": ["archive_illisible", ENDOMMAGE]}


def dump_fichier(octets: bytes, place: Place) -> str:
    """Return one workbook, or its refusal, as JSON short enough for the server to read.

    Of an archive, its files, as long as those before it left `place` for them.
    """
    limit_fichier()
    lu = read_ou_refuse(octets)
    if "fichiers" in lu:
        try:
            place.check([measure_fichier(f) for f in lu["fichiers"]])
        except Refuse as refus:
            return json.dumps({"refus": list(refus.args)})
        return json.dumps(lu)
    texte = json.dumps(lu)
    return texte if len(texte) <= SORTIE_MAX else json.dumps(TROP_GROS)


INUTILES = ("PIL", "numpy")
"""Packages that openpyxl takes when they are there, for pictures and columns that nobody reads here: a third of the
time of a small file, and code that strangers' bytes would reach."""


def main() -> None:
    """Read the batch of standard input and print it."""
    warnings.simplefilter("ignore")
    for nom in INUTILES:
        sys.modules[nom] = None  # type: ignore[assignment]  # the way of the language to say that it is not there
    tailles = json.loads(sys.stdin.buffer.readline())
    limit_lot(len(tailles))
    place = Place()
    sys.stdout.write(f"[{', '.join(dump_fichier(sys.stdin.buffer.read(taille), place) for taille in tailles)}]")
