"""Standard output kept for the result alone."""

from __future__ import annotations

import os
import sys
from typing import Any


def only_results() -> None:
    """Print results through a door of their own; what else writes to the old one is not seen.

    Solvers are C and now and then print a line of their own, from any thread, some of it only when
    the process ends; a child process inherits the old door too. Python's stdout keeps its kind
    (terminal or pipe). A Windows console is left as it is: there it is no file that could be moved.
    """
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError):  # a caller put something of its own in its place
        return
    terminal = sys.stdout.isatty()
    if number != 1 or (terminal and os.name == "nt"):
        return
    sys.stdout.flush()
    lines = 1 if terminal else -1
    own: Any = os.fdopen(os.dup(1), "w", lines, encoding="utf-8", errors="replace")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)
    sys.stdout = own
    sys.__stdout__ = own  # type: ignore[misc]  # who asks for the width of the terminal asks it
