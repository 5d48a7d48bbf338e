"""Who is there: an account where a way in tells of people, else who opened the link of the desk, or a reader.

Nothing is concluded from an address, a name asked for or a header that is missing: a relay on the same machine gives
its clients those of the machine itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from models.acces import Agissant, build_du_poste, load_acces, resolve
from models.refus import Refus
from models.vocabulaire import Role
from ui.socle.donnees import read_kept
from ui.socle.mandataire import ENTETE, load_personne
from ui.socle.seances import SEANCES
from ui.socle.trousseau import Trousseau
from ui.socle.voies import find_voies

TROUSSEAU = Trousseau()
ADMINISTRER = "Administrer : le lien"
"""The title of the article of Aide about the link of administration."""
OU_EST_LE_LIEN: Final = "écrit dans la fenêtre où le serveur a été démarré"


def find_agissant() -> Agissant:
    """Return who acts in this session, by the very connection that it now stands on; asked again at each call."""
    if has_comptes():
        return _find_compte(st.context.headers)
    return _find_du_poste(find_role())


def read_agissant(cookies: Mapping[str, str], entetes: Mapping[str, str]) -> Agissant:
    """Return who acts in a request, as `find_agissant` does in a session."""
    return _find_compte(entetes) if has_comptes() else _find_du_poste(read_role(cookies))


def _find_du_poste(role: Role) -> Agissant:
    """Return who acts at a desk; without the key, they read it all, or what is public where that is served."""
    return Agissant() if find_voies().public and role is Role.LECTURE else build_du_poste(role)


def has_comptes() -> bool:
    """Return whether people are known by an account; settings that cannot be followed leave nobody any right."""
    try:
        return find_voies().comptes
    except Refus:
        return True


def _find_compte(entetes: Mapping[str, str]) -> Agissant:
    """Return who acts by an account: nobody when none is told, or when what is granted cannot be read."""
    personne = load_personne(entetes.get(ENTETE))
    if personne is None or (personne.seance and SEANCES.read(personne.seance) is None):
        return Agissant()
    try:
        return resolve(read_kept(load_acces), personne)
    except Refus:
        return Agissant(personne=personne)


def find_role() -> Role:
    """Return the role that the key gives to this session, by the cookies of the connection that it now stands on."""
    return read_role(st.context.cookies)


def read_role(cookies: Mapping[str, str]) -> Role:
    """Return administration for the cookie of an open session of a desk, lecture for anything else."""
    return Role.ADMINISTRATION if TROUSSEAU.admits(cookies.get(name_cookie())) else Role.LECTURE


def name_cookie(quoi: str = "schema") -> str:
    """Return the name of a cookie of ours: with the port, since browsers share cookies among the ports of a machine."""
    return f"{quoi}_{st.get_option('server.port')}"
