"""A sign of life on long work, only at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

LONG = 2_000
"""Fewer rows are read before a person looks up."""


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show a spinner with ``what`` on stderr while the work goes on; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(f"{what} …")):
        yield


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give what shows a bar with ``what`` on stderr, told how many are done and of how many."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    bar = _bar(what, None)
    try:
        yield lambda done, of: bar.update(bar.task_ids[0], completed=done, total=of)
    finally:
        bar.stop()


def rows_done() -> Callable[[str, int, int], None] | None:
    """Return what shows how many rows of a long import are done; None without a terminal.

    It is called with the work, the rows done and all rows (a bar), 0 done (a bar that only
    moves), or an empty word, which takes the bar away.
    """
    if not sys.stderr.isatty():
        return None
    shown: list[tuple[str, Progress]] = []

    def show(work: str, done: int, total: int) -> None:
        if shown and shown[-1][0] != work:
            shown.pop()[1].stop()
        if not work or total < LONG:
            return
        if not shown:
            shown.append((work, _bar(work, total if done else None)))
        shown[-1][1].update(shown[-1][1].task_ids[0], completed=done)

    return show


def _bar(work: str, total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(work, total=total)
    bar.start()
    return bar
