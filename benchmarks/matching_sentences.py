"""Every sentence with a number of the commands on plans, held against all plans of changed input.

Usage: python benchmarks/matching_sentences.py [COHORTS [FIRST]]

COHORTS (60) random small cohorts, of groups, pairs and circles in turn. Prints how many figures were
read and how many of them were false, by command and kind. Exit code 1 where one is.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_sentences import FORMS, sentences_of
from sentences.world import Tally


def main() -> int:
    """Read, compare and print."""
    cohorts, begin = (int(x) for x in (*sys.argv[1:], *("60", "0")[len(sys.argv) - 1 :]))
    tally = Tally()
    for k in range(begin, begin + cohorts):
        form, number = FORMS[k % len(FORMS)], k // len(FORMS)
        with tempfile.TemporaryDirectory() as made:
            tally.add(sentences_of(Path(made) / "mentoring", form, number))
        sums = sum(tally.checked.values()), len(tally.false)
        print(f"{form} {number}: {sums[0]:,} figures, {sums[1]} false", file=sys.stderr, flush=True)
    for command, kind in sorted(tally.checked):
        key = (command, kind)
        print(f"{command} | {kind} | {tally.checked[key]} | {tally.wrong[key]}")
    print(
        "\n".join(
            [*tally.false, f"{sum(tally.checked.values()):,} figures, {len(tally.false)} false"]
        )
    )
    return 1 if tally.false else 0


if __name__ == "__main__":
    sys.exit(main())
