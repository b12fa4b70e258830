"""Lets another matcher solve one cohort; started by ``others.py`` with that matcher's own Python.

Usage: python others_worker.py mentor-match|matching|munkres < cohort.json > answer.json

The cohort is a table of scores, a row for each mentee, with -1 where a rule forbids the pair, and the
places of each mentor. The answer has the pairs made, barred ones left out, and the processor seconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Pairs = list[tuple[int, int]]


def by_mentor_match(scores: list[list[int]], places: list[int]) -> Pairs:
    """Return the pairs of mentor-match, whose rules look up the score: a round for each place.

    In a round everybody gets one more at most; who is settled is disqualified from the next.
    """
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data
    from matching.rules.rule import Disqualify

    class Score:
        def apply(self, match: Any) -> int:
            return scores[int(match.mentee.email[1:])][int(match.mentor.email[1:])]

    def barred(match: Any) -> bool:
        if match.mentee.mentors or len(match.mentor.mentees) >= places[int(match.mentor.email[1:])]:
            return True
        return scores[int(match.mentee.email[1:])][int(match.mentor.email[1:])] < 0

    mentees = [Mentee(grade=1, email=f"a{i}") for i in range(len(scores))]
    mentors = [Mentor(grade=1, email=f"b{j}") for j in range(len(scores[0]))]
    process_data(mentors, mentees, [[Score(), Disqualify(barred)]] * max(places))
    return [(i, int(m.mentors[0].email[1:])) for i, m in enumerate(mentees) if m.mentors]


def by_matching(scores: list[list[int]], places: list[int]) -> Pairs:
    """Return the mentee-optimal stable matching of ``matching``; both sides rank by score."""
    from matching.games import HospitalResident

    wanted = {
        i: sorted((j for j, s in enumerate(row) if s >= 0), key=lambda j: (-row[j], j))
        for i, row in enumerate(scores)
    }
    wanted = {i: js for i, js in wanted.items() if js}
    offers: dict[int, list[int]] = {}
    for i, js in wanted.items():
        for j in js:
            offers.setdefault(j, []).append(i)
    ranked = {
        f"b{j}": [f"a{i}" for i in sorted(who, key=lambda i: (-scores[i][j], i))]
        for j, who in offers.items()
    }
    sys.setrecursionlimit(1_000_000)
    game = HospitalResident.create_from_dictionaries(
        {f"a{i}": [f"b{j}" for j in js] for i, js in wanted.items()},
        ranked,
        {name: places[int(name[1:])] for name in ranked},
    )
    solved = game.solve(optimal="resident")
    return [(int(str(a)[1:]), int(str(b)[1:])) for b, people in solved.items() for a in people]


def by_munkres(scores: list[list[int]], places: list[int]) -> Pairs:
    """Return an assignment of ``munkres`` with the most pairs and, of these, the best total."""
    from munkres import Munkres

    bonus = (len(scores) + 1) * (max(max(row) for row in scores) + 1)
    most = 2 * bonus
    column_of = [j for j, number in enumerate(places) for _ in range(number)]
    costs = [[most - (bonus + row[j] if row[j] >= 0 else 0) for j in column_of] for row in scores]
    return [(int(i), column_of[k]) for i, k in Munkres().compute(costs)]


WAYS: dict[str, Callable[[list[list[int]], list[int]], Pairs]] = {
    "mentor-match": by_mentor_match, "matching": by_matching, "munkres": by_munkres,
}  # fmt: skip


def main() -> None:
    """Read the cohort, solve it, write the answer."""
    given = json.load(sys.stdin)
    scores = given["scores"]
    start = time.process_time()
    pairs = WAYS[sys.argv[1]](scores, given["places"])
    seconds = time.process_time() - start
    made = [(i, j) for i, j in pairs if scores[i][j] >= 0]
    json.dump({"pairs": made, "barred": len(pairs) - len(made), "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
