"""Who is there: whoever opened the link of administration administers, anybody else reads.

Nothing is concluded from an address, a name asked for or a header that is missing: a relay on the same machine gives
its clients those of the machine itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from models.acces import Agissant, build_du_poste
from models.vocabulaire import Role
from ui.socle.trousseau import Trousseau

TROUSSEAU = Trousseau()
ADMINISTRER = "Administrer : le lien"
"""The title of the article of Aide about the link of administration."""
OU_EST_LE_LIEN: Final = "écrit dans la fenêtre où le serveur a été démarré"


def find_agissant() -> Agissant:
    """Return who acts in this session, asked again at each call: nothing of it is kept."""
    return build_du_poste(find_role())


def find_role() -> Role:
    """Return the role that the key gives to this session, by the cookies of the connection that it now stands on."""
    return read_role(st.context.cookies)


def read_role(cookies: Mapping[str, str]) -> Role:
    """Return administration for the cookie of an open session, lecture for anything else."""
    return Role.ADMINISTRATION if TROUSSEAU.admits(cookies.get(name_cookie())) else Role.LECTURE


def name_cookie() -> str:
    """Return the name of our cookie: with the port, since browsers share cookies among the ports of a machine."""
    return f"schema_{st.get_option('server.port')}"
