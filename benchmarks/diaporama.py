"""Making the deck of the annual meeting, once the story is told; the reference is an empty deck of as many slides."""

from __future__ import annotations

import io
from pathlib import Path

from benchmarks.donnees import Donnees
from benchmarks.mesure import Ligne, interleave, time_ms
from exports.presentation.pieces import Recit
from exports.presentation.pptx.deck import build_pptx
from exports.presentation.recit import build_recit, find_periode
from models.chargement import load_plan
from models.session import dispose_engines, open_base, use_base

BORNE = 5.0
TITRE_ET_TEXTE = 1
"""Layout of python-pptx's own template."""


def measure_diaporama(donnees: Donnees, _dossier: Path, tours: int) -> list[Ligne]:
    """Return the row of the deck."""
    recit = _build_recit(donnees)
    nombre = _count_diapositives(build_pptx(recit))
    medianes = interleave(
        {
            "deck": lambda: {"ms": time_ms(lambda: build_pptx(recit))},
            "vide": lambda: {"ms": time_ms(lambda: _build_vide(nombre))},
        },
        tours,
    )
    quoi = f"Diaporama de la réunion, {nombre} diapositives"
    return [Ligne(quoi, "autant de diapositives vides", medianes["deck"]["ms"], medianes["vide"]["ms"], "ms", BORNE)]


def _build_recit(donnees: Donnees) -> Recit:
    trimestre = donnees.trimestres[-1]
    jour = trimestre.decale(1).dernier_jour
    with use_base(donnees.url), open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    dispose_engines()
    return build_recit(plan, find_periode(plan, trimestre, jour), jour)


def _count_diapositives(octets: bytes) -> int:
    from pptx import Presentation

    return len(Presentation(io.BytesIO(octets)).slides)


def _build_vide(nombre: int) -> bytes:
    from pptx import Presentation

    presentation = Presentation()
    for _ in range(nombre):
        presentation.slides.add_slide(presentation.slide_layouts[TITRE_ET_TEXTE])
    tampon = io.BytesIO()
    presentation.save(tampon)
    return tampon.getvalue()
