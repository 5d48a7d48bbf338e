"""Where what is said of the charter came from: the day, the workbook and its row, down to the entry of the journal."""

from __future__ import annotations

from models.provenance import Trace
from models.temps import find_jour
from phrases.format import FINE
from ui.kit.champs import name_ligne
from ui.kit.marques import write_date
from ui.socle.liens import PAGE_JOURNAL, write_lien
from ui.socle.texte import RIEN, Html, escape_html, shorten_nom


def write_origine(trace: Trace | None) -> Html:
    """Return « Reçu le 24/02/2026, charte_2025_partenaire.xlsx, feuille Appréciations, ligne 7 », as HTML.

    Empty where no import in force wrote it.
    """
    if trace is None:
        return RIEN
    entree, ligne = trace.entree, name_ligne(trace.changement.cellule)
    lieu = [shorten_nom(entree.fichier, 60)] if entree.fichier else []
    lieu += [ligne] if ligne else []
    journal = write_lien(PAGE_JOURNAL, f"remontée n°\u00a0{entree.id}", {"remontee": str(entree.id)})
    suite = "".join(f", {escape_html(x)}" for x in lieu)
    return (
        f'<p class="sourdine petit origine">Reçu le {write_date(find_jour(entree.date))} par '
        f"{escape_html(entree.auteur)}{suite}{FINE}: {journal}</p>"
    )
