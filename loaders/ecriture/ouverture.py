"""The beginning of every act of writing: who may, in whose name, on the data that they saw, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlmodel import Session

from loaders.ecriture.droits import check_agissant, check_role, sign
from loaders.ecriture.journal import Acte
from models.acces import Agissant
from models.identite import REMPLACEE
from models.refus import BaseRemplacee
from models.sceau import load_sceau
from models.session import open_ecriture
from models.vocabulaire import Role


class Ouverte(NamedTuple):
    """A write transaction, who acts in it as the database knows them now, and their act, signed."""

    session: Session
    agissant: Agissant
    acte: Acte


@contextmanager
def open_acte(
    acte: Acte,
    agissant: Agissant,
    *,
    requis: Role = Role.MISE_A_JOUR,
    revision_vue: int | None = None,
    sceau_vu: str | None = None,
) -> Iterator[Ouverte]:
    """Open the transaction of an act: committed at the end of the block, nothing left of it on any error.

    Raises DroitInsuffisant when who acts may not (asked before the turn is waited for, then again inside: what was
    withdrawn meanwhile is withdrawn), DemandeInvalide when nobody signs, BaseRemplacee when what was seen is of another
    database (faults 52, 56).
    """
    check_role(agissant, requis)
    sign(acte, agissant)
    with open_ecriture() as session:
        present = check_agissant(session, agissant, requis)
        check_sceau_vu(session, revision_vue, sceau_vu)
        yield Ouverte(session, present, sign(acte, present))


def check_sceau_vu(session: Session, revision: int | None, sceau: str | None) -> None:
    """Raise BaseRemplacee when the entry that was the last one on a screen does not bear, here, the seal it bore there.

    What was shown, and confirmed, is then of another database, whoever else was told so before (fault 56). None, for
    either, when nothing was shown, as on the command line.
    """
    if revision is not None and sceau is not None and load_sceau(session.connection(), revision) != sceau:
        raise BaseRemplacee(REMPLACEE)
