"""Random lives of cohorts against the models of tests/standing_lives.py and tests/open_lives.py: python benchmarks/standing_lives.py [lives] [first].

Prints how many steps held in how many processor seconds (a life takes 6 to 18), and stops at the first life that
did not hold, with its steps. Without a number it lives 2,000.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import open_lives
from standing_lives import SAMPLES, live, made, steps

LENGTH = 40


def main(lives: int, first: int) -> int:
    """Live through ``lives`` lives, the programmes in turn."""
    names, done = {name: sorted(steps()) for name in SAMPLES}, 0
    names["open"] = sorted(open_lives.steps())
    with tempfile.TemporaryDirectory() as name:
        bases = {}
        for programme in SAMPLES:
            folder = Path(name) / programme
            folder.mkdir()
            bases[programme] = (folder, made(folder, programme))
        (Path(name) / "open").mkdir()
        open_lives.made(Path(name) / "open")
        for number in range(first, first + lives):
            draw = random.Random(number)  # noqa: S311 - a life, no secret
            programme = [*names][number % len(names)]
            plan = [(draw.choice(names[programme]), draw.randrange(1000)) for _ in range(LENGTH)]
            folder = Path(name) / f"life{number}"
            try:
                if programme == "open":
                    open_lives.live(Path(name) / "open", folder, plan)
                else:
                    base, cohort = bases[programme]
                    live(base, folder, cohort, plan)
            except (AssertionError, KeyError):
                traceback.print_exc()
                print(f"life {number} ({programme}) does not hold: {plan}")
                return 1
            done += len(plan)
            print(f"life {number}: {done} steps hold, {time.process_time():.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    said = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(said + [2000, 0][len(said) :])))
