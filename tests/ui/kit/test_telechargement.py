"""Taking a table away: a file is made when it is asked for, and once for the screen that shows its button."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.ui.conftest import Ouvrir
from ui.kit.telechargement import make_once

ENSEMBLE = 4


def test_clicks_without_end_make_a_file_once(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks at the same time: a page may send its clicks without waiting for what they give."""
    boutons: list[Callable[[], bytes]] = []
    faits: list[str] = []

    def build(titre: str, *_: object) -> bytes:
        faits.append(titre)
        return titre.encode()

    monkeypatch.setattr("streamlit.download_button", lambda _, donne, **options: boutons.append(donne))
    monkeypatch.setattr("ui.kit.telechargement.build_feuilles", build)
    ouvrir("partenaires.py")
    assert faits == []
    depart = Barrier(ENSEMBLE)

    def click(_: int) -> bytes:
        depart.wait()
        return boutons[0]()

    with ThreadPoolExecutor(ENSEMBLE) as fils:
        donnes = list(fils.map(click, range(ENSEMBLE)))
    assert len(faits) == 1
    assert donnes == [faits[0].encode()] * ENSEMBLE
    ouvrir("partenaires.py")
    boutons[-1]()
    assert len(faits) == 2


def test_a_file_that_could_not_be_made_is_made_again() -> None:
    essais = [OSError, None]

    def build() -> bytes:
        if erreur := essais.pop(0):
            raise erreur
        return b"fait"

    donne = make_once(build)
    with pytest.raises(OSError):
        donne()
    assert donne() == b"fait"
