"""The plan's bytes are the same whatever the order of rows, threads, hash seed, locale and time zone.

The golden hashes hold for every Python version and machine: they change only when matching does.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from matching_generated import cohort
from matching_peers import pool

from mentorcli.domain.application import Capacity
from mentorcli.domain.match_form import PAIRS
from mentorcli.matching import propose
from mentorcli.workspace.plans import plan_text

GOLDEN = Path(__file__).parent / "golden" / "plans.txt"
ELSEWHERE = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "OMP_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns",
     "OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "3"},
)  # fmt: skip


def problems():
    pairs = replace(cohort(1, 1).programme, form=PAIRS, group=(1, 3))
    takes = (Capacity(1, 1), Capacity(1, 2), Capacity(1, 3))
    return {
        "groups": cohort(46, 18, 1),
        "pairs": cohort(40, 25, 2, programme=pairs, takes=takes),
        "peers": pool(13, 3),
    }


def shuffled(problem, number):
    r = random.Random(number)
    mixed = {}
    for side in ("mentees", "mentors"):
        people = list(getattr(problem, side))
        r.shuffle(people)
        mixed[side] = tuple(
            replace(a, answers=dict(sorted(a.answers.items(), key=lambda _: r.random())))
            for a in people
        )
    return replace(problem, **mixed)


def golden_of(problem):
    """Who is with whom and why nothing is better: what wording, texts and matches' ids do not change."""
    plan = propose(problem)
    matches = tuple(
        replace(m, id="", pairs=tuple(replace(p, reason="", parts=()) for p in m.pairs))
        for m in sorted(plan.matches, key=lambda m: (m.mentor, m.mentees))
    )
    stages = [(s.key, s.value, s.bound, s.proof) for s in plan.stages]
    told = [(u.person, u.code, u.best) for u in (*plan.waiting, *plan.unused)]
    return _hash(repr((matches, told, stages, plan.rules, plan.certificate)))


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()


def hashes(number=None):
    found = problems()
    if number is not None:
        found = {key: shuffled(problem, number) for key, problem in found.items()}
    plans = {key: _hash(plan_text(propose(problem))) for key, problem in found.items()}
    return "".join(f"{key} {plan}\n" for key, plan in plans.items())


@pytest.fixture(scope="module")
def made():
    return hashes()


def test_plans_are_the_golden_ones_on_every_python_version():
    made = "".join(f"{key} {golden_of(problem)}\n" for key, problem in problems().items())
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_the_order_of_rows_and_answers_changes_nothing(made):
    assert [hashes(number) for number in range(2)] == [made, made]


@pytest.mark.parametrize("environment", ELSEWHERE, ids=("one", "other"))
def test_threads_hash_seed_locale_and_time_zone_change_nothing(made, environment):
    done = subprocess.run(
        [sys.executable, "-c", "import test_matching_same as t; print(t.hashes(), end='')"],
        env={**os.environ, **environment, "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == made, done.stderr
