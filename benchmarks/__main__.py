"""`python -m benchmarks [--rapide] [NOM…]`: measure, print the table, write docs/benchmarks.md when it is whole."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.charge import measure_charge
from benchmarks.decalages import measure_decalages
from benchmarks.diaporama import measure_diaporama
from benchmarks.donnees import Donnees, build_donnees
from benchmarks.gestes import measure_ecrans, measure_filtre
from benchmarks.importation import measure_import
from benchmarks.memoire import measure_memoire
from benchmarks.mesure import Ligne
from benchmarks.ouvertures import measure_ouvertures
from benchmarks.processeur import measure_processeur
from benchmarks.rapport import show_table, write_page
from benchmarks.remise import measure_remise
from benchmarks.reruns import measure_reruns
from benchmarks.serveurs import Serveurs
from benchmarks.site import measure_site
from tests.e2e.conftest import RACINE

TOURS, TOURS_RAPIDES = 8, 2
SERVIES: dict[str, Callable[[Serveurs, int], list[Ligne]]] = {
    "serveur": measure_reruns,
    "ouverture": measure_ouvertures,
    "decalage": measure_decalages,
    "processeur": measure_processeur,
    "filtre": measure_filtre,
    "ecrans": measure_ecrans,
    "memoire": measure_memoire,
    "site": measure_site,
}
SANS_SERVEUR: dict[str, Callable[[Donnees, Path, int], list[Ligne]]] = {
    "import": measure_import,
    "diaporama": measure_diaporama,
    "remise": measure_remise,
    "charge": measure_charge,
}
NOMS = (*SERVIES, *SANS_SERVEUR)


def measure(nom: str, donnees: Donnees, dossier: Path, tours: int) -> list[Ligne]:
    """Return the rows of a family, on servers of its own where it needs any."""
    if nom in SANS_SERVEUR:
        return SANS_SERVEUR[nom](donnees, dossier, tours)
    with Serveurs(donnees) as serveurs:
        return SERVIES[nom](serveurs, tours)


def main() -> int:
    """Measure what is asked for; exit 1 when a bound is passed."""
    parseur = argparse.ArgumentParser(prog="python -m benchmarks", description="Mesure l’application.")
    parseur.add_argument("noms", nargs="*", metavar="NOM", help=f"parmi : {', '.join(NOMS)} (tout, par défaut)")
    parseur.add_argument("--rapide", action="store_true", help="peu de tours, pour essayer : rien n’est écrit")
    options = parseur.parse_args()
    if inconnus := set(options.noms) - set(NOMS):
        parseur.error(f"inconnu : {', '.join(sorted(inconnus))}")
    tours = TOURS_RAPIDES if options.rapide else TOURS
    with tempfile.TemporaryDirectory() as dossier:
        donnees = build_donnees(Path(dossier))
        lignes = [ligne for nom in options.noms or NOMS for ligne in measure(nom, donnees, Path(dossier), tours)]
    show_table(lignes)
    if not options.noms and not options.rapide:
        write_page(lignes, tours, RACINE / "docs" / "benchmarks.md")
    return 0 if all(ligne.tenue for ligne in lignes) else 1


if __name__ == "__main__":
    sys.exit(main())
