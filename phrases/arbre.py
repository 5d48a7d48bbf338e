"""What the tree says: its finding, how many actions each line stands on, what each action says on demand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.arrondi import round_demi
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.etat import EtatAction
from models.vocabulaire import Statut
from phrases.decisions import name_decision
from phrases.format import (
    FINE,
    HORS_CALCUL,
    INSUFFISANTES,
    NON_RENSEIGNE,
    format_compte,
    format_date,
    format_nombre,
    format_pourcent,
    format_trimestre,
    join_mots,
    name_orientations,
)
from phrases.nom import write_nom
from phrases.trimestre import write_attendus


def write_titre_arbre(bilan: Bilan, reserve: str = "") -> str:
    """Return the finding: which orientations are the furthest behind, or that nothing can be said of it yet.

    `reserve` says why no distance to the expected may be told: the quarter is not over, or not whole.
    """
    du = write_nom(bilan.plan).du
    couples = [(o, bilan.orientations[o.code]) for o in bilan.plan.orientations]
    connues = [(o, -int(round_demi(c.ecart))) for o, c in couples if c.suffisante and c.ecart is not None]
    if not connues:
        return f"L’arbre {du}{FINE}: aucune orientation n’est encore assez renseignée"
    if bilan.repris and bilan.dernier_renseigne is not None:
        return f"L’arbre {du}, aux valeurs du {format_trimestre(bilan.dernier_renseigne)}"
    if reserve:
        return f"L’arbre {du} au {format_trimestre(bilan.trimestre)}, {reserve}"
    recul = max(r for _, r in connues)
    if recul <= 0:
        return "Aucune orientation n’est derrière l’attendu"
    dernieres = [o for o, r in connues if r == recul]
    ecart = format_compte(recul, "point")
    if len(connues) == 1:
        suite = ", les autres sont trop peu renseignées" if len(couples) > 1 else ""
        return f"L’orientation {dernieres[0].numero} est {ecart} derrière l’attendu{suite}"
    tete = name_orientations(dernieres, "est la plus en retrait", "sont les plus en retrait")
    return f"{tete}, {ecart} derrière l’attendu"


def write_part(chiffres: Chiffres) -> str:
    """Return the progress of a branch, « données insuffisantes » under the threshold, « non renseigné » of nothing."""
    if chiffres.suffisante:
        return format_pourcent(chiffres.avancement)
    return INSUFFISANTES if chiffres.connues else NON_RENSEIGNE


def write_comptees(chiffres: Chiffres) -> str:
    """Return what the figure of a branch stands on: « sur 5 actions comptées », « sur 2 des 3 comptées »."""
    connues, actives = chiffres.couverture
    if not actives:
        return "aucune action comptée"
    if connues == actives:
        return f"sur {format_compte(actives, 'action comptée', 'actions comptées')}"
    if not connues:
        return format_compte(actives, "action comptée", "actions comptées")
    return f"sur {format_nombre(connues)} des {format_nombre(actives)} comptées"


def write_denominateurs(chiffres: Chiffres) -> str:
    """Return what the counts of a screen stand on, then how many of them have an avancement, where not all do.

    « 40 actions, dont 38 comptées (hors 1 abandonnée et 1 sans objet) ; l’avancement porte sur 36 d’entre elles… »
    """
    total, (connues, actives) = format_compte(chiffres.total, "action"), chiffres.couverture
    exclues = write_exclues(chiffres)
    comptees = f"dont {format_compte(actives, 'comptée')} (hors {exclues})" if exclues else "toutes comptées"
    dit = f"{total}, {comptees}"
    if connues == actives:
        return f"{dit}."
    reste = format_compte(actives - connues, "non renseignée", "non renseignées")
    return f"{dit}{FINE}; l’avancement porte sur {format_nombre(connues)} d’entre elles ({reste})."


def write_exclues(chiffres: Chiffres) -> str:
    """Return « 1 abandonnée et 1 sans objet », those that there are; empty without any."""
    abandonnees, sans_objet = chiffres.statuts[Statut.ABANDONNEE], chiffres.statuts[Statut.SANS_OBJET]
    dits = [format_compte(abandonnees, "abandonnée")] if abandonnees else []
    dits += [f"{format_nombre(sans_objet)} sans objet"] if sans_objet else []
    return join_mots(dits)


def write_portee_meteo(chiffres: Chiffres) -> str:
    """Return of how many counted actions a météo is known: « 35 des 38 actions comptées… »; empty when it is of all."""
    dites = chiffres.actives - chiffres.meteos[None]
    if dites == chiffres.actives:
        return ""
    comptees = format_compte(chiffres.actives, "action comptée", "actions comptées")
    return f"{format_nombre(dites)} des {comptees} {'ont' if dites > 1 else 'a'} une météo."


def name_statut(statut: Statut | None) -> str:
    """Return a statut inside a sentence: « bloquée », « statut non renseigné »."""
    return f"statut {NON_RENSEIGNE}" if statut is None else str(statut).lower()


def list_details(etat: EtatAction, aujourd_hui: date | None, *, interne: bool = True) -> Sequence[str]:
    """Return what an action adds to its title and its statut, a line each.

    « 25 % pour 100 % attendus », the quarter of a value that was carried, the échéance passed, the décision and who is
    asked for it, where what is internal may be read; nothing is expected of an action that is out of the figures.
    """
    dits = [_write_avancement(etat, aujourd_hui) if etat.active else HORS_CALCUL]
    if etat.trimestre_repris is not None:
        dits[0] += f" (valeur du {format_trimestre(etat.trimestre_repris)})"
    if etat.en_retard:
        dits.append(f"en retard, échéance au {format_date(etat.echeance)}")
    if etat.attend_decision and interne:
        qui = etat.destinataire or f"destinataire {NON_RENSEIGNE}"
        dits.append(f"{name_decision(etat)} ({qui}){FINE}: {etat.decision_attendue}")
    return dits


def _write_avancement(etat: EtatAction, aujourd_hui: date | None) -> str:
    if etat.avancement is None:
        return f"avancement {NON_RENSEIGNE}"
    return f"{format_pourcent(etat.avancement)} pour {write_attendus(etat.attendu, etat.trimestre, aujourd_hui)}"
