"""What the mapping step asks of a table, and what was answered, read of the fields when its button is clicked."""

from __future__ import annotations

import json
from dataclasses import dataclass

import streamlit as st

from loaders.correspondance.lexique import ACTION, AVANCEMENT, CLES, CODE
from loaders.correspondance.mots import MotInconnu
from loaders.correspondance.proposition import LigneTrouvee, Proposition
from loaders.question import CodeQuestion
from models.correspondance import RIEN, Correspondance, dump_correspondance
from phrases.format import FINE
from ui.importer.lot import name_correspondance, name_question


@dataclass(frozen=True, slots=True)
class Posee:
    """What a form asks: of a table that is new, or opened again, all; of one that is known, what is new in it.

    A word or a row goes with what is chosen of it to begin with, empty for nothing.
    """

    p: Proposition
    unite: bool
    colonnes: bool
    mots: tuple[tuple[MotInconnu, str], ...]
    lignes: tuple[tuple[LigneTrouvee, str], ...]


def ask_reste(p: Proposition) -> Posee:
    """Return what is left to be asked of a table whose columns are known."""
    mots, lignes = ((m, m.propose) for m in p.mots), ((x, x.lien.code) for x in p.lignes)
    return Posee(p, p.asks_pourcentage, False, tuple(mots), tuple(lignes))


def ask_tout(p: Proposition) -> Posee:
    """Return all that may be said of a table: what was said already is what is chosen."""
    c, reste = p.correspondance, ask_reste(p)
    mots = tuple((m, dit if (dit := c.find_mot(m.role, m.cle)) is not None else m.propose) for m in p.inconnus)
    rattachees = {x.cle: (x, code) for x in p.trouvees if (code := c.find_ligne(x.cle)) is not None}
    unite = p.asks_pourcentage or c.pourcentage is not None
    return Posee(p, unite, True, mots, (*rattachees.values(), *reste.lignes))


def name_champ(quoi: str, lot: str, rang: int, suite: object = "") -> str:
    """Return the key of a field of the form of a file."""
    return f"corr_{quoi}_{lot}_{rang}_{suite}"


def confirm(lot: str, rang: int, posee: Posee) -> None:
    """Keep what was answered, before the screen is drawn again; say what is missing, and keep nothing then."""
    dite, refus = _read(lot, rang, posee), name_champ("refus", lot, rang)
    st.session_state.pop(refus, None)
    if manque := _find_manque(lot, rang, dite, unite=posee.unite):
        st.session_state[refus] = manque
        return
    st.session_state[name_correspondance(lot, rang)] = json.dumps(dump_correspondance(dite))
    st.session_state.pop(name_champ("ouverte", lot, rang), None)


def _read(lot: str, rang: int, posee: Posee) -> Correspondance:
    """Return what the fields of the form say: of what was not answered, that it was asked."""
    dits, c = st.session_state, posee.p.correspondance
    colonnes = c.colonnes
    if posee.colonnes:
        cles = enumerate(posee.p.table.cles)
        colonnes = tuple((cle, dits.get(name_champ("colonne", lot, rang, n)) or RIEN) for n, cle in cles)
    mots = {(m.role, m.cle): dits.get(name_champ("mot", lot, rang, n)) or RIEN for n, (m, _) in enumerate(posee.mots)}
    lignes = {x.cle: dits.get(name_champ("ligne", lot, rang, n)) or RIEN for n, (x, _) in enumerate(posee.lignes)}
    tous = {(role, mot): notre for role, mot, notre in c.mots} | mots
    unite = dits.get(name_champ("unite", lot, rang)) or c.pourcentage
    return Correspondance(
        colonnes, unite, tuple((*cle, notre) for cle, notre in tous.items()), tuple((dict(c.lignes) | lignes).items())
    )


def _find_manque(lot: str, rang: int, dite: Correspondance, *, unite: bool) -> str:
    """Return what is still to be said before a table can be read, empty when nothing is."""
    donnes = [role for _, role in dite.colonnes if role]
    if double := next((role for role in donnes if donnes.count(role) > 1), None):
        return f"«{FINE}{double}{FINE}» est donné à deux colonnes{FINE}: gardez-en une."
    if not set(CLES) & set(donnes):
        return f"Dites quelle colonne nomme l’action{FINE}: «{FINE}{CODE}{FINE}» ou «{FINE}{ACTION}{FINE}»."
    if not set(donnes) - set(CLES):
        return "Dites au moins une colonne à reprendre."
    if unite and dite.pourcentage is None and AVANCEMENT in donnes:
        return f"Dites ce que veut dire 0,45 dans la colonne de l’avancement{FINE}: 45{FINE}% ou 0,45{FINE}%."
    if not st.session_state.get(name_question(lot, rang, CodeQuestion.TRIMESTRE)):
        return "Choisissez le trimestre."
    return ""
