"""Confidence against distance: a table of counts, each a way to the actions that it counts."""

from __future__ import annotations

from exports.blocs.demandes import SANS_METEO
from exports.blocs.liens import PAGE_ACTIONS, write_lien
from exports.blocs.marques import write_meteo
from exports.blocs.mots import write_constat, write_note
from exports.blocs.table import Case, Rangee, write_grille
from exports.blocs.vue import Vue
from metrics.confiance import ClasseEcart, Confiance, compute_confiance, find_contraste
from models.vocabulaire import Meteo
from phrases.confiance import write_alertes, write_confiance, write_contraste
from phrases.html import RIEN, Html, escape_html


def write_table_confiance(vue: Vue) -> Html:
    """Return the finding and the table, as HTML; nothing where no distance may be told, or nothing is known."""
    if not vue.comparable or not vue.bilan.renseigne:
        return RIEN
    confiance = compute_confiance(vue.bilan)
    titre = write_confiance(confiance)
    tetes = [[Case(Html("Météo")), *(Case(escape_html(c)) for c in confiance.classes)]]
    meteos = [m for m in (*Meteo, None) if any(meteo is m for meteo, _ in confiance.comptes)]
    rangees = [Rangee(write_meteo(m), [_write_case(vue, confiance, m, c) for c in confiance.classes]) for m in meteos]
    grille = write_grille(titre, tetes, rangees, "tableau confiance")
    # Said where both quarters may be told: one that is not whole would lend its silences to the météo.
    contraste = None if vue.reserve or not vue.precedent.renseigne else find_contraste(vue.bilan, vue.precedent)
    note = write_note(write_contraste(contraste)) if contraste else RIEN
    alertes = write_alertes(confiance, vue.bilan.ensemble.alertes)
    suite = write_note(alertes) if alertes else RIEN
    return (
        f'<section class="bloc annonces"><div class="dit">{write_constat(titre)}{note}{suite}</div>{grille}</section>'
    )


def _write_case(vue: Vue, confiance: Confiance, meteo: Meteo | None, classe: ClasseEcart) -> Case:
    nombre = confiance.comptes.get((meteo, classe), 0)
    if not nombre:
        return Case(Html("–"), "rien", nom=str(classe))
    filtres = {"meteo": str(meteo) if meteo else SANS_METEO, "ecart": str(classe), **vue.liens}
    lien = write_lien(PAGE_ACTIONS, Html(str(nombre)), filtres)
    return Case(lien, "loin" if classe is ClasseEcart.LOIN else "", nom=str(classe))
