"""What the workbook says: the rows of each sheet, the values that carry, the page that explains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from loaders.gabarit.notes import Ligne
from loaders.lignes.titres import COPILOTAGE
from metrics.courant import find_reconduit
from metrics.etat import EtatAction, compute_etat
from models.colonnes import (
    ACTION,
    AVANCEMENT,
    AVANCEMENT_PRECEDENT,
    CODE,
    EN_COURS,
    ETAPE_ANNONCEE,
    FAIT_PRECEDENT,
    INDICATEURS,
    JALONS,
    METEO_PRECEDENTE,
    ORIENTATION,
    PARTENAIRE,
    PRIORITE,
    ROLE_ATTENDU,
    STATUT_PRECEDENT,
    VALEUR_PRECEDENTE,
    Colonne,
    Feuille,
)
from models.plan import Action, Indicateur, Jalon, Pilote, Plan
from models.trimestre import Trimestre
from phrases.decisions import A_CONFIRMER, name_decision, write_prise
from phrases.nom import write_contact


def build_lignes(
    feuille: Feuille, plan: Plan, trimestre: Trimestre, pilote: Pilote | None, actions: Sequence[Action]
) -> list[Ligne]:
    """Return the pre-filled rows of a sheet, in the order of the tree; typed columns stay blank, known dates apart."""
    if feuille is AVANCEMENT:
        titres = _list_titres(plan)
        return [_avancement(compute_etat(a, plan, trimestre), pilote, titres) for a in actions]
    if feuille is JALONS:
        return [_jalon(j) for a in actions for j in a.jalons]
    if feuille is INDICATEURS:
        return [_indicateur(a, i, trimestre) for a in actions for i in a.indicateurs]
    return [
        Ligne({CODE: a.code, PARTENAIRE: p.partenaire, ROLE_ATTENDU: p.role.value if p.role else "non renseigné"})
        for a in actions
        for p in a.participations
        if p.attendue
    ]


def list_actions(plan: Plan, pilote: Pilote | None) -> Sequence[Action]:
    """Return the actions of a pilot's workbook, copiloted ones included; every action for no pilot."""
    if pilote is None:
        return plan.actions
    return [a for a in plan.actions if a.pilote == pilote or pilote in a.copilotes]


def _list_titres(plan: Plan) -> dict[str, str]:
    """Return the short title of each orientation and priorité, by code."""
    titres = {o.code: f"{o.code} – {o.libelle_court}" for o in plan.orientations}
    return titres | {p.code: f"{p.code} – {p.libelle.texte}" for o in plan.orientations for p in o.priorites}


def _avancement(etat: EtatAction, pilote: Pilote | None, titres: dict[str, str]) -> Ligne:
    action, trimestre = etat.action, etat.trimestre
    copilote = COPILOTAGE if pilote is not None and action.pilote != pilote else ""
    valeurs = {
        CODE: action.code,
        ORIENTATION: titres[action.orientation],
        PRIORITE: titres[action.priorite],
        ACTION: f"{action.libelle.texte}{copilote}",
        AVANCEMENT_PRECEDENT: find_reconduit(action, "avancement", trimestre)
        if _has_reconduit(action, "avancement", trimestre)
        else "non renseigné",
        STATUT_PRECEDENT: find_reconduit(action, "statut", trimestre) or "non renseigné",
        EN_COURS: _en_cours(etat),
        METEO_PRECEDENTE: find_reconduit(action, "meteo", trimestre) or "non renseigné",
        FAIT_PRECEDENT: _find_dernier(action, "fait_marquant", trimestre),
        ETAPE_ANNONCEE: _find_dernier(action, "prochaine_etape", trimestre),
    }
    return Ligne(valeurs)


def _has_reconduit(action: Action, champ: str, trimestre: Trimestre) -> bool:
    return any(getattr(s, champ) is not None for s in action.suivis if s.trimestre < trimestre)


def _find_dernier(action: Action, champ: str, trimestre: Trimestre) -> str | None:
    """Return what was said last before a quarter of what does not carry, after the quarter it was said of."""
    dits = ((s.trimestre, getattr(s, champ)) for s in reversed(action.suivis) if s.trimestre < trimestre)
    return next((f"{quand.libelle} : {texte}" for quand, texte in dits if texte), None)


