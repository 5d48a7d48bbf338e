"""The format « pdf » of the command line."""

from __future__ import annotations

from exports.formats import Demande
from exports.presentation.pdf.document import AUTEUR, build_pdf
from exports.presentation.periode import choose_periode
from exports.presentation.recit import build_recit
from metrics.perimetre import find_perimetre, list_perimetres
from models.plan import Plan
from models.refus import DemandeInvalide
from phrases.nom import write_nom


def export(demande: Demande) -> bytes:
    """Return the hand-out of a demand: of the period it asks for (`choose_periode`).

    Its option « adresse » is where the screens are served, « portee » the part of the plan that it tells
    (`metrics.perimetre.find_perimetre`); raise DemandeInvalide when one is no address, the other no part.
    """
    plan, portee = demande.plan, demande.options.get("portee", "")
    adresse = demande.options.get("adresse", "")
    if adresse and not adresse.startswith(("http://", "https://")):
        raise DemandeInvalide(f"--adresse {adresse}\u202f: une adresse commence par http:// ou https://.")
    periode = choose_periode(demande)
    if portee:
        _check_portee(plan, portee)
    recit = build_recit(plan, periode, demande.aujourd_hui, portee=portee)
    return build_pdf(recit, adresse, f"{AUTEUR} {write_nom(plan).du}")


def _check_portee(plan: Plan, portee: str) -> None:
    """Raise DemandeInvalide, with an example of each kind, when no part of the plan answers."""
    try:
        find_perimetre(plan, portee)
    except KeyError as inconnue:
        exemples = list({p.genre: p.demande for p in reversed(list_perimetres(plan))}.values())
        raise DemandeInvalide(
            f"--portee {portee}\u202f: ni une orientation, ni un pilote, ni un partenaire {write_nom(plan).du}. "
            f"Exemples\u202f: {', '.join(reversed(exemples))}."
        ) from inconnue
