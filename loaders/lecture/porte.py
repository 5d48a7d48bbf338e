"""The gate: what a file is, from its name and first bytes, before anything reads it (faults 2-5)."""

from __future__ import annotations

import re

from loaders.lecture.lecteur.page import DEBUT, is_page
from loaders.lecture.lecteur.texte import SEPARATEURS
from models.refus import ClasseurRefuse

DEBUT_MAX = 4_096
"""Characters by which a text is known."""
TAILLE_MAX = 20 * 2**20
ATTENDU = "Envoyez le classeur (*.xlsx ou *.ods) que vous avez reçu."
ANCIEN = "Ancien format Excel 97-2003 : Enregistrer sous → Classeur Excel (*.xlsx), puis renvoyez-le."
ALLEGER = "Retirez les images et les feuilles ajoutées."
ALLEGER_ARCHIVE = "Déposez en plusieurs fois les classeurs qu’elle contient."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLES = (
    (
        "__substg1.0_",
        "format_refuse",
        "C’est un message Outlook (.msg) : ouvrez-le, et enregistrez la pièce jointe, puis déposez-la.",
    ),
    (
        "EncryptedPackage",
        "mot_de_passe",
        "Le classeur est protégé par un mot de passe : Fichier → Informations → Protéger le classeur → "
        "Chiffrer avec mot de passe → effacez-le, puis enregistrez.",
    ),
    ("Workbook", "ancien_format", ANCIEN),
    ("WordDocument", "format_refuse", f"C’est un document Word 97-2003. {ATTENDU}"),
    ("PowerPoint Document", "format_refuse", f"C’est un diaporama PowerPoint 97-2003. {ATTENDU}"),
)
"""The stream by which an old container is known, what it is, what to do; a message first: it holds other files."""
_SIGNATURES = (
    (b"%PDF", "C’est un document PDF."),
    (b"\x89PNG", "C’est une image, pas un classeur."),
    (b"\xff\xd8\xff", "C’est une image, pas un classeur."),
    (b"GIF8", "C’est une image, pas un classeur."),
    (b"{\\rtf", "C’est un document texte (RTF)."),
    (b"7z\xbc\xaf\x27\x1c", "C’est une archive 7-Zip : ouvrez-la, puis déposez les classeurs qu’elle contient."),
    (b"Rar!", "C’est une archive RAR : ouvrez-la, puis déposez les classeurs qu’elle contient."),
    (b"\x1f\x8b", "C’est une archive gzip : ouvrez-la, puis déposez les classeurs qu’elle contient."),
)
_MESSAGE = re.compile(r"^(?:From|To|Subject|Received|MIME-Version|Return-Path|Delivered-To): ?", re.MULTILINE)


def check_octets(nom: str, octets: bytes) -> None:
    """Raise ClasseurRefuse when the bytes cannot be those of a workbook; the message says what they are."""
    if nom.rpartition("/")[2].startswith("~$"):
        raise ClasseurRefuse(
            "fichier_temporaire",
            "C’est un fichier temporaire d’Excel (« ~$ ») : fermez Excel et choisissez le vrai fichier.",
        )
    if nom.rpartition("/")[2].startswith(".~lock."):
        raise ClasseurRefuse(
            "fichier_temporaire",
            "C’est le verrou d’un classeur ouvert dans LibreOffice (« .~lock ») : fermez-y ce classeur et choisissez "
            "le vrai fichier.",
        )
    if not octets:
        raise ClasseurRefuse("fichier_vide", f"Le fichier est vide. {ATTENDU}")
    if len(octets) > TAILLE_MAX:
        raise ClasseurRefuse(
            "fichier_trop_gros",
            f"Le fichier pèse {len(octets) // 2**20} Mo, plus que les {TAILLE_MAX // 2**20} Mo acceptés. "
            + (ALLEGER_ARCHIVE if nom.lower().endswith(".zip") else ALLEGER),
        )
    if octets.startswith(_OLE):
        _refuse_ole(octets)
    if octets.startswith(b"PK\x05\x06"):
        raise ClasseurRefuse("archive_illisible", f"L’archive est vide. {ATTENDU}")
    if not octets.startswith(b"PK\x03\x04"):
        if is_texte(octets):
            return
        raise ClasseurRefuse("format_inconnu", f"{_describe(octets)} {ATTENDU}")
    if nom.lower().endswith((".xlsm", ".xltm", ".xlsb")):
        raise ClasseurRefuse(
            "format_refuse",
            f"Le format « {nom[-5:].lstrip('.').lower()} » n’est pas accepté : "
            "Enregistrer sous → Classeur Excel (*.xlsx).",
        )


def is_texte(octets: bytes) -> bool:
    """Return whether bytes are a table in plain text: records cut by a separator, or the rows of a page (fault 94)."""
    if any(octets.startswith(signature) for signature, _ in _SIGNATURES):
        return False
    debut = _read_texte(octets[: 2 * DEBUT])
    if debut is None or _MESSAGE.search(debut[:DEBUT_MAX]):
        return False
    if is_page(debut):
        return True
    if debut.lstrip("\ufeff \t\r\n").startswith("<"):
        return False
    lignes = debut.splitlines()
    return any(sum(separateur in ligne for ligne in lignes) > 1 for separateur in SEPARATEURS)


def _refuse_ole(octets: bytes) -> None:
    for motif, code, message in _OLES:
        if motif.encode("utf-16-le") in octets:
            raise ClasseurRefuse(code, message)
    raise ClasseurRefuse("ancien_format", ANCIEN)


def _describe(octets: bytes) -> str:
    """Return what a file is, and the gesture that makes a workbook of it in the program it comes from."""
    for signature, dit in _SIGNATURES:
        if octets.startswith(signature):
            return dit
    debut = _read_texte(octets[:DEBUT_MAX])
    if debut is None:
        return "Ce n’est pas un classeur."
    balises = debut.lower().lstrip("\ufeff \t\r\n")
    if balises.startswith(("<!doctype html", "<html", "<table")) or "<html" in balises[:1_024]:
        return "C’est une page web (HTML) : ouvrez-la dans un tableur, puis Enregistrer sous → Classeur Excel (*.xlsx)."
    if "urn:schemas-microsoft-com:office:spreadsheet" in balises:
        return "C’est une feuille de calcul XML 2003 : Enregistrer sous → Classeur Excel (*.xlsx)."
    if "opendocument:xmlns:office" in balises:
        return "C’est un OpenDocument d’un seul tenant (.fods) : Enregistrer sous → Classeur ODF (*.ods)."
    if balises.startswith("<"):
        return "C’est un fichier XML."
    if _MESSAGE.search(debut):
        return "C’est un message électronique (.eml) : ouvrez-le, et enregistrez la pièce jointe."
    if any(s in debut for s in SEPARATEURS):
        return "C’est un fichier texte sans tableau."
    return "Ce n’est pas un classeur."


def _read_texte(octets: bytes) -> str | None:
    """Return the beginning of a text, in whatever alphabet; None for what is no text."""
    for marque, alphabet in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if octets.startswith(marque):
            return octets[2:].decode(alphabet, "replace")
    if b"\x00" in octets[:1_024]:
        return None
    return octets.decode("utf-8", "replace")
