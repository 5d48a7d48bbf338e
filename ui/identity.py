"""Who is there: until accounts exist, somebody sitting at this machine administers, anybody else reads."""

from __future__ import annotations

import streamlit as st

from models.vocabulaire import Role

_MANDATAIRES = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
_NOMS_LOCAUX = frozenset({"localhost", "127.0.0.1", "[::1]"})


def find_role() -> Role:
    """Return the role of this session: administration on a direct loopback connection, lecture otherwise.

    `st.context.ip_address` is None on loopback, but also when nothing is known of the client: the Host header, present
    on any real connection, tells them apart and keeps out a foreign name that resolves to this machine. A header left
    by a proxy means that the person is elsewhere.
    """
    entetes = st.context.headers
    hote = (entetes.get("Host") or "").rsplit(":", 1)[0].lower()
    direct = st.context.ip_address is None and hote in _NOMS_LOCAUX
    if direct and not any(entetes.get(m) for m in _MANDATAIRES):
        return Role.ADMINISTRATION
    return Role.LECTURE
