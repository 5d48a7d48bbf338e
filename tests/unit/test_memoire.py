"""What is kept is computed once for everybody, and refusals are not kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest

from ui.socle.memoire import keep


def test_two_who_ask_at_once_wait_for_one_computation() -> None:
    appels: list[int] = []
    depart = Barrier(8)

    @keep(4)
    def double(n: int) -> int:
        appels.append(n)
        sleep(0.05)
        return 2 * n

    def ask(_: int) -> int:
        depart.wait()
        return double(21)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [42] * 8
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
