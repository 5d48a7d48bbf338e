"""The gate: what a file is, from its name and first bytes, before anything reads it (faults 2-5)."""

from __future__ import annotations

from models.refus import ClasseurRefuse

TAILLE_MAX = 20 * 2**20
ATTENDU = "Envoyez le classeur (*.xlsx ou *.ods) que vous avez reçu."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_octets(nom: str, octets: bytes) -> None:
    """Raise ClasseurRefuse when the bytes cannot be those of a workbook; the message says what they are."""
    if nom.rpartition("/")[2].startswith("~$"):
        raise ClasseurRefuse(
            "fichier_temporaire",
            "C’est un fichier temporaire d’Excel (« ~$ ») : fermez Excel et choisissez le vrai fichier.",
        )
    if not octets:
        raise ClasseurRefuse("fichier_vide", f"Le fichier est vide. {ATTENDU}")
    if len(octets) > TAILLE_MAX:
        raise ClasseurRefuse(
            "fichier_trop_gros",
            f"Le fichier pèse {len(octets) // 2**20} Mo, plus que les {TAILLE_MAX // 2**20} Mo acceptés. "
            "Retirez les images et les feuilles ajoutées.",
        )
    if octets.startswith(_OLE):
        _refuse_ole(octets)
    if octets.startswith(b"PK\x05\x06"):
        raise ClasseurRefuse("archive_illisible", f"L’archive est vide. {ATTENDU}")
    if not octets.startswith(b"PK\x03\x04"):
        raise ClasseurRefuse("format_inconnu", f"{_describe(octets)} {ATTENDU}")
    if nom.lower().endswith((".xlsm", ".xltm", ".xlsb")):
        raise ClasseurRefuse(
            "format_refuse",
            f"Le format « {nom[-5:].lstrip('.').lower()} » n’est pas accepté : "
            "Enregistrer sous → Classeur Excel (*.xlsx).",
        )


def _refuse_ole(octets: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in octets:
        raise ClasseurRefuse(
            "mot_de_passe",
            "Le classeur est protégé par un mot de passe : Fichier → Informations → Protéger le classeur → "
            "Chiffrer avec mot de passe → effacez-le, puis enregistrez.",
        )
    raise ClasseurRefuse(
        "ancien_format", "Ancien format Excel 97-2003 : Enregistrer sous → Classeur Excel (*.xlsx), puis renvoyez-le."
    )


def _describe(octets: bytes) -> str:
    debut = octets[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if debut.startswith(b"%pdf"):
        return "C’est un document PDF."
    if debut.startswith((b"<!doctype html", b"<html", b"<table")):
        return "C’est une page web (HTML) renommée."
    if debut.startswith((b"<?xml", b"<")):
        return "C’est un fichier XML."
    if b"\x00" not in octets[:1024] and any(s in debut for s in (b";", b",", b"\t")):
        return "C’est un fichier texte (CSV) renommé : ouvrez-le dans Excel et enregistrez-le en *.xlsx."
    return "Ce n’est pas un classeur Excel."
