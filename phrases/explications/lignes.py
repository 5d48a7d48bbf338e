"""What an explanation is made of: lines, one for each thing counted, excluded or missing, and the sums written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from metrics.arrondi import round_demi
from metrics.etat import EtatAction
from models.plan import Action
from phrases.format import (
    FINE,
    NON_RENSEIGNE,
    format_compte,
    format_mesure,
    format_nombre,
    format_pourcent,
    format_trimestre,
)

SANS_ACTIVE = "aucune action active"


@dataclass(frozen=True, slots=True)
class Ligne:
    """One thing that a figure counts, leaves out or misses.

    `valeur` is the number that enters the calculation, None for what does not; `dit` says it in words, `note` where it
    comes from or why it stays out; `objet` names the indicateur or the partner the line is about, empty for the action
    itself; `action` is None for what is about the charter.
    """

    action: Action | None
    valeur: float | None
    dit: str
    note: str = ""
    objet: str = ""

    @property
    def poids(self) -> float:
        """Return the weight of the action in a mean, 1 without an action."""
        return self.action.poids if self.action else 1

    @property
    def code(self) -> str:
        """Return the code of the action, empty without one."""
        return self.action.code if self.action else ""


@dataclass(frozen=True, slots=True)
class Calcul:
    """A figure and everything it is made of.

    `resultat` is the figure as published; `valeurs` the exact numbers behind it (two for a bracket, one a class for a
    distribution), empty when nothing is published. `etapes` write the calculation out, a sentence each. `colonne`
    names what the lines say. `comptees` hold every number of the calculation: the figure can be found again from them.
    """

    resultat: str
    valeurs: tuple[float, ...]
    etapes: tuple[str, ...]
    colonne: str
    comptees: tuple[Ligne, ...]
    exclues: tuple[Ligne, ...] = ()
    manquantes: tuple[Ligne, ...] = ()

    @property
    def manquantes_comptees(self) -> bool:
        """Return whether what is missing is counted all the same, as « not réalisée » or « not reported »."""
        comptees = {(x.code, x.objet) for x in self.comptees}
        return bool(self.manquantes) and all((x.code, x.objet) in comptees for x in self.manquantes)


def list_exclues(etats: Sequence[EtatAction]) -> tuple[Ligne, ...]:
    """Return the lines of actions that count in no figure, with the statut that puts them out."""
    return tuple(Ligne(e.action, None, str(e.statut), write_date_statut(e)) for e in etats if not e.active)


def list_inconnues(etats: Sequence[EtatAction]) -> tuple[Ligne, ...]:
    """Return the lines of active actions whose avancement was never stated."""
    return tuple(
        Ligne(e.action, None, NON_RENSEIGNE, write_derniere(e)) for e in etats if e.active and e.avancement is None
    )


def write_derniere(etat: EtatAction) -> str:
    """Return when an action was last reported, in words."""
    if etat.dernier_suivi is None:
        return "jamais remontée"
    return "remontée ce trimestre" if etat.reporte else f"dernière remontée au {format_trimestre(etat.dernier_suivi)}"


def write_date_statut(etat: EtatAction) -> str:
    """Return the quarter a statut was stated in, empty when there is none."""
    return f"statut dit au {format_trimestre(etat.trimestre_statut)}" if etat.trimestre_statut else ""


def write_moyenne(lignes: Sequence[Ligne], decimales: int = 0) -> str:
    """Return a weighted mean written out: « 1 372 points sur 34 actions : 1 372 ÷ 34 = 40,4 % »."""
    points = fsum(ligne.poids * (ligne.valeur or 0) for ligne in lignes)
    poids = fsum(ligne.poids for ligne in lignes)
    total = format_nombre(points, decimales) if float(points).is_integer() or decimales else format_mesure(points)
    quotient = f"{total} ÷ {format_mesure(poids)} = {format_exact(points / poids)}"
    nombre = format_compte(len(lignes), "action")
    nom = "points" if abs(points) >= 2 else "point"
    if all(ligne.poids == 1 for ligne in lignes):
        return f"{total} {nom} sur {nombre}{FINE}: {quotient}."
    return (
        f"{total} {nom} sur {nombre}, chacune multipliée par son poids ({format_mesure(poids)} en tout)"
        f"{FINE}: {quotient}."
    )


def write_part(nombre: int, total: int) -> str:
    """Return a share written out: « 6 ÷ 38 = 15,8 % »."""
    return f"{format_nombre(nombre)} ÷ {format_nombre(total)} = {format_exact(100 * nombre / total)}"


def format_exact(valeur: float) -> str:
    """Return a percentage with the decimals it takes to see how it is rounded: 43.45 → « 43,45 % », not « 43,5 % »."""
    decimales = next((n for n in (1, 2) if round_demi(float(round_demi(valeur, n))) == round_demi(valeur)), 3)
    return format_pourcent(valeur, decimales)
