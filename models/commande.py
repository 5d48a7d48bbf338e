"""A command line that refuses in French: its parser, and a quarter typed as one of its options.

It stands beside `models/pannes.py`, and for the same reason: what a library says in English becomes a refusal of ours,
whichever package the command belongs to.
"""

from __future__ import annotations

import argparse
from typing import NoReturn

from models.refus import DemandeInvalide
from models.trimestre import Trimestre


class Analyseur(argparse.ArgumentParser):
    """Argument parser whose refusals are French sentences; argparse's own are English."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 (English)
        """Raise DemandeInvalide, which says how the command is written."""
        usage = " ".join(self.format_usage().removeprefix("usage: ").split())
        raise DemandeInvalide(f"Commande incorrecte. Attendu :\n  {usage}")


def read_trimestre(texte: str) -> Trimestre:
    """Return the quarter that an option gives, in any of the usual forms; raise DemandeInvalide when it is none."""
    try:
        return Trimestre.parse(texte)
    except ValueError as erreur:
        raise DemandeInvalide(str(erreur)) from None
