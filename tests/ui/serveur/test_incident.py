"""An error that nobody foresaw: French and a number on the screen, the details in the log."""

from __future__ import annotations

import logging

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from ui.serveur.incident import answer_incident, show_incident


def show() -> None:
    from ui.serveur.incident import show_incident

    try:
        raise ValueError("chemin secret")
    except ValueError as erreur:
        assert show_incident(erreur) is True


def test_screen_says_a_number_and_the_log_has_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="ui.serveur.incident"):
        ecran = AppTest.from_function(show).run()
    assert not ecran.exception  # else the assertion of the script failed
    (message,) = ecran.error
    assert "n’a pas pu s’afficher" in message.value
    assert message.icon == ":material/error:"  # told without its colour too
    numero = message.value.split("incident ")[1][:8]
    assert "secret" not in message.value
    (ligne,) = [r for r in caplog.records if r.name == "ui.serveur.incident"]
    assert numero in ligne.getMessage()
    assert ligne.exc_info is not None
    assert "chemin secret" in str(ligne.exc_info[1])


def test_a_request_that_fails_gets_a_page_in_french() -> None:
    reponse = answer_incident(Request({"type": "http"}), ValueError("chemin secret"))
    page = bytes(reponse.body).decode()
    assert reponse.status_code == 500
    assert '<html lang="fr">' in page
    assert "Incident" in page
    assert "secret" not in page


def test_application_answers_with_both() -> None:
    from dashboard import app

    assert app._on_script_error is show_incident
    assert app._exception_handlers == {Exception: answer_incident}
