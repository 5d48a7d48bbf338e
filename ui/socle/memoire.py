"""Results kept for every viewer: what depends on hashable arguments alone is computed once, then only read.

Streamlit's own caches hash each argument by its content, at each rerun: too slow for what a screen reads ten times.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def keep(nombre: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last `nombre` results of a function; two viewers who ask at once wait for one computation.

    Results are shared and must not be changed. A refusal is not kept. Never read the session inside.
    """

    def decorate(fonction: Callable[P, T]) -> Callable[P, T]:
        # `lru_cache` alone computes twice for two who ask at once; re-entrant, since a kept result may ask for another.
        memoire, verrou = lru_cache(maxsize=nombre)(fonction), RLock()

        @wraps(fonction)
        def read(*args: P.args, **kwargs: P.kwargs) -> T:
            with verrou:
                return memoire(*args, **cast("dict[str, Hashable]", kwargs))

        return read

    return decorate
