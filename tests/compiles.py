"""Statements compiled once for all the databases of a run.

Nearly every test has a database of its own, and SQLAlchemy would compile for it what it has just compiled for another:
four tenths of what it takes to load a plan.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect


class Compiles(dict[Any, Any]):
    """Compiled statements by what they say and the kind of engine, whatever the database they were first said to."""

    def get(self, cle: tuple[Dialect, ...], defaut: Any = None) -> Any:
        return super().get(strip(cle), defaut)

    def __setitem__(self, cle: tuple[Dialect, ...], compile_: Any) -> None:
        super().__setitem__(strip(cle), compile_)


def strip(cle: tuple[Dialect, ...]) -> tuple[object, ...]:
    return type(cle[0]), *cle[1:]


def share_compiles() -> None:
    """Have every connection of this process from now on look for its statements among those of all."""
    compiles = Compiles()

    @event.listens_for(Engine, "engine_connect")
    def share(connexion: Connection) -> None:
        connexion.execution_options(compiled_cache=compiles)
