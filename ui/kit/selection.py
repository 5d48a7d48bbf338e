"""A choice bound to the address, where nothing chosen is a choice too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from models.texte import fold
from ui.socle.inconnus import tell_inconnu

T = TypeVar("T")


def pick_option(  # noqa: PLR0917
    nom: str,
    choix: Sequence[T],
    cle: str,
    vide: str,
    largeur: int,
    name: Callable[[T], str] = str,
    on_change: Callable[[], None] | None = None,
) -> T | None:
    """Draw what may be chosen, each named by `name`, and return what is; None, shown as `vide`, when nothing is.

    What the address asks for in other capitals or accents is what it means; what is not there is said.
    """
    read_adresse(nom, {name(c): c for c in choix}, cle, "rien n’est trié ni retenu par là.")
    return st.selectbox(
        nom,
        choix,
        index=None,
        format_func=name,
        key=cle,
        bind="query-params",
        on_change=on_change,
        placeholder=vide,
        width=largeur,
        filter_mode="contains",
    )


def read_adresse(nom: str, noms: Mapping[str, object], cle: str, suite: str) -> None:
    """Look at what the address asks of a choice before it is drawn: its value, by its name; `suite` says what is shown.

    The framework drops in silence what is not in the list, another case included.
    """
    demande = st.query_params.get(cle)
    if not demande or demande in noms or cle in st.session_state:
        return
    proche = next((n for n in noms if fold(n) == fold(demande)), None)
    if proche is None:
        tell_inconnu(nom, demande, suite)
    else:
        st.session_state[cle] = noms[proche]
