"""Whole commands on generated cohorts: match, explain --with, replan after one withdrawal.

Usage: python benchmarks/matching_command.py 30x15 140x60 300x150 1000x500

Each command is a process of its own in a workspace whose applications are stored beforehand. Told are
seconds by the clock and processor seconds of the process (on a shared machine only these say much),
peak memory, and at the end the line seconds = a x mentees^b fitted to the processor seconds of match.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_cases import COHORT
from matching_generated import cohort

from mentorcli.domain.plan import MatchingCase
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.database import Hand
from mentorcli.workspace.folder import open_workspace

EXPLAINED = 9
"""So many pairs that may be are explained."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    processor: float
    megabytes: float
    code: int

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s ({self.processor:.1f} s of processor, {self.megabytes:.0f} MB)"
        )


def run(folder: Path, *words: str) -> tuple[Cost, str]:
    """Run a command in a process of its own and return what it took and printed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        command = [sys.executable, "-m", "mentorcli", *words]
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, cwd=folder)  # noqa: S603
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        out.seek(0)
        printed = out.read().decode()
    child.returncode = os.waitstatus_to_exitcode(status)
    used = usage.ru_utime + usage.ru_stime
    return Cost(seconds, used, usage.ru_maxrss / 1024, child.returncode), printed


def workspace_of(folder: Path, case: MatchingCase) -> None:
    """Make a workspace with a cohort and its applications."""
    for words in (
        ("init", "."), ("cohort", "new", "doctoral", COHORT), ("cohort", "move", COHORT, "open"),
    ):  # fmt: skip
        cost, printed = run(folder, *words)
        if cost.code:
            raise SystemExit(printed)
    hand = Hand("benchmark", "2027-01-01T00:00:00+00:00", "benchmark")
    with open_workspace(folder).writing(hand) as connection:
        save_applications(connection, (*case.mentees, *case.mentors))


def explained(folder: Path, plan: dict[str, Any]) -> str:
    """Explain mentees with the mentors of others, and tell what the pairs cost that may be."""
    costs, matches = [], plan["matches"]
    for one, other in zip(matches, reversed(matches), strict=True):
        words = ("explain", COHORT, one["mentees"][0], "--with", other["mentor"], "--json")
        cost, printed = run(folder, *words)
        if one is not other and "if_together" in json.loads(printed):
            costs.append(cost)
        if len(costs) == EXPLAINED:
            break
    seconds, processor = ([getattr(c, k) for c in costs] for k in ("seconds", "processor"))
    return (
        f"{len(costs)} allowed pairs, {statistics.median(seconds):.1f} s in the middle and "
        f"{max(seconds):.1f} s at most ({statistics.median(processor):.1f} and "
        f"{max(processor):.1f} s of processor)"
    )


def main() -> None:
    """Measure each size and print the line."""
    points = []
    for size in sys.argv[1:]:
        mentees, mentors = (int(x) for x in size.split("x"))
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            workspace_of(folder, cohort(mentees, mentors))
            cost, printed = run(folder, "match", COHORT, "--json")
            if cost.code:
                raise SystemExit(printed or f"match ended with {cost.code}")
            points.append((mentees, cost.processor))
            plan = json.loads((folder / "out" / COHORT / "plan.json").read_text())
            stages = {s["key"]: (s["value"], s["bound"], s["proof"]) for s in plan["stages"]}
            print(f"match {size}: {cost}; exit {cost.code}; {stages}", flush=True)
            first = plan["matches"][0]
            print(f"explain --with {size}: {explained(folder, plan)}", flush=True)
            run(folder, "plan", "approve", COHORT, "--yes")
            cost, printed = run(folder, "application", "withdraw", COHORT, first["mentor"], "--yes",
                                "--why", "moved")  # fmt: skip
            withdrawn = cost.code
            cost, printed = run(folder, "replan", COHORT, "--json")
            moves = json.loads(printed).get("moves") if printed else None
            print(
                f"replan {size}: {cost}; exit {withdrawn}, {cost.code}; moves {moves}", flush=True
            )
    if len(points) > 1:
        x, y = ([math.log(p[k]) for p in points] for k in (0, 1))
        mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
        slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum(
            (a - mean_x) ** 2 for a in x
        )
        factor = math.exp(mean_y - slope * mean_x)
        print(f"match: processor seconds = {factor:.3g} x mentees^{slope:.2f}")


if __name__ == "__main__":
    main()
