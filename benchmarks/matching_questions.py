"""What questions about a plan take against one match of the same cohort, in turns.

Usage: python benchmarks/matching_questions.py [ROUNDS] 30x15 140x60

Each command is a process of its own; told are the middle of ROUNDS (5) in processor seconds, as this
says most on a shared machine, and how many times one match it is. Exit code 1 above what is asked.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from matching_command import COHORT, cohort, run, workspace_of

ASKED = {
    "match": 1.0,
    "rules": 2.0,
    "plan check": 2.0,
    "plan check --firm": 2.0,
    "plan check --fair": 2.0,
    "advise": 4.0,
}
"""How many times one match each may take."""


def words(command: str) -> list[str]:
    """Return a command's words with the cohort in its place."""
    verbs = [w for w in command.split() if not w.startswith("--")]
    return [*verbs, COHORT, *command.split()[len(verbs) :]]


def measure(size: str, rounds: int) -> bool:
    """Print a size's table; tell whether all is as asked."""
    mentees, mentors = (int(x) for x in size.split("x"))
    spent: dict[str, list[float]] = {command: [] for command in ASKED}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        workspace_of(folder, cohort(mentees, mentors))
        for _ in range(rounds):
            for command, seconds in spent.items():
                cost, printed = run(folder, *words(command))
                if cost.code not in {0, 3}:
                    raise SystemExit(printed or f"{command} ended with {cost.code}")
                seconds.append(cost.processor)
    middle = {command: statistics.median(seconds) for command, seconds in spent.items()}
    times = {command: seconds / middle["match"] for command, seconds in middle.items()}
    for command, most in ASKED.items():
        print(
            f"{size} {command}: {middle[command]:.2f} s, {times[command]:.2f} (asked: {most:.0f})",
            flush=True,
        )
    return all(times[command] <= most for command, most in ASKED.items())


def main() -> int:
    """Measure each size."""
    rounds = [int(x) for x in sys.argv[1:] if x.isdigit()] or [5]
    sizes = [size for size in sys.argv[1:] if "x" in size]
    return 0 if sum(measure(size, rounds[0]) for size in sizes) == len(sizes) else 1


if __name__ == "__main__":
    sys.exit(main())
