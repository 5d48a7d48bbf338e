"""The format « pdf » of the command line."""

from __future__ import annotations

from exports.formats import Demande
from exports.presentation.demande import tell_recit
from exports.presentation.pdf.document import AUTEUR, build_pdf
from models.adresse import find_app_url
from models.refus import DemandeInvalide
from phrases.nom import write_nom


def export(demande: Demande) -> bytes:
    """Return the hand-out of a demand, as `tell_recit` tells it; its option « adresse » is that of the screens.

    Raises DemandeInvalide when that is no address, and what `tell_recit` refuses.
    """
    adresse = demande.options.get("adresse") or find_app_url()
    if adresse and not adresse.startswith(("http://", "https://")):
        raise DemandeInvalide(f"--adresse {adresse}\u202f: une adresse commence par http:// ou https://.")
    return build_pdf(tell_recit(demande), adresse, f"{AUTEUR} {write_nom(demande.plan).du}")
