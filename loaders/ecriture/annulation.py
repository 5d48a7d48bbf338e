"""Undoing an entry: its changes inverted, as a new entry; an undo can itself be undone."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session

from loaders.ecriture.clos import check_clos, check_pas_cloture
from loaders.ecriture.droits import (
    check_perimetre,
    check_reste_administrateur,
    check_role,
    has_administrateur,
)
from loaders.ecriture.journal import Acte, append_entree
from loaders.ecriture.ouverture import open_acte
from models.acces import DE_L_ADMINISTRATION, Agissant
from models.changement import Changement
from models.objets import OBJETS, list_parents, load_valeur
from models.provenance import load_changements
from models.refus import AnnulationImpossible, DemandeInvalide
from models.tables import Partenaire, columns
from models.tables_journal import ChangementJournal, Remontee
from models.vocabulaire import NatureEntree, Role, is_rattachable

CREES = {"jalon": None, "indicateur": None, "partenaire": "nature", "presentation": "titre", "decision": "demande"}
"""What an entry makes, by the field that makes it: others may be given later. None: any of them."""
RATTACHEMENTS = {("partenaire", "parent"): "partenaire", ("decision", "presentation"): "presentation"}
"""The fields that tie a row to one that its reference does not name, with what that one is."""


def undo_remontee(
    numero: int, acte: Acte, *, agissant: Agissant, revision_vue: int | None = None, sceau_vu: str | None = None
) -> int:
    """Undo an entry and return the number of the new one.

    `revision_vue` is the last entry on the screen where the undo was asked, `sceau_vu` its seal; None for a command.
    Raises DemandeInvalide when the entry does not exist, is the tree, or is already undone; AnnulationImpossible when a
    later entry touched the same cells, naming it (fault 57); BaseRemplacee when the screen was of another database;
    DroitInsuffisant when who acts may not write what would be taken back. What was granted is taken back by
    administration alone, which is never left without anybody.
    """
    voulu = replace(acte, nature=NatureEntree.ANNULATION)
    with open_acte(voulu, agissant, revision_vue=revision_vue, sceau_vu=sceau_vu) as ouverte:
        session, agissant, acte = ouverte
        cible = session.get(Remontee, numero)
        if cible is None:
            raise DemandeInvalide(f"L’entrée n° {numero} n’existe pas.")
        if cible.nature == NatureEntree.ARBRE:
            raise DemandeInvalide("Le référentiel ne s’annule pas ici : corrigez les fichiers de l’arbre.")
        if cible.annule_par is not None:
            raise DemandeInvalide(f"L’entrée n° {numero} est déjà annulée (n° {cible.annule_par}).")
        changements = load_changements(session, numero)
        check_pas_cloture(changements)
        _check_droits(session, agissant, changements)
        check_clos(session, agissant, changements, acte.note)
        administree = has_administrateur(session)
        _check_suivantes(session, numero, changements)
        inverses = [c.invert() for c in reversed(changements)]
        _check_parents(session, numero, inverses)
        entree = append_entree(session, acte, inverses, trimestre=cible.trimestre, pilote=cible.pilote, cible=numero)
        _check_rattachements(session, numero, inverses)
        check_reste_administrateur(session, administree)
        _mark(session, cible, entree.id)
        return entree.id


def _check_droits(session: Session, agissant: Agissant, changements: list[Changement]) -> None:
    """Raise DroitInsuffisant when what would be taken back is not for who acts."""
    if any(c.objet in DE_L_ADMINISTRATION for c in changements):
        check_role(agissant, Role.ADMINISTRATION)
    check_perimetre(session, agissant, [replace(c, cellule=None) for c in changements])


def _check_suivantes(session: Session, numero: int, changements: list[Changement]) -> None:
    """Refuse when an entry still in force wrote, after this one, a cell that the undo would take back."""
    cles = {(c.objet, c.reference, c.champ, c.trimestre) for c in changements}
    crees = {(c.objet, c.reference) for c in changements if _creates(c)}
    c, r = columns(ChangementJournal), columns(Remontee)
    requete = (
        select(c.objet, c.reference, c.champ, c.trimestre, c.remontee, r.auteur, r.nature, r.cible, c.avant, c.apres)
        .join(Remontee, c.remontee == r.id)
        .where(c.remontee > numero, r.annule_par.is_(None))
    )
    genantes: dict[int, str] = {}
    remede = "Annulez d’abord la plus récente."
    for objet, reference, champ, trimestre, remontee, auteur, nature, cible, avant, apres in session.execute(requete):
        if cible is not None and cible > numero:
            continue  # it undoes an entry that is itself later: the pair leaves no trace
        if avant == apres:
            continue  # the files only took note of it; the tree is not undone, and would forbid this undo for ever
        ecrit = Changement(objet, reference, champ, trimestre, None, load_valeur(apres))
        suspendue = (objet, reference) in crees or any(parent in crees for parent in _list_parents(ecrit))
        if ecrit.cle in cles or suspendue:
            genantes[remontee] = auteur
            if nature == NatureEntree.ARBRE:
                remede = "Le référentiel ne s’annule pas : corrigez plutôt ces cellules par un classeur."
    if genantes:
        liste = ", ".join(f"n° {n} ({auteur})" for n, auteur in sorted(genantes.items()))
        raise AnnulationImpossible(
            f"L’entrée n° {numero} ne peut pas être annulée : {liste} a modifié depuis les mêmes cellules. {remede}"
        )


def _creates(changement: Changement) -> bool:
    """Return whether a change is of what makes an object; a partner known before has its nature already."""
    return (
        changement.objet in CREES and changement.avant is None and CREES[changement.objet] in (None, changement.champ)
    )


def _list_parents(changement: Changement) -> list[tuple[str, str]]:
    """Return the rows that a change hangs from, the catégorie that a partner is tied to included.

    So is the meeting that took a décision.
    """
    parents, rattache = list_parents(changement), RATTACHEMENTS.get((changement.objet, changement.champ))
    return parents if rattache is None else [*parents, (rattache, str(changement.apres))]


def _check_parents(session: Session, numero: int, inverses: list[Changement]) -> None:
    """Refuse when a row to be restored hangs from one that is gone: a jalon, an indicateur, a partner since undone."""
    rendus = {(c.objet, c.reference) for c in inverses if c.apres is not None}
    for changement in inverses:
        if changement.apres is None:
            continue
        for parent, reference in _list_parents(changement):
            if (parent, reference) not in rendus and session.get(OBJETS[parent].table, reference) is None:
                c = columns(ChangementJournal)
                requete = select(c.remontee).where(c.objet == parent, c.reference == reference)
                retrait = session.scalar(requete.order_by(c.remontee.desc()).limit(1))
                raise AnnulationImpossible(
                    f"L’entrée n° {numero} ne peut pas être annulée : « {reference} » n’existe plus, retiré par la "
                    f"n° {retrait}. Annulez d’abord la n° {retrait}."
                )


def _check_rattachements(session: Session, numero: int, inverses: list[Changement]) -> None:
    """Refuse to leave a partner tied to what is not a catégorie, or a catégorie tied at all."""
    touches = {c.reference for c in inverses if c.objet == "partenaire" and c.champ in ("nature", "parent")}
    if not touches:
        return
    natures = {p.reference: (p.nature, p.parent) for p in session.scalars(select(Partenaire))}
    for nom, (nature, parent) in natures.items():
        if parent is None or not {nom, parent} & touches:
            continue
        if not is_rattachable(nature, natures.get(parent, (None, None))[0]):
            raise AnnulationImpossible(
                f"L’entrée n° {numero} ne peut pas être annulée : « {nom} » serait rattaché à « {parent} », alors "
                "que seul un organisme se rattache, et à une catégorie. Corrigez d’abord ce rattachement."
            )


def _mark(session: Session, cible: Remontee, par: int) -> None:
    """Mark an entry undone; what it had itself undone is in force again, and so on down the chain."""
    suivante: Remontee | None = cible
    while suivante is not None:
        suivante.annule_par = par
        retablie = session.get(Remontee, suivante.cible) if suivante.cible is not None else None
        if retablie is None:
            break
        retablie.annule_par = None
        par = retablie.id
        suivante = session.get(Remontee, retablie.cible) if retablie.cible is not None else None
    session.flush()
