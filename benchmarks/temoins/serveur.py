"""The empty page, served as the application is: compressed static files, collector frozen after the imports."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.serveur.reponses import Serveur


@asynccontextmanager
async def start(_: st.App) -> AsyncIterator[None]:
    """Set what was imported apart from the collector."""
    gc.collect()
    gc.freeze()
    yield


app = st.App(Path(__file__).with_name("vide.py"), middleware=[Middleware(Serveur)], lifespan=start)
