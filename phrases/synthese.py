"""The sentences that say a figure, computed from it: singular, plural, nothing, not enough."""

from __future__ import annotations

from datetime import date

from metrics.arrondi import round_demi
from metrics.bilan import Bilan, Chiffres
from models.trimestre import Trimestre
from phrases.decisions import write_compte
from phrases.format import (
    FINE,
    INSUFFISANTES,
    format_compte,
    format_points,
    format_pourcent,
    format_trimestre,
)
from phrases.nom import Nom, write_nom
from phrases.trimestre import EN_COURS, MOIS, write_remontees


def write_ouverture(bilan: Bilan, aujourd_hui: date | None = None) -> str:
    """Return the opening sentence of a quarter: avancement, distance to the expected, what blocks, what waits.

    « Au T3 2026 (juillet-septembre), le Schéma est avancé à 44 %, 8 points derrière l’attendu ; 5 actions sont bloquées
    et 3 décisions sont attendues. » Says so when nothing was ever reported, when nothing is active, or when too little
    is known. A quarter without a report yet says where its values come from, one still running (seen from
    `aujourd_hui`) or not whole how many came; none is told against an expected that is the one of its last day.
    """
    chiffres, nom, mois = bilan.ensemble, write_nom(bilan.plan), MOIS[bilan.trimestre.numero]
    moment = f"Au {format_trimestre(bilan.trimestre)} ({mois})"
    if bilan.dernier_renseigne is None:
        return f"{moment}, aucune remontée n’a encore été reçue{FINE}: l’avancement {nom.du} n’est pas renseigné."
    if not chiffres.actives:
        return f"{moment}, aucune action n’est active{FINE}: toutes sont abandonnées ou sans objet."
    attente = write_attente(chiffres)
    if bilan.repris:
        reprise = (
            f"{format_trimestre(bilan.trimestre)} ({mois}){FINE}: aucune remontée reçue à ce jour{FINE}; "
            f"les valeurs sont reprises du {format_trimestre(bilan.dernier_renseigne)}."
        )
        dit = write_avancement(chiffres, nom, compare=False)
        return f"{reprise} {dit[0].upper()}{dit[1:]}{FINE}; {attente}."
    compare, recues = bilan.is_comparable(aujourd_hui), write_remontees(bilan)
    if bilan.is_en_cours(aujourd_hui):
        moment = f"{moment[:-1]}, {EN_COURS}, {recues})"
    elif not compare and chiffres.suffisante:
        moment = f"{moment[:-1]}, {recues})"
    return f"{moment}, {write_avancement(chiffres, nom, compare=compare)}{FINE}; {attente}."


def write_avancement(chiffres: Chiffres, nom: Nom, *, compare: bool) -> str:
    """Return « le Schéma est avancé à 46 %, 11 points derrière l’attendu »; the distance only with `compare`.

    Under the threshold of coverage, how many actions are known.
    """
    if not chiffres.suffisante:
        return _write_insuffisance(chiffres)
    texte = f"{nom.le} est avancé{nom.e} à {format_pourcent(chiffres.avancement)}"
    if not compare:
        return texte
    ecart = int(round_demi(chiffres.ecart or 0))
    if not ecart:
        return f"{texte}, conforme à l’attendu"
    return f"{texte}, {format_compte(abs(ecart), 'point')} {'derrière' if ecart < 0 else 'devant'} l’attendu"


def write_attente(chiffres: Chiffres) -> str:
    """Return « 5 actions sont bloquées et 3 décisions sont attendues », none being said too."""
    bloquees = {0: "aucune action n’est bloquée", 1: "1 action est bloquée"}.get(
        chiffres.bloquees, f"{format_compte(chiffres.bloquees, 'action')} sont bloquées"
    )
    decisions = {0: "aucune décision n’est attendue", 1: "1 décision est attendue"}.get(
        chiffres.decisions, f"{format_compte(chiffres.decisions, 'décision')} sont attendues"
    )
    return f"{bloquees} et {write_compte(decisions, chiffres.decisions_a_confirmer)}"


def _write_insuffisance(chiffres: Chiffres) -> str:
    renseignees = format_compte(chiffres.connues, "action renseignée", "actions renseignées")
    return f"{INSUFFISANTES}{FINE}: {renseignees} sur {chiffres.actives}"


def write_fiabilite(chiffres: Chiffres) -> str:
    """Return what an avancement stands on: « 44 % sur 34 actions sur 38 – entre 39 % et 50 % quelles que soient… ».

    The excluded actions are always counted; under the threshold of coverage the figure is not said.
    """
    return _explain(chiffres) + _explain_exclues(chiffres)


def _explain(chiffres: Chiffres) -> str:
    connues, actives = chiffres.couverture
    manquantes = actives - connues
    if not actives or chiffres.encadrement is None:
        return "aucune action active"
    if not chiffres.suffisante:
        return _write_insuffisance(chiffres)
    article = "les " if not manquantes and actives > 1 else ""
    return f"{format_pourcent(chiffres.avancement)} sur {article}{_write_couverture(chiffres)}"


def explain_couverture(chiffres: Chiffres) -> str:
    """Return the actions a figure stands on, for who reads the figure beside: « 34 actions sur 38 – entre… ».

    The excluded actions are counted; of use only where `suffisante`.
    """
    return _write_couverture(chiffres) + _explain_exclues(chiffres)


def _write_couverture(chiffres: Chiffres) -> str:
    connues, actives = chiffres.couverture
    manquantes = actives - connues
    if not manquantes:
        return format_compte(actives, "action")
    bas, haut = (format_pourcent(borne) for borne in chiffres.encadrement or ())
    suite = "quelle que soit la manquante" if manquantes == 1 else f"quelles que soient les {manquantes} manquantes"
    return f"{format_compte(connues, 'action')} sur {actives} – entre {bas} et {haut} {suite}"


def _explain_exclues(chiffres: Chiffres) -> str:
    if not chiffres.exclues:
        return ""
    exclues = format_compte(chiffres.exclues, "action abandonnée", "actions abandonnées")
    return f"{FINE}; {exclues} ou sans objet, hors calcul"


def write_evolution_ecart(avant: float, apres: float, depuis: Trimestre) -> str:
    """Return what became of a distance to the expected since a quarter (points, negative when behind).

    « le retard s’est creusé de 1 point depuis le T2 2026 », « stable… », « l’avance s’est réduite… », of the points as
    they are displayed; from behind to ahead or the reverse, what it was: « +2 points au T2 2026 ».
    """
    moment = format_trimestre(depuis)
    change, signes = round_demi(apres - avant), {_sign(avant), _sign(apres)} - {0}
    points = format_compte(int(abs(change)), "point")
    if not signes or (len(signes) == 1 and not change):
        return f"stable depuis le {moment}"
    if len(signes) == 2:
        return f"{format_points(avant)} au {moment}"
    if signes == {-1}:
        return f"le retard s’est {'creusé' if change < 0 else 'réduit'} de {points} depuis le {moment}"
    return f"l’avance s’est {'accrue' if change > 0 else 'réduite'} de {points} depuis le {moment}"


def _sign(points: float) -> int:
    arrondi = round_demi(points)
    return (arrondi > 0) - (arrondi < 0)
