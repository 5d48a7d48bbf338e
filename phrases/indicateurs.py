"""Why an indicateur has no rate, in words."""

from __future__ import annotations

from metrics.indicateur import NonCalculable
from models.plan import Indicateur
from phrases.format import FINE

MOTIFS = {
    NonCalculable.SANS_INITIALE: "valeur initiale non renseignée",
    NonCalculable.SANS_CIBLE: "cible non renseignée",
    NonCalculable.SANS_MESURE: "aucune valeur mesurée",
    NonCalculable.CIBLE_EGALE: "la cible est égale à la valeur initiale",
    NonCalculable.SENS_CONTRAIRE: "la cible ne va pas dans le sens déclaré",
}


def write_non_calculable(motif: NonCalculable | None, indicateur: Indicateur) -> str:
    """Return « non calculable : cible non renseignée », the declared direction when it is at fault; empty for None."""
    if motif is None:
        return ""
    sens = f" ({indicateur.sens})" if motif is NonCalculable.SENS_CONTRAIRE else ""
    return f"non calculable{FINE}: {MOTIFS[motif]}{sens}"
