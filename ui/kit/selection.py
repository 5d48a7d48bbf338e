"""A choice bound to the address, where nothing chosen is a choice too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

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
    """Draw what may be chosen, each named by `name`, and return what is; None, shown as `vide`, when nothing is."""
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
