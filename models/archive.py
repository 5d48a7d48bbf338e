"""Making a workbook's bytes depend on its content alone, so that the same data gives the same file."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime


def freeze_archive(octets: bytes, quand: datetime) -> bytes:
    """Return the archive with the dates of its entries and its last change set, so that bytes depend on data alone."""
    sortie = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(octets)) as source,
        zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as cible,
    ):
        for info in source.infolist():
            contenu = source.read(info)
            if info.filename == "docProps/core.xml":
                contenu = _set_modified(contenu, quand)
            cible.writestr(zipfile.ZipInfo(info.filename, quand.timetuple()[:6]), contenu, zipfile.ZIP_DEFLATED)
    return sortie.getvalue()


def _set_modified(contenu: bytes, quand: datetime) -> bytes:
    debut, balise, reste = contenu.partition(b"<dcterms:modified")
    attributs, chevron, suite = reste.partition(b">")
    _, fin, apres = suite.partition(b"</dcterms:modified>")
    return debut + balise + attributs + chevron + quand.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + fin + apres
