"""The engagements by their numbers, at the head of the list: one looked for by its number is one click away."""

from __future__ import annotations

from collections.abc import Mapping

from exports.blocs.liens import PAGE_ENGAGEMENTS, write_lien
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from models.plan import Engagement
from phrases.coupe import cut_mots
from phrases.format import NON_RENSEIGNE, format_compte, format_points
from phrases.html import RIEN, Html, escape_html

COURT_MAX = 44
"""Signs of its words that a tile bears."""


def write_sommaire(bilan: Bilan, liens: Mapping[str, str], comparable: bool) -> Html:
    """Return every number as a link to its sheet: its first words, its distance to the expected where it is told."""
    items = "".join(_write_numero(e, bilan.engagements[e.numero], liens, comparable) for e in bilan.plan.engagements)
    return f'<nav aria-label="Engagements par numéro"><ol class="sommaire">{items}</ol></nav>'


def _write_numero(engagement: Engagement, chiffres: Chiffres, liens: Mapping[str, str], comparable: bool) -> Html:
    ecart = RIEN
    if comparable:
        dit = format_points(chiffres.ecart) if chiffres.suffisante else NON_RENSEIGNE
        ecart = f'<span class="num petit">{escape_html(dit)}</span>'
    bloquees = format_compte(chiffres.bloquees, "bloquée")
    blocage = f'<span class="rouge">{bloquees}</span>' if chiffres.bloquees else RIEN
    numero = f'<span class="rang"><span class="lecteur">Engagement </span>n°\u00a0{engagement.numero}</span>'
    mots = f'<span class="petit court">{escape_html(cut_mots(engagement.libelle.texte, COURT_MAX))}</span>'
    contenu = f"{numero} {mots} {ecart} {blocage}"
    return f"<li>{write_lien(PAGE_ENGAGEMENTS, contenu, {'engagement': str(engagement.numero), **liens})}</li>"
