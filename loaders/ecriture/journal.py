"""Writing the journal: an entry and the rows that it changes, together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from loaders.ecriture.lignes import write_changements
from models.changement import Changement
from models.chargement import load_revision
from models.objets import dump_valeur
from models.sceau import load_chaine, load_sceau
from models.tables_journal import ChangementJournal, FichierRecu, Remontee
from models.vocabulaire import NatureEntree


@dataclass(frozen=True, slots=True)
class Acte:
    """Who does what and when; `maintenant` bears its time zone."""

    nature: NatureEntree
    auteur: str
    maintenant: datetime
    note: str | None = None


def append_entree(session: Session, acte: Acte, changements: Sequence[Changement], **colonnes: object) -> Remontee:
    """Write the changes and their entry in the session's transaction, and return the entry.

    `colonnes` fills the entry's other columns (fichier, empreinte, trimestre, pilote, cible). Numbers follow each
    other without a gap, from 0, the tree; each entry is sealed on the one before, whose writer has had its turn.
    """
    write_changements(session, changements)
    entree = Remontee(
        id=load_revision(session) + 1,
        nature=str(acte.nature),
        date=acte.maintenant.astimezone(UTC),
        auteur=acte.auteur,
        note=acte.note,
        **colonnes,  # type: ignore[arg-type]
    )
    session.add(entree)
    session.flush()
    session.add_all(
        ChangementJournal(
            remontee=entree.id,
            rang=rang,
            objet=c.objet,
            reference=c.reference,
            champ=c.champ,
            trimestre=c.trimestre,
            avant=dump_valeur(c.avant),
            apres=dump_valeur(c.apres),
            cellule=None if c.cellule is None else str(c.cellule),
            formule=c.formule,
        )
        for rang, c in enumerate(changements)
    )
    session.flush()
    entree.sceau = _compute_sceau(session, entree.id)
    session.flush()
    return entree


def _compute_sceau(session: Session, numero: int) -> str:
    """Return the seal of the entry just written, read back: what is sealed is what the database holds."""
    connexion = session.connection()
    (entree,) = load_chaine(connexion, numero).entrees
    return entree.compute_sceau(load_sceau(connexion, numero - 1))


def keep_fichier(session: Session, empreinte: str, octets: bytes) -> None:
    """Keep a received workbook, once per content."""
    if session.get(FichierRecu, empreinte) is None:
        session.add(FichierRecu(empreinte=empreinte, octets=octets))
        session.flush()
