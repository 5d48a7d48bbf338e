"""The story that a document of the meeting is asked for: of a period, as a meeting chose it, of the part asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exports.formats import Demande
from exports.presentation.periode import choose_periode
from exports.presentation.pieces import Recit
from exports.presentation.recit import SECTIONS, build_recit
from metrics.perimetre import find_perimetre, list_perimetres
from models.plan import Plan
from models.presentation import Presentation
from models.refus import DemandeInvalide
from phrases.nom import write_nom


def tell_recit(demande: Demande) -> Recit:
    """Return the story of a demand; what its meeting chose is told so, a section that is no more left out.

    Its option « portee » is the part told (`metrics.perimetre.find_perimetre`), else that of the meeting. Raise
    DemandeInvalide when that is none, and what `choose_periode` refuses.
    """
    reunion, plan = demande.presentation, demande.plan
    portee = demande.options.get("portee") or (reunion.portee if reunion else "")
    periode = choose_periode(demande)
    if portee:
        _check_portee(plan, portee)
    if reunion is None:
        return build_recit(plan, periode, demande.aujourd_hui, portee=portee)
    return build_recit(
        plan,
        periode,
        demande.aujourd_hui,
        sections=None if reunion.sections is None else [cle for cle in reunion.sections if cle in SECTIONS],
        introduction=reunion.introduction,
        faits=reunion.faits,
        portee=portee,
        presente_le=reunion.presentee_le,
        reunion=reunion.titre,
        jour=reunion.jour,
        notes=dict(reunion.notes),
    )


def find_reunion(reunions: Sequence[Presentation], demandee: str) -> Presentation:
    """Return the meeting of a number or of a day (2026-12-15); raise DemandeInvalide when none answers, or several."""
    texte = demandee.strip()
    trouvees = [p for p in reunions if texte == p.reference] or [p for p in reunions if _is_du_jour(p, texte)]
    if len(trouvees) == 1:
        return trouvees[0]
    connues = ", ".join(f"{p.reference} ({p.titre}{f', {p.jour}' if p.jour else ''})" for p in trouvees or reunions)
    if trouvees:
        raise DemandeInvalide(
            f"Réunion «\u202f{demandee}\u202f»\u202f: plusieurs réunions ce jour-là\u202f: {connues}."
        )
    suite = f"Gardées\u202f: {connues}." if connues else "Aucune n’est gardée."
    raise DemandeInvalide(
        f"Réunion «\u202f{demandee}\u202f»\u202f: ni le numéro ni le jour d’une réunion gardée. {suite}"
    )


def _is_du_jour(reunion: Presentation, texte: str) -> bool:
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        return False
    return jour in (reunion.presentee_le, reunion.jour)


def _check_portee(plan: Plan, portee: str) -> None:
    """Raise DemandeInvalide, with an example of each kind, when no part of the plan answers."""
    try:
        find_perimetre(plan, portee)
    except KeyError as inconnue:
        exemples = list({p.genre: p.demande for p in reversed(list_perimetres(plan))}.values())
        raise DemandeInvalide(
            f"Portée «\u202f{portee}\u202f»\u202f: ni une orientation, ni un pilote, ni un partenaire "
            f"{write_nom(plan).du}. Exemples\u202f: {', '.join(reversed(exemples))}."
        ) from inconnue
