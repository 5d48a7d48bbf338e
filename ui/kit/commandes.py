"""What a sheet offers to do with it: copy its address; as any screen it has the button that prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.blocs.liens import find_adresse, link_trimestre
from models.trimestre import Trimestre
from ui.socle.texte import Html, escape_html

COPIER: Final = "Copier le lien de cette fiche"
"""What the button says, and Aide of it."""


def write_commandes(trimestre: Trimestre, fichier: str, parametres: Mapping[str, str]) -> Html:
    """Return the button of a sheet of a screen; the address says its quarter, so that it shows the same later."""
    adresse = find_adresse(fichier, {**parametres, **link_trimestre(trimestre)})
    return (
        '<p class="commandes"><button type="button" class="telecharger" data-copier="Lien copié" '
        f'data-question="Adresse de cette fiche" data-lien="{escape_html(adresse)}">'
        f'<span class="icone" aria-hidden="true">link</span><span aria-live="polite">{COPIER}</span></button></p>'
    )
