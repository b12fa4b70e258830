"""status --as-of a past day tells what status said on that day, unless it was taken back since."""

import datetime as dt
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from life_runner import called
from standing_lives import SAMPLES, answer

from mentorcli.files.shipped import shipped

COHORT = "2027-spring"
FIRST = dt.date(2027, 1, 9)


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """A cohort with a plan that waits to be approved."""
    folder, day = tmp_path_factory.mktemp("past"), ("--today", "2027-01-05")
    called("init", folder)
    answer(folder, "cohort", "new", "doctoral", COHORT, *day)
    files = [shipped("sample_data") / name for name in SAMPLES["doctoral"][1]]
    answer(folder, "import", *files, "--cohort", COHORT, "--accept", "--yes", *day)
    answer(folder, "match", COHORT, *day)
    return folder


MOVES = {
    "open": ("matching",), "matching": ("open",), "running": ("closing",),
    "closing": ("closed", "running"), "closed": ("closing",),
}  # fmt: skip
STEPS = ("withdraw", "restore", "move", "calendar", "replan", "approve", "invite", "undo")
LIFE = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 90), st.integers(0, 2)),
    min_size=6, max_size=14,
)  # fmt: skip


def words_of(step, number, state, people):
    """Return the command of a step in a cohort that is in a state; ``people`` has whether each is gone."""
    if step == "restore" and not any(people.values()):
        step = "withdraw"
    here = [p for p, gone in people.items() if gone is (step == "restore")]
    person, to = here[number % len(here)], MOVES[state]
    day = FIRST + dt.timedelta(days=number)
    return {
        "withdraw": ("application", "withdraw", COHORT, person, "--yes"),
        "restore": ("application", "restore", COHORT, person),
        "move": ("cohort", "move", COHORT, to[number % len(to)], "--yes"),
        "calendar": ("cohort", "change", COHORT, "--date", f"midpoint={day}", "--only"),
        "replan": ("replan", COHORT, "--only-fill"),
        "approve": ("plan", "approve", COHORT, "--yes", "--with-questions"),
        "invite": ("invite", "kickoff", COHORT),
        "undo": ("undo", "--yes"),
    }[step]


def said(folder, day, option="--today"):
    """Return what status says of a day, but for open questions, which are as they are now, and mails beside invitations."""
    (one,) = answer(folder, "status", COHORT, option, str(day))[0]["cohorts"]
    lines = [
        {**line, "what": re.sub(r", \d+ cancellations? too", "", line["what"])}
        for line in one["lines"]
        if not re.search(r"open question|mails? written and", line["what"])
    ]
    return {**one, "lines": lines}


@settings(
    deadline=None, max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(LIFE)
def test_every_past_day_is_told_as_it_was_told_on_that_day(past, life):
    with tempfile.TemporaryDirectory() as name:
        folder, day = Path(name) / "w", FIRST
        shutil.copytree(past, folder)
        told = {day: said(folder, day)}
        for step, number, pause in life:
            day += dt.timedelta(days=pause)
            state = said(folder, day)["state"]
            words = words_of(step, number, state, people_of(folder))
            found, _ = answer(folder, *words, "--today", str(day), code=(0, 2, 3))
            if gone := found.get("taken_back"):  # from that day on it is as if it had not been
                first = done_on(folder, gone[0])
                told = {then: was for then, was in told.items() if then < first}
            told[day] = said(folder, day)
        for then, was in told.items():
            assert said(folder, then, "--as-of") == was, then


def people_of(folder):
    """Return for everybody whose application is complete, or was, whether they have withdrawn."""
    listed = answer(folder, "application", "list", COHORT)[0]["applications"]
    return {a["id"]: a["state"] == "withdrawn" for a in listed if a["state"] != "incomplete"}


def done_on(folder, number):
    """Return the day on which the command with a number was given."""
    listed = answer(folder, "history", "--all")[0]["history"]
    return next(dt.date.fromisoformat(h["day"]) for h in listed if h["no."] == str(number))
