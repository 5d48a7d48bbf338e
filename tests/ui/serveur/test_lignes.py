"""Lines for what collects them: a JSON object each, without anything that tells of a person."""

from __future__ import annotations

import io
import json
import logging
from datetime import datetime

import pytest

from models.refus import ReglageInvalide
from ui.serveur.ecrits import Mesure
from ui.serveur.lignes import Sortie, is_json, mask

CELLULE = "Jean Dupont 06 12 34 56 78"


def log(niveau: int, texte: str, *args: object, erreur: Exception | None = None) -> tuple[bool, str]:
    """Return whether a record goes on to other handlers, and what is written of it."""
    flux = io.StringIO()
    exc_info = (type(erreur), erreur, erreur.__traceback__) if erreur is not None else None
    record = logging.LogRecord("ui.essai", niveau, __file__, 1, texte, args, exc_info)
    suite = Mesure(sortie=Sortie(flux)).filter(record)
    return suite, flux.getvalue()


def test_a_line_is_an_object_and_is_written_once() -> None:
    suite, ecrit = log(logging.WARNING, "Incident %s", "3F2A\n{}")
    lue = json.loads(ecrit)
    assert not suite
    assert ecrit.count("\n") == 1
    assert (lue["niveau"], lue["source"], lue["message"]) == ("WARNING", "ui.essai", "Incident 3F2A\\n{}")
    assert datetime.fromisoformat(lue["instant"]).tzinfo is not None


def test_an_error_is_told_without_the_words_of_a_cell() -> None:
    try:
        raise ValueError(CELLULE)
    except ValueError as erreur:
        _, ecrit = log(logging.ERROR, "Incident", erreur=erreur)
    lue = json.loads(ecrit)
    assert "test_lignes.py" in lue["erreur"]
    assert "Dupont" not in ecrit


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ('127.0.0.1:41234 - "WebSocket /_stcore/stream" [accepted]', '… - "WebSocket /_stcore/stream" [accepted]'),
        ('2a01:cb00:1::7:0 - "GET /recherche?q=dupont HTTP/1.1"', '… - "GET /recherche… HTTP/1.1"'),
        ("fe80::1%eth0 refused", "… refused"),
        ("jeanne.martin@exemple.fr has no access", "… has no access"),
        ("Stopping at 12:45:07, line 3: 1.2.3", "Stopping at 12:45:07, line 3: 1.2.3"),
        ("No module named 'x'?", "No module named 'x'?"),
    ],
)
def test_who_comes_and_what_they_look_for_are_not_written(texte: str, dit: str) -> None:
    assert mask(texte) == dit


def test_lines_are_texts_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOG_FORMAT", raising=False)
    assert not is_json()
    monkeypatch.setenv("LOG_FORMAT", "json")
    assert is_json()
    monkeypatch.setenv("LOG_FORMAT", "xml")
    with pytest.raises(ReglageInvalide, match="LOG_FORMAT vaut « xml »"):
        is_json()
