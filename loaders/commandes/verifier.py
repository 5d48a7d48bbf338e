"""`python -m loaders verify`: whether the database is what the program wrote."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from loaders.base.version import check_a_jour
from loaders.commandes.entretien import say_note
from loaders.commandes.rapport import say
from loaders.integrite.controle import check_base
from models.session import open_base
from models.vocabulaire import GenreEntretien


def run_verify(_: Namespace, maintenant: datetime) -> int:
    """Print that everything fits, or the first of each kind that does not; only that it was asked is noted."""
    with open_base() as session:
        check_a_jour()
        controle = check_base(session)
    say_note(GenreEntretien.VERIFICATION, maintenant, controle.fautes)
    if not controle.fautes:
        say(f"Tout correspond : {controle.compte}. Sceau de la dernière entrée : {controle.sceau}.")
        return 0
    for faute in controle.fautes:
        say(faute)
    return 1
