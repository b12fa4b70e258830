"""Start mentorcli."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

_ALLOCATIONS = 200_000
"""After how many new objects Python looks for garbage: what a start loads is none."""


def main() -> None:
    """Run the command line; output is UTF-8 everywhere, also in a pipe on Windows."""
    gc.set_threshold(_ALLOCATIONS)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")
    if not sys.stdout.isatty():
        os.environ.setdefault("TYPER_USE_RICH", "0")  # cron and pipes never pay for colours
    from mentorcli.cli.app import run
    from mentorcli.console.stdout import only_results

    only_results()
    sys.exit(run())


if __name__ == "__main__":
    main()
