"""The indicateurs of a fiche, as HTML: where each stands on the way to its target, and how it came there."""

from __future__ import annotations

from exports.blocs import marques as m
from exports.blocs.etincelle import write_etincelle
from exports.blocs.fiche import VIDE, write_mesure, write_section
from exports.blocs.mots import write_note
from exports.blocs.table import write_table
from metrics.indicateur import TauxIndicateur, compute_taux, list_taux
from models.plan import Action, Indicateur
from models.trimestre import Trimestre
from phrases.format import format_compte, format_mesure, format_taux, format_trimestre
from phrases.html import RIEN, Html, escape_html
from phrases.indicateurs import write_non_calculable


def write_indicateurs(action: Action, trimestre: Trimestre, *, interne: bool = True) -> Html:
    """Return the indicateurs, then every value measured by the quarter, on demand, and what `interne` lets be read."""
    if not action.indicateurs:
        return write_section("Indicateurs", write_note("Aucun indicateur n’est défini pour cette action."))
    lignes = [_write_indicateur(i, trimestre) for i in action.indicateurs]
    entetes = ("Indicateur", "Valeur initiale", "Valeur actuelle", "Cible", "Chemin parcouru", "Trajectoire")
    tableau = write_table("Indicateurs, jamais mêlés à l’avancement", entetes, lignes, (1, 2, 3), (0, 4))
    return write_section("Indicateurs", tableau + _write_mesures(action, trimestre, interne=interne))


def _write_indicateur(indicateur: Indicateur, trimestre: Trimestre) -> list[Html]:
    taux = compute_taux(indicateur, trimestre)
    actuelle = write_mesure(taux.mesure.valeur if taux.mesure else None, indicateur)
    if taux.mesure:
        actuelle += f'<br><span class="sourdine petit">{format_trimestre(taux.mesure.trimestre)}</span>'
    return [
        escape_html(indicateur.libelle),
        write_mesure(indicateur.valeur_initiale, indicateur),
        actuelle,
        write_mesure(indicateur.cible, indicateur),
        _write_chemin(taux, indicateur),
        _write_trajectoire(indicateur, trimestre),
    ]


def _write_chemin(taux: TauxIndicateur, indicateur: Indicateur) -> Html:
    if taux.affiche is None:
        return f'<span class="sourdine">{escape_html(write_non_calculable(taux.motif, indicateur))}</span>'
    return f'<span class="avance">{m.write_barre(100 * taux.affiche)}{format_taux(taux.taux)}</span>'


def _write_trajectoire(indicateur: Indicateur, trimestre: Trimestre) -> Html:
    """Return the line of the measured values, its words for who does not see it; nothing under two values."""
    mesures = [t.mesure for t in list_taux(indicateur, trimestre) if t.mesure]
    if len(mesures) < 2:
        return VIDE
    debut, fin = mesures[0], mesures[-1]
    mots = (
        f"de {format_mesure(debut.valeur)} au {format_trimestre(debut.trimestre)} "
        f"à {format_mesure(fin.valeur)} au {format_trimestre(fin.trimestre)}"
    )
    return write_etincelle([mesure.valeur for mesure in mesures], "trajectoire", mots)


def _write_mesures(action: Action, trimestre: Trimestre, *, interne: bool) -> Html:
    """Return every measured value, latest first, folded."""
    couples = [(t, i) for i in action.indicateurs for t in list_taux(i, trimestre)]
    if not couples:
        return RIEN
    lignes = [_write_ligne(taux, i, interne=interne) for taux, i in sorted(couples, key=_rank, reverse=True)]
    entetes = (
        "Trimestre",
        "Indicateur",
        "Valeur",
        "Chemin parcouru",
        "Mesurée le",
        *(("Commentaire",) if interne else ()),
    )
    tableau = write_table("Valeurs mesurées", entetes, lignes, (2,), (1, 5) if interne else (1,), legende_lue=True)
    titre = format_compte(len(lignes), "valeur mesurée", "valeurs mesurées")
    return f'<details class="plus"><summary>{titre}</summary>{tableau}</details>'


def _rank(couple: tuple[TauxIndicateur, Indicateur]) -> int:
    mesure = couple[0].mesure
    return mesure.trimestre.rang if mesure else 0


def _write_ligne(taux: TauxIndicateur, indicateur: Indicateur, *, interne: bool) -> list[Html]:
    mesure = taux.mesure
    if mesure is None:
        return []
    textes = [mesure.commentaire, f"Source\u202f: {mesure.source}" if mesure.source else None]
    dits = [f'<span class="texte-libre">{escape_html(texte)}</span>' for texte in textes if texte]
    return [
        f'<span class="insecable">{format_trimestre(mesure.trimestre)}</span>',
        escape_html(indicateur.libelle),
        write_mesure(mesure.valeur, indicateur),
        _write_chemin(taux, indicateur),
        m.write_date(mesure.date_mesure) if mesure.date_mesure else VIDE,
        *([Html("<br>").join(dits) or VIDE] if interne else []),
    ]
