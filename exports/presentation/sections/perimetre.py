"""The actions of the part told, in the place of the orientations: where each stands."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Section
from exports.presentation.sections.annexes import SOURCE, draw_actions
from exports.presentation.sections.outils import ACTIONS, link_ecran, make_section
from phrases.reunion.perimetre import write_constat_perimetre

CLE, NOM = "perimetre", "Ses actions"


def build(c: Contexte) -> Section | None:
    """Return the section; before the first report it leaves."""
    etats = list(c.bilan.etats.values())
    if not c.bilan.renseigne:
        return None
    dessin, table, coupe = draw_actions(c, etats, "Avancement de chaque action")
    constat = write_constat_perimetre(c.bilan.ensemble, etats)
    return make_section(CLE, NOM, constat, SOURCE, link_ecran(c, ACTIONS), dessin=dessin, table=table, textes=coupe)
