"""Fault 58: instants are stored in UTC and shown at the hour of Paris, wherever the machine thinks it is."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

import pytest

from loaders import __main__ as programme
from models.provenance import load_journal
from models.sceau import load_chaine
from models.session import dispose_engines, open_base
from models.temps import to_paris
from phrases.instants import format_instant
from tests.constats import Lancer, Verifier
from tests.fabrique import fill, make_gabarit

pytestmark = pytest.mark.deux_moteurs

INSTANTS = {
    "été": (datetime(2026, 7, 14, 22, 30, tzinfo=UTC), "15/07/2026 à 00:30"),
    "hiver": (datetime(2026, 11, 14, 23, 30, tzinfo=UTC), "15/11/2026 à 00:30"),
    "veille de minuit": (datetime(2026, 11, 14, 22, 59, tzinfo=UTC), "14/11/2026 à 23:59"),
    "avant l’heure d’été": (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29/03/2026 à 01:59"),
    "l’heure d’été": (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29/03/2026 à 03:00"),
    "2 h 30 une première fois": (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25/10/2026 à 02:30"),
    "2 h 30 une seconde fois": (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25/10/2026 à 02:30"),
    "nouvel an": (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "01/01/2027 à 00:30"),
}


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Tokyo"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine set to another hour."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def set_heure(monkeypatch: pytest.MonkeyPatch, instant: datetime) -> None:
    class Horloge(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return instant.astimezone(tz)

    monkeypatch.setattr(programme, "datetime", Horloge)


def test_faute_58_utc_en_base_paris_a_l_ecran(
    machine: None, monkeypatch: pytest.MonkeyPatch, appliquer: Verifier, lancer: Lancer, gabarit: bytes
) -> None:
    gabarit = make_gabarit(trimestre="2026-T1")
    for rang, (instant, _) in enumerate(INSTANTS.values()):
        set_heure(monkeypatch, instant)
        fichier = appliquer(fill(gabarit, {"H5": 40 + rang}), "--trimestre", "2026-T1")
        assert fichier["remontee"] == rang + 1
    dispose_engines()
    with open_base() as session:
        stockes = [e.get_champ("date") for e in load_chaine(session.connection(), 1).entrees]
        lus = [e.date for e in load_journal(session)][1:]
    assert stockes == [f"{i:%Y-%m-%dT%H:%M:%S.%f}" for i, _ in INSTANTS.values()]
    assert [to_paris(i).astimezone(UTC) for i in lus] == [i for i, _ in INSTANTS.values()]
    ecran = [re.sub(r"à 0?(\d+):", "à \\1\u00a0h\u00a0", texte) for _, texte in INSTANTS.values()]
    assert [format_instant(i) for i in lus] == ecran
    lignes = lancer("journal").out.splitlines()[1:]
    for ligne, (_, texte) in zip(lignes, INSTANTS.values(), strict=True):
        assert f"  {texte.replace(' à ', ' ')}  " in ligne


@pytest.mark.parametrize(
    ("instant", "permis"),
    [
        (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), False),  # 23:59 in Paris, summer time
        (datetime(2026, 9, 30, 22, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), True),
    ],
)
def test_faute_58_le_trimestre_commence_a_minuit_a_paris(
    machine: None, monkeypatch: pytest.MonkeyPatch, verifier: Verifier, base: str, instant: datetime, permis: bool
) -> None:
    set_heure(monkeypatch, instant)
    fichier = verifier(fill(make_gabarit(trimestre="2026-T4"), {"H5": 45}))
    assert [a["code"] for a in fichier["anomalies"]] == ([] if permis else ["trimestre_futur"])
