"""Where the demonstration goes: in a database that holds nothing else, whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session

from loaders.arbre.lecture import check_meme_plan, schema_data
from loaders.base.contenu import copy_contenu
from loaders.base.version import check_version, is_vide, migrate_base, read_version
from loaders.ecriture.brouillons import has_brouillon
from models.refus import DemandeInvalide, Refus
from models.session import database_url, dispose_engines, open_base, open_tour, use_base, write_url
from models.tables import Schema, columns
from models.tables_journal import Remontee
from models.vocabulaire import NatureEntree

URL_DEMONSTRATION = "sqlite:///data/demonstration.db"


def is_batie() -> bool:
    """Return whether the demonstration is there, False when nobody has said anything yet: no base, or the tree alone.

    `init`, or a first start that was stopped, leaves the tree alone. Raises DemandeInvalide when it holds other data,
    ArbreInvalide when they are those of another plan, BaseIncompatible when a newer version wrote it.
    """
    if is_vide():
        return False
    with open_base() as session:
        check_version(read_version(session.connection()))
        return _is_dite(session)


def _is_dite(session: Session) -> bool:
    # Only what every version has: a database that is to be refused, or replaced, is not migrated.
    r, s = columns(Remontee), columns(Schema)
    natures = set(session.scalars(select(r.nature)))
    plan = session.execute(select(s.code, s.nom, s.demonstration)).first() if natures else None
    if plan is not None:
        check_meme_plan(schema_data(), plan.code, plan.nom)
    dite = bool(natures - {NatureEntree.ARBRE.value})
    if dite and plan is not None and plan.demonstration:
        return True
    if not dite and not has_brouillon(session):
        return False
    raise DemandeInvalide(
        f"Cette base contient d’autres données : la démonstration a la sienne ({URL_DEMONSTRATION}). "
        "Rien n’a été écrit."
    )


def check_libre(cible: Path) -> None:
    """Raise Refus when another program has the file open: its log would be taken for that of the file to come."""
    dispose_engines()
    if cible.with_name(f"{cible.name}-wal").exists():
        raise Refus(
            "La base de démonstration est ouverte dans un autre programme : arrêtez-le, puis recommencez. "
            "Rien n’a été écrit."
        )


def fill_serveur(play: Callable[[], None]) -> bool:
    """Play the story in a file aside, then put the whole of it in the database of a server, in one transaction.

    Return False when somebody else did meanwhile; raise as `is_batie` when the database was given other data.
    """
    serveur = database_url()
    with tempfile.TemporaryDirectory() as dossier, use_base(write_url(Path(dossier) / "demonstration.db")):
        play()
        with open_base() as jouee, use_base(serveur), open_tour() as session:
            cible = session.connection()
            migrate_base(cible)
            if _is_dite(session):
                return False
            copy_contenu(jouee.connection(), cible)
    return True
