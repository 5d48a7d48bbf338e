"""Sending messages by a server of mail, where one is set: a message that fails stops nothing of the others."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from typing import Final

from models.refus import DemandeInvalide

ATTENTE: Final = 20
"""Seconds that a server is waited for."""


class Securite(StrEnum):
    """How the connection is protected; nothing is only for a relay on the same machine, or network."""

    STARTTLS = "starttls"
    TLS = "tls"
    AUCUNE = "aucune"


@dataclass(frozen=True, slots=True)
class Serveur:
    """A server of mail and the address that messages come from; no user where it asks for none."""

    hote: str
    port: int
    expediteur: str
    securite: Securite = Securite.STARTTLS
    utilisateur: str = ""
    mot_de_passe: str = ""


def find_serveur(variables: Mapping[str, str] | None = None) -> Serveur | None:
    """Return the server that the environment sets, None when it sets none.

    Raises DemandeInvalide when what it sets is not enough, or is not understood: nothing is then sent otherwise.
    """
    lues = os.environ if variables is None else variables
    hote = lues.get("SMTP_SERVEUR", "").strip()
    if not hote:
        return None
    expediteur = lues.get("SMTP_EXPEDITEUR", "").strip()
    if "@" not in expediteur:
        raise DemandeInvalide("SMTP_EXPEDITEUR doit donner l’adresse de qui envoie les messages.")
    dite = lues.get("SMTP_SECURITE", Securite.STARTTLS.value).strip()
    if dite not in set(Securite):
        raise DemandeInvalide(f"SMTP_SECURITE vaut « {dite[:20]} » : attendu {', '.join(Securite)}.")
    securite = Securite(dite)
    port = lues.get("SMTP_PORT", "").strip() or {"tls": "465", "starttls": "587"}.get(securite, "25")
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 2**16):
        raise DemandeInvalide("SMTP_PORT doit être un nombre de 1 à 65535.")
    qui, cle = lues.get("SMTP_UTILISATEUR", ""), lues.get("SMTP_MOT_DE_PASSE", "")
    return Serveur(hote, int(port), expediteur, securite, qui, cle)


def send_messages(serveur: Serveur, messages: Iterable[EmailMessage]) -> Iterator[str | None]:
    """Yield, for each message, None once the server took it, else why it did not, in French.

    Each has its connection: a server that hangs up on one takes the next. The certificate is checked.
    """
    for message in messages:
        try:
            with _open(serveur) as connexion:
                connexion.send_message(message)
        except (OSError, smtplib.SMTPException) as erreur:
            yield _explain(erreur)
        else:
            yield None


def _open(serveur: Serveur) -> smtplib.SMTP:
    """Return a connection ready to send; closed when it cannot be."""
    if serveur.securite is Securite.TLS:
        contexte = ssl.create_default_context()
        connexion: smtplib.SMTP = smtplib.SMTP_SSL(serveur.hote, serveur.port, timeout=ATTENTE, context=contexte)
    else:
        connexion = smtplib.SMTP(serveur.hote, serveur.port, timeout=ATTENTE)
    try:
        if serveur.securite is Securite.STARTTLS:
            connexion.starttls(context=ssl.create_default_context())
        if serveur.utilisateur:
            connexion.login(serveur.utilisateur, serveur.mot_de_passe)
    except BaseException:
        with suppress(OSError, smtplib.SMTPException):
            connexion.close()
        raise
    return connexion


def _explain(erreur: OSError | smtplib.SMTPException) -> str:
    """Return why a message did not leave; what the server answers may hold an address, it is not repeated."""
    if isinstance(erreur, smtplib.SMTPRecipientsRefused):
        return "le serveur de courriel refuse cette adresse"
    if isinstance(erreur, smtplib.SMTPAuthenticationError):
        return "le serveur de courriel refuse le compte (SMTP_UTILISATEUR, SMTP_MOT_DE_PASSE)"
    if isinstance(erreur, smtplib.SMTPNotSupportedError):
        return "le serveur de courriel n’offre pas la protection demandée (SMTP_SECURITE)"
    if isinstance(erreur, smtplib.SMTPResponseException):
        return f"le serveur de courriel a répondu {erreur.smtp_code}"
    if isinstance(erreur, smtplib.SMTPException):
        return "le serveur de courriel a coupé la connexion"
    if isinstance(erreur, ssl.SSLError):
        return "le serveur de courriel n’a pas un certificat auquel se fier"
    return "le serveur de courriel ne répond pas"
