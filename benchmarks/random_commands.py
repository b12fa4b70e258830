"""Random commands against the workspace's invariants, more of them: python benchmarks/random_commands.py [sequences].

The same steps and the same checks as tests/test_life_moves.py, chosen by number and not by Hypothesis.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import datetime as dt

from life_year import number
from test_life_moves import OPEN, START, STEPS, YEARLY, check, dump, made_ready, records, refusal

SEQUENCES, LENGTH = 200, 22


def main(sequences: int) -> None:
    """Print how often each command was done and how often refused; stop at the first broken rule."""
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        bases = [made_ready(Path(name) / f"base{n}", approved=n > 0) for n in range(2)]
        for s in range(sequences):
            folder = Path(shutil.copytree(bases[s % 3 > 0], Path(name) / f"w{s}"))
            day, found = START, records(folder)
            for k in range(LENGTH):
                n = [number(s, k, x) for x in range(5)]
                step = (
                    STEPS[n[0] % len(STEPS)],
                    (OPEN, OPEN, YEARLY)[n[1] % 3],
                    n[2] % 9,
                    n[3] % 9,
                    n[4] % 41,
                )
                before = dump(folder)
                why = refusal(folder, day, step)
                (refused if why else done)[step[0]] += 1
                if why and dump(folder) != before:
                    raise SystemExit(f"refused, and yet changed: {step}: {why}")
                found = check(found, records(folder))
                day += dt.timedelta(days=3)
            shutil.rmtree(folder)
    print(
        f"{sequences} sequences of {LENGTH} commands; each refusal changed nothing, each rule held"
    )
    print(f"{'command':10} done refused")
    for what in sorted({*done, *refused}):
        print(f"{what:10} {done[what]:4} {refused[what]:7}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SEQUENCES)
