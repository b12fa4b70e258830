"""A simulated year of daily reminder runs: python benchmarks/reminders_year.py [matches] [kills].

365 days with gaps, double runs, two processes at once, both clock changes and a leap day; then the
same year with runs killed at random moments. Each reminder must be there once, none after its stop:
compared with the table of tests/life_year.py. With 175 matches there are more than 10,000.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from life_year import check, killed, live, populate, run_days

MATCHES, KILLS = 175, 200


def main(matches: int, kills: int) -> None:
    """Print how many reminders came, and how many of them the table knows; stop when one differs."""
    days = run_days()
    print(
        f"{len(days)} days with a run of 365; {sum(t == 2 for _, t in days)} with two, "
        f"{sum(t < 0 for _, t in days)} with two at once",
        flush=True,
    )
    with TemporaryDirectory() as name:
        folder = Path(name) / "year"
        began = time.monotonic()
        live(folder, populate(folder, matches), matches)
        total, known = check(folder, matches)
        print(
            f"{total} reminders, each once; {known} as the table says; {time.monotonic() - began:.0f} s",
            flush=True,
        )
        folder = Path(name) / "killed"
        began = time.monotonic()
        done = killed(folder, populate(folder, matches), matches, kills)
        total, known = check(folder, matches)
        print(
            f"{total} reminders, each once, {done} runs killed; {known} as the table says; {time.monotonic() - began:.0f} s"
        )


if __name__ == "__main__":
    main(*(int(x) for x in sys.argv[1:]) if len(sys.argv) > 2 else (MATCHES, KILLS))
