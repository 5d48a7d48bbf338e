"""What to do about a fault, in the words of where it is read: a screen, a command, a workbook handed back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Canal(StrEnum):
    """Where a message is read; each is a field of `Remede`."""

    ECRAN = "ecran"
    COMMANDE = "commande"
    FICHIER = "fichier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remede:
    """The end of a message that differs by channel: only the command line knows of options and commands."""

    ecran: str
    commande: str
    fichier: str


PREVENEZ = "prévenez l’administrateur."


def ask_administrateur(commande: str) -> Remede:
    """Return what only who runs the commands can do: elsewhere, that one is to be told."""
    return Remede(ecran=PREVENEZ, commande=commande, fichier=PREVENEZ)


INITIALISER = ask_administrateur("lancez « python -m loaders init ».")
"""For a database that `init` makes, fills or brings up to date."""


def write_message(constat: str, remede: Remede | None, canal: Canal) -> str:
    """Return what is wrong and what a channel says to do about it; what is wrong alone when nothing differs."""
    return constat if remede is None else f"{constat} {getattr(remede, canal.value)}"
