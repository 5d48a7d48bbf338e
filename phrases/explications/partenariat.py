"""How the figures of the partnership are made: who is silent, which actions have nobody, who carries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from metrics.implication import Paire, count_par_partenaire, list_paires
from metrics.partenariat import Concentration, compute_concentration, compute_partenariat, list_sans_actif
from metrics.portee import Portee
from phrases.explications.lignes import SANS_ACTIVE, Calcul, Ligne, write_part
from phrases.format import FINE, NON_RENSEIGNE, format_compte, format_taux

SANS_ATTENDU = "aucun partenaire attendu"


def explain_silence(portee: Portee) -> Calcul:
    """Return how many expected partners nothing was reported of, on any of their actions; heard elsewhere is told."""
    attendues, exclues = _list_attendues(portee)
    comptes = count_par_partenaire(attendues, ())
    muets = {nom for nom, i in comptes.items() if not i.remontees}
    lignes = [
        _build_paire(p, float(p.partenaire in muets), "" if p.partenaire in muets else "entendu sur une autre action")
        for p in attendues
        if p.silencieuse
    ]
    colonne = "Implication"
    if not attendues:
        return _build_vide(portee, colonne, exclues)
    etapes = (
        f"Partenaires dont rien n’est dit, sur partenaires attendus{FINE}: {len(muets)} sur {len(comptes)}.",
        f"Participations sans nouvelle, sur participations attendues{FINE}: {write_part(len(lignes), len(attendues))}.",
    )
    resultat = f"{len(muets)} sur {len(comptes)}"
    return Calcul(resultat, (float(len(muets)),), etapes, colonne, _sort(lignes), exclues)


def explain_sans_actif(portee: Portee) -> Calcul:
    """Return the active actions where nobody contributed, and why; a spontaneous contribution is one.

    Nothing is published while nothing was reported of anybody in the quarter.
    """
    codes = {e.code for e in portee.etats}
    tout = compute_partenariat(portee.bilan)
    sien = replace(tout, actions=tuple(a for a in tout.actions if a.code in codes))
    sans = {s.action.code: s for s in list_sans_actif(sien)}
    lignes = [Ligne(s.action, 1, str(s.motif), ", ".join(s.attendus)) for s in sans.values()]
    exclues = tuple(Ligne(e.action, None, str(e.statut), "action hors calcul") for e in portee.exclues)
    colonne = "Pourquoi"
    if not portee.actives:
        return Calcul(SANS_ACTIVE, (), (), colonne, (), exclues)
    if not any(p.remontee for a in sien.actions for p in sien.par_action[a.code]):
        return Calcul(NON_RENSEIGNE, (), (), colonne, (), exclues, tuple(replace(x, valeur=None) for x in lignes))
    actives = format_compte(len(sien.actions), "action active", "actions actives")
    etape = f"{len(lignes)} sur {actives} sans partenaire «{FINE}Contributeur{FINE}» ou «{FINE}Co-porteur{FINE}»."
    return Calcul(
        f"{len(lignes)} sur {len(sien.actions)}", (float(len(lignes)),), (etape,), colonne, tuple(lignes), exclues
    )


def explain_concentration(portee: Portee) -> Calcul:
    """Return the share of the expected participations that rests on the partners that have the most."""
    attendues, exclues = _list_attendues(portee)
    comptes = [replace(i, nom=nom) for nom, i in count_par_partenaire(attendues, ()).items()]
    c = compute_concentration(comptes, lambda i: i.attendues)
    colonne = "Place"
    if c.part is None:
        return _build_vide(portee, colonne, exclues)
    lignes = [
        Ligne(p.action, float(p.partenaire in c.tete), _name_place(c, p.partenaire), "", p.partenaire)
        for p in attendues
    ]
    charges = {i.nom: i.attendues for i in comptes}
    somme = sum(charges[nom] for nom in c.tete)
    seuls = "partenaire porte à lui seul" if c.moitie == 1 else "partenaires portent à eux seuls"
    etapes = (
        f"{', '.join(f'{nom} ({charges[nom]})' for nom in c.tete)}.",
        f"Participations attendues d’eux, sur toutes{FINE}: {write_part(somme, c.total)}.",
        f"{c.moitie} {seuls} la moitié des participations attendues.",
    )
    return Calcul(format_taux(c.part), (c.part,), etapes, colonne, _sort(lignes), exclues)


def _list_attendues(portee: Portee) -> tuple[list[Paire], tuple[Ligne, ...]]:
    """Return the expected pairs over the active actions, and lines for those of the others."""
    etats = portee.bilan.etats
    paires = [p for p in list_paires(portee.bilan, [e.code for e in portee.etats]) if p.attendue]
    hors = tuple(
        _build_paire(p, None, f"action {str(etats[p.action.code].statut).lower()}")
        for p in paires
        if not etats[p.action.code].active
    )
    return [p for p in paires if etats[p.action.code].active], hors


def _build_paire(paire: Paire, valeur: float | None, note: str) -> Ligne:
    dit = paire.niveau.libelle if paire.niveau is not None else NON_RENSEIGNE
    return Ligne(paire.action, valeur, dit, note, paire.partenaire)


def _name_place(concentration: Concentration, nom: str) -> str:
    premiers = f"parmi les {len(concentration.tete)} premiers" if len(concentration.tete) > 1 else "le premier"
    return premiers if nom in concentration.tete else "autre partenaire"


def _sort(lignes: Sequence[Ligne]) -> tuple[Ligne, ...]:
    return tuple(sorted(lignes, key=lambda ligne: -(ligne.valeur or 0)))


def _build_vide(portee: Portee, colonne: str, exclues: Collection[Ligne]) -> Calcul:
    return Calcul(SANS_ATTENDU if portee.actives else SANS_ACTIVE, (), (), colonne, (), tuple(exclues))
