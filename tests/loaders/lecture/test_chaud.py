"""The reader that the other tests fork answers as the one that the program starts, and is as clean and as bounded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from loaders.lecture.processus import LECTEUR, run_enfant
from tests.fabrique import make_maison, rezip
from tests.fabrique_ods import make_ods_maison
from tests.lecteur_chaud import run_chaud
from tests.racine import RACINE

ATTENTE = 120.0
LIGNES: list[list[object]] = [["Action", "Avancement (%)"], ["A16", 45]]


def pack_lot(*lot: bytes) -> bytes:
    return json.dumps([len(o) for o in lot]).encode() + b"\n" + b"".join(lot)


def test_it_answers_the_same() -> None:
    classeur = make_maison(LIGNES)
    lot = pack_lot(classeur, make_ods_maison(LIGNES), rezip({"a.xlsx": classeur}), b"PK\x03\x04", b"")
    lu = run_chaud(LECTEUR, lot, ATTENTE)
    assert lu == run_enfant(LECTEUR, lot, ATTENTE)
    assert [sorted(x)[0] for x in json.loads(lu)] == ["epoque", "epoque", "fichiers", "refus", "refus"]


@pytest.mark.parametrize("run", [run_chaud, run_enfant])
def test_what_dies_is_told(run) -> None:
    with pytest.raises(subprocess.CalledProcessError) as mort:
        run(LECTEUR, b"", ATTENTE)
    assert mort.value.returncode == 1


def test_it_knows_no_more_than_the_reader() -> None:
    """Of ours the reader alone: what it cannot reach in the program, it does not find here by chance."""
    dit = "import sys, tests.lecteur_chaud; print(*sys.modules)"
    lu = subprocess.run([sys.executable, "-E", "-s", "-c", dit], cwd=RACINE, capture_output=True, text=True, check=True)
    notres = {n for n in lu.stdout.split() if n.startswith(("loaders", "models"))}
    assert {n for n in notres if not n.startswith("loaders.lecture.lecteur")} == {"loaders", "loaders.lecture"}
