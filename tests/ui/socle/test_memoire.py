"""What is kept is computed once for everybody, and refusals are not kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, RLock

import pytest

from ui.socle import memoire
from ui.socle.memoire import keep


class Verrou:
    """A lock that tells when eight threads have come to it, whether they hold it or wait."""

    def __init__(self) -> None:
        self.vrai, self.compte, self.venus, self.tous = RLock(), RLock(), 0, Event()

    def __enter__(self) -> None:
        with self.compte:
            self.venus += 1
            if self.venus == 8:
                self.tous.set()
        self.vrai.acquire()

    def __exit__(self, *_: object) -> None:
        self.vrai.release()


def test_two_who_ask_at_once_wait_for_one_computation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computation lasts until all have asked."""
    appels: list[int] = []
    verrou = Verrou()
    monkeypatch.setattr(memoire, "RLock", lambda: verrou)

    @keep(4)
    def double(n: int) -> int:
        appels.append(n)
        assert verrou.tous.wait(120)
        return 2 * n

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(double, [21] * 8)) == [42] * 8
    assert appels == [21]
    assert double(n=1) == 2
    assert double.__name__ == "double"


def test_a_refusal_is_asked_again() -> None:
    appels: list[int] = []

    @keep(4)
    def refuse() -> int:
        appels.append(1)
        if len(appels) == 1:
            raise ValueError("pas encore")
        return 3

    with pytest.raises(ValueError, match="pas encore"):
        refuse()
    assert refuse() == 3


def test_the_oldest_is_forgotten() -> None:
    appels: list[int] = []
    triple = keep(2)(lambda n: appels.append(n) or 3 * n)  # type: ignore[func-returns-value]
    assert [triple(n) for n in (1, 2, 3, 3, 1)] == [3, 6, 9, 9, 3]
    assert appels == [1, 2, 3, 1]
