"""Front door: `streamlit run dashboard.py` finds `app` and serves it.

The script is `ui/entree.py`, not this file: a script beside `pages/` lets a first visitor run a page around the gate.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.serveur import Serveur


@asynccontextmanager
async def start(_: st.App) -> AsyncIterator[None]:
    """Warm up, then set what was imported apart from the collector, which Streamlit runs in full after every run."""
    from ui.base import warm_up

    warm_up()
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    Path(__file__).resolve().parent / "ui" / "entree.py",
    middleware=[Middleware(Serveur)],
    lifespan=start,
)