def _en_cours(etat: EtatAction) -> str | None:
    """Return the blocage and the décision in force at the quarter, as the owner will read them."""
    action, trimestre, parties = etat.action, etat.trimestre, []
    for champ, intitule in (("point_blocage", "Blocage"), ("decision_attendue", name_decision(etat))):
        suivi = action.find_suivi(trimestre)
        dite = getattr(suivi, champ) if suivi is not None else None
        texte = dite if dite is not None else find_reconduit(action, champ, trimestre)
        if texte:
            parties.append(f"{intitule} : {texte}")
            if champ == "decision_attendue" and (qui := _adresse(action, trimestre)):
                parties.append(qui)
    if etat.prise is not None:
        parties.append(f"{write_prise(etat.prise)} : {etat.prise.texte}")
    if etat.decision_a_confirmer:
        parties.append(A_CONFIRMER.capitalize())
    return "\n".join(parties) or None


def _adresse(action: Action, trimestre: Trimestre) -> str:
    """Return who must decide, and for when, as last stated: « (Direction générale, pour le 31/07/2026) »."""
    suivi = action.find_suivi(trimestre)
    qui = (suivi.destinataire if suivi else None) or find_reconduit(action, "destinataire", trimestre)
    quand = (suivi.pour_le if suivi else None) or find_reconduit(action, "pour_le", trimestre)
    morceaux = [str(qui)] if qui else []
    morceaux += [f"pour le {quand:%d/%m/%Y}"] if isinstance(quand, date) else []
    return f"({', '.join(morceaux)})" if morceaux else ""


def _jalon(jalon: Jalon) -> Ligne:
    """Return the row of a jalon; the dates already known stand in their cells, greyed, and a note says since when."""
    valeurs: dict[Colonne, object] = {
        CODE: jalon.reference,
        JALONS.find("libelle"): jalon.libelle,
        JALONS.find("echeance_initiale"): jalon.echeance_initiale,
    }
    notes: dict[Colonne, str] = {}
    for colonne in JALONS.saisies:
        for suivi in jalon.suivis:
            if (jour := getattr(suivi, colonne.champ or "")) is not None:
                valeurs[colonne] = jour
                notes[colonne] = f"Connu depuis le {suivi.trimestre.libelle}. Pour corriger, écrivez par-dessus."
    return Ligne(valeurs, notes)


def _indicateur(action: Action, indicateur: Indicateur, trimestre: Trimestre) -> Ligne:
    precedentes = [m.valeur for m in indicateur.mesures if m.trimestre < trimestre and m.valeur is not None]
    valeurs = {
        CODE: action.code,
        INDICATEURS.find("libelle"): indicateur.libelle,
        INDICATEURS.find("unite"): indicateur.unite,
        INDICATEURS.find("cible"): indicateur.cible,
        VALEUR_PRECEDENTE: precedentes[-1] if precedentes else "non renseigné",
    }
    return Ligne(valeurs)


def list_lisez_moi(
    plan: Plan, trimestre: Trimestre, pilote: Pilote | None, echeance: date | None
) -> Iterable[tuple[str, str]]:
    """Yield the lines of the first sheet: (style, text); style is « titre », « intertitre » or « texte »."""
    yield "titre", f"Remontée du {trimestre.libelle}"
    yield "texte", plan.nom
    if plan.demonstration:
        yield "intertitre", "DONNÉES DE DÉMONSTRATION : tout ce que contient ce classeur est fictif."
    yield "texte", f"Pilote : {pilote.nom}" if pilote else "Toutes les actions, tous pilotes"
    yield (
        "texte",
        f"À renvoyer au plus tard le : {echeance:%d/%m/%Y}"
        if echeance
        else "À renvoyer à la date que dit le message qui accompagne ce classeur",
    )
    yield "intertitre", "En cinq gestes"
    yield "texte", "1. Feuille « Avancement » : une ligne par action. Remplissez les cellules blanches, elles seules."
    yield (
        "texte",
        "2. Rien de nouveau sur une action ? Un « x » dans « Sans changement » suffit : c’est une vraie réponse.",
    )
    yield (
        "texte",
        "3. Une cellule vide ne change rien. Pour retirer ce qui a été dit ce trimestre, écrivez EFFACER.",
    )
    yield "texte", "4. Complétez si besoin « Jalons », « Indicateurs » et « Partenaires » (des lignes libres en bas)."
    yield "texte", "5. Enregistrez au format .xlsx et renvoyez le fichier, sans changer les en-têtes."
    yield "intertitre", "À savoir"
    yield "texte", "Aucune donnée sur un enfant, une famille ou un professionnel : le suivi porte sur les actions."
    yield "texte", write_contact(plan)
