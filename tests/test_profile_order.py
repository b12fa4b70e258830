"""Slips of a profile in which each word is right by itself: days turned round, names twice, a stage after the last."""

from __future__ import annotations

import pytest

from mentorcli.files.shipped import programmes


@pytest.mark.parametrize(("old", "new", "line", "says"), [
    ("call_closes = { month = 11, day = 22, year = -1 }", "call_closes = { month = 9, day = 22, year = -1 }",
     "call_closes = { month = 9", "call_closes is not after call_opens"),
    ("call_closes = { month = 11, day = 22, year = -1 }", "call_closes = { month = 11, day = 22 }",
     "kickoff = {", "kickoff is not after call_closes"),
    ('"total", "tie_break"]', '"tie_break", "total"]', "stages =", "“total” stands behind tie_break"),
    ('"midpoint", "help-wanted"', '"midpoint", "midpoint", "help-wanted"', "reminders =", "“midpoint” stands here twice"),
    ('"worst_served", "total"', '"worst_served", "seated", "total"', "stages =", "“seated” stands here twice"),
    ('"summary", "applicants"', '"summary", "summary", "applicants"', "sections =", "“summary” stands here twice"),
    ('"supervisors", "stage"', '"supervisors", "school", "stage"', "fields =", "“school” stands here twice"),
])  # fmt: skip
def test_it_is_refused_with_its_line(run, old, new, line, says):
    profile = (programmes() / "doctoral.toml").read_text("utf-8")
    assert profile.count(old) >= 1
    text = profile.replace(old, new, 1)
    wrong = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith(line))
    run("init", ".")
    (run.folder / "programmes" / "leads.toml").write_text(text, "utf-8")
    told = " ".join(run("doctor", code=3).stderr.split())
    assert says in told
    assert f"programmes/leads.toml › line {wrong}" in told
    assert says in " ".join(run("cohort", "new", "leads", "2028-spring", code=3).stderr.split())
