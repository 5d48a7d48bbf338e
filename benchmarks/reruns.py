"""Server time of a rerun of each screen, data warm, against an empty Streamlit page.

Seen by a websocket client, the same for both: from the request to the message that says the run is over. Both servers
have their collector frozen after their imports.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from functools import partial

from benchmarks.mesure import Ligne, Prise, interleave, time_ms
from benchmarks.serveurs import Serveurs
from benchmarks.session import Session, open_session
from tests.e2e.conftest import TITRES

BORNE = 3.5
REPOS = 0.06
"""Seconds between two runs: a shorter pause is spent in the network's delayed acknowledgements, not in the server."""
FICHES = {
    "Fiche d’une action": "orientations_et_actions?action={action}",
    "Une entrée du journal": "journal?remontee={remontee}",
}


def measure_reruns(serveurs: Serveurs, tours: int) -> list[Ligne]:
    """Return a row for each screen."""
    adresses = {titre: url for url, titre in TITRES.items()}
    adresses |= {
        titre: modele.format(action=serveurs.donnees.action, remontee=serveurs.donnees.remontee)
        for titre, modele in FICHES.items()
    }
    with ExitStack() as pile:
        vide = pile.enter_context(open_session(serveurs.vide, ""))
        prises: dict[str, Prise] = {"": partial(_time_rerun, vide)}
        for titre, ecran in adresses.items():
            session = pile.enter_context(open_session(serveurs.application, ecran))
            attendu = (serveurs.donnees.action,) if "action=" in ecran else (TITRES[ecran.partition("?")[0]],)
            if not session.titre.startswith(attendu):
                raise RuntimeError(f"{ecran}: the screen that opened is « {session.titre} »")
            prises[titre] = partial(_time_rerun, session)
        medianes = interleave(prises, 4 * tours, rodage=2)
    repere = medianes.pop("")["ms"]
    return [
        Ligne(f"Serveur : {titre}", "page Streamlit vide", valeurs["ms"], repere, "ms", BORNE)
        for titre, valeurs in medianes.items()
    ]


def _time_rerun(session: Session) -> dict[str, float]:
    time.sleep(REPOS)
    return {"ms": time_ms(session.rerun)}
