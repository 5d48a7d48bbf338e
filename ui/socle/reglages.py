"""Settings as the environment gives them: a secret stands in a variable, or in a file that it names."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

from models.refus import ReglageInvalide
from phrases.causes import write_cause

GROUPES_MAX = 500
"""Groups that are read of one person."""


def read_secret(dits: Mapping[str, str], nom: str, nom_fichier: str) -> str:
    """Return a secret, empty when it is not set; raise ReglageInvalide when it is set twice or cannot be read."""
    if not dits[nom_fichier]:
        return dits[nom]
    if dits[nom]:
        raise ReglageInvalide(f"Réglez {nom} ou {nom_fichier}, pas les deux.")
    try:
        return Path(dits[nom_fichier]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as erreur:
        cause = write_cause(erreur) if isinstance(erreur, OSError) else "ce n’est pas un texte"
        raise ReglageInvalide(f"{nom_fichier} ne peut pas être lu : {cause}.") from erreur


def read_oui(nom: str, dit: str) -> bool:
    """Return whether a setting says yes, no when nothing is set; raise ReglageInvalide for any other word."""
    if dit not in ("", "oui", "non"):
        raise ReglageInvalide(f"{nom} se règle par oui ou par non.")
    return dit == "oui"


def is_de_la_machine(hote: str) -> bool:
    """Return whether an address to listen at, or a name, is reached from this very machine alone."""
    if hote.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(hote.strip("[]")).is_loopback
    except ValueError:
        return False
