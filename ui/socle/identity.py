"""Who is there: until accounts exist, somebody sitting at this machine administers, anybody else reads."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from models.vocabulaire import Role

_MANDATAIRES = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
_NOMS_LOCAUX = frozenset({"localhost", "127.0.0.1", "[::1]"})


def find_role() -> Role:
    """Return the role of this session: administration on a direct loopback connection, lecture otherwise.

    `st.context.ip_address` is None on loopback, but also when nothing is known of the client: the Host header, present
    on any real connection, tells them apart.
    """
    local = st.context.ip_address is None and is_locale(st.context.headers)
    return Role.ADMINISTRATION if local else Role.LECTURE


def is_locale(entetes: Mapping[str, str]) -> bool:
    """Return whether the headers are those of somebody sitting at this machine, its loopback address supposed.

    The name asked for keeps out a foreign one that resolves to this machine; a header left by a proxy means that the
    person is elsewhere.
    """
    return read_hote(entetes) in _NOMS_LOCAUX and not is_relayee(entetes)


def is_relayee(entetes: Mapping[str, str]) -> bool:
    """Return whether a proxy stands between the person and the server."""
    return any(entetes.get(m) for m in _MANDATAIRES)


def read_hote(entetes: Mapping[str, str]) -> str:
    """Return the name by which the server was asked for, without its port."""
    return (entetes.get("Host") or "").rsplit(":", 1)[0].lower()
