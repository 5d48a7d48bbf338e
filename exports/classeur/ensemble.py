"""The first sheet: where the plan stands, level by level, what it rests on, and what the charts are drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from exports.classeur.dessins import draw_barres, draw_courbe
from exports.classeur.feuilles import make_points, make_pourcent, make_taux
from exports.tableau import ENTETE, Case, Tableau, write_bloc
from exports.tables.charte import choose_annee_jugee
from metrics.arrondi import round_demi
from metrics.bilan import Bilan
from metrics.charte import compute_bilan_charte
from metrics.chiffres import DECIMALES, Chiffres
from metrics.implication import compute_partenaire, list_paires
from metrics.instances import compute_reunions, list_seances
from metrics.jalons import compute_chiffres_jalons
from metrics.tendance import compute_ligne_attendue, compute_tendance
from models.vocabulaire import Appreciation
from phrases.charte import write_tenues
from phrases.decisions import write_dont
from phrases.format import FINE, INSUFFISANTES, format_compte, format_date, name_orientation
from phrases.nom import write_nom
from phrases.synthese import explain_couverture, write_ouverture
from phrases.trimestre import write_remontees

ENSEMBLE: Final = "Chiffres clés"
ENTETES: Final = ("Niveau", "Avancement", "Attendu", "Écart (points)", "Sur quoi il porte")
ENTETES_AUTRES: Final = ("Autres chiffres", "Nombre", "Sur", "Part", "Ce qui est compté")
LARGEURS: Final = (40, 15, 13, 13, 62, 3)
Ligne = tuple[Case, ...]


def build_ensemble(bilan: Bilan, aujourd_hui: date) -> Tableau:
    """Return the first sheet; a level of which too little is known has no figure, and says so."""
    niveaux = list(_iter_niveaux(bilan))

    def complete(page: Any) -> None:
        _complete(page, bilan, niveaux)

    dit = write_ouverture(bilan, aujourd_hui)
    return Tableau(ENSEMBLE, ENTETES, niveaux, dit, f"{bilan.plan.nom}{FINE}: chiffres clés", complete)


def _iter_niveaux(bilan: Bilan) -> Iterator[Ligne]:
    yield write_nom(bilan.plan).titre, *_list_niveau(bilan.ensemble)
    for o in bilan.plan.orientations:
        yield name_orientation(o), *_list_niveau(bilan.orientations[o.code])


def _list_niveau(c: Chiffres) -> Ligne:
    if not c.suffisante:
        actives = format_compte(c.actives, "action active", "actions actives")
        return None, None, None, f"{INSUFFISANTES}{FINE}: avancement connu de {c.connues} sur {actives}"
    return _read(c.avancement), _read(c.attendu), make_points(c.ecart_lu), explain_couverture(c)


def _read(valeur: float | None) -> Case:
    """Return a percentage as it is shown wherever it is read beside what is expected: with one decimal."""
    return None if valeur is None else make_pourcent(float(round_demi(valeur, DECIMALES)))


def _complete(page: Any, bilan: Bilan, niveaux: Sequence[Ligne]) -> None:
    """Write what stands under the levels, and draw the charts beside."""
    from openpyxl.utils import get_column_letter

    page.auto_filter.ref = None
    page.freeze_panes = None
    page.print_title_rows = None
    for rang, largeur in enumerate(LARGEURS, start=1):
        page.column_dimensions[get_column_letter(rang)].width = largeur
    autres = list(_iter_autres(bilan))
    debut = ENTETE + len(niveaux) + 2
    write_bloc(page, debut, ENTETES_AUTRES, autres, LARGEURS[:5])
    points = list(_iter_points(bilan))
    suite = debut + len(autres) + 2
    write_bloc(page, suite, ("Trimestre", "Avancement", "Attendu"), points, LARGEURS[:3])
    if any(ligne[1] is not None for ligne in niveaux[1:]):  # nothing is drawn empty
        draw_barres(page, ENTETE, ENTETE, ENTETE + 2, ENTETE + len(niveaux))
    if any(ligne[1] is not None for ligne in points):
        draw_courbe(page, debut, suite, suite + len(points))


def _iter_autres(bilan: Bilan) -> Iterator[Ligne]:
    c = bilan.ensemble
    yield "Actions actualisées", c.remontees, c.actives, make_taux(c.taux_remontee), write_remontees(bilan)
    yield (
        "Actions réalisées",
        *(c.realisees, c.actives, make_taux(c.taux_realisation)),
        "sur les actions ni abandonnées ni sans objet",
    )
    yield "Actions bloquées", c.bloquees, c.actives, None, "au statut Bloquée"
    yield "Actions en retard", c.en_retard, c.actives, None, f"échéance passée au {format_date(bilan.jour)}"
    yield "Décisions attendues", c.decisions, None, None, write_dont(c.decisions_a_confirmer) or "d’actions ouvertes"
    jalons = compute_chiffres_jalons(tuple(j for e in bilan.etats.values() if e.active for j in e.jalons))
    suite = f"{jalons.en_retard} en retard, {format_compte(jalons.reportes, 'reporté')}"
    yield "Jalons atteints", jalons.atteints, jalons.prevus, None, suite
    i = compute_partenaire("", [p for p in list_paires(bilan) if bilan.etats[p.action.code].active])
    taux = make_taux(i.taux_mobilisation) if i.suffisante else None
    spontanees = format_compte(i.spontanees, "spontanée")
    dit = f"participations prévues{FINE}; {i.silencieuses} sans nouvelle, et {spontanees} en plus"
    yield "Participations mobilisées", i.mobilisees, i.attendues, taux, dit
    yield from _iter_charte(bilan)


def _iter_charte(bilan: Bilan) -> Iterator[Ligne]:
    charte = bilan.plan.charte
    if charte is None:
        return
    jugee = compute_bilan_charte(charte, choose_annee_jugee(charte, bilan.trimestre.annee))
    tenu = f"{Appreciation.SUBSTANTIEL} ou {Appreciation.TENU} pour les deux parties en {jugee.annee}"
    dit = tenu if jugee.renseigne else f"aucun jugé pour {jugee.annee}"
    tenus = jugee.count_tenus(2) if jugee.renseigne else None
    yield "Engagements de la charte", tenus, len(jugee.jugements), None, dit
    reunions = compute_reunions(list_seances(charte, bilan.jour))
    yield (
        "Réunions de la charte tenues",
        reunions.tenues,
        reunions.prevues,
        None,
        f"{write_tenues(reunions)} au {format_date(bilan.jour)}",
    )


def _iter_points(bilan: Bilan) -> Iterator[Ligne]:
    """Yield a row a quarter: the avancement where enough is known, and what is expected up to the end of the plan."""
    points = compute_tendance(bilan.plan, bilan.trimestre)
    connus = {p.trimestre: p.ensemble.avancement for p in points if p.ensemble.suffisante}
    attendus = {p.trimestre: p.attendu for p in compute_ligne_attendue(bilan.plan, points)}
    for t in sorted({*connus, *attendus}):
        yield t.libelle, _read(connus.get(t)), _read(attendus.get(t))
