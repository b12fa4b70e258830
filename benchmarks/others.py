"""Other matchers on the same one-to-one cohorts: seats, worst served, total, seconds.

Usage: python benchmarks/others.py prepare FOLDER      # makes their environments (needs a package index)
       python benchmarks/others.py FOLDER 50x40 140x120 300x250 50x20x3 140x60x3

``mentor-match`` 7.0.1 and ``matching`` 1.4.3 both install a module called ``matching``, so each is in an
environment of its own; ``munkres`` 3 comes with the first and is the oracle for seats and total. All get
the same ready table of scores and barred pairs, so only the matching is compared. A third number in a
size lets mentors have one to so many places; mentor-match then runs in so many rounds, as its users do. Seconds are of the
processor. Exit code 1 when the oracle does not agree.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_generated import cohort

from mentorcli.domain.application import Capacity
from mentorcli.domain.match_form import PAIRS
from mentorcli.matching.board.board import board_of
from mentorcli.matching.solve.solver_choice import seat

PACKAGES = {"mentor-match": "mentor-match==7.0.1", "matching": "matching==1.4.3"}
HOMES = {"mentor-match": "mentor-match", "matching": "matching", "munkres": "mentor-match"}
WORKER = Path(__file__).with_name("others_worker.py")


def python_of(folder: Path, name: str) -> Path:
    """Return the Python of a matcher's environment."""
    inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    return folder / HOMES[name] / inside


def prepare(folder: Path) -> None:
    """Make the environments."""
    for name, package in PACKAGES.items():
        venv.create(folder / name, with_pip=True)
        words = [python_of(folder, name), "-m", "pip", "install", "--quiet", package]
        subprocess.run(words, check=True)  # noqa: S603 - pip


def told(scores: list[list[int]], pairs: list[list[int]]) -> tuple[int, int, int]:
    """Return seats, the worst score and the total of pairs."""
    points = [scores[i][j] for i, j in pairs]
    return len(points), min(points, default=0), sum(points)


def compared(folder: Path, size: str) -> bool:
    """Print the lines of a size; tell whether the oracle agrees."""
    import numpy as np

    mentees, mentors, most = (*(int(x) for x in size.split("x")), 1)[:3]
    programme = replace(cohort(1, 1).programme, form=PAIRS, group=(1, most))
    takes = tuple(Capacity(1, x) for x in range(1, most + 1))
    board = board_of(cohort(mentees, mentors, programme=programme, takes=takes))
    places = [a.capacity().most for a in board.mentors]
    known, free = board.open_rows(np.arange(mentees))
    scores = np.where(free, known.astype(int), -1).tolist()
    best = {}
    for name, keys in (("mentorcli", ("seated", "worst_served", "total")),
                       ("mentorcli without a floor", ("seated", "total"))):  # fmt: skip
        start = time.process_time()
        answer = seat(board, keys)
        seconds = time.process_time() - start
        pairs = [[i, j] for j, members in answer.groups.items() for i in members]
        best[name] = told(scores, pairs)
        line(size, name, best[name], 0, seconds)
    agreed = True
    for name in HOMES:
        done = subprocess.run(  # noqa: S603 - our own worker
            [python_of(folder, name), WORKER, name],
            input=json.dumps({"scores": scores, "places": places}), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            print(
                f"| {size} | {name} | failed: {done.stderr.strip().splitlines()[-1][:80]} | | | | |"
            )
            continue
        found = json.loads(done.stdout)
        result = told(scores, found["pairs"])
        line(size, name, result, found["barred"], found["seconds"])
        if name == "munkres":
            mine = best["mentorcli without a floor"]
            agreed = (result[0], result[2]) == (mine[0], mine[2])
    return agreed


def line(size: str, name: str, result: tuple[int, int, int], barred: int, seconds: float) -> None:
    """Print one line of the table."""
    print(f"| {size} | {name} | {result[0]} | {result[1]} | {result[2]} | {barred} | {seconds:.2f} |",
          flush=True)  # fmt: skip


def main() -> int:
    """Prepare or compare."""
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]))
        return 0
    print(
        "| mentees x mentors | matcher | seats | worst served | total | barred pairs made | seconds |"
    )
    print("|---|---|---|---|---|---|---|")
    agreed = [compared(Path(sys.argv[1]), size) for size in sys.argv[2:]]
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
