"""The marks of the charter: a judgement, a séance, each a symbol, a word and a tint."""

from __future__ import annotations

from collections.abc import Mapping

from charts.theme import CLAIR
from exports.blocs import marques as m
from metrics.instances import EtatSeance, Seance
from models.charte import Charte
from models.texte import slug
from models.vocabulaire import Appreciation, Cote
from phrases.charte import write_etat
from phrases.format import keep_sigles
from phrases.html import Html, escape_html

SEANCES: Mapping[EtatSeance, Html] = {
    EtatSeance.TENUE: Html("✓"),
    EtatSeance.NON_TENUE: Html("×"),
    EtatSeance.NON_RENSEIGNEE: Html("?"),
    EtatSeance.A_VENIR: Html("○"),
}


def name_cote(charte: Charte, cote: Cote) -> str:
    """Return the short name of a side, as plain text, its acronym kept with its number."""
    return keep_sigles(charte.name_partie(cote))


def name_ancre(code: str) -> str:
    """Return the name of the place of a commitment on a page: « engagement-D01 »."""
    return f"engagement-{code}"


def write_appreciation(appreciation: Appreciation | None) -> Html:
    """Return the mark of a judgement; the outline of the unknown when a side gave none."""
    if appreciation is None:
        return m.INCONNU
    return m.write_mot(appreciation, f"jugement a-{slug(appreciation)}", CLAIR.appreciations[appreciation].symbole)


def write_case(seance: Seance) -> Html:
    """Return the mark of a séance: its symbol, and what became of it under the mouse and to screen readers."""
    dit = f"{seance.libelle}, {write_etat(seance).lower()}" if seance.due else write_etat(seance)
    return (
        f'<span class="seance e-{slug(seance.etat)}" title="{escape_html(dit)}">'
        f'<span aria-hidden="true">{SEANCES[seance.etat]}</span>'
        f'<span class="lecteur">{escape_html(dit)}</span></span>'
    )


def write_legende_seances() -> Html:
    """Return the key of the squares."""
    return f'<ul class="legende">{"".join(f"<li>{write_etat_seance(etat)}</li>" for etat in SEANCES)}</ul>'


def write_etat_seance(etat: EtatSeance) -> Html:
    """Return the square of what became of a séance, and the words."""
    return f'<span class="seance e-{slug(etat)}" aria-hidden="true">{SEANCES[etat]}</span>{escape_html(etat)}'
