"""The command line: the same code path as the screens. Exit 0: all is well; 1: a file; 2: usage or database."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from loaders.commandes import campagne
from loaders.commandes import executer as commandes
from loaders.commandes.acces import run_acces
from loaders.commandes.correspondance import run_correspondance
from loaders.commandes.rapport import print_apercus
from loaders.commandes.sauvegarde import run_restaurer, run_sauvegarder, run_transferer
from loaders.commandes.verifier import run_verify
from loaders.genres.registre import REGISTRE
from models.commande import Analyseur
from models.refus import AnnulationImpossible, ArbreInvalide, Refus, SauvegardeRefusee
from models.session import dispose_engines
from models.vocabulaire import JeuDonnees, Role


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parseur = Analyseur(prog="python -m loaders", description="Charger, vérifier, appliquer, annuler.")
    commandes_ = parseur.add_subparsers(dest="commande", required=True, metavar="COMMANDE")

    def add(nom: str, aide: str, action: Callable[[argparse.Namespace, datetime], int]) -> argparse.ArgumentParser:
        sous = commandes_.add_parser(nom, help=aide, description=aide)
        sous.set_defaults(action=action)
        return sous

    add("init", "Crée ou met à jour la base et charge l’arbre.", commandes.run_init)
    add("demo", "Construit la base de démonstration.", commandes.run_demo)
    gabarit = add("template", "Écrit les classeurs à remplir.", commandes.run_template)
    gabarit.add_argument("--trimestre", help="le classeur de remontée de ce trimestre, un par pilote")
    gabarit.add_argument("--pilote")
    gabarit.add_argument("--tous", action="store_true", help="un seul classeur avec toutes les actions")
    gabarit.add_argument(
        "--modele", choices=[g.modele.cle for g in REGISTRE.sans_trimestre], help="au lieu de la remontée"
    )
    gabarit.add_argument("--annee", type=int, help="année appréciée (charte)")
    gabarit.add_argument("--partie", choices=("departement", "partenaire"), help="l’une des deux parties (charte)")
    gabarit.add_argument("--out", type=Path, required=True, metavar="DOSSIER")
    for nom, aide, action in (
        ("check", "Vérifie des classeurs sans rien écrire.", commandes.run_check),
        ("apply", "Applique des classeurs.", commandes.run_apply),
    ):
        sous = add(nom, aide, action)
        sous.add_argument("fichiers", nargs="+", type=Path, metavar="FICHIER")
        sous.add_argument("--trimestre")
        sous.add_argument("--pourcentage", choices=("points", "fraction"))
        sous.add_argument("--creer-partenaires", action="store_true")
        sous.add_argument("--correction", metavar="MOTIF", help="corrige un trimestre clos, pour ce motif")
        _add_reponse(sous)
        _add_correspondance(sous)
        sous.add_argument("--json", action="store_true")
        if nom == "apply":
            sous.add_argument("--auteur", required=True)
            sous.add_argument("--lignes-valides", action="store_true")
            sous.add_argument("--note")
    annoter = add("annotate", "Rend le classeur avec ses cellules fautives marquées.", commandes.run_annotate)
    annoter.add_argument("fichier", type=Path, metavar="FICHIER")
    annoter.add_argument("--out", type=Path, required=True, metavar="FICHIER2")
    annoter.add_argument("--trimestre")
    annoter.add_argument("--pourcentage", choices=("points", "fraction"))
    annoter.add_argument("--creer-partenaires", action="store_true")
    _add_reponse(annoter)
    _add_correspondance(annoter)
    _add_tableau(
        add("correspondance", "Écrit comment se lirait un tableau qui n’a pas nos titres.", run_correspondance)
    )
    annuler = add("undo", "Annule une remontée.", commandes.run_undo)
    annuler.add_argument("remontee", type=int)
    annuler.add_argument("--auteur", required=True)
    annuler.add_argument("--motif")
    add("journal", "Liste les remontées.", commandes.run_journal).add_argument("--json", action="store_true")
    _add_entretien(add)
    campagne.add_options(add("campagne", "Ouvre, clôt ou rouvre un trimestre.", campagne.run_campagne))
    _add_acces(add("acces", "Liste les accès, en donne ou en retire.", run_acces))
    return parseur


def _add_entretien(add: Callable[..., argparse.ArgumentParser]) -> None:
    add("verify", "Vérifie que la base est ce que le programme a écrit.", run_verify)
    sauver = add("sauvegarder", "Écrit une copie vérifiée de la base.", run_sauvegarder)
    sauver.add_argument("fichier", type=Path, metavar="FICHIER")
    restaurer = add("restaurer", "Remet une sauvegarde à la place de la base.", run_restaurer)
    restaurer.add_argument("fichier", type=Path, metavar="FICHIER")
    transferer = add(
        "transferer", "Copie tout dans une base vide, de SQLite à PostgreSQL ou l’inverse.", run_transferer
    )
    transferer.add_argument("--vers", required=True, metavar="ADRESSE", help="l’adresse, sans mot de passe")


def _add_tableau(tableau: argparse.ArgumentParser) -> None:
    tableau.add_argument("fichier", type=Path, metavar="FICHIER")
    tableau.add_argument("--out", type=Path, required=True, metavar="FICHIER.json")
    tableau.add_argument("--trimestre")
    tableau.set_defaults(pourcentage=None, creer_partenaires=False, reponse=[], correspondance=[])


def _add_acces(acces: argparse.ArgumentParser) -> None:
    gestes = acces.add_mutually_exclusive_group()
    gestes.add_argument("--donner", metavar="IDENTIFIANT")
    gestes.add_argument("--retirer", metavar="IDENTIFIANT")
    gestes.add_argument("--jeton", metavar="NOM", help="fait le jeton d’un programme qui lira les données")
    gestes.add_argument("--retirer-jeton", metavar="RÉFÉRENCE")
    acces.add_argument("--jeu", action="append", choices=[j.value for j in JeuDonnees], help="ce que lit un jeton")
    acces.add_argument("--interne", action="store_true", help="blocages, décisions et textes libres compris")
    acces.add_argument("--expire", metavar="AAAA-MM-JJ", help="dernier jour d’un jeton ; un an si rien n’est dit")
    acces.add_argument("--groupe", action="store_true", help="l’identifiant est celui d’un groupe")
    acces.add_argument("--role", choices=[r.value for r in Role])
    acces.add_argument("--nom", help="le nom qui signe au journal")
    acces.add_argument("--perimetre", help="« tout », ou « pilote:CODE | partenaire:NOM | cote:departement »")
    acces.add_argument("--auteur")
    acces.add_argument("--json", action="store_true")


def _add_reponse(parseur: argparse.ArgumentParser) -> None:
    parseur.add_argument(
        "--reponse", action="append", default=[], metavar="CODE=CHOIX", help="répond à une question de l’aperçu"
    )


def _add_correspondance(parseur: argparse.ArgumentParser) -> None:
    parseur.add_argument(
        "--correspondance",
        action="append",
        default=[],
        type=Path,
        metavar="FICHIER.json",
        help="comment se lit un tableau qui n’a pas nos titres",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; a refusal is printed in French, never as a traceback."""
    options = None
    try:
        options = build_parser().parse_args(arguments)
        return int(options.action(options, datetime.now(UTC)))
    except ArbreInvalide as refus:
        print("L’arbre n’a pas été chargé :", *refus.lignes, sep="\n  ", file=sys.stderr)  # noqa: T201
        return 2
    except Refus as refus:
        print_apercus([], en_json=getattr(options, "json", False), refus=refus)
        return 1 if isinstance(refus, (AnnulationImpossible, SauvegardeRefusee)) else 2
    except KeyboardInterrupt:
        print("Interrompu : ce qui était en cours n’a pas été gardé.", file=sys.stderr)  # noqa: T201
        return 130
    finally:
        with contextlib.suppress(Refus):
            dispose_engines()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a stopped server cleans up like Ctrl-C
    sys.exit(main())
