"""Granting, changing and withdrawing an access: by administration, as an entry of the journal like any other."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session

from loaders.ecriture.droits import (
    AUTEUR_MAX,
    check_reste_administrateur,
    has_administrateur,
)
from loaders.ecriture.journal import Acte, append_entree
from loaders.ecriture.ouverture import Ouverte, open_acte
from models.acces import (
    ACCES,
    IDENTIFIANT_MAX,
    RIEN,
    TOUT,
    Acces,
    Agissant,
    Perimetre,
    load_acces,
    name_reference,
    normalize_identifiant,
)
from models.changement import Changement
from models.refus import DemandeInvalide
from models.tables import Partenaire, Pilote, columns
from models.texte import SEPARATEUR, fold
from models.vocabulaire import GenreAcces, NatureEntree, Role


def grant_acces(voulu: Acces, acte: Acte, agissant: Agissant) -> int | None:
    """Grant an access, or change the one there is, and return the number of the entry; None when nothing differs.

    A reader changes nothing, administration changes everything: only « mise à jour » has a perimeter of its own.
    Raises DroitInsuffisant when who acts does not administer, DemandeInvalide when the access makes no sense (fault 52)
    or when nobody would administer any more.
    """
    with _open(acte, agissant) as (session, _, signe):
        connus = load_acces(session)
        propre = _check_acces(session, voulu, connus)
        present = next((a for a in connus if a.reference == propre.reference), None)
        return _write(session, present, propre, signe)


def withdraw_acces(genre: GenreAcces, identifiant: str, acte: Acte, agissant: Agissant) -> int:
    """Withdraw an access and return the number of the entry.

    Raises DroitInsuffisant when who acts does not administer, DemandeInvalide when there is no such access or when
    nobody would administer any more.
    """
    with _open(acte, agissant) as (session, _, signe):
        reference = name_reference(genre, _normalize(genre, identifiant))
        present = next((a for a in load_acces(session) if a.reference == reference), None)
        if present is None:
            raise DemandeInvalide(f"« {identifiant} » n’a pas d’accès à retirer.")
        numero = _write(session, present, None, signe)
        assert numero is not None  # noqa: S101 (an access that is there differs from none)
        return numero


def _open(acte: Acte, agissant: Agissant) -> AbstractContextManager[Ouverte]:
    return open_acte(replace(acte, nature=NatureEntree.ACCES), agissant, requis=Role.ADMINISTRATION)


def _write(session: Session, present: Acces | None, voulu: Acces | None, acte: Acte) -> int | None:
    """Write what differs between two states of an access, as one entry."""
    administree = has_administrateur(session)
    avant, apres = _to_champs(present), _to_champs(voulu)
    reference = (voulu or present or _absent()).reference
    changements = [
        Changement(ACCES, reference, champ, None, avant[champ], apres[champ])
        for champ in avant
        if avant[champ] != apres[champ]
    ]
    if not changements:
        return None
    entree = append_entree(session, acte, changements)
    check_reste_administrateur(session, administree)
    return entree.id


def _absent() -> Acces:
    raise ValueError("neither a present nor a wanted access")


def _to_champs(acces: Acces | None) -> dict[str, str | None]:
    if acces is None:
        return {"nom": None, "profil": None, "perimetre": None}
    return {"nom": acces.nom, "profil": acces.role.value, "perimetre": str(acces.perimetre) or None}


def _check_acces(session: Session, voulu: Acces, connus: tuple[Acces, ...]) -> Acces:
    """Return an access in its one form; raise DemandeInvalide when it makes no sense."""
    identifiant = _normalize(voulu.genre, voulu.identifiant)
    nom = " ".join(voulu.nom.split()) or identifiant
    if len(nom) > AUTEUR_MAX or not nom.isprintable():
        raise DemandeInvalide(f"Le nom affiché fait {AUTEUR_MAX} caractères au plus, sans caractère invisible.")
    propre = Acces(voulu.genre, identifiant, nom, voulu.role, _check_perimetre(session, voulu))
    if voulu.genre is GenreAcces.PERSONNE:
        for autre in connus:
            meme = autre.genre is GenreAcces.PERSONNE and autre.identifiant != identifiant
            if meme and fold(nom) in (fold(autre.nom), fold(autre.identifiant)):
                raise DemandeInvalide(
                    f"« {nom} » est déjà le nom de « {autre.identifiant} » : le journal ne dirait pas de qui il s’agit."
                )
    return propre


def _normalize(genre: GenreAcces, texte: str) -> str:
    """Return the identifier of a person or the name of a group; raise DemandeInvalide when it cannot be one."""
    if genre is GenreAcces.PERSONNE:
        identifiant = normalize_identifiant(texte)
        if identifiant is None:
            raise DemandeInvalide(
                "L’identifiant d’une personne est son adresse de courriel, ou celui que donne votre annuaire : sans "
                "espace ni lettre accentuée."
            )
        return identifiant
    propre = texte.strip()
    if not propre or len(propre) > IDENTIFIANT_MAX or not propre.isprintable():
        raise DemandeInvalide("Le nom d’un groupe est celui que donne votre annuaire, tel quel.")
    return propre


def _check_perimetre(session: Session, voulu: Acces) -> Perimetre:
    """Return the perimeter that goes with a role; raise DemandeInvalide when it speaks of what is not there."""
    if voulu.role is not Role.MISE_A_JOUR:
        return TOUT if voulu.role is Role.ADMINISTRATION else RIEN
    perimetre = TOUT if voulu.perimetre.tout else voulu.perimetre
    if perimetre == RIEN:
        raise DemandeInvalide("Dites ce que cette personne ou ce groupe peut modifier : tout le plan, ou une partie.")
    pilotes = set(session.scalars(select(columns(Pilote).reference)))
    partenaires = set(session.scalars(select(columns(Partenaire).reference)))
    for inconnu in sorted((perimetre.pilotes - pilotes) | (perimetre.partenaires - partenaires)):
        raise DemandeInvalide(f"« {inconnu} » n’est ni un pilote ni un partenaire du plan.")
    if any(SEPARATEUR.strip() in nom for nom in perimetre.partenaires | perimetre.pilotes):
        raise DemandeInvalide("Un nom qui contient « | » ne peut pas délimiter un périmètre.")
    return perimetre
