"""Reading the journal: what each entry changed, and where a value of an action came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlmodel import Session

from models.cellule import Cellule
from models.changement import Changement
from models.objets import load_valeur
from models.refus import FichierAltere
from models.suites import Suites, load_suites
from models.tables import columns
from models.tables_journal import ChangementJournal, FichierRecu, Remontee
from models.vocabulaire import NatureEntree

ALTERE = (
    "Le classeur gardé n’est plus celui qui a été reçu : son empreinte (SHA-256) a changé. Il n’est donc pas remis. "
    "Prévenez l’administrateur."
)
_C, _R = columns(ChangementJournal), columns(Remontee)


@dataclass(frozen=True, slots=True)
class EntreeJournal:
    """An entry of the journal without its changes; `date` is UTC, `changements` their number.

    `objet` and `reference` are those of one of them. `cible` is the entry taken back; `annule_par` the undo in force.
    """

    id: int
    nature: NatureEntree
    date: datetime
    auteur: str
    fichier: str | None
    empreinte: str | None
    trimestre: str | None
    pilote: str | None
    note: str | None
    cible: int | None
    annule_par: int | None
    changements: int
    objet: str | None = None
    reference: str | None = None

    @property
    def saisie(self) -> bool:
        """Return whether it was typed on a screen: an import that came from no workbook."""
        return self.nature is NatureEntree.IMPORT and self.fichier is None


@dataclass(frozen=True, slots=True)
class Trace:
    """A change and the entry that made it: the provenance of a value."""

    entree: EntreeJournal
    changement: Changement


def _to_entree(r: Remontee, nombre: int, objet: str | None = None, reference: str | None = None) -> EntreeJournal:
    return EntreeJournal(
        r.id,
        NatureEntree(r.nature),
        r.date,
        r.auteur,
        r.fichier,
        r.empreinte,
        r.trimestre,
        r.pilote,
        r.note,
        r.cible,
        r.annule_par,
        nombre,
        objet,
        reference,
    )


def _to_changement(c: ChangementJournal) -> Changement:
    cellule = Cellule.parse(c.cellule) if c.cellule else None
    return Changement(
        c.objet, c.reference, c.champ, c.trimestre, load_valeur(c.avant), load_valeur(c.apres), cellule, c.formule
    )


def load_journal(session: Session) -> list[EntreeJournal]:
    """Return every entry, oldest first; entry 0 is the tree."""
    premiers = (func.min(_C.objet).label("objet"), func.min(_C.reference).label("reference"))
    nombres = select(_C.remontee, func.count().label("n"), *premiers).group_by(_C.remontee).subquery()
    n = nombres.c
    requete = select(Remontee, n.n, n.objet, n.reference).outerjoin(nombres, n.remontee == _R.id).order_by(_R.id)
    return [_to_entree(r, nombre or 0, *dits) for r, nombre, *dits in session.execute(requete)]


def load_changements(session: Session, numero: int) -> list[Changement]:
    """Return the changes of an entry, in the order they were applied."""
    requete = select(ChangementJournal).where(_C.remontee == numero).order_by(_C.rang)
    return [_to_changement(c) for c in session.scalars(requete)]


def load_suites_de(session: Session, numero: int) -> Suites:
    """Return what an entry left and was answered; empty for one that says nothing of it."""
    return load_suites(session.scalar(select(_R.suites).where(_R.id == numero)))


def load_fichier(session: Session, empreinte: str) -> bytes | None:
    """Return a received workbook as it came, None when it is not kept.

    Raises FichierAltere when what is kept no longer is what was received: such bytes are given to nobody.
    """
    ligne = session.get(FichierRecu, empreinte)
    if ligne is not None and compute_empreinte(ligne.octets) != empreinte:
        raise FichierAltere(ALTERE)
    return None if ligne is None else ligne.octets


def compute_empreinte(octets: bytes | str) -> str:
    """Return the digest that a received file is known by; an altered database may hold a text in its place."""
    bruts = octets if isinstance(octets, bytes) else octets.encode("utf-8", "surrogateescape")
    return hashlib.sha256(bruts).hexdigest()


def load_historique(session: Session, code: str) -> list[Trace]:
    """Return every change made to an action and what hangs from it, tree apart, oldest first, undone ones included."""
    requete = (
        select(Remontee, ChangementJournal)
        .join(ChangementJournal, _C.remontee == _R.id)
        .where(
            _R.nature != NatureEntree.ARBRE.value,
            or_(_C.reference == code, _C.reference.startswith(f"{code}/", autoescape=True)),
        )
        .order_by(_R.id, _C.rang)
    )
    return [Trace(_to_entree(r, 0), _to_changement(ligne)) for r, ligne in session.execute(requete)]


def load_origines(session: Session, objet: str) -> dict[str, Trace]:
    """Return, for each row of an object, the latest import in force that wrote it, by reference; undone ones apart."""
    requete = (
        select(Remontee, ChangementJournal)
        .join(ChangementJournal, _C.remontee == _R.id)
        .where(_C.objet == objet, _R.nature == NatureEntree.IMPORT.value, _R.annule_par.is_(None))
        .order_by(_R.id, _C.rang)
    )
    return {ligne.reference: Trace(_to_entree(r, 0), _to_changement(ligne)) for r, ligne in session.execute(requete)}
