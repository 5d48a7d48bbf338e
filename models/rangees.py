"""The rows of a table, in their order, alone or by what they belong to: what every loading of the plan stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import collate, select
from sqlmodel import Session

from models.postgresql import MOTEUR


def list_rows(session: Session, table: type[Any]) -> Sequence[Any]:
    """Return every row of a table: in the order of the tree where it has one, the quarters of a reference in time."""
    ordre = [table.rang] if hasattr(table, "rang") else []
    if hasattr(table, "trimestre"):
        ordre.append(table.trimestre)
    # Texts by their signs, as SQLite sorts them: a server would sort them as its language does.
    par_signes = session.get_bind().dialect.name == MOTEUR
    reference = collate(table.reference, "C") if par_signes else table.reference
    return session.scalars(select(table).order_by(*ordre, reference)).all()


def group_rows(
    session: Session, table: type[Any], cle: Callable[[Any], str], build: Callable[[Any], Any]
) -> dict[str, tuple[Any, ...]]:
    """Return what is built of the rows of a table, in the same order, by what each belongs to."""
    groupes: dict[str, list[Any]] = defaultdict(list)
    for ligne in list_rows(session, table):
        groupes[cle(ligne)].append(build(ligne))
    return {k: tuple(v) for k, v in groupes.items()}
