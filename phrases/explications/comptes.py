"""How the counts are made: late, in alert, decisions, blocked; and what is counted but never averaged."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.chiffres import is_bloquee
from metrics.etat import SEUIL_ALERTE, EtatAction
from metrics.portee import Portee
from models.temps import find_jour
from models.vocabulaire import Fraicheur, Meteo, Statut
from phrases.decisions import A_CONFIRMER, name_etat_decision
from phrases.explications.lignes import (
    SANS_ACTIVE,
    Calcul,
    Ligne,
    list_exclues,
    list_inconnues,
    write_date_statut,
    write_derniere,
)
from phrases.format import FINE, NON_RENSEIGNE, format_compte, format_date, format_points, format_trimestre
from phrases.nom import write_nom


def explain_retard(portee: Portee) -> Calcul:
    """Return the open actions whose échéance has come at the end of the quarter, by today while it runs."""
    jour = portee.bilan.jour
    lignes = [Ligne(e.action, 1, format_date(e.echeance), _write_dates(e, portee)) for e in portee.etats if e.en_retard]
    finies = tuple(
        Ligne(e.action, None, format_date(e.echeance), "réalisée")
        for e in portee.actives
        if e.echeance <= jour and e.close
    )
    jalons = sum(e.chiffres_jalons.en_retard for e in portee.etats)
    etapes = [
        f"{format_compte(len(lignes), 'action ouverte', 'actions ouvertes')} dont l’échéance est au plus tard le "
        f"{format_date(jour)}.",
        f"À part{FINE}: {format_compte(jalons, 'jalon')} en retard, qui ne s’{'ajoute' if jalons < 2 else 'ajoutent'} "
        "pas à ce nombre.",
    ]
    return _build(portee, lignes, etapes, colonne="Échéance", hors=finies)


def explain_alertes(portee: Portee) -> Calcul:
    """Return the open actions far behind the expected, which have dates of their own to be behind of."""
    loin = [e for e in portee.connues if not e.close and e.ecart is not None and e.ecart <= -SEUIL_ALERTE]
    lignes = [Ligne(e.action, 1, format_points(e.ecart, 1), _write_dates(e, portee)) for e in loin if e.alerte]
    sans_dates = tuple(
        Ligne(e.action, None, format_points(e.ecart, 1), "pas de dates propres") for e in loin if not e.alerte
    )
    etapes = [
        f"{format_compte(len(loin), 'action ouverte', 'actions ouvertes')} à {SEUIL_ALERTE} points ou plus derrière "
        f"l’attendu, dont {len(lignes)} avec des dates propres."
    ]
    return _build(portee, lignes, etapes, colonne="Écart", hors=sans_dates, manquantes=list_inconnues(portee.etats))


def explain_decisions(portee: Portee) -> Calcul:
    """Return the open actions on which somebody is asked to decide."""
    attendues = [e for e in portee.etats if e.decision_attendue is not None]
    lignes = [Ligne(e.action, 1, e.decision_attendue or "", _write_attente(e)) for e in attendues if e.attend_decision]
    closes = tuple(
        Ligne(e.action, None, e.decision_attendue or "", name_etat_decision(e) or f"action {str(e.statut).lower()}")
        for e in attendues
        if not e.attend_decision and e.active
    )
    ouvertes = format_compte(len(lignes), "action ouverte", "actions ouvertes")
    etapes = [f"{ouvertes} avec une décision attendue, dite et ni prise ni effacée depuis."]
    if douteuses := portee.chiffres.decisions_a_confirmer:
        etapes.append(f"Dont {douteuses} {A_CONFIRMER}.")
    return _build(portee, lignes, etapes, colonne="Décision attendue", hors=closes, manquantes=_list_jamais(portee))


def explain_blocages(portee: Portee) -> Calcul:
    """Return the open actions that something blocks: the statut Bloquée, or a point de blocage."""
    lignes = [Ligne(e.action, 1, _write_blocage(e), e.point_blocage or "") for e in portee.etats if is_bloquee(e)]
    closes = tuple(
        Ligne(e.action, None, "point de blocage", f"action {str(e.statut).lower()}")
        for e in portee.actives
        if e.close and e.point_blocage is not None
    )
    etapes = [
        f"{format_compte(portee.chiffres.bloquees, 'action')} au statut «{FINE}{Statut.BLOQUEE}{FINE}»{FINE}: "
        "c’est ce nombre que dit la Synthèse.",
        f"Avec celles qui disent un point de blocage sans changer de statut{FINE}: {len(lignes)} en tout.",
    ]
    return _build(portee, lignes, etapes, colonne="Ce qui bloque", hors=closes, manquantes=_list_jamais(portee))


def explain_fraicheur(portee: Portee) -> Calcul:
    """Return how recent the last report of each active action is."""
    c, rangs = portee.chiffres, list(Fraicheur)
    actives = sorted(portee.actives, key=lambda e: rangs.index(e.fraicheur))
    lignes = tuple(Ligne(e.action, 1, str(e.fraicheur), write_derniere(e)) for e in actives)
    manquantes = tuple(ligne for ligne in lignes if ligne.dit == Fraicheur.NON_RENSEIGNEE)
    resultat = f"{c.fraicheurs[Fraicheur.ACTUALISEE]} sur {c.actives}" if actives else SANS_ACTIVE
    valeurs = tuple(float(n) for n in c.fraicheurs.values()) if actives else ()
    etapes = (_write_repartition(c.fraicheurs.items(), c.actives),) if actives else ()
    return Calcul(resultat, valeurs, etapes, "Fraîcheur", lignes, list_exclues(portee.etats), manquantes)


def explain_meteo(portee: Portee) -> Calcul:
    """Return the worst météo of the active actions, labelled so, and the distribution it comes from."""
    c, rangs = portee.chiffres, list(Meteo)
    dites = sorted(
        ((e, e.meteo) for e in portee.actives if e.meteo is not None), key=lambda couple: -rangs.index(couple[1])
    )
    lignes = tuple(
        Ligne(e.action, 1, str(meteo), f"{meteo.signification.lower()}{_write_depuis(e)}") for e, meteo in dites
    )
    manquantes = tuple(
        Ligne(e.action, None, NON_RENSEIGNE, write_derniere(e)) for e in portee.actives if e.meteo is None
    )
    resultat = str(c.pire_meteo) if c.pire_meteo else (NON_RENSEIGNE if portee.actives else SANS_ACTIVE)
    valeurs = tuple(float(c.meteos[meteo]) for meteo in Meteo) if lignes else ()
    repartition = [(str(meteo or "sans météo"), nombre) for meteo, nombre in c.meteos.items()]
    etapes = (_write_repartition(repartition, c.actives),) if lignes else ()
    return Calcul(resultat, valeurs, etapes, "Météo", lignes, list_exclues(portee.etats), manquantes)


def _build(
    portee: Portee,
    lignes: list[Ligne],
    etapes: list[str],
    *,
    colonne: str,
    hors: tuple[Ligne, ...],
    manquantes: tuple[Ligne, ...] = (),
) -> Calcul:
    """Return a count; what stays out for a reason of its own comes before the actions out of every figure."""
    exclues = (*hors, *list_exclues(portee.etats))
    if not portee.renseignee and not lignes:
        resultat = NON_RENSEIGNE if portee.actives else SANS_ACTIVE
        return Calcul(resultat, (), (), colonne, (), exclues, manquantes)
    return Calcul(str(len(lignes)), (float(len(lignes)),), tuple(etapes), colonne, tuple(lignes), exclues, manquantes)


def _list_jamais(portee: Portee) -> tuple[Ligne, ...]:
    """Return the active actions of which nothing was ever said, so that they may hide what is counted here."""
    return tuple(
        Ligne(e.action, None, NON_RENSEIGNE, write_derniere(e)) for e in portee.actives if e.dernier_suivi is None
    )


def _write_dates(etat: EtatAction, portee: Portee) -> str:
    if etat.dates_propres:
        return "dates propres à l’action"
    return f"dates {write_nom(portee.bilan.plan).du}, faute de dates propres"


def _write_attente(etat: EtatAction) -> str:
    morceaux = [etat.destinataire or "destinataire non renseigné"]
    if etat.decision_depuis is not None:
        morceaux.append(f"demande reçue le {format_date(find_jour(etat.decision_depuis))}")
    if etat.decision_a_confirmer:
        morceaux.append(A_CONFIRMER)
    elif etat.pour_le is not None:
        morceaux.append(f"pour le {format_date(etat.pour_le)}")
    return ", ".join(morceaux)


def _write_blocage(etat: EtatAction) -> str:
    if etat.statut is Statut.BLOQUEE:
        date = write_date_statut(etat)
        return f"statut {Statut.BLOQUEE}" + (f" ({date})" if date else "")
    return f"point de blocage (statut {etat.statut or NON_RENSEIGNE})"


def _write_depuis(etat: EtatAction) -> str:
    return f", dit au {format_trimestre(etat.trimestre_meteo)}" if etat.trimestre_meteo else ""


def _write_repartition(classes: Iterable[tuple[str, int]], total: int) -> str:
    """Return a distribution written out: « 28 Actualisée + 5 Non renseignée = 33 actions actives »."""
    somme = " + ".join(f"{nombre} {nom}" for nom, nombre in classes)
    return f"{somme} = {format_compte(total, 'action active', 'actions actives')}."
