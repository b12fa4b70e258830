"""Of two whose match ended early nothing is asked any more: they are not put together again."""

from __future__ import annotations

import json

from conftest import COHORT

ON = ("--today", "2027-03-05")


def asked(run):
    every = json.loads(run("questions", "list", COHORT, "--json").stdout)["questions"]
    return [q["says"] for q in every if q["state"] == "open"]


def test_a_wish_for_a_mentor_whose_match_ended_is_asked_no_more_until_that_is_taken_back(approved):
    run = approved
    before = asked(run)
    about = [q for q in before if q.startswith("Fredrik Nordström wishes for “Mikael Öman”")]
    assert about
    run("pair", "end", COHORT, "Öhman", "--group", "--reason", "not told", *ON)
    assert [says for says in before if says not in asked(run)] == about
    run("undo", "--yes", *ON)
    assert asked(run) == before
