"""Several exact solves at once: the solver computes outside the interpreter's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_MOST = 4
"""No more solves at once, as each has its own memory."""
T = TypeVar("T")


def side_by_side(solves: Iterable[Callable[[], T]]) -> list[T]:
    """Return what each of some independent solves returns, in their order; raises what one raises.

    Each solve is deterministic by itself, so what is returned does not depend on how many run.
    """
    workers = max(1, min(_MOST, os.cpu_count() or 1))
    with ThreadPoolExecutor(workers) as pool:
        return [started.result() for started in [pool.submit(solve) for solve in solves]]
