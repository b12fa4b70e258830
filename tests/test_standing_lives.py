"""Lives of cohorts: no command disagrees with the model or another, and undo leaves no trace.

Forty short ones; benchmarks/standing_lives.py lives as many as one likes, of forty steps each.
"""

import tempfile
from pathlib import Path

import open_lives
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from standing_lives import SAMPLES, live, made, steps

LIVES = {"doctoral": 4, "alumni": 10, "joint": 10, "peer": 9, "open": 7}
SETTINGS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # slow to shrink
)


def plans(names, most):
    """Return lives: lists of steps, each with a number that says with whom or when."""
    step = st.tuples(st.sampled_from(sorted(names)), st.integers(0, 999))
    return st.lists(step, min_size=4, max_size=most)


@pytest.fixture(scope="session")
def bases(tmp_path_factory):
    """A workspace with an approved cohort of each programme, and one with an open one."""
    found = {}
    for programme in SAMPLES:
        folder = tmp_path_factory.mktemp(programme)
        found[programme] = (folder, made(folder, programme))
    found["open"] = (tmp_path_factory.mktemp("open"), "")
    open_lives.made(found["open"][0])
    return found


@pytest.mark.parametrize("programme", SAMPLES)
def test_lives(bases, programme):
    base, cohort = bases[programme]

    @settings(SETTINGS, max_examples=LIVES[programme])
    @given(plans(steps(), 8))
    def lived(plan):
        with tempfile.TemporaryDirectory() as name:
            live(base, Path(name) / "w", cohort, plan)

    lived()


def test_lives_of_the_open_programme(bases):
    @settings(SETTINGS, max_examples=LIVES["open"])
    @given(plans(open_lives.steps(), 9))
    def lived(plan):
        with tempfile.TemporaryDirectory() as name:
            open_lives.live(bases["open"][0], Path(name) / "w", plan)

    lived()
