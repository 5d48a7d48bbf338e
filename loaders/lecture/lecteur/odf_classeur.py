"""A whole OpenDocument workbook as JSON: what it declares to be, then what each of its parts holds (fault 82)."""

from __future__ import annotations

import zipfile
from typing import Any

from loaders.lecture.lecteur.archive import Inflation
from loaders.lecture.lecteur.bornes import ENDOMMAGE, Refuse
from loaders.lecture.lecteur.odf_contenu import Contenu
from loaders.lecture.lecteur.odf_parties import Proprietes, check_macros, read_manifeste, read_parties
from loaders.lecture.lecteur.odf_styles import PartieStyles

TABLEUR = "application/vnd.oasis.opendocument.spreadsheet"
SANS_FEUILLE = "Aucune feuille ne peut être lue. Rouvrez le classeur dans LibreOffice et enregistrez-le à nouveau."
AUTRES = (
    ("opendocument.text", "C’est un document texte de LibreOffice Writer"),
    ("opendocument.presentation", "C’est un diaporama de LibreOffice Impress"),
    ("opendocument.graphics", "C’est un dessin de LibreOffice Draw"),
    ("opendocument.database", "C’est une base de données de LibreOffice Base"),
    ("epub", "C’est un livre numérique (EPUB)"),
)


def is_odf(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive is an OpenDocument, of any kind."""
    noms = set(archive.namelist())
    return "mimetype" in noms or {"META-INF/manifest.xml", "content.xml"} <= noms


def check_genre(archive: zipfile.ZipFile, types: dict[str, str]) -> None:
    """Refuse what is not a spreadsheet, named for what it is."""
    genre = types.get("/", "")
    if "mimetype" in archive.namelist():
        brut = b"".join(Inflation().read(archive, archive.getinfo("mimetype")))
        genre = brut[:200].decode("ascii", "replace").strip().lower()
    if genre.startswith(TABLEUR):
        return
    quoi = next((dit for motif, dit in AUTRES if motif in genre), "Cette archive n’est pas un classeur")
    raise Refuse("format_refuse", f"{quoi} : envoyez le classeur (*.xlsx ou *.ods) que vous avez reçu.")


def parse_odf(archive: zipfile.ZipFile, contenu: Contenu) -> tuple[Proprietes, set[str]]:
    """Read the parts of an OpenDocument workbook, its content into `contenu`.

    Returns its properties, and what it would fetch elsewhere, in words.
    """
    types = read_manifeste(archive)
    check_genre(archive, types)
    check_macros(archive, types)
    proprietes = Proprietes()
    styles = PartieStyles(contenu.barrant)
    liens = read_parties(archive, types, {"styles.xml": styles, "content.xml": contenu, "meta.xml": proprietes})
    if "content.xml" not in archive.namelist():
        raise Refuse("archive_illisible", ENDOMMAGE)
    if not contenu.feuilles:
        raise Refuse("aucune_feuille", SANS_FEUILLE)
    return proprietes, liens


def read_odf(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return an OpenDocument workbook in the shape of one of .xlsx."""
    contenu = Contenu()
    proprietes, liens = parse_odf(archive, contenu)
    return {
        "timbre": proprietes.valeurs,
        "epoque": contenu.epoque,
        "liens": sorted(liens),
        "feuilles": [feuille.dump() for feuille in contenu.feuilles],
    }
