"""One file: what the archive is, by what it holds and never by its name, then its reader."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from loaders.lecture.lecteur.archive import check_bornes, check_entrees, check_nombre, is_bureautique
from loaders.lecture.lecteur.bornes import ANORMAL, ANORMALE, Refuse
from loaders.lecture.lecteur.classeur import is_xlsx, read_xlsx
from loaders.lecture.lecteur.deballage import unpack
from loaders.lecture.lecteur.odf_classeur import is_odf, read_odf
from loaders.lecture.lecteur.texte import read_texte

INCONNUE = "Cette archive n’est pas un classeur : envoyez le classeur (*.xlsx ou *.ods)."


def read_fichier(octets: bytes) -> dict[str, Any]:
    """Return one workbook, or the files of an archive that is none.

    Raises Refuse, or any error of the parsers on a damaged file.
    """
    if not octets.startswith(b"PK"):  # the gate lets nothing else through but a table in plain text
        return read_texte(octets)
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        excel, odf = is_xlsx(archive), is_odf(archive)
        classeur = excel or odf or is_bureautique(archive)
        dit = ANORMAL if classeur else ANORMALE
        check_bornes(octets, archive, dit)
        check_nombre(archive, dit)
        if not classeur:
            return {"fichiers": unpack(archive)}
        check_entrees(archive)
        if excel and odf:
            raise Refuse("contenu_anormal", ANORMAL.format("deux formats à la fois"))
        if not (excel or odf):
            raise Refuse("format_inconnu", INCONNUE)
        return read_xlsx(octets, archive) if excel else read_odf(archive)
