"""Lives of cohorts: no command disagrees with the model or another, and undo leaves no trace."""

import tempfile
from pathlib import Path

import open_lives
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standing_lives import SAMPLES, live, made, steps

STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(steps())), st.integers(0, 999)), min_size=4, max_size=14
)


@pytest.fixture(scope="session")
def bases(tmp_path_factory):
    """A workspace with an approved cohort of each programme."""
    found = {}
    for programme in SAMPLES:
        folder = tmp_path_factory.mktemp(programme)
        found[programme] = (folder, made(folder, programme))
    return found


@pytest.mark.parametrize("programme", SAMPLES)
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=STEPS)
def test_lives(bases, programme, plan):
    base, cohort = bases[programme]
    with tempfile.TemporaryDirectory() as name:
        live(base, Path(name) / "w", cohort, plan)


OPEN_STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(open_lives.steps())), st.integers(0, 999)),
    min_size=6,
    max_size=14,
)


@settings(max_examples=3, deadline=None)
@given(plan=OPEN_STEPS)
def test_lives_of_the_open_programme(plan):
    with tempfile.TemporaryDirectory() as name:
        base = Path(name) / "base"
        base.mkdir()
        open_lives.made(base)
        open_lives.live(base, Path(name) / "w", plan)
