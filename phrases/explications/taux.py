"""How the shares are made: réalisation, remontée, mobilisation of the partners, indicateurs."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.bilan import find_echeance
from metrics.etat import EtatAction
from metrics.implication import Paire, compute_partenaire, list_paires
from metrics.indicateur import compute_taux
from metrics.portee import Portee
from models.plan import Action, Indicateur
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from phrases.explications.lignes import (
    SANS_ACTIVE,
    Calcul,
    Ligne,
    list_exclues,
    write_date_statut,
    write_derniere,
    write_part,
)
from phrases.format import (
    FINE,
    NON_RENSEIGNE,
    format_compte,
    format_date,
    format_mesure,
    format_taux,
    format_trimestre,
)
from phrases.indicateurs import write_non_calculable


def explain_realisation(portee: Portee) -> Calcul:
    """Return the share of the active actions declared Réalisée; one whose statut is unknown is not."""
    c, colonne = portee.chiffres, "Statut"
    lignes = [
        Ligne(e.action, float(e.statut is Statut.REALISEE), str(e.statut or NON_RENSEIGNE), write_date_statut(e))
        for e in portee.actives
    ]
    manquantes = tuple(
        Ligne(e.action, None, NON_RENSEIGNE, f"{write_derniere(e)}{FINE}; compte comme non réalisée")
        for e in portee.actives
        if e.statut is None
    )
    exclues = list_exclues(portee.etats)
    if c.taux_realisation is None or not portee.renseignee:
        return _build_vide(portee, colonne, lignes, manquantes)
    etape = f"Actions réalisées sur actions actives{FINE}: {write_part(c.realisees, c.actives)}."
    return Calcul(
        format_taux(c.taux_realisation), (c.taux_realisation,), (etape,), colonne, _sort(lignes), exclues, manquantes
    )


def explain_remontee(portee: Portee) -> Calcul:
    """Return the share of the active actions reported in this very quarter; « Sans changement » counts."""
    c, colonne = portee.chiffres, "Remontée ce trimestre"
    lignes = [
        Ligne(e.action, float(e.reporte), "oui" if e.reporte else "non", _write_reception(e)) for e in portee.actives
    ]
    manquantes = tuple(Ligne(e.action, None, "non", write_derniere(e)) for e in portee.actives if not e.reporte)
    if c.taux_remontee is None:
        return _build_vide(portee, colonne, lignes, manquantes)
    etapes = [f"Actions remontées ce trimestre sur actions actives{FINE}: {write_part(c.remontees, c.actives)}."]
    echeance = find_echeance(portee.bilan.plan, portee.bilan.trimestre)
    if c.dans_les_delais is not None and echeance is not None:
        etapes.append(f"Dans les délais (avant le {format_date(echeance)} inclus){FINE}: {c.dans_les_delais}.")
    else:
        etapes.append("Aucune date limite n’a été fixée pour ce trimestre.")
    exclues = list_exclues(portee.etats)
    return Calcul(
        format_taux(c.taux_remontee), (c.taux_remontee,), tuple(etapes), colonne, _sort(lignes), exclues, manquantes
    )


def explain_mobilisation(portee: Portee) -> Calcul:
    """Return the share of the expected (action, partner) pairs that contributed; silence is told apart.

    Nothing is published while nothing was reported of anybody in the quarter.
    """
    bilan, colonne = portee.bilan, "Implication"
    paires = list_paires(bilan, [e.code for e in portee.etats])
    actives = [p for p in paires if bilan.etats[p.action.code].active]
    attendues = [p for p in actives if p.attendue]
    lignes = [_build_paire(p, float(p.mobilisee)) for p in attendues]
    exclues = [
        _build_paire(p, None, f"pour sa catégorie, {p.au_titre_de}" if p.au_titre_de else "non attendu")
        for p in actives
        if not p.attendue and p.remontee
    ]
    exclues += [
        _build_paire(p, None, f"action {str(bilan.etats[p.action.code].statut).lower()}")
        for p in paires
        if p.attendue and not bilan.etats[p.action.code].active
    ]
    silences = tuple(_build_paire(p, None, "rien n’a été dit ce trimestre") for p in attendues if not p.remontee)
    chiffres = compute_partenaire("", actives)
    if chiffres.taux_mobilisation is None:
        resultat = "aucun partenaire attendu" if portee.actives else SANS_ACTIVE
        return Calcul(resultat, (), (), colonne, (), tuple(exclues))
    if not any(p.remontee for p in actives):
        return Calcul(NON_RENSEIGNE, (), (), colonne, (), tuple(exclues), silences)
    etapes = (
        f"Partenaires mobilisés sur partenaires attendus, comptés action par action{FINE}: "
        f"{write_part(chiffres.mobilisees, chiffres.attendues)}.",
        f"Silences{FINE}: {chiffres.silencieuses}{FINE}; implications non attendues, hors calcul{FINE}: "
        f"{chiffres.spontanees}.",
    )
    taux = chiffres.taux_mobilisation
    return Calcul(format_taux(taux), (taux,), etapes, colonne, _sort(lignes), tuple(exclues), silences)


def explain_indicateurs(portee: Portee) -> Calcul:
    """Return the way each indicateur has gone to its target; they are never added up, nor mixed into avancement."""
    trimestre, colonne = portee.bilan.trimestre, "Chemin parcouru"
    toutes = [_build_indicateur(e.action, i, trimestre) for e in portee.actives for i in e.action.indicateurs]
    exclues = tuple(
        Ligne(e.action, None, str(e.statut), "action hors calcul", i.libelle)
        for e in portee.exclues
        for i in e.action.indicateurs
    )
    calculables = tuple(ligne for ligne in toutes if ligne.valeur is not None)
    manquantes = tuple(ligne for ligne in toutes if ligne.valeur is None)
    if not toutes:
        return Calcul("aucun indicateur", (), (), colonne, (), exclues)
    nombre = format_compte(len(calculables), "indicateur calculable", "indicateurs calculables")
    valeurs = tuple(ligne.valeur for ligne in calculables if ligne.valeur is not None)
    etape = "Chaque indicateur a son propre taux, écrit ci-dessous. Ils ne s’additionnent pas."
    return Calcul(f"{nombre} sur {len(toutes)}", valeurs, (etape,), colonne, calculables, exclues, manquantes)


def _build_vide(portee: Portee, colonne: str, lignes: list[Ligne], manquantes: tuple[Ligne, ...]) -> Calcul:
    resultat = NON_RENSEIGNE if portee.actives else SANS_ACTIVE
    return Calcul(resultat, (), (), colonne, tuple(lignes), list_exclues(portee.etats), manquantes)


def _sort(lignes: Iterable[Ligne]) -> tuple[Ligne, ...]:
    """Return the lines, those of the numerator first, else in their order."""
    return tuple(sorted(lignes, key=lambda ligne: -(ligne.valeur or 0)))


def _write_reception(etat: EtatAction) -> str:
    if etat.reporte and etat.declare_le is not None:
        return f"reçue le {format_date(find_jour(etat.declare_le))}"
    return write_derniere(etat)


def _build_paire(paire: Paire, valeur: float | None, note: str = "") -> Ligne:
    dit = paire.niveau.libelle if paire.niveau is not None else NON_RENSEIGNE
    return Ligne(paire.action, valeur, dit, note or paire.contribution or "", paire.partenaire)


def _build_indicateur(action: Action, indicateur: Indicateur, trimestre: Trimestre) -> Ligne:
    """Return the line of an indicateur: « (14 − 10) ÷ (20 − 10), valeur du T2 2026 », or why it has no rate."""
    vu = compute_taux(indicateur, trimestre)
    if vu.taux is None or vu.mesure is None or vu.mesure.valeur is None:
        return Ligne(action, None, write_non_calculable(vu.motif, indicateur), "", indicateur.libelle)
    initiale, cible = format_mesure(indicateur.valeur_initiale), format_mesure(indicateur.cible)
    calcul = f"({format_mesure(vu.mesure.valeur)} − {initiale}) ÷ ({cible} − {initiale})"
    note = f"{calcul}, valeur du {format_trimestre(vu.mesure.trimestre)}"
    return Ligne(action, vu.taux, format_taux(vu.taux, 1), note, indicateur.libelle)
