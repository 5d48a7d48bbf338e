"""Running the reader: bytes in, raw workbooks out, the server out of reach of what a file holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.lecture.brut import Ajout, CelluleBrute, ClasseurBrut, FeuilleBrute, Lecture, Recu, name_dedans
from loaders.lecture.lecteur.bornes import Refuse
from loaders.lecture.lecteur.deballage import Place
from loaders.lecture.porte import check_octets
from models.refus import ClasseurRefuse, ServeurOccupe

LECTEUR = "loaders.lecture.lecteur"
RACINE = Path(__file__).resolve().parents[2]
ATTENTE_PAR_FICHIER = 120.0
"""Seconds waited for a child. The processor time that the child may take, far shorter, is its own business: past this
bound it is the machine that did not give it, and no file is to blame."""
REPRISES = 1
"""How many more times a child is started when the machine was too busy."""
OCCUPE = "Le serveur est occupé : votre fichier est gardé tel quel, réessayez dans un instant."
IMBRIQUEE = "C’est une archive dans une archive : sortez-en les classeurs, puis déposez-les."
INTERROMPUE = "Contenu anormal (la lecture a été interrompue). Recopiez vos réponses dans un classeur neuf."


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of an archive that is no workbook: name, bytes, why one is not taken."""

    fichiers: tuple[tuple[str, bytes, ClasseurRefuse | None], ...]


Resultat = ClasseurBrut | ClasseurRefuse | Archive


def read_classeurs(recus: Sequence[Recu]) -> list[Lecture]:
    """Return each file read, or its refusal, in order; never raises for what a file holds.

    An archive of files gives way to those it holds, each received under its own name: there may be more files than
    were given. One child process reads the whole batch, another what the archives hold; when it dies or waits too long,
    each file is read alone, so that only the culprit is refused (fault 9). A file that only waited is refused as
    `serveur_occupe`, and is not blamed (fault 74). All the archives together hold no more than one may.
    """
    deballes = [_unpack(recu, lu) for recu, lu in zip(recus, _read_recus(recus, Place()), strict=True)]
    a_lire = [x for groupe in deballes for x in groupe if isinstance(x, Recu)]
    lus = iter(_read_recus(a_lire, Place()))
    return [
        x if isinstance(x, Lecture) else Lecture(x, _refuse_archive(next(lus))) for groupe in deballes for x in groupe
    ]


def _unpack(recu: Recu, lu: Resultat) -> list[Recu | Lecture]:
    """Return what is left to read of a file: nothing, or what the archive that it is holds (fault 82)."""
    if not isinstance(lu, Archive):
        return [Lecture(recu, lu)]
    fichiers: list[Recu | Lecture] = []
    for nom, octets, refus in lu.fichiers:
        dedans = Recu(name_dedans(recu.nom, nom), octets)
        fichiers.append(dedans if refus is None else Lecture(dedans, refus))
    return fichiers


def _refuse_archive(lu: Resultat) -> ClasseurBrut | ClasseurRefuse:
    return ClasseurRefuse("archive_imbriquee", IMBRIQUEE) if isinstance(lu, Archive) else lu


def _read_recus(recus: Sequence[Recu], place: Place) -> list[Resultat]:
    """Return what each file gives, in order: those that the gate refuses are not read.

    `place` is what the archives may hold together, however many processes read them.
    """
    resultats: dict[int, Resultat] = {}
    a_lire: list[int] = []
    for i, recu in enumerate(recus):
        try:
            check_octets(recu.nom, recu.octets)
            a_lire.append(i)
        except ClasseurRefuse as refus:
            resultats[i] = refus
    resultats |= zip(a_lire, _read_lot([recus[i].octets for i in a_lire], place), strict=True)
    return [resultats[i] for i in range(len(recus))]


