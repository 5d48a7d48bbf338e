"""`python -m exports FORMAT --trimestre 2026-T3 --out FICHIER`: publish a quarter as a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from exports.avancee import show_avance, write_fait
from exports.ecriture import write_sorties
from exports.formats import DEPUIS, FORMATS, OPTIONS, REUNION, Demande, export, list_disponibles, list_options
from metrics.bilan import choose_trimestre, is_du_plan
from models.chargement import load_plan
from models.commande import Analyseur, read_trimestre
from models.refus import DemandeInvalide, Refus
from models.session import open_base
from phrases.format import set_espaces
from phrases.trimestre import write_hors_plan

ABANDON = 2


def write_usage() -> str:
    """Return how the command is written, with every option that a format takes."""
    options = "".join(f" [{f'--{nom} {OPTIONS[nom]}'.strip()}]" for nom in list_options())
    return f"python -m exports {{{'|'.join(FORMATS)}}} [--trimestre 2026-T3]{options} --out FICHIER"


USAGE = write_usage()


def main(arguments: Sequence[str] | None = None, aujourd_hui: date | None = None) -> int:
    """Run the command and return its exit code: 0 done, 2 wrong usage or database out of reach (French on stderr)."""
    try:
        options = parse_arguments(arguments)
        if options.aide:
            print(f"Usage\u202f: {USAGE}\nSans --trimestre\u202f: celui que les écrans montrent.")  # noqa: T201
            return 0
        _export(options, aujourd_hui or date.today())
    except Refus as refus:
        print(set_espaces(str(refus)), file=sys.stderr)  # noqa: T201
        return ABANDON
    return 0


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of a command; raise DemandeInvalide, in French, when it makes no sense."""
    analyseur = Analyseur(usage=USAGE, add_help=False, allow_abbrev=False)
    analyseur.add_argument("format", nargs="?")
    analyseur.add_argument("--trimestre")
    analyseur.add_argument("--out")
    for nom in list_options():
        if OPTIONS[nom]:
            analyseur.add_argument(f"--{nom}", dest=nom)
        else:
            analyseur.add_argument(f"--{nom}", dest=nom, action="store_const", const="oui")
    analyseur.add_argument("-h", "--help", "--aide", dest="aide", action="store_true")
    options = analyseur.parse_args(arguments)
    if options.aide:
        return options
    if options.format not in FORMATS:
        raise DemandeInvalide(f"Format inconnu ou absent. Usage\u202f: {USAGE}")
    disponibles = list_disponibles()
    if options.format not in disponibles:
        mot = "disponible" if len(disponibles) == 1 else "disponibles"
        liste = ", ".join(disponibles)
        raise DemandeInvalide(f"Le format {options.format} n’est pas encore disponible\u202f; {mot}\u202f: {liste}.")
    if etrangeres := [nom for nom in _list_donnees(options) if nom not in FORMATS[options.format].options]:
        raise DemandeInvalide(f"--{etrangeres[0]} ne concerne pas le format {options.format}. Usage\u202f: {USAGE}")
    if not options.out:
        raise DemandeInvalide(f"Il manque --out, le fichier à écrire. Usage\u202f: {USAGE}")
    return options


def _list_donnees(options: argparse.Namespace) -> dict[str, str]:
    """Return the options of formats that were given, with what was typed."""
    return {nom: valeur for nom in list_options() if (valeur := getattr(options, nom)) is not None}


def _export(options: argparse.Namespace, aujourd_hui: date) -> None:
    from loaders.base.preparation import (
        ensure_base,  # the command line creates the database on first use, as every command does
    )

    demande = read_trimestre(options.trimestre) if options.trimestre is not None else None
    ensure_base(datetime.now(UTC))
    donnees = _list_donnees(options)
    if REUNION in donnees:
        if autre := next((nom for nom in ("trimestre", DEPUIS, "periode") if getattr(options, nom, None)), None):
            raise DemandeInvalide(f"--{REUNION} dit déjà la période\u202f: retirez --{autre}.")
        _write(options, _build_gardee(donnees, aujourd_hui))
        return
    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    trimestre = demande or choose_trimestre(plan, aujourd_hui)
    if not is_du_plan(plan, trimestre):
        raise DemandeInvalide(write_hors_plan(plan, trimestre))
    depuis = read_trimestre(donnees.pop(DEPUIS)) if DEPUIS in donnees else None
    if depuis is not None and not (is_du_plan(plan, depuis) and depuis < trimestre):
        raise DemandeInvalide(f"--{DEPUIS} {depuis}\u202f: il faut un trimestre du plan, avant {trimestre}.")
    _write(options, Demande(plan, trimestre, aujourd_hui, depuis, donnees))


def _write(options: argparse.Namespace, demande: Demande) -> None:
    """Make what is asked and put it where it is; a terminal sees it go, and what was written is said."""
    sortie = Path(options.out)
    with show_avance(options.format) as avance:
        sorties = export(options.format, replace(demande, avance=avance))
        write_sorties(sortie, sorties)
    if sys.stderr.isatty():  # a script reads nothing but what failed, and the file may be the output itself
        tailles = [len(octets) for octets in ([sorties] if isinstance(sorties, bytes) else sorties.values())]
        print(write_fait(sortie, tailles), file=sys.stderr)  # noqa: T201


def _build_gardee(donnees: dict[str, str], aujourd_hui: date) -> Demande:
    """Return what is asked of a kept meeting: as it was shown where it was held, else as the data is now."""
    from exports.presentation.demande import find_reunion
    from loaders.passe.plan import load_plan_passe  # what was shown is read in the journal

    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
        reunion = find_reunion(plan.presentations, donnees.pop(REUNION))
        if reunion.presentee_le is not None and reunion.tete is not None:
            plan, aujourd_hui = load_plan_passe(session, reunion.tete), reunion.presentee_le
    return Demande(plan, reunion.jusqu_a, aujourd_hui, reunion.depuis, donnees, reunion)


if __name__ == "__main__":
    sys.exit(main())
