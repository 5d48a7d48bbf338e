"""Where each value of a fiche comes from, opened on the value itself, and every change received, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.blocs import marques as m
from exports.blocs.fiche import VIDE
from exports.blocs.liens import PAGE_JOURNAL, write_lien
from exports.blocs.pli import write_pli
from exports.blocs.table import write_table
from metrics.etat import EtatAction
from models.changement import Changement, Valeur
from models.provenance import EntreeJournal, Trace
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from phrases.format import FINE, format_trimestre
from ui.kit.champs import find_libelle, name_cellule, write_valeur
from ui.kit.origine import write_origine
from ui.socle.texte import RIEN, Html, escape_html


def write_origines(etat: EtatAction, traces: Sequence[Trace]) -> Mapping[str, Html]:
    """Return, by field, what opens on where its value now in force came from, down to the cell.

    Nothing for a field without a value; « non gardée » where no import in force wrote the value.
    """
    en_vigueur: tuple[tuple[str, Valeur, Trimestre | None], ...] = (
        ("avancement", etat.avancement, etat.trimestre_avancement),
        ("statut", etat.statut, etat.trimestre_statut),
        ("meteo", etat.meteo, etat.trimestre_meteo),
        ("point_blocage", etat.point_blocage, etat.trimestre_blocage),
        ("decision_attendue", etat.decision_attendue, etat.trimestre_decision),
        ("fait_marquant", etat.fait_marquant, etat.trimestre),
        ("prochaine_etape", etat.prochaine_etape, etat.trimestre),
    )
    return {
        champ: _write_origine(champ, _find_trace(traces, etat.code, champ, trimestre))
        for champ, valeur, trimestre in en_vigueur
        if valeur is not None and trimestre is not None
    }


def _write_origine(champ: str, trace: Trace | None) -> Html:
    lue = f'<span class="lecteur"> de la valeur{FINE}: {escape_html(find_libelle(champ))}</span>'
    dite = write_origine(trace, name_cellule) or Html('<p class="sourdine petit origine">Origine non gardée.</p>')
    return write_pli(f"Origine{lue}", dite, "d-ou")


def write_recu(recu: Html, etat: EtatAction, traces: Sequence[Trace]) -> Html:
    """Return the day a quarter was received, which opens on the rows of the workbooks that say it now."""
    entrees = {
        t.entree.id: t
        for t in traces
        if _is_en_vigueur(t) and t.changement.objet == "suivi" and t.changement.trimestre == str(etat.trimestre)
    }
    if not entrees:
        return recu
    lue = f'<span class="lecteur">, origine des valeurs du {format_trimestre(etat.trimestre)}</span>'
    return write_pli(recu + lue, "".join(map(write_origine, entrees.values())), "d-ou")


def _find_trace(traces: Sequence[Trace], code: str, champ: str, trimestre: Trimestre) -> Trace | None:
    """Return the latest import in force that wrote a cell, None when its trace was not kept."""
    cle = ("suivi", code, champ, str(trimestre))
    return next(
        (t for t in reversed(traces) if t.changement.cle == cle and _is_en_vigueur(t)),
        None,
    )


def _is_en_vigueur(trace: Trace) -> bool:
    return trace.entree.nature == NatureEntree.IMPORT and trace.entree.annule_par is None


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
