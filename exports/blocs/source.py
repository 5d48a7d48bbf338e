"""Where the words of a title come from."""

from __future__ import annotations

from models.libelle import Libelle
from models.texte import split_liste
from models.vocabulaire import StatutLibelle
from phrases.format import FINE
from phrases.html import Html, escape_html


def write_source(libelle: Libelle) -> Html:
    """Return where the words of a title come from, as HTML: whether they are official, the source's own words, it."""
    intro = "Cet intitulé est un titre de travail, tiré de la source ci-dessous, en attendant l’intitulé officiel."
    if libelle.statut is StatutLibelle.OFFICIEL:
        intro = "Ces mots sont ceux de la source."
    citations = "".join(
        f'<blockquote class="citation">«{FINE}{escape_html(e)}{FINE}»</blockquote>'
        for e in split_liste(libelle.extrait)
    )
    sources = "".join(f"<li>{escape_html(s.titre)}, {escape_html(s.date)}</li>" for s in libelle.sources)
    return f"<p>{escape_html(intro)}</p>{citations}<ul>{sources or '<li>Source non renseignée</li>'}</ul>"
