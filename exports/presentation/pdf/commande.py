"""The format « pdf » of the command line."""

from __future__ import annotations

from exports.formats import Demande
from exports.presentation.pdf.document import AUTEUR, build_pdf
from exports.presentation.pieces import Periode
from exports.presentation.recit import build_recit, find_periode
from models.refus import DemandeInvalide
from phrases.nom import write_nom


def export(demande: Demande) -> bytes:
    """Return the hand-out of a demand: since the quarter it says, else since the last annual meeting.

    Its option « adresse » is where the screens are served; raise DemandeInvalide when it is no address.
    """
    plan = demande.plan
    adresse = demande.options.get("adresse", "")
    if adresse and not adresse.startswith(("http://", "https://")):
        raise DemandeInvalide(f"--adresse {adresse}\u202f: une adresse commence par http:// ou https://.")
    periode = find_periode(plan, demande.trimestre, demande.aujourd_hui)
    if demande.depuis is not None:
        periode = Periode(demande.depuis, demande.trimestre)
    recit = build_recit(plan, periode, demande.aujourd_hui)
    return build_pdf(recit, adresse, f"{AUTEUR} {write_nom(plan).du}")
