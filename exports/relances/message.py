"""A message to a service: the file that any mail program opens, its workbook attached, or an address that begins it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Final
from urllib.parse import quote

from models.texte import slug
from phrases.campagne.relances import Lettre

XLSX: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
MAILTO_MAX: Final = 1900
"""Signs of an address that every mail program takes: beyond, the body is left out, never cut."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that goes with a message."""

    nom: str
    octets: bytes


def build_message(lettre: Lettre, piece: Piece | None, quand: datetime, expediteur: str | None = None) -> EmailMessage:
    """Return a message; without `expediteur`, one that a mail program opens as a draft to be sent."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(lettre.objet.splitlines())
    if lettre.destinataire:
        message["To"] = lettre.destinataire
    if expediteur:
        message["From"] = expediteur
        message["Message-ID"] = make_msgid(domain=expediteur.rpartition("@")[2] or "localhost")
    else:
        message["X-Unsent"] = "1"
    message["Date"] = format_datetime(quand)
    message.set_content(f"{lettre.corps}\n")
    if piece is not None:
        genre, sorte = XLSX
        message.add_attachment(piece.octets, maintype=genre, subtype=sorte, filename=piece.nom)
    return message


def build_eml(lettre: Lettre, piece: Piece | None, quand: datetime) -> bytes:
    """Return the message as a file, which opens ready to be sent in the mail program of who clicks on it."""
    return build_message(lettre, piece, quand).as_bytes()


def name_eml(lettre: Lettre) -> str:
    """Return the name of that file: `relance_crip-93.eml`."""
    return f"relance_{slug(lettre.pilote)}.eml"


def build_archive(fichiers: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as one .zip."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in fichiers:
            archive.writestr(nom, octets)
    return tampon.getvalue()


def write_mailto(lettre: Lettre) -> str:
    """Return the address that begins the message in one's own mail program; a workbook cannot go with it."""
    qui, objet = quote(lettre.destinataire or "", safe="@"), quote(lettre.objet)
    corps = quote(lettre.corps.replace("\n", "\r\n"))
    entier = f"mailto:{qui}?subject={objet}&body={corps}"
    return entier if len(entier) <= MAILTO_MAX else f"mailto:{qui}?subject={objet}"
