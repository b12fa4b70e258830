"""Whose mates were all erased had a place still: that a later plan has none for them is news."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from matching_generated import cohort
from matching_peers import pool

from mentorcli.domain.plan import Unplaced
from mentorcli.domain.plan_news import Approval, changes, news, plan_before
from mentorcli.matching import propose

DAY = dt.date(2027, 1, 8)


@pytest.mark.parametrize("found", [pool(7, 3), cohort(8, 4, 3)], ids=["peers", "groups"])
def test_who_was_left_alone_and_gets_no_place_is_told(found):
    plan = propose(found)
    match = plan.matches[0]
    alone = match.mentees[0]
    left = replace(match, mentor="", mentees=(alone,), pairs=())
    before = replace(plan, matches=(left, *plan.matches[1:]))
    waits = replace(
        plan, matches=plan.matches[1:], waiting=(*plan.waiting, Unplaced(alone, "no room", ""))
    )
    approvals = (Approval(1, DAY, before), Approval(2, DAY, waits))
    assert [(one.person, one.what) for one in news(before, waits)] == [(alone, "no_place")]
    assert changes(approvals) == {("mentee", alone): 2}
    assert plan_before(approvals, ("mentee", alone), 2, ()) is before
    assert changes((Approval(1, DAY, before), Approval(2, DAY, before))) == {}
