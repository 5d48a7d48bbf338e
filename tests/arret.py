"""A gesture stopped at the write of a rank: what is left of it is then looked at."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event

from models.session import database_url, dispose_engines, get_engine


class Panne(Exception):  # noqa: N818
    """What stops a gesture in its middle."""


def is_arrete(faire: Callable[[], object], rang: int) -> bool:
    """Do something, stopped at the write of a rank; return whether it was."""
    ecrits = 0

    def count(*arguments: object) -> None:
        nonlocal ecrits
        ecrits += str(arguments[2]).startswith(("INSERT", "UPDATE", "DELETE"))
        if ecrits == rang:
            raise Panne

    moteur = get_engine(database_url())
    event.listen(moteur, "after_cursor_execute", count)
    try:
        faire()
    except Panne:
        return True
    finally:
        dispose_engines()  # with what listens to it
    return False
