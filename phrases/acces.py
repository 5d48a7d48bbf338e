"""What is said of an access: what a perimeter lets be changed, in words."""

from __future__ import annotations

from collections.abc import Iterable

from models.acces import Perimetre
from models.plan import Plan
from phrases.format import FINE, join_mots


def format_perimetre(plan: Plan, perimetre: Perimetre) -> str:
    """Return « tout le plan », or « actions de CRIP 93 et de … ; partenaire Villes », « rien » when it is empty."""
    if perimetre.tout:
        return "tout le plan"
    noms = {p.code: p.nom for p in plan.pilotes}
    morceaux = []
    if perimetre.pilotes:
        morceaux.append(f"actions de {_join(noms.get(code, code) for code in perimetre.pilotes)}")
    if perimetre.partenaires:
        genre = "partenaire" if len(perimetre.partenaires) == 1 else "partenaires"
        morceaux.append(f"{genre} {_join(perimetre.partenaires)}")
    if perimetre.cotes:
        parties = [plan.charte.name_partie(c) if plan.charte else c.value for c in perimetre.cotes]
        morceaux.append(f"appréciations de la charte ({_join(parties)})")
    return f"{FINE}; ".join(morceaux) or "rien"


def _join(noms: Iterable[str]) -> str:
    return join_mots(sorted(noms))
