"""Blocks of a first page as the framework sets them, and the places of the controls that come with the session."""

from __future__ import annotations

from dataclasses import dataclass

from ui.socle.texte import RIEN, Html, escape_html


@dataclass(frozen=True, slots=True)
class Debut:
    """What a screen shows first: a title of its own, RIEN for that of the screen; its blocks.

    `fin` selects what the session has drawn once it shows the same.
    """

    titre: Html
    corps: Html
    fin: str


def frame(contenu: Html) -> Html:
    """Return a block as the framework sets one."""
    return f'<div><div class="stHtml">{contenu}</div></div>'


def frame_compte(phrase: Html, etiquette: str, choix: str = "") -> Html:
    """Return the sentence of a screen, beside the place of what chooses and of what takes its table away."""
    liste = f'<div class="premier-choix etroit">{escape_html(choix)}</div>' if choix else RIEN
    return (
        f'<div class="st-key-compte"><div class="premier-phrase"><div class="stHtml">{phrase}</div></div>'
        f"{liste}{keep_bouton(etiquette)}</div>"
    )


def frame_commandes(*contenus: Html) -> Html:
    """Return what a sheet offers, on a line under its title."""
    return f'<div class="st-key-retour">{"".join(contenus)}</div>'


def keep_bouton(etiquette: str) -> Html:
    """Return the place of a button of the framework's that has an icon."""
    return f'<div class="premier-bouton">{escape_html(etiquette)}</div>'


def keep_champ(nom: str) -> Html:
    """Return the place of a field under its name."""
    return f'<div class="premier-champ">{escape_html(nom)}</div>'
