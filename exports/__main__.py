"""`python -m exports FORMAT --trimestre 2026-T3 --out FICHIER`: publish a quarter as a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from exports.donnees import dump_json
from metrics.bilan import choose_trimestre, is_du_plan
from models.chargement import load_plan
from models.commande import Analyseur, read_trimestre
from models.refus import DemandeInvalide, Refus
from models.session import open_base
from phrases.format import set_espaces
from phrases.trimestre import write_hors_plan

FORMATS = ("pptx", "xlsx", "pdf", "csv", "json", "html")
USAGE = f"python -m exports {{{'|'.join(FORMATS)}}} [--trimestre 2026-T3] --out FICHIER"
ABANDON = 2


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
    analyseur.add_argument("-h", "--help", "--aide", dest="aide", action="store_true")
    options = analyseur.parse_args(arguments)
    if options.aide:
        return options
    if options.format not in FORMATS:
        raise DemandeInvalide(f"Format inconnu ou absent. Usage\u202f: {USAGE}")
    if options.format != "json":
        raise DemandeInvalide(f"Le format {options.format} n’est pas encore disponible\u202f; disponible\u202f: json.")
    if not options.out:
        raise DemandeInvalide(f"Il manque --out, le fichier à écrire. Usage\u202f: {USAGE}")
    return options


def _export(options: argparse.Namespace, aujourd_hui: date) -> None:
    from loaders.base.preparation import (
        ensure_base,  # the command line creates the database on first use, as every command does
    )

    demande = read_trimestre(options.trimestre) if options.trimestre is not None else None
    ensure_base(datetime.now(UTC))
    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    trimestre = demande or choose_trimestre(plan, aujourd_hui)
    if not is_du_plan(plan, trimestre):
        raise DemandeInvalide(write_hors_plan(plan, trimestre))
    try:
        Path(options.out).write_text(dump_json(plan, trimestre), encoding="utf-8", newline="\n")
    except OSError as erreur:
        raise DemandeInvalide(f"Impossible d’écrire {options.out}\u202f: {erreur.strerror}.") from erreur


if __name__ == "__main__":
    sys.exit(main())