def _read_lot(lot: list[bytes], place: Place) -> list[Resultat]:
    """Return what each file of a batch gives: read together first, then one by one."""
    if not lot:
        return []
    entree = json.dumps([len(o) for o in lot]).encode() + b"\n" + b"".join(lot)
    try:
        # the second try of a batch is the reading of its files one by one
        sortie = run_enfant(LECTEUR, entree, ATTENTE_PAR_FICHIER * len(lot), REPRISES if len(lot) == 1 else 0)
        return [_to_resultat(brut, place) for brut in json.loads(sortie)]
    except (ServeurOccupe, subprocess.CalledProcessError, json.JSONDecodeError) as erreur:
        if len(lot) > 1:
            return [resultat for octets in lot for resultat in _read_lot([octets], place)]
        if isinstance(erreur, ServeurOccupe):
            return [ClasseurRefuse(erreur.code, str(erreur))]
        return [ClasseurRefuse("contenu_anormal", INTERROMPUE)]


def run_enfant(module: str, entree: bytes, attente: float, reprises: int = REPRISES) -> bytes:
    """Return what one of our modules answers to `entree`, in a process of its own that knows nothing of ours.

    It goes by the name that everybody gives it, from the root of the project: neither the variables of the interpreter
    nor the packages of a user reach it.

    Raises CalledProcessError when it died, ServeurOccupe when `attente` seconds went by, each time it was tried.
    """
    for _ in range(1 + reprises):
        try:
            return subprocess.run(
                [sys.executable, "-E", "-s", "-m", module],
                cwd=RACINE,
                input=entree,
                capture_output=True,
                timeout=attente,
                env=clean_environnement(),
                check=True,
            ).stdout
        except subprocess.TimeoutExpired:
            continue
    raise ServeurOccupe(OCCUPE)


def clean_environnement() -> dict[str, str]:
    """Return what a child process may know of its surroundings: no secret, no database.

    openpyxl leaves lxml alone there: strangers' files are parsed by the standard library, whatever else is installed
    for our own documents, and fail with its errors.
    """
    gardees = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TZ")}
    return {**gardees, "OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "False"}


def _to_resultat(brut: dict[str, Any], place: Place) -> Resultat:
    if "refus" in brut:
        return ClasseurRefuse(brut["refus"][0], brut["refus"][1])
    if "fichiers" in brut:
        return _to_archive(brut["fichiers"], place)
    feuilles = tuple(_to_feuille(f) for f in brut["feuilles"])
    return ClasseurBrut(feuilles, brut["timbre"], int(brut["epoque"]), tuple(brut["liens"]))


def _to_archive(fichiers: list[dict[str, Any]], place: Place) -> Archive | ClasseurRefuse:
    """Return the files of an archive, its refusal when those before it left no place: nothing of it is kept then."""
    dedans = tuple(
        (f["nom"], b64decode(f.get("octets", "")), ClasseurRefuse(*f["refus"]) if "refus" in f else None)
        for f in fichiers
    )
    try:
        place.check([len(octets) for _, octets, _ in dedans])
    except Refuse as refus:
        return ClasseurRefuse(*refus.args)
    return Archive(dedans)


def _to_feuille(brut: dict[str, Any]) -> FeuilleBrute:
    lignes = tuple(
        (
            numero,
            {
                lettre: CelluleBrute(
                    c["t"], c.get("v"), bool(c.get("p")), bool(c.get("f")), c.get("n", 0), c.get("a", "")
                )
                for lettre, c in cellules.items()
            },
        )
        for numero, cellules in brut["lignes"]
    )
    return FeuilleBrute(
        brut["nom"],
        brut["masquee"],
        lignes,
        tuple(brut["fusions"]),
        tuple(brut["masquees"]),
        tuple(brut["colonnes_masquees"]),
        brut["filtre"],
        tuple(brut["loin"]),
        None if brut["exces"] is None else (brut["exces"][0], brut["exces"][1]),
        ajouts=tuple(Ajout(*ajout) for ajout in brut["ajouts"]),
    )
