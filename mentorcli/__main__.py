"""Start mentorcli."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; output is UTF-8 everywhere, also in a pipe on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.stdout is None or not sys.stdout.isatty():
        os.environ.setdefault("TYPER_USE_RICH", "0")  # cron and pipes never pay for colours
    from mentorcli.cli.app import app

    app()


if __name__ == "__main__":
    main()
