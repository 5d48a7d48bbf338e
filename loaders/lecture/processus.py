"""Running the reader: bytes in, raw workbooks out, the server out of reach of what a file holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute, Lecture, Recu
from loaders.lecture.porte import check_octets
from models.refus import ClasseurRefuse

LECTEUR = Path(__file__).with_name("lecteur.py")
SECONDES_PAR_FICHIER = 15


def read_classeurs(recus: Sequence[Recu]) -> list[Lecture]:
    """Return each file read, or its refusal, in order; never raises for what a file holds.

    One child process reads the whole batch; when it dies or takes too long, each file is read alone, so that only the
    culprit is refused (fault 9).
    """
    resultats: dict[int, ClasseurBrut | ClasseurRefuse] = {}
    a_lire: list[int] = []
    for i, recu in enumerate(recus):
        try:
            check_octets(recu.nom, recu.octets)
            a_lire.append(i)
        except ClasseurRefuse as refus:
            resultats[i] = refus
    lus = _run_lecteur([recus[i].octets for i in a_lire])
    if lus is None and len(a_lire) > 1:
        for i in a_lire:
            seul = _run_lecteur([recus[i].octets])
            resultats[i] = _to_resultat(seul[0] if seul else None)
    else:
        for rang, i in enumerate(a_lire):
            resultats[i] = _to_resultat(None if lus is None else lus[rang])
    return [Lecture(recu, resultats[i]) for i, recu in enumerate(recus)]


def clean_environnement() -> dict[str, str]:
    """Return what a child process may know of its surroundings: no secret, no database."""
    return {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TZ")}


def _run_lecteur(lot: list[bytes]) -> list[dict[str, Any]] | None:
    """Return what the child printed for a batch, None when it died or ran out of time."""
    if not lot:
        return []
    entree = json.dumps([len(o) for o in lot]).encode() + b"\n" + b"".join(lot)
    try:
        sortie = subprocess.run(
            [sys.executable, "-I", str(LECTEUR)],
            input=entree,
            capture_output=True,
            timeout=SECONDES_PAR_FICHIER * len(lot),
            env=clean_environnement(),
            check=True,
        )
        resultats: list[dict[str, Any]] = json.loads(sortie.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError):
        return None
    return resultats


def _to_resultat(brut: dict[str, Any] | None) -> ClasseurBrut | ClasseurRefuse:
    if brut is None:
        return ClasseurRefuse(
            "contenu_anormal",
            "Contenu anormal (la lecture a été interrompue). Recopiez vos réponses dans un classeur neuf.",
        )
    if "refus" in brut:
        return ClasseurRefuse(brut["refus"][0], brut["refus"][1])
    feuilles = tuple(_to_feuille(f) for f in brut["feuilles"])
    return ClasseurBrut(feuilles, brut["timbre"], int(brut["epoque"]), tuple(brut["liens"]))


def _to_feuille(brut: dict[str, Any]) -> FeuilleBrute:
    lignes = tuple(
        (
            numero,
            {
                lettre: CelluleBrute(c["t"], c.get("v"), bool(c.get("p")), bool(c.get("f")), c.get("n", 0))
                for lettre, c in cellules.items()
            },
        )
        for numero, cellules in brut["lignes"]
    )
    return FeuilleBrute(
        brut["nom"],
        brut["etat"] != "visible",
        lignes,
        tuple(brut["fusions"]),
        tuple(brut["masquees"]),
        tuple(brut["colonnes_masquees"]),
        brut["filtre"],
    )
