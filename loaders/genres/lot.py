"""The workbooks that one download holds."""

from __future__ import annotations

import io
import zipfile

from loaders.gabarit.classeur import build_gabarit
from loaders.lignes.genre import Demande, GenreClasseur
from models.plan import Plan


def build_lot(plan: Plan, genre: GenreClasseur, demande: Demande) -> bytes:
    """Return the workbooks of a kind as one .zip, or its only one for a kind that is not handed out by the lot.

    Raises DemandeInvalide when they cannot be made.
    """
    gabarits = genre.list_gabarits(plan, demande)
    if genre.lot is None:
        (seul,) = gabarits
        return build_gabarit(seul)
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for gabarit in gabarits:
            archive.writestr(gabarit.nom_fichier, build_gabarit(gabarit))
    return tampon.getvalue()
