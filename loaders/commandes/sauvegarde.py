"""`python -m loaders sauvegarder`, `restaurer`, `transferer`: a copy of the database, the way back, another engine."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from loaders.commandes.entretien import say_note
from loaders.commandes.rapport import say
from loaders.sauvegarde.copie import write_sauvegarde
from loaders.sauvegarde.fichier import Examen
from loaders.sauvegarde.restauration import restore_sauvegarde
from loaders.sauvegarde.transfert import transfer_base
from models.vocabulaire import GenreEntretien
from phrases.format import format_compte

ANCIENNE = "Elle est d’une version antérieure du programme, qui ne scellait pas le journal."


def run_sauvegarder(options: Namespace, maintenant: datetime) -> int:
    """Write a backup and print its size and digest; 1 when what it holds, as the database does, does not fit."""
    ecrite = write_sauvegarde(options.fichier)
    say(f"Sauvegarde écrite et relue : {options.fichier} ({format_compte(ecrite.octets, 'octet')}).")
    say(f"SHA-256 : {ecrite.empreinte}")
    say_note(GenreEntretien.SAUVEGARDE, maintenant, ecrite.examen.fautes)
    return _print_examen(ecrite.examen, "Ce qui ne correspond pas dans la base est aussi dans sa copie :")


def run_restaurer(options: Namespace, maintenant: datetime) -> int:
    """Put a backup in the place of the database, and print where the one that it replaced is kept."""
    faite = restore_sauvegarde(options.fichier, maintenant)
    say(f"Base restaurée depuis {options.fichier}.")
    if faite.migree:
        say("Elle était d’une version antérieure du programme : elle a été mise à jour.")
    if faite.gardee is not None:
        say(f"La base remplacée est gardée : {faite.gardee}")
    return _print_examen(faite.examen, "Ce qui ne correspond pas :")


def run_transferer(options: Namespace, _: datetime) -> int:
    """Copy everything to an empty database of either engine, and print what was counted and compared."""
    fait = transfer_base(options.vers)
    lignes = sum(e.lignes for e in fait.tables.values())
    say(f"Base transférée : {fait.controle.compte}. Sceau de la dernière entrée : {fait.controle.sceau}.")
    say(
        f"{format_compte(lignes, 'ligne')} de {format_compte(len(fait.tables), 'table')} : comptées, relues, "
        "comparées à celles d’origine."
    )
    say("La base d’origine n’a pas changé. Pour vous servir de l’autre, donnez son adresse à DATABASE_URL.")
    return 0


def _print_examen(examen: Examen, entete: str) -> int:
    if examen.controle is None:
        say(f"{format_compte(examen.entrees, 'entrée')} du journal. {ANCIENNE}")
    else:
        say(f"{examen.controle.compte}. Sceau de la dernière entrée : {examen.controle.sceau}.")
    if examen.fautes:
        say("\n  ".join([entete, *examen.fautes]))
    return 1 if examen.fautes else 0
