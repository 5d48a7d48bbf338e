"""What a sheet offers to do with it: print it, copy its address; the browser does both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ui.socle.guard import Contexte
from ui.socle.liens import find_adresse
from ui.socle.texte import Html, escape_html

IMPRIMER: Final = "Imprimer ou enregistrer en PDF"
COPIER: Final = "Copier le lien de cette fiche"
"""What both buttons say, and Aide of them."""


def write_commandes(contexte: Contexte, fichier: str, parametres: Mapping[str, str]) -> Html:
    """Return both buttons of a sheet of a screen; the address says its quarter, so that it shows the same later."""
    adresse = find_adresse(fichier, {**parametres, "trimestre": contexte.trimestre.libelle})
    return (
        '<p class="commandes"><button type="button" class="telecharger" data-imprimer>'
        '<span class="icone" aria-hidden="true">print</span>'
        f"{IMPRIMER}</button>"
        '<button type="button" class="telecharger" data-copier="Lien copié" data-question="Adresse de cette fiche" '
        f'data-lien="{escape_html(adresse)}"><span class="icone" aria-hidden="true">link</span>'
        f'<span aria-live="polite">{COPIER}</span></button></p>'
    )
