"""How many sessions and connections are held: by the descriptors of the process, by address, and never beyond."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.racine import RACINE
from ui.serveur.places import (
    CONNEXIONS_MAX,
    PAR_SESSION,
    QUITTEES,
    SESSIONS_MAX,
    VOULUS,
    Places,
    compute_limites,
)


@pytest.mark.parametrize("descripteurs", [0, 64, 256, 768, 1_024, 2_048, VOULUS, 10**6])
def test_what_is_held_fits_the_descriptors(descripteurs: int) -> None:
    limites = compute_limites(descripteurs)
    assert 8 <= limites.sessions <= SESSIONS_MAX
    assert 16 <= limites.connexions <= CONNEXIONS_MAX
    if descripteurs >= 1_024:
        assert limites.sessions * PAR_SESSION + limites.connexions + QUITTEES < descripteurs - 100


def test_a_common_machine_holds_all_of_it() -> None:
    assert compute_limites(VOULUS) == (SESSIONS_MAX, CONNEXIONS_MAX)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
@pytest.mark.parametrize(("souple", "dure", "attendu"), [(256, 1_024, 1_024), (512, 10**9, VOULUS), (700, 700, 700)])
def test_the_descriptors_are_raised_to_what_is_granted(souple: int, dure: int, attendu: int) -> None:
    """In a process of its own: what is lowered cannot be raised again."""
    code = (
        "import resource as r; from ui.serveur.places import raise_descripteurs as f; "
        f"dure = min({dure}, r.getrlimit(r.RLIMIT_NOFILE)[1]); r.setrlimit(r.RLIMIT_NOFILE, ({souple}, dure)); "
        f"print(f() == min({attendu}, dure) == r.getrlimit(r.RLIMIT_NOFILE)[0])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], cwd=RACINE, text=True).strip() == "True"


def test_an_address_has_half_of_the_places() -> None:
    places = Places(4)
    for _ in range(2):
        assert not places.is_complet("a")
        places.take("a")
    assert places.is_complet("a")
    for adresse in "bc":
        assert not places.is_complet(adresse)
        places.take(adresse)
    assert places.is_complet("d")
    places.give("a")
    assert not places.is_complet("d")
    assert not places.is_complet("a")
