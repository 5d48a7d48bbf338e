"""Noting that a command looked after the database, for the screen of administration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loaders.commandes.rapport import say
from loaders.integrite.entretien import note_entretien
from models.refus import Refus
from models.vocabulaire import GenreEntretien


def say_note(genre: GenreEntretien, maintenant: datetime, fautes: Sequence[str]) -> None:
    """Note what was done; that it cannot be noted is said, and changes nothing to what was done."""
    try:
        note_entretien(genre, maintenant, fautes)
    except Refus as refus:
        say(f"L’écran État ne le saura pas, car la base ne peut pas être modifiée : {refus}")
