"""The hand-out of the annual meeting: its story set on paper, in a fresh process that times itself, imports left out.

The reference is an empty document of as many pages, by the same typesetter with the same fonts and the same standard.
The same words set bare, a line a paragraph, inform: they are what no hand-out of those words can be faster than.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.donnees import Donnees
from benchmarks.mesure import Ligne, interleave
from exports.presentation.pdf.document import build_pdf
from exports.presentation.pdf.signes import POLICES
from exports.presentation.recit import build_recit, find_periode
from models.chargement import load_plan
from models.session import dispose_engines, open_base, use_base
from tests.e2e.conftest import RACINE
from tests.lecture_pdf import read_textes

BORNE = 5.0
ECRIRE = """
import pickle, sys, time, typst
from pathlib import Path
from exports.presentation.pdf.document import build_pdf
recit = pickle.loads(Path(sys.argv[1]).read_bytes())
debut = time.perf_counter()
Path(sys.argv[2]).write_bytes(build_pdf(recit))
print((time.perf_counter() - debut) * 1000)
"""
COMPOSER = """
import sys, time, typst
source, texte, polices, sortie = sys.argv[1:]
fixes = {"font_paths": [polices], "ignore_system_fonts": True, "pdf_standards": "ua-1"}
debut = time.perf_counter()
typst.compile(source.encode(), sortie, sys_inputs={"texte": texte}, **fixes)
print((time.perf_counter() - debut) * 1000)
"""
TETE = '#set document(title: "Nu")\n#set text(font: ("Atkinson Hyperlegible Next", "DejaVu Sans"))\n#title()\n'
NU = TETE + '#for ligne in sys.inputs.texte.split("|") { ligne; parbreak() }'


def measure_remise(donnees: Donnees, dossier: Path, tours: int) -> list[Ligne]:
    """Return the rows of the hand-out; `dossier` takes the story and what is written."""
    recit, pages = _tell(donnees, dossier)
    vide, texte = TETE + "#pagebreak()\n" * (len(pages) - 1), "|".join("\r\n".join(pages).split("\r\n"))
    sorties = {nom: str(dossier / f"{nom}.pdf") for nom in ("remise", "nu", "vide")}
    gestes = {
        "remise": (ECRIRE, str(recit), sorties["remise"]),
        "nu": (COMPOSER, NU, texte, str(POLICES), sorties["nu"]),
        "vide": (COMPOSER, vide, "", str(POLICES), sorties["vide"]),
    }
    medianes = interleave({nom: partial(_time, *geste) for nom, geste in gestes.items()}, tours)
    if len(read_textes(Path(sorties["vide"]).read_bytes())) != len(pages):
        raise RuntimeError("the empty document does not have as many pages")
    quoi, mesure = f"Document à remettre, {len(pages)} pages", medianes["remise"]["ms"]
    return [
        Ligne(quoi, "document vide de même longueur", mesure, medianes["vide"]["ms"], "ms", BORNE),
        Ligne(quoi, "le même texte, nu", mesure, medianes["nu"]["ms"], "ms"),
    ]


def _tell(donnees: Donnees, dossier: Path) -> tuple[Path, list[str]]:
    """Write the story of the last quarter told, and return its file with what each page of it says."""
    with use_base(donnees.url), open_base() as session:
        plan = load_plan(session)
    dispose_engines()
    trimestre = donnees.trimestres[-1]
    jour = trimestre.dernier_jour
    recit = build_recit(plan, find_periode(plan, trimestre, jour), jour)
    fichier = dossier / "recit.pickle"
    fichier.write_bytes(pickle.dumps(recit))
    return fichier, read_textes(build_pdf(recit))


def _time(code: str, *arguments: str) -> dict[str, float]:
    """Return what a program of this module prints: how long its gesture took, in milliseconds."""
    env = {**os.environ, "PYTHONPATH": str(RACINE)}
    commande = [sys.executable, "-c", code, *arguments]
    return {"ms": float(subprocess.run(commande, cwd=RACINE, env=env, check=True, capture_output=True).stdout)}
