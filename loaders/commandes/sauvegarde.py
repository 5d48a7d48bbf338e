"""`python -m loaders sauvegarder`: a copy of the database that can be relied on."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from loaders.commandes.rapport import say
from loaders.sauvegarde.copie import write_sauvegarde
from loaders.sauvegarde.fichier import Examen
from phrases.format import format_compte

ANCIENNE = "Elle est d’une version antérieure du programme, qui ne scellait pas le journal."


def run_sauvegarder(options: Namespace, _: datetime) -> int:
    """Write a backup and print its size and digest; 1 when what it holds, as the database does, does not fit."""
    ecrite = write_sauvegarde(options.fichier)
    say(f"Sauvegarde écrite et relue : {options.fichier} ({format_compte(ecrite.octets, 'octet')}).")
    say(f"SHA-256 : {ecrite.empreinte}")
    return _print_examen(ecrite.examen, "Ce qui ne correspond pas dans la base est aussi dans sa copie :")


def _print_examen(examen: Examen, entete: str) -> int:
    if examen.controle is None:
        say(f"{format_compte(examen.entrees, 'entrée')} du journal. {ANCIENNE}")
    else:
        say(f"{examen.controle.compte}. Sceau de la dernière entrée : {examen.controle.sceau}.")
    if examen.fautes:
        say("\n  ".join([entete, *examen.fautes]))
    return 1 if examen.fautes else 0
