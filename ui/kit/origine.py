"""Where a value came from: the day, the workbook and its cell or its row, down to the entry of the journal."""

from __future__ import annotations

from collections.abc import Callable

from exports.blocs.liens import PAGE_JOURNAL, write_lien
from exports.blocs.marques import write_date
from models.cellule import Cellule
from models.provenance import Trace
from models.temps import find_jour
from phrases.format import FINE
from ui.kit.champs import name_ligne
from ui.socle.texte import RIEN, Html, escape_html, shorten_nom


def write_origine(trace: Trace | None, name_lieu: Callable[[Cellule | None], str] = name_ligne) -> Html:
    """Return « Reçu le 24/02/2026 par …, charte_2025_partenaire.xlsx, feuille Appréciations, ligne 7 », as HTML.

    `name_lieu` says where in the workbook. Empty where no import in force wrote it.
    """
    if trace is None:
        return RIEN
    entree, endroit = trace.entree, name_lieu(trace.changement.cellule)
    lieu = [shorten_nom(entree.fichier, 60)] if entree.fichier else []
    lieu += [f"{endroit}{' (formule)' if trace.changement.formule else ''}"] if endroit else []
    nature, recu = (Html("saisie"), Html("Saisi à l’écran")) if entree.saisie else (Html("remontée"), Html("Reçu"))
    journal = write_lien(PAGE_JOURNAL, f"{nature} n°\u00a0{entree.id}", {"remontee": str(entree.id)})
    suite = "".join(f", {escape_html(x)}" for x in lieu)
    return (
        f'<p class="sourdine petit origine">{recu} le {write_date(find_jour(entree.date))} par '
        f"{escape_html(entree.auteur)}{suite}{FINE}: {journal}</p>"
    )
