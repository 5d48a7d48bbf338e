"""The actions that a pilot had when their workbook was made, and that another one has now."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from loaders.tableaux.identite import Identite
from models.changement import Valeur
from models.objets import load_valeur
from models.plan import Plan
from models.tables import columns
from models.tables_journal import ChangementJournal
from models.texte import split_liste


def load_anciennes(session: Session, plan: Plan, identite: Identite) -> frozenset[str]:
    """Return the codes of the actions handed over since a stamped workbook was made for their pilot.

    None for a workbook of nobody, or whose stamp says no revision: it is what the first later entry found there.
    """
    timbre, pilote = identite.timbre, identite.pilote
    if timbre is None or timbre.revision is None or pilote is None:
        return frozenset()
    c = columns(ChangementJournal)
    requete = (
        select(c.reference, c.champ, c.avant)
        .where(c.objet == "action", c.champ.in_(("pilote", "copilotes")), c.remontee > timbre.revision)
        .order_by(c.remontee, c.rang)
    )
    alors: dict[tuple[str, str], Valeur] = {}
    for reference, champ, avant in session.execute(requete):
        alors.setdefault((reference, champ), load_valeur(avant))
    siennes = {code for (code, _), dite in alors.items() if pilote.code in split_liste(str(dite or ""))}
    return frozenset(code for code in siennes if code in plan.actions_par_code and not identite.owns(plan, code))
