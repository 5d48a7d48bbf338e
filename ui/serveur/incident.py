"""What nobody foresaw: a sentence in French and a number on the screen, the details in the log of the server alone."""

from __future__ import annotations

import logging
import secrets

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse

from phrases.format import FINE

_JOURNAL = logging.getLogger(__name__)
_CONSEIL = (
    "Rien de ce qui était enregistré n’est perdu. Rechargez la page\u202f; si l’incident se répète, "
    "transmettez ce numéro à la personne qui administre l’application."
)


def name_incident() -> str:
    """Return a short number, said on the screen and found again in the log."""
    return secrets.token_hex(4).upper()


def show_incident(erreur: Exception) -> bool:
    """Say on the screen that it could not be shown; return True so that Streamlit adds nothing in English."""
    numero = _log(erreur)
    st.error(f"**Cet écran n’a pas pu s’afficher (incident {numero}).** {_CONSEIL}", icon=":material/error:")
    return True


def answer_incident(_: Request, erreur: Exception) -> HTMLResponse:
    """Answer a request that failed outside of any screen, with a page of its own."""
    numero = _log(erreur)
    corps = (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Incident</title></head><body>'
        f"<h1>L’application n’a pas pu répondre</h1><p>Incident{FINE}: {numero}. {_CONSEIL}</p></body></html>"
    )
    return HTMLResponse(corps, status_code=500)


def _log(erreur: Exception) -> str:
    numero = name_incident()
    _JOURNAL.error("Incident %s", numero, exc_info=erreur)
    return numero
