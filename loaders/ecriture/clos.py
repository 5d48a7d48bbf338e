"""What may still be written in a quarter that was closed: a reasoned correction, by administration, nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from models.acces import Agissant
from models.changement import Changement
from models.refus import DemandeInvalide, DroitInsuffisant
from models.tables import columns
from models.tables_suivi import Campagne
from models.trimestre import Trimestre
from models.vocabulaire import Role
from phrases.format import join_mots

CLOTURE = ("campagne", "close_le")
"""The field that tells whether a quarter is closed: closing and reopening have acts of their own."""


def check_clos(session: Session, agissant: Agissant, changements: Iterable[Changement], motif: str | None) -> None:
    """Raise DroitInsuffisant, or DemandeInvalide without a reason, when changes are of a quarter that was closed."""
    c = columns(Campagne)
    clos = set(session.scalars(select(c.reference).where(c.close_le.is_not(None))))
    touches = sorted({x.trimestre for x in changements if x.trimestre in clos and x.trimestre is not None})
    if not touches:
        return
    lesquels = join_mots([Trimestre.parse(t).libelle for t in touches])
    dit = f"Le {lesquels} est clos" if len(touches) == 1 else f"Les trimestres {lesquels} sont clos"
    if not agissant.allows(Role.ADMINISTRATION):
        raise DroitInsuffisant(f"{dit} : seule l’administration peut encore y corriger quelque chose, ou le rouvrir.")
    if not (motif and motif.strip()):
        raise DemandeInvalide(f"{dit} : une correction y demande un motif. Rien n’a été écrit.")


def check_pas_cloture(changements: Iterable[Changement]) -> None:
    """Raise DemandeInvalide when an undo would close or reopen a quarter: the acts that do ask for what they need."""
    if any((x.objet, x.champ) == CLOTURE for x in changements):
        raise DemandeInvalide(
            "Une clôture ou une réouverture ne s’annule pas ici : rouvrez le trimestre, avec un motif, ou fermez-le à "
            "nouveau."
        )
