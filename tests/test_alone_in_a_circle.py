"""Whose mates were all erased had a place still: that a later plan has none for them is news."""

from __future__ import annotations

import datetime as dt
import email
import json
from dataclasses import replace
from email import policy

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


PEERS = "2027-peers"


def test_the_letter_tells_of_a_change_and_of_no_first_place(run, sample):
    run("init", ".", "--today", "2026-12-01")
    run("cohort", "new", "peer", PEERS, "--today", "2026-12-01")
    run("import", sample / "peers.csv", "--cohort", PEERS, "--accept", "--today", "2026-12-01")
    on = ("--today", "2026-12-02")
    run("match", PEERS, *on)
    run("plan", "approve", PEERS, "--yes", "--with-questions", *on)
    matches = json.loads(run("pair", "list", PEERS, "--json").stdout)["matches"]
    alone, *mates = matches[-1]["mentees"]
    assert mates
    run("person", "erase", PEERS, *mates, "--yes", *on)
    run("replan", PEERS, *on)
    run("plan", "approve", PEERS, "--yes", "--with-questions", *on)
    run("letter", "changed-match", PEERS, *on)
    files = [*(run.folder / "out" / PEERS / "letters" / "changed-match-peer").glob("*.eml")]
    mails = [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]
    shown = json.loads(run("person", "show", PEERS, alone, "--json").stdout)["applications"][0]
    address = next(a["value"] for a in shown["answers"] if a["answer"] == "email")
    assert address in {mail["to"].addresses[0].addr_spec for mail in mails}
    first = ("you have a place", "sinulle on paikka", "du har en plats")
    assert not [mail["subject"] for mail in mails if mail["subject"].endswith(first)]
