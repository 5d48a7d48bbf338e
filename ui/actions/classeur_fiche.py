"""The tables of a fiche as sheets of a workbook, typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.tableau import Case, Tableau
from metrics.etat import EtatAction
from models.plan import Plan
from models.provenance import Trace
from models.temps import find_jour
from models.trimestre import Trimestre
from phrases.actions import name_fraicheur
from ui.actions import classeur_liste as tableau_actions
from ui.kit.champs import find_libelle, name_valeur


def build_tableaux(plan: Plan, etats: Sequence[EtatAction], traces: Sequence[Trace]) -> Iterator[Tableau]:
    """Yield the sheets of an action: state, history, jalons, indicateurs, partners, changes received; proofs if any.

    `etats` are those of its quarters, in time order, the last one being shown; never empty.
    """
    etat = etats[-1]
    yield Tableau("État", ("Donnée", "Valeur"), _build_etat(plan, etat))
    yield Tableau(
        "Historique",
        (
            "Trimestre",
            "Avancement (%)",
            "Statut",
            "Météo",
            "Fait marquant",
            "Prochaine étape",
            "Fraîcheur",
            "Reçu le",
        ),
        [_build_trimestre(e) for e in reversed(etats)],
    )
    yield Tableau(
        "Jalons",
        ("Référence", "Jalon", "Échéance initiale", "Échéance en vigueur", "Reports", "Atteint le", "En retard"),
        [
            (
                j.reference,
                j.libelle,
                j.echeance_initiale,
                j.echeance,
                j.reports,
                j.atteint_le,
                "oui" if j.en_retard else "non",
            )
            for j in etat.jalons
        ],
    )
    yield _build_indicateurs(etat)
    yield _build_partenaires(etat)
    if preuves := [(p.reference, p.titre, p.adresse, p.date_preuve) for p in etat.action.preuves]:
        yield Tableau("Preuves", ("Référence", "Preuve", "Adresse", "Date"), preuves)
    yield _build_changements(traces)


def _build_etat(plan: Plan, etat: EtatAction) -> Iterator[Sequence[Case]]:
    """Yield every column of the list of actions as a row."""
    champs = next(iter(tableau_actions.build_lignes(plan, [etat])))
    yield from zip(tableau_actions.ENTETES, champs, strict=True)


def _build_trimestre(etat: EtatAction) -> Sequence[Case]:
    return (
        etat.trimestre.libelle,
        etat.avancement,
        None if etat.statut is None else str(etat.statut),
        None if etat.meteo is None else str(etat.meteo),
        etat.fait_marquant,
        etat.prochaine_etape,
        name_fraicheur(etat),
        find_jour(etat.declare_le) if etat.declare_le else None,
    )


def _build_indicateurs(etat: EtatAction) -> Tableau:
    """Return a row a measured value; an indicateur never measured has one, with its target alone."""
    lignes: list[Sequence[Case]] = []
    for i in etat.action.indicateurs:
        tete = (i.libelle, i.unite, i.valeur_initiale, i.cible)
        mesures = [x for x in i.mesures if x.trimestre <= etat.trimestre]
        lignes += [(*tete, x.trimestre.libelle, x.valeur, x.date_mesure, x.commentaire) for x in mesures]
        if not mesures:
            lignes.append((*tete, None, None, None, None))
    entetes = ("Indicateur", "Unité", "Valeur initiale", "Cible", "Trimestre", "Valeur", "Mesurée le", "Commentaire")
    return Tableau("Indicateurs", entetes, lignes)


def _build_partenaires(etat: EtatAction) -> Tableau:
    """Return a row a reported involvement by the quarter; a partner that never reported has one, empty."""
    lignes: list[Sequence[Case]] = []
    for p in etat.action.participations:
        tete = (p.partenaire, "oui" if p.attendue else "non", str(p.role) if p.role else None)
        dites = [i for i in p.implications if i.trimestre <= etat.trimestre]
        lignes += [
            (*tete, i.trimestre.libelle, None if i.niveau is None else i.niveau.libelle, i.contribution) for i in dites
        ]
        if not dites and p.attendue:
            lignes.append((*tete, None, None, None))
    entetes = ("Partenaire", "Attendu", "Rôle attendu", "Trimestre", "Implication", "Contribution")
    return Tableau("Partenaires", entetes, lignes)


def _build_changements(traces: Sequence[Trace]) -> Tableau:
    lignes = [
        (
            t.entree.id,
            find_jour(t.entree.date),
            t.entree.auteur,
            t.entree.fichier,
            None if t.changement.cellule is None else str(t.changement.cellule),
            Trimestre.parse(t.changement.trimestre).libelle if t.changement.trimestre else None,
            t.changement.reference,
            find_libelle(t.changement.champ),
            name_valeur(t.changement.objet, t.changement.champ, t.changement.avant),
            name_valeur(t.changement.objet, t.changement.champ, t.changement.apres),
            "oui" if t.entree.annule_par is not None else "non",
        )
        for t in reversed(traces)
    ]
    entetes = (
        "Remontée",
        "Reçue le",
        "Par",
        "Fichier",
        "Cellule",
        "Trimestre",
        "Objet",
        "Donnée",
        "Avant",
        "Après",
        "Annulée",
    )
    return Tableau("Changements reçus", entetes, lignes)
