"""Where each value of a fiche comes from, as HTML tables: down to the remontée, the file and the cell."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.etat import EtatAction
from models.changement import Changement, Valeur
from models.provenance import EntreeJournal, Trace
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from phrases.decisions import A_CONFIRMER
from phrases.format import format_trimestre
from ui.kit import marques as m
from ui.kit.champs import find_libelle, name_cellule, write_valeur
from ui.kit.composants import write_note
from ui.kit.fiche import VIDE, write_section
from ui.kit.table import write_table
from ui.socle.liens import PAGE_JOURNAL, write_lien
from ui.socle.texte import RIEN, Html, escape_html, shorten_nom


def write_provenance(etat: EtatAction, traces: Sequence[Trace]) -> Html:
    """Return, for each value now in force, the remontée, the file and the cell it came from."""
    en_vigueur: tuple[tuple[str, Valeur, Trimestre | None], ...] = (
        ("avancement", etat.avancement, etat.trimestre_avancement),
        ("statut", etat.statut, etat.trimestre_statut),
        ("meteo", etat.meteo, etat.trimestre_meteo),
        ("point_blocage", etat.point_blocage, etat.trimestre_blocage),
        ("decision_attendue", etat.decision_attendue, etat.trimestre_decision),
        ("fait_marquant", etat.fait_marquant, etat.trimestre if etat.fait_marquant else None),
        ("prochaine_etape", etat.prochaine_etape, etat.trimestre if etat.prochaine_etape else None),
    )
    lignes = [
        _write_trace(etat, champ, valeur, trimestre, _find_trace(traces, etat.code, champ, trimestre))
        for champ, valeur, trimestre in en_vigueur
        if valeur is not None and trimestre is not None
    ]
    if not lignes:
        return write_section("D’où vient chaque valeur", write_note("Aucune valeur n’a encore été reçue."))
    entetes = ("Donnée", "Valeur", "Trimestre", "Remontée", "Reçue le", "Fichier", "Cellule")
    legende = "Chaque valeur affichée et la cellule du classeur d’où elle vient"
    return write_section("D’où vient chaque valeur", write_table(legende, entetes, lignes, large=(1,)))


def _find_trace(traces: Sequence[Trace], code: str, champ: str, trimestre: Trimestre) -> Trace | None:
    """Return the latest import in force that wrote a cell, None when its trace was not kept."""
    cle = ("suivi", code, champ, str(trimestre))
    return next(
        (
            t
            for t in reversed(traces)
            if t.changement.cle == cle and t.entree.nature == NatureEntree.IMPORT and t.entree.annule_par is None
        ),
        None,
    )


def _write_trace(etat: EtatAction, champ: str, valeur: Valeur, trimestre: Trimestre, trace: Trace | None) -> list[Html]:
    moment = f'<span class="insecable">{format_trimestre(trimestre)}</span>'
    doute = f'<br><span class="avis">{escape_html(A_CONFIRMER.capitalize())}</span>'
    douteuse = champ == "decision_attendue" and etat.decision_a_confirmer
    dite = write_valeur("suivi", champ, valeur) + (doute if douteuse else RIEN)
    tete = [escape_html(find_libelle(champ)), dite, moment]
    if trace is None:
        return [*tete, VIDE, VIDE, VIDE, VIDE]
    e = trace.entree
    recue = f"{m.write_date(find_jour(e.date))}<br>{escape_html(e.auteur)}"
    return [
        *tete,
        _write_remontee(e),
        recue,
        escape_html(shorten_nom(e.fichier or "")),
        _write_cellule(trace.changement),
    ]


def _write_remontee(entree: EntreeJournal) -> Html:
    """Return the number of an entry of the journal, which opens it."""
    return write_lien(PAGE_JOURNAL, f"n°\u00a0{entree.id}", {"remontee": str(entree.id)}, "insecable")


def _write_moment(texte: str | None) -> Html:
    """Return a stored quarter as people read it, empty when the change is of none."""
    return escape_html(format_trimestre(Trimestre.parse(texte))) if texte else RIEN


def _write_cellule(changement: Changement) -> Html:
    formule = Html(" (formule)" if changement.formule else "")
    return f"{escape_html(name_cellule(changement.cellule))}{formule}" if changement.cellule else VIDE


def write_changements(traces: Sequence[Trace]) -> Html:
    """Return every change received on the action, latest first, undone ones marked."""
    entetes = ("Remontée", "Reçue le", "Trimestre", "Objet", "Avant", "Après", "Cellule")
    lignes = []
    for trace in reversed(traces):
        c, e = trace.changement, trace.entree
        annulation = e.nature == NatureEntree.ANNULATION
        suite = Html(" (annulée)" if e.annule_par is not None else " (annulation)" if annulation else "")
        objet = find_libelle(c.champ) if c.objet == "suivi" else f"{c.reference} – {find_libelle(c.champ)}"
        lignes.append(
            [
                f"{_write_remontee(e)}{suite}",
                f"{m.write_date(find_jour(e.date))}, {escape_html(e.auteur)}",
                _write_moment(c.trimestre),
                escape_html(objet),
                write_valeur(c.objet, c.champ, c.avant),
                write_valeur(c.objet, c.champ, c.apres),
                _write_cellule(c),
            ]
        )
    return write_table("Tous les changements, le plus récent d’abord", entetes, lignes, large=(4, 5))
