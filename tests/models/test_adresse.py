"""The public address: a whole one, or none."""

from __future__ import annotations

import pytest

from models.adresse import find_app_url
from models.refus import ReglageInvalide


@pytest.mark.parametrize(
    ("dite", "lue"),
    [
        ("", ""),
        (" https://exemple.fr/ ", "https://exemple.fr"),
        ("http://localhost:8501/a/b", "http://localhost:8501/a/b"),
    ],
)
def test_it_is_read_without_its_last_stroke(monkeypatch: pytest.MonkeyPatch, dite: str, lue: str) -> None:
    monkeypatch.setenv("APP_URL", dite)
    assert find_app_url() == lue


@pytest.mark.parametrize(
    "dite", ["exemple.fr", "ftp://exemple.fr", "https://", "https://a@exemple.fr", "https://b.fr?x=1"]
)
def test_anything_else_is_refused(monkeypatch: pytest.MonkeyPatch, dite: str) -> None:
    monkeypatch.setenv("APP_URL", dite)
    with pytest.raises(ReglageInvalide, match="APP_URL"):
        find_app_url()
