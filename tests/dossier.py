"""Our data folder, read by the tests that hold it to its promises."""

from __future__ import annotations

import csv

from tests.racine import RACINE

DOSSIER = RACINE / "schema_data"
Ligne = dict[str, str]


def lire(nom: str) -> list[Ligne]:
    """Return the rows of a file, as typed."""
    with (DOSSIER / nom).open(encoding="utf-8-sig", newline="") as fichier:
        return list(csv.DictReader(fichier, delimiter=";", strict=True))


ACTIONS, PILOTES = lire("actions.csv"), lire("pilotes.csv")
PAR_CODE = {a["code"]: a for a in ACTIONS}
SCHEMA = lire("schema.csv")[0]
