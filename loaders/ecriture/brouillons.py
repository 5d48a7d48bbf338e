"""Drafts: the files of a preview, kept seven days in the database: from Friday to Monday, nothing is lost.

A draft is for who dropped it, and for administration: to anybody else it is not there.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlmodel import Session

from loaders.ecriture.droits import check_agissant
from loaders.ecriture.reglages import Reglages, dump_reglages, load_reglages, move_reglages
from loaders.lecture.brut import Recu
from loaders.options import Options
from models.acces import Agissant
from models.refus import DemandeInvalide, DroitInsuffisant, Refus
from models.session import give_back_place, open_ecriture
from models.tables import columns
from models.tables_journal import Brouillon
from models.vocabulaire import Role
from phrases.format import format_compte, format_poids

DUREE = timedelta(days=7)
FICHIERS_MAX = 60
"""Files of one drop: some more than there are workbooks to send in a quarter."""
PLACE_MAX = 200 * 2**20
"""Bytes that all the drafts take together: the disk is also that of the data."""


@dataclass(frozen=True, slots=True)
class BrouillonRepris:
    """A draft taken up again: its files in order, what was said of them, who dropped the first."""

    recus: list[Recu]
    reglages: Reglages
    auteur: str | None = None


@dataclass(frozen=True, slots=True)
class BrouillonOuvert:
    """A draft that waits: its name, when its files were dropped (UTC) and by whom, their names in order.

    `auteur` is None when who dropped them had not given a name; `proprietaire` is their account, None without one.
    """

    lot: str
    cree_le: datetime
    noms: tuple[str, ...]
    auteur: str | None = None
    proprietaire: str | None = None


def make_lot() -> str:
    """Return a new draft's name, which nobody can guess."""
    return secrets.token_urlsafe(9)


def check_depot(recus: Sequence[Recu]) -> None:
    """Raise DemandeInvalide when files dropped together are too many to be read."""
    if len(recus) > FICHIERS_MAX:
        raise DemandeInvalide(
            f"{format_compte(len(recus), 'fichier déposé', 'fichiers déposés')} en une fois, pour {FICHIERS_MAX} au "
            "plus : retirez-en, et déposez-les ensuite."
        )


def keep_brouillon(  # noqa: PLR0917
    lot: str,
    recus: Sequence[Recu],
    options: Options,
    maintenant: datetime,
    agissant: Agissant,
    auteur: str | None = None,
) -> None:
    """Keep files as one draft of who acts; one of theirs already of that name is replaced, expired drafts go.

    `auteur` is the name typed where there is no account. Raises DroitInsuffisant, or DemandeInvalide when the drafts
    would take more than `PLACE_MAX` together, and keeps nothing then.
    """
    b = columns(Brouillon)
    quand = maintenant.astimezone(UTC)
    with open_ecriture() as session:
        agissant = _check_sien(session, lot, agissant)
        if agissant.personne is not None:
            auteur = agissant.nom
        _sweep(session, quand)
        session.execute(delete(Brouillon).where(b.lot == lot))
        _check_place(session, recus)
        ouvert = BrouillonOuvert(lot, quand, (), auteur, agissant.identifiant)
        session.add_all(_list_lignes(ouvert, recus, dump_reglages(Reglages(options))))
    _give_back()


def _check_sien(session: Session, lot: str, agissant: Agissant) -> Agissant:
    """Return who acts, as the database knows them now; raise DroitInsuffisant when a draft is somebody else's."""
    agissant, b = check_agissant(session, agissant), columns(Brouillon)
    proprietaires = session.scalars(select(b.proprietaire).where(b.lot == lot).distinct()).all()
    if not all(_is_pour(agissant, proprietaire) for proprietaire in proprietaires):
        raise DroitInsuffisant("Accès refusé : cet aperçu est celui de quelqu’un d’autre.")
    return agissant


def _is_pour(agissant: Agissant, proprietaire: str | None) -> bool:
    """Return whether a draft is for who acts: where names are typed, drafts have no account and are everybody's."""
    if agissant.allows(Role.ADMINISTRATION):
        return True
    return agissant.allows(Role.MISE_A_JOUR) and agissant.identifiant == proprietaire


def add_fichiers(lot: str, recus: Sequence[Recu], maintenant: datetime, agissant: Agissant) -> None:
    """Add files after those of a draft, which keeps its hour and what was said of it; nothing when it is gone.

    Expired drafts go, and DemandeInvalide is raised, as for a new draft: nobody can give up one that is not listed.
    """
    b = columns(Brouillon)
    with open_ecriture() as session:
        _check_sien(session, lot, agissant)
        _sweep(session, maintenant.astimezone(UTC))
        dernier = session.scalar(select(Brouillon).where(b.lot == lot).order_by(b.rang.desc()).limit(1))
        if dernier is not None:
            _check_place(session, recus)
            ouvert = BrouillonOuvert(lot, dernier.cree_le, (), dernier.auteur, dernier.proprietaire)
            session.add_all(_list_lignes(ouvert, recus, dernier.options, dernier.rang + 1))


