"""A machine too busy to read a file in time blames no file (fault 74); one that takes too long to read is blamed alone.

Children are the real ones; the first ones are given no time at all, which no machine is quick enough for.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loaders.apercu.apercu import Apercu
from loaders.lecture import processus as lecture
from loaders.lecture.processus import OCCUPE, REPRISES, ClasseurBrut, ClasseurRefuse, Recu, read_classeurs
from loaders.retour import annotation
from loaders.retour.annotation import annotate_fichier
from models.refus import DemandeInvalide, ServeurOccupe
from tests.constats import Verifier, check_refus, list_valeurs
from tests.fabrique import make_maison
from tests.loaders.lecture import lecteur_mortel
from tests.racine import RACINE

Presser = Callable[[int], list[float]]


@pytest.fixture
def presser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Presser]:
    """Give no time to the first children, then what they ask; return the time that each one was given."""
    vrai = subprocess.run
    restants: list[int] = []
    attentes: list[float] = []

    def run(*args: Any, timeout: float, **kwargs: Any) -> Any:
        attentes.append(timeout)
        if len(attentes) <= restants[0]:
            timeout = 0
        return vrai(*args, timeout=timeout, **kwargs)

    def press(enfants: int) -> list[float]:
        restants.append(enfants)
        return attentes

    monkeypatch.setattr(lecture.subprocess, "run", run)
    yield press
    assert len(attentes) >= restants[0]


def read_sorts(*fichiers: bytes) -> list[str]:
    """What becomes of each file: « lu », or the code of its refusal."""
    contenus = [x.contenu for x in read_classeurs([Recu(f"{n}.xlsx", o) for n, o in enumerate(fichiers)])]
    return [x.code if isinstance(x, ClasseurRefuse) else "lu" for x in contenus]


def test_a_file_that_waited_is_read_again_before_anything_is_said(
    verifier: Verifier, classeur: bytes, presser: Presser
) -> None:
    attentes = presser(REPRISES)
    assert list_valeurs(verifier(classeur)) == {"Avancement!H5": 45}
    assert len(attentes) == REPRISES + 1


def test_a_machine_too_busy_blames_no_file(verifier: Verifier, classeur: bytes, presser: Presser) -> None:
    attentes = presser(REPRISES + 1)
    message = check_refus(verifier, classeur, "serveur_occupe")
    assert message == OCCUPE == "Le serveur est occupé : votre fichier est gardé tel quel, réessayez dans un instant."
    assert len(attentes) == REPRISES + 1 == 2
    assert read_sorts(classeur) == ["lu"]


def test_a_batch_that_waited_is_read_file_by_file(presser: Presser) -> None:
    """The batch waits, then the first file, each time: the two others are read."""
    attentes = presser(1 + 1 + REPRISES)
    assert read_sorts(*[make_maison([[n]]) for n in range(3)]) == ["serveur_occupe", "lu", "lu"]
    assert attentes == [3 * attentes[1], *[attentes[1]] * 4]


def test_what_is_waited_is_far_more_than_what_may_be_computed() -> None:
    """Otherwise a busy machine would decide, and not the processor time that a file takes."""
    from loaders.lecture.lecteur import limites
    from loaders.retour import annotateur

    assert 3 * max(limites.SECONDES_MAX + limites.SURSIS, annotateur.SECONDES_MAX) <= lecture.ATTENTE_PAR_FICHIER


@pytest.mark.parametrize("module", [lecture.LECTEUR, annotation.ANNOTATEUR])
def test_a_child_is_one_of_our_modules_and_hears_nothing_else(
    module: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Wherever the server was started from, with whatever of ours lying there, and whatever its variables say."""
    (tmp_path / "openpyxl.py").write_text("raise SystemExit('not this one')")
    (tmp_path / "loaders.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    octets = make_maison([["a"]])
    demandes: dict[str, Any] = {
        lecture.LECTEUR: [len(octets)],
        annotation.ANNOTATEUR: {"taille": len(octets), "remarques": []},
    }
    entree = json.dumps(demandes[module]).encode() + b"\n" + octets
    assert lecture.run_enfant(module, entree, lecture.ATTENTE_PAR_FICHIER)


BRULER = """
import sys, time
from loaders.lecture.lecteur import limites, lot

def read(octets):
    "Takes so much processor time: b'0.6', or all that there is: b'inf'; b'sourd' cannot even be told to stop."
    fin = time.process_time() + float(octets.replace(b"sourd", b"inf"))
    while time.process_time() < fin:
        try:
            while time.process_time() < fin:
                pass
        except lot.Refuse:
            if octets != b"sourd":
                raise
    return {"pris": octets.decode()}

lot.read_fichier, limites.SECONDES_MAX, limites.SURSIS = read, 1, 1
lot.main()
"""


def burn(*fichiers: bytes) -> subprocess.CompletedProcess[bytes]:
    """Read files that do nothing but take processor time, one second being allowed to each."""
    entree = json.dumps([len(f) for f in fichiers]).encode() + b"\n" + b"".join(fichiers)
    return subprocess.run(
        [sys.executable, "-c", BRULER], input=entree, cwd=RACINE, capture_output=True, check=False, timeout=300
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_processor_time_is_counted_file_by_file() -> None:
    """The three together take more than one is allowed, and the one that goes too far is given up alone."""
    lus = json.loads(burn(b"0.6", b"0.6", b"inf", b"0.6").stdout)
    assert [x.get("pris", x.get("refus", [""])[0]) for x in lus] == ["0.6", "0.6", "contenu_anormal", "0.6"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_file_that_cannot_be_given_up_is_killed_with_its_batch() -> None:
    assert burn(b"0.1", b"sourd").returncode < 0


def test_a_child_that_dies_blames_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lecture, "LECTEUR", lecteur_mortel.__name__)
    bons = [make_maison([[n] * 9]) for n in range(2)]
    assert read_sorts(bons[0], lecteur_mortel.FATAL, bons[1]) == ["lu", "contenu_anormal", "lu"]
    (seul,) = read_classeurs([Recu("a.xlsx", lecteur_mortel.FATAL)])
    assert "la lecture a été interrompue" in str(seul.contenu)
    assert not isinstance(seul.contenu, ClasseurBrut)


def test_marking_a_file_waits_its_turn_too(classeur: bytes, presser: Presser) -> None:
    recu, apercu = Recu("a.xlsx", classeur), Apercu("a.xlsx", "", "ok", 1)
    attentes = presser(REPRISES)
    assert annotate_fichier(recu, apercu).startswith(b"PK")
    assert len(attentes) == REPRISES + 1


def test_marking_a_file_on_a_busy_machine_blames_no_file(classeur: bytes, presser: Presser) -> None:
    presser(REPRISES + 1)
    with pytest.raises(ServeurOccupe, match="réessayez dans un instant"):
        annotate_fichier(Recu("a.xlsx", classeur), Apercu("a.xlsx", "", "ok", 1))


def test_what_cannot_be_marked_is_said(base: str) -> None:
    with pytest.raises(DemandeInvalide, match="ne peut pas être annoté"):
        annotate_fichier(Recu("a.xlsx", b"PK"), Apercu("a.xlsx", "", "ok", 1))
