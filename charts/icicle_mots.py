"""The tree in words and in rows: its finding, what replaces the drawing, its table."""

from __future__ import annotations

from charts.graphique import Valeur, name_orientations, round_points
from metrics.bilan import Bilan, Chiffres
from models.vocabulaire import Statut
from phrases.actions import name_fraicheur
from phrases.format import (
    FINE,
    INSUFFISANTES,
    NON_RENSEIGNE,
    format_compte,
    format_pourcent,
    format_trimestre,
    join_mots,
)
from phrases.nom import write_nom

ENTETES = ("Code", "Intitulé", "Statut", "Avancement", "Fraîcheur")


def write_part(chiffres: Chiffres) -> str:
    """Return the progress of a branch, « données insuffisantes » under the threshold."""
    return format_pourcent(chiffres.avancement) if chiffres.suffisante else INSUFFISANTES


def write_titre(bilan: Bilan, reserve: str = "") -> str:
    """Return the finding: which orientations are the furthest behind, or that nothing can be said of it yet."""
    du = write_nom(bilan.plan).du
    couples = [(o, bilan.orientations[o.code]) for o in bilan.plan.orientations]
    connues = [(o, -round_points(c.ecart)) for o, c in couples if c.suffisante and c.ecart is not None]
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


def write_alt(bilan: Bilan) -> str:
    """Return the progress of each orientation and which actions are blocked."""
    parts = [f"orientation {o.numero}, {write_part(bilan.orientations[o.code])}" for o in bilan.plan.orientations]
    bloquees = [e.code for e in bilan.etats.values() if e.statut is Statut.BLOQUEE]
    suite = f" Actions bloquées{FINE}: {join_mots(bloquees)}." if bloquees else " Aucune action bloquée."
    return f"Arbre des orientations, priorités et actions{FINE}: {join_mots(parts)}.{suite}"


def list_lignes(bilan: Bilan) -> tuple[tuple[str, ...], ...]:
    """Return one row an action."""
    return tuple(
        (code, intitule, statut, format_pourcent(avancement), fraicheur)
        for code, intitule, statut, avancement, fraicheur in _list_rangs(bilan)
    )


def list_valeurs(bilan: Bilan) -> tuple[tuple[Valeur, ...], ...]:
    """Return the same rows with numbers."""
    return tuple(_list_rangs(bilan))


def _list_rangs(bilan: Bilan) -> list[tuple[str, str, str, int | None, str]]:
    return [
        (
            e.code,
            e.action.libelle.texte,
            str(e.statut) if e.statut else NON_RENSEIGNE,
            e.avancement,
            name_fraicheur(e),
        )
        for e in bilan.etats.values()
    ]
