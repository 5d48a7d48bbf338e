"""The reader is started here as the program starts it: this room is about that process."""

from __future__ import annotations

import pytest

from loaders.lecture import processus
from tests.conftest import run_froid


@pytest.fixture(autouse=True)
def _froid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processus, "run_enfant", run_froid)
