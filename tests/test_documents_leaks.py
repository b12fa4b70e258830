"""What is meant for HR alone reaches nobody else: marked everywhere, looked for everywhere."""

from __future__ import annotations

import datetime as dt

import pytest
from documents_cohorts import KEY, MARK, SCORE, every_file, running, unpacked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorcli.commands.agreements import render
from mentorcli.commands.inviting import invite
from mentorcli.commands.lettering import write
from mentorcli.commands.reminding import remind
from mentorcli.commands.reporting import report

NAMES = st.text(st.characters(categories=("L", "Zs")), min_size=1, max_size=30).map(
    lambda name: f"Nimi {name}"
)
GROUPS = st.lists(
    st.tuples(st.sampled_from(("en", "fi", "sv")), st.lists(NAMES, min_size=2, max_size=3)),
    min_size=1, max_size=3,
)  # fmt: skip


def make_everything(cohort):
    run = cohort.on()
    render(run, KEY, dry_run=False)
    for gathering in ("kickoff", "wrapup"):
        invite(run, gathering, KEY, dry_run=False)
    for month, day in ((1, 18), (1, 28), (2, 4), (2, 11), (3, 22), (4, 20), (5, 13), (5, 17)):
        remind(cohort.on(dt.date(2027, month, day)), dry_run=False)
    for letter in ("receipt", "introduction", "waiting", "mentor-not-needed", "certificate"):
        write(run, letter, KEY, "", None, dry_run=False)
    report(run, KEY, dry_run=False)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(GROUPS, st.integers(0, 2))
def test_no_private_answer_leaves_the_house(tmp_path_factory, groups, alone):
    folder = tmp_path_factory.mktemp("leaks")
    cohort = running(folder, groups, alone=alone)
    make_everything(cohort)
    files = every_file(folder / "out")
    assert {p.suffix for p in files} >= {".docx", ".eml", ".xlsx", ".html"}
    assert "Visible" in "".join(files.values()), "what may be seen is there"
    hidden = (MARK, MARK.lower(), "1931-07-17", "17.7.1931", "17 July 1931")
    leaks = [(p.name, h) for p, text in files.items() for h in hidden if h in text]
    scored = [
        p.name for p, text in files.items() if str(SCORE) in text and p.parent.name != "report"
    ]
    assert (leaks, scored) == ([], []), "management may read the mean of the scores"


@pytest.mark.parametrize("encode", [str.encode, lambda t: t.encode("utf-16")])
def test_the_search_finds_what_is_there(encode):
    assert MARK in unpacked(encode(f"x {MARK} y"))
