"""The format « pdf » of the command line."""

from __future__ import annotations

from exports.formats import Demande
from exports.presentation.demande import tell_recit
from exports.presentation.pdf.document import AUTEUR, build_pdf
from models.adresse import find_app_url
from models.refus import DemandeInvalide
from phrases.nom import write_nom


def export(demande: Demande) -> bytes:
    """Return the hand-out of a demand: of the period it asks for (`choose_periode`).

    Its option « adresse » is where the screens are served, « portee » the part of the plan that it tells
    (`metrics.perimetre.find_perimetre`); raise DemandeInvalide when one is no address, the other no part.
    """
    plan, portee = demande.plan, demande.options.get("portee", "")
    adresse = demande.options.get("adresse") or find_app_url()
    if adresse and not adresse.startswith(("http://", "https://")):
        raise DemandeInvalide(f"--adresse {adresse}\u202f: une adresse commence par http:// ou https://.")
    return build_pdf(tell_recit(demande, portee), adresse, f"{AUTEUR} {write_nom(plan).du}")
