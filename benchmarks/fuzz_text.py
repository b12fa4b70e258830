"""Fuzzes the text reader for a while: python benchmarks/fuzz_text.py --minutes 10 --seed 1."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from reading_texts import CONTENTS, hold

EXAMPLES = 2_000


def main() -> None:
    """Run rounds of examples until the time is up; a failure ends it with its traceback."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=20261123)
    given_ = parser.parse_args()
    until = time.monotonic() + 60 * given_.minutes
    count = 0

    def counted(content: bytes) -> None:
        nonlocal count
        count += 1
        hold(content)

    now = given_.seed
    while time.monotonic() < until:
        profile = settings(
            max_examples=EXAMPLES, database=None, deadline=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        seed(now)(profile(given(CONTENTS)(counted)))()
        now += 1
    print(
        f"seeds {given_.seed} to {now - 1}, {count} texts, {given_.minutes:g} minutes, no failure"
    )


if __name__ == "__main__":
    main()