def drop_fichiers(lot: str, faits: Collection[int], agissant: Agissant) -> str | None:
    """Forget the files of a draft that are done with, by their place in it; return the name of the draft of the others.

    None when none is left. The others, one added meanwhile included, take new places, hence a new name: what a window
    that still shows the former places says of one of them would be taken for another's. What was said of them follows,
    but for who was left out whole: that is what they are left for. They keep their hour.
    """
    b, nouveau = columns(Brouillon), make_lot()
    with open_ecriture() as session:
        _check_sien(session, lot, agissant)
        lignes = session.scalars(select(Brouillon).where(b.lot == lot).order_by(b.rang)).all()
        restes = [x for x in lignes if x.rang not in faits]
        if restes:
            dits = dump_reglages(move_reglages(load_reglages(restes[0].options), [x.rang for x in restes]))
            ouvert = BrouillonOuvert(nouveau, restes[0].cree_le, (), restes[0].auteur, restes[0].proprietaire)
            session.add_all(_list_lignes(ouvert, [Recu(x.nom, x.octets) for x in restes], dits))
            session.flush()
        session.execute(delete(Brouillon).where(b.lot == lot))
    _give_back()
    return nouveau if restes else None


def _list_lignes(ouvert: BrouillonOuvert, recus: Sequence[Recu], options: str, premier: int = 0) -> list[Brouillon]:
    """Return the rows of the files of a draft, from a rank on."""
    return [
        Brouillon(
            lot=ouvert.lot,
            rang=rang,
            cree_le=ouvert.cree_le,
            nom=recu.nom,
            auteur=ouvert.auteur,
            octets=recu.octets,
            options=options,
            proprietaire=ouvert.proprietaire,
        )
        for rang, recu in enumerate(recus, start=premier)
    ]


def _sweep(session: Session, quand: datetime) -> None:
    """Forget the drafts that have expired at an instant (UTC): their place is for those that wait."""
    session.execute(delete(Brouillon).where(columns(Brouillon).cree_le < quand - DUREE))


def _check_place(session: Session, recus: Sequence[Recu]) -> None:
    prise = session.scalar(select(func.sum(func.length(columns(Brouillon).octets)))) or 0
    voulue = sum(len(r.octets) for r in recus)
    if prise + voulue > PLACE_MAX:
        deja = f"les aperçus en attente en prennent {format_poids(prise)}, ce dépôt {format_poids(voulue)}"
        raise DemandeInvalide(
            f"La place gardée pour les aperçus ({format_poids(PLACE_MAX)}) ne suffit pas : {deja}. Appliquez ou "
            "abandonnez un aperçu en attente, ou déposez moins de fichiers à la fois."
        )


def _give_back() -> None:
    with suppress(Refus):  # the place is taken again by the next drafts: giving it back can wait for another time
        give_back_place()


def has_brouillon(session: Session) -> bool:
    """Return whether the files of a preview are kept, expired ones included."""
    return session.scalar(select(columns(Brouillon).lot).limit(1)) is not None


def load_brouillon(session: Session, lot: str, maintenant: datetime, agissant: Agissant) -> BrouillonRepris | None:
    """Return a draft, None when there is none, when it has expired or is somebody else's."""
    b = columns(Brouillon)
    lignes = session.scalars(
        select(Brouillon).where(b.lot == lot, b.cree_le >= maintenant.astimezone(UTC) - DUREE).order_by(b.rang)
    ).all()
    if not lignes or not _is_pour(agissant, lignes[0].proprietaire):
        return None
    return BrouillonRepris(
        [Recu(ligne.nom, ligne.octets) for ligne in lignes], load_reglages(lignes[0].options), lignes[0].auteur
    )


def list_brouillons(session: Session, maintenant: datetime, agissant: Agissant) -> list[BrouillonOuvert]:
    """Return the drafts of who acts that have not expired, latest first, without reading the bytes of their files."""
    b = columns(Brouillon)
    requete = (
        select(b.lot, b.cree_le, b.auteur, b.nom, b.proprietaire)
        .where(b.cree_le >= maintenant.astimezone(UTC) - DUREE)
        .order_by(b.lot, b.rang)
    )
    lots: dict[str, BrouillonOuvert] = {}
    for lot, cree_le, auteur, nom, proprietaire in session.execute(requete):
        if not _is_pour(agissant, proprietaire):
            continue
        ouvert = lots.setdefault(lot, BrouillonOuvert(lot, cree_le, (), auteur, proprietaire))
        lots[lot] = replace(ouvert, noms=(*ouvert.noms, nom))
    return sorted(lots.values(), key=lambda o: o.cree_le, reverse=True)


def keep_reglages(lot: str, reglages: Reglages, agissant: Agissant) -> None:
    """Keep what the editor said of a draft; its files and their hour stay, a draft that is gone stays gone."""
    with open_ecriture() as session:
        _check_sien(session, lot, agissant)
        session.execute(update(Brouillon).where(columns(Brouillon).lot == lot).values(options=dump_reglages(reglages)))


def drop_brouillon(lot: str, agissant: Agissant) -> None:
    """Forget a draft."""
    with open_ecriture() as session:
        _check_sien(session, lot, agissant)
        session.execute(delete(Brouillon).where(columns(Brouillon).lot == lot))
    _give_back()
