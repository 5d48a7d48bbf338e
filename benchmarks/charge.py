"""Two processes behind nginx and TLS, 100 readers and 2 people who import: what a reader waits for, against one alone.

On the loopback of this machine only, the clients beside the servers; it stops by itself.
"""

from __future__ import annotations

import itertools
import math
import os
import random
import statistics
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.donnees import Donnees
from benchmarks.mesure import Ligne, time_ms
from models.chargement import load_plan
from models.session import open_base
from models.trimestre import Trimestre
from tests.bases import copy_base
from tests.classeurs_remplis import fill_classeur
from tests.e2e.depot import import_classeur
from tests.e2e.paire import Paire, serve_paire
from tests.serveur_postgres import find_serveur, stop_serveur

LECTEURS = 100
IMPORTATEURS = ("agent@exemple.fr", "autre-agent@exemple.fr")
SECONDES_TOUR = 15.0
"""Seconds of load a round: two minutes for eight of them."""
PAUSE = 10.0
"""Seconds, on average, between two clicks of a reader; nobody reads a screen in less."""
PAUSE_SEUL = 0.2
ARRIVEE = 20.0
"""Seconds over which readers arrive."""
ECRANS = ("synthese", "orientations_et_actions", "partenaires", "calendrier", "engagements")
CLICS_SEUL = 60
BORNE = 3.0


@dataclass
class Releve:
    """What readers waited for (ms), how many workbooks were applied, what went wrong."""

    attentes: list[float] = field(default_factory=list)
    imports: int = 0
    erreurs: list[str] = field(default_factory=list)
    entres: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """Released by each reader once their first screen is there, or will never be."""


def measure_charge(donnees: Donnees, dossier: Path, tours: int) -> list[Ligne]:
    """Return the row; raise RuntimeError when a reader or an import met an error."""
    try:
        with serve_charge(donnees, dossier) as paire:
            seul = Releve()
            read(paire, seul, 0, threading.Event(), seul=True)
            charge = load(paire, donnees, tours * SECONDES_TOUR)
    finally:
        stop_serveur()
    erreurs = [*seul.erreurs, *charge.erreurs]
    sys.stderr.write(
        f"{len(charge.attentes)} clics de {LECTEURS} lecteurs, {charge.imports} imports, {len(erreurs)} erreurs\n"
    )
    if erreurs or not charge.imports or len(charge.attentes) < LECTEURS:
        raise RuntimeError(
            f"{len(erreurs)} errors, {charge.imports} imports, {len(charge.attentes)} clicks: {erreurs[:3]}"
        )
    quoi = f"{LECTEURS} lecteurs et {len(IMPORTATEURS)} imports à la fois, 95 % des clics"
    return [Ligne(quoi, "un lecteur seul", compute_p95(charge.attentes), compute_p95(seul.attentes), "ms", BORNE)]


@contextmanager
def serve_charge(donnees: Donnees, dossier: Path) -> Iterator[Paire]:
    """Serve the demonstration by two processes on a PostgreSQL of its own."""
    serveur = find_serveur()
    base = copy_base(donnees.base, serveur.write_url(serveur.name_base()))
    places = dossier / "paire"
    places.mkdir()
    os.environ["DATABASE_URL"] = base  # who imports makes their workbooks from it
    with serve_paire(base, places) as paire:
        yield paire


def compute_p95(attentes: list[float]) -> float:
    """Return what 19 clicks of 20 stay under."""
    return statistics.quantiles(attentes, n=20)[-1] if len(attentes) > 1 else math.inf


def load(paire: Paire, donnees: Donnees, secondes: float) -> Releve:
    """Have everybody read and import for that long once all have come in, and return what they met."""
    releve, fin = Releve(), threading.Event()
    fils = [threading.Thread(target=read, args=(paire, releve, rang, fin)) for rang in range(LECTEURS)]
    fils += [
        threading.Thread(target=bring, args=(paire, releve, qui, action, fin))
        for qui, action in zip(IMPORTATEURS, find_actions(donnees.pilotes), strict=False)
    ]
    for fil in fils:
        fil.start()
    for _ in range(LECTEURS):
        releve.entres.acquire()
    fin.wait(secondes)
    fin.set()
    for fil in fils:
        fil.join()
    return releve


def wait_alea() -> float:
    """Return how long a reader looks at a screen."""
    return random.uniform(0.5, 1.5) * PAUSE


def read(paire: Paire, releve: Releve, rang: int, fin: threading.Event, seul: bool = False) -> None:
    """Open a session, and go from screen to screen; alone, so many times."""
    clics = CLICS_SEUL if seul else sys.maxsize
    fin.wait(rang / LECTEURS * ARRIVEE)  # people do not arrive together
    try:
        with paire.visit("elu@exemple.fr", f"lecteur{rang}") as visiteur:
            visiteur.run(ECRANS[0])
            releve.entres.release()
            for clic in itertools.islice(itertools.count(rang), clics):
                if fin.wait(PAUSE_SEUL if seul else wait_alea()):
                    break
                releve.attentes.append(time_ms(partial(visiteur.run, ECRANS[clic % len(ECRANS)])))
    except Exception as erreur:  # whatever it is, it is what a reader met
        releve.erreurs.append(f"reader {rang}: {erreur!r}")
        releve.entres.release()


def bring(paire: Paire, releve: Releve, qui: str, action: tuple[str, str], fin: threading.Event) -> None:
    """Drop a workbook after another and apply each, by the screen."""
    pilote, code = action
    try:
        for rang in itertools.count():
            if fin.wait(PAUSE / 5):
                break
            import_classeur(paire, qui, f"{pilote}-{rang}.xlsx", write_classeur(pilote, code, rang))
            releve.imports += 1
    except Exception as erreur:
        releve.erreurs.append(f"import: {erreur!r}")


def find_actions(pilotes: Sequence[str]) -> list[tuple[str, str]]:
    """Return pilots with an action of each."""
    with open_base() as session:
        plan = load_plan(session)
    premieres = {a.pilote.code: a.code for a in reversed(plan.actions) if a.pilote}
    return [(pilote, premieres[pilote]) for pilote in pilotes]


def write_classeur(pilote: str, code: str, rang: int) -> bytes:
    """Return a workbook of the quarter that runs, which says something new of an action of a pilot."""
    maintenant = datetime.now(UTC)
    saisies = {code: {"Avancement (%)": rang % 100, "Fait marquant du trimestre": f"Fait {rang}"}}
    return fill_classeur(pilote, str(Trimestre.from_date(maintenant.date())), saisies, maintenant)
