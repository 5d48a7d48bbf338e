"""An annex of a closed quarter: what was shown of it, and what was corrected since, side by side."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Colonne, Section
from exports.presentation.sections.outils import (
    SYNTHESE,
    link_ecran,
    list_textes,
    make_section,
    make_table,
    write_coupe,
)
from metrics.campagne.cloture import Niveau, find_correction
from phrases.campagne.clos import CORRIGE, ENTETES, PRESENTE, write_clos, write_ecart
from phrases.format import FINE

CLE, NOM = "corrections", "Corrigé depuis la clôture"
LIGNES_MAX = 40
SOURCE = "chiffres gardés à la clôture du trimestre, et données d’aujourd’hui."
ECRAN = f"en haut de la Synthèse, sous «{FINE}chiffres corrigés{FINE}»"
COLONNES = (Colonne(ENTETES[0], 3), Colonne(ENTETES[1], 3), Colonne(PRESENTE, 2.4), Colonne(CORRIGE, 2.4))


def build(c: Contexte) -> Section | None:
    """Return the annex; None where the quarter was never closed, or is as it was shown, or for a part of the plan.

    What was kept is of the whole plan: the figures of a part are not among it.
    """
    correction = None if c.perimetre is not None else find_correction(c.plan, c.bilan.trimestre)
    if correction is None or not correction.ecarts:
        return None
    lus = [e for e in correction.ecarts if e.niveau is not Niveau.PARTENAIRE]
    montres = lus[:LIGNES_MAX]
    return make_section(
        CLE,
        NOM,
        f"{write_clos(correction)}.",
        SOURCE,
        link_ecran(c, SYNTHESE),
        table=make_table(NOM, COLONNES, [list(write_ecart(c.plan, e)) for e in montres]),
        textes=list_textes(write_coupe(len(montres), len(lus), "Les premiers chiffres", ECRAN)),
        annexe=True,
    )
