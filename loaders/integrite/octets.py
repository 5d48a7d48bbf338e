"""Texts that another hand left in no encoding: read all the same, so that what does not fit can be named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection


@contextmanager
def read_octets(connexion: Connection) -> Iterator[None]:
    """Have SQLite give the bytes that are not UTF-8 as lone surrogates, where it raises; other engines hold none."""
    pilote: Any = connexion.connection.driver_connection
    if connexion.dialect.name != "sqlite":
        yield
        return
    avant, pilote.text_factory = pilote.text_factory, lambda octets: octets.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        pilote.text_factory = avant


def show_octets(texte: str) -> str:
    """Return a text that can be written anywhere: what such bytes are, in hexadecimal."""
    return texte.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
