"""A match that ended early: its people wait, its seat is free, and it is not made again unless somebody says so."""

from __future__ import annotations

import shlex
from email import message_from_bytes, policy

import pytest
from test_first_aid_life import answer, figures, plan_of, standing
from test_letters_owed import PROGRAMMES, cohort_of

DAY = "2027-04-10"


def ended(run, sample, programme):
    """Approve a sample cohort and end its first match of the fewest people early; return it."""
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    plan = plan_of(run, cohort)
    match = min(plan["matches"], key=lambda m: (len(m["mentees"]), m["id"]))
    end = ("pair", "end", cohort, match["id"], "--on", DAY, "--today", DAY, "--reason", "not told")
    run(*end, *(("--group",) if len(match["mentees"]) + bool(match["mentor"]) > 2 else ()))
    return cohort, plan, match


def ties(plan):
    """Return who is together with whom: mentee and mentor, or two of a circle."""
    found = set()
    for m in plan["matches"]:
        two = [(m["mentor"], p) for p in m["mentees"]] if m["mentor"] else [
            (a, b) for a in m["mentees"] for b in m["mentees"] if a < b
        ]  # fmt: skip
        found |= {frozenset(p) for p in two}
    return found


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_match_that_ended_early_frees_its_people_and_its_seat(run, sample, programme):
    cohort, before, match = ended(run, sample, programme)
    mentees = set(match["mentees"])
    said = " ".join(standing(run, DAY, cohort))
    assert f"{len(mentees)} {'person' if programme == 'peer' else 'mentee'}" in said.replace(
        "people", "person").replace("mentees", "mentee"), said  # fmt: skip
    assert "without a match since theirs ended early" in said
    waits = answer(run("waiting", cohort, "--today", DAY, "--json"))["waiting"]
    assert mentees <= {w["person"] for w in waits if w["code"] == "ended_early"}
    made = answer(run("replan", cohort, "--today", DAY, "--json"))
    plan = made["plan"]
    assert not ties(plan) & ties({"matches": [match]}), "these two parted"
    assert made["unavoidable"] == 0, "who parted does not count as moved"
    filled = answer(run("replan", cohort, "--only-fill", "--today", DAY, "--dry-run", "--json"))
    stays = ties(before) - ties({"matches": [match]})
    assert stays <= ties(filled["plan"]), "nobody else is moved"
    waiting = {u["person"] for u in plan["waiting"]}
    seats = {p for m in plan["matches"] for p in m["mentees"]}
    assert mentees <= waiting | seats
    run("plan", "approve", cohort, "--yes", "--with-questions", "--today", DAY)
    assert "without a match since" not in " ".join(standing(run, DAY, cohort)), (
        "no plan can do more"
    )
    listed = answer(run("pair", "list", cohort, "--json"))["matches"]
    assert [m["state"] for m in listed if m["match"] == match["id"]] == ["ended early"]
    # with whom they are now was agreed that day, not on the day of the kick-off
    new = {m["id"] for m in plan["matches"]} - {m["id"] for m in before["matches"]}
    assert {m["starts"] for m in listed if m["match"] in new} <= {DAY}


@pytest.mark.parametrize("programme", ["alumni", "peer"])
def test_somebody_may_put_two_together_again_who_parted(run, sample, programme):
    cohort, _, match = ended(run, sample, programme)
    one, other = match["mentees"][0], match["mentor"] or match["mentees"][1]
    freed = run("plan", "free", cohort, one, other, "--today", DAY)
    assert "ended early on 2027-04-10" in " ".join(freed.stdout.split())
    run("plan", "keep", cohort, one, other, "--why", "they asked", "--today", DAY)
    assert frozenset((one, other)) in ties(plan_of(run, cohort))


def test_signatures_of_a_match_that_ended_early_stay(run, sample):
    cohort, exports, _ = PROGRAMMES["alumni"]
    cohort_of(run, sample, "alumni", cohort, *exports)
    match = plan_of(run, cohort)["matches"][0]
    run("agreement", "render", cohort, "--today", "2027-01-20")
    run(
        "agreement",
        "signed",
        cohort,
        match["mentor"],
        "--on",
        "2027-01-25",
        "--today",
        "2027-01-25",
    )
    end = ("--on", DAY, "--today", DAY, "--reason", "moved away")
    run("pair", "end", cohort, match["id"], *end)
    run("replan", cohort, "--today", DAY)
    done = run("plan", "approve", cohort, "--yes", "--with-questions", "--today", DAY)
    assert "no longer count" not in done.stdout + done.stderr


def test_undo_of_an_end_puts_the_match_back(run, sample):
    cohort, before, _ = ended(run, sample, "alumni")
    run("undo", "--yes", "--today", DAY)
    assert "ended early" not in " ".join(standing(run, DAY, cohort))
    again = answer(run("replan", cohort, "--dry-run", "--today", DAY, "--json"))["plan"]
    assert ties(again) == ties(before)


def left_with_one(run, sample, how):
    """Approve the doctoral sample; let people leave a group until one mentee is left. Return both."""
    cohort, exports, _ = PROGRAMMES["doctoral"]
    cohort_of(run, sample, "doctoral", cohort, *exports)
    plan = plan_of(run, cohort)
    match = next(m for m in plan["matches"] if len(m["mentees"]) > 1)
    for person in match["mentees"][1:]:
        if how == "withdraw":
            run("application", "withdraw", cohort, person, "--yes", "--today", DAY)
        else:
            only = ("--only", "--on", DAY, "--reason", "moved away", "--today", DAY)
            run("pair", "end", cohort, person, *only)
    return cohort, match


@pytest.mark.parametrize("how", ["withdraw", "leave"])
def test_a_group_left_with_one_mentee_goes_on_where_somebody_says_so(run, sample, how):
    cohort, match = left_with_one(run, sample, how)
    mentor, mentee = match["mentor"], match["mentees"][0]
    keep = ("plan", "keep", cohort, mentee, mentor, "--override", "group_size", "--today", DAY)
    run(*keep, code=2)  # not without a reason
    run(*keep, "--why", "both want to go on")
    plan = plan_of(run, cohort)
    alone = next(m for m in plan["matches"] if m["mentor"] == mentor)
    assert (alone["id"], mentee in alone["mentees"]) == (match["id"], True)
    assert answer(run("plan", "check", cohort, "--json"))["valid"]
    run("plan", "approve", cohort, "--yes", "--with-questions", "--today", DAY)
    said = " ".join(standing(run, DAY, cohort))
    assert "held by somebody who withdrew" not in said
    assert "against a rule (group size), by your decision" in said
    run("agreement", "render", cohort, "--today", DAY)
    listed = answer(run("agreement", "list", cohort, "--json"))["signatures"]
    assert plan["names"][mentee] in {s["signer"] for s in listed}


def test_status_says_that_a_group_left_with_one_gets_no_mail_and_how_it_goes_on(run, sample):
    cohort, match = left_with_one(run, sample, "withdraw")
    lines = answer(run("status", cohort, "--today", DAY, "--json"))["cohorts"][0]["lines"]
    (line,) = [x for x in lines if "no mail goes to it" in x["what"]]

    def reminded():
        found = answer(run("remind", "--dry-run", "--today", "2027-05-17", "--json"))["reminders"]
        return {r["person"] for r in found} & {match["mentor"], match["mentees"][0]}

    assert not reminded()
    run(*shlex.split(line["command"])[1:], "--today", DAY)
    run("plan", "approve", cohort, "--yes", "--with-questions", "--today", DAY)
    assert reminded() == {match["mentor"], match["mentees"][0]}
    assert "no mail goes" not in " ".join(standing(run, DAY, cohort))


def test_a_group_of_one_is_not_kept_without_that_word(run, sample):
    cohort, match = left_with_one(run, sample, "withdraw")
    run("plan", "keep", cohort, match["mentees"][0], match["mentor"], "--today", DAY, code=None)
    alone = [m for m in plan_of(run, cohort)["matches"] if m["mentor"] == match["mentor"]]
    assert all(len(m["mentees"]) > 1 for m in alone)


def test_who_withdraws_after_the_last_day_was_there_to_the_end(run, sample):
    cohort, exports, _ = PROGRAMMES["doctoral"]
    cohort_of(run, sample, "doctoral", cohort, *exports)
    plan, later = plan_of(run, cohort), "2027-06-01"
    match = min(plan["matches"], key=lambda m: (len(m["mentees"]), m["id"]))
    ended = figures(run, cohort, "--today", later)["Matches of mentees that ended"]
    run("application", "withdraw", cohort, match["mentees"][0], "--yes", "--today", later)
    said = " ".join(standing(run, later, cohort))
    assert "held by somebody who withdrew" not in said
    waits = answer(run("waiting", cohort, "--today", later, "--json"))["waiting"]
    assert {w["code"] for w in waits}.isdisjoint({"lost_somebody", "ended_early"})
    now = figures(run, cohort, "--today", later)
    assert now["Matches of mentees that lost somebody"] == 0
    assert now["Matches of mentees that ended"] == ended - 1


def test_only_who_left_a_group_hears_that_their_part_ended(run, sample):
    cohort, match = left_with_one(run, sample, "leave")
    written = answer(run("letter", "early-ending", cohort, "--today", DAY, "--dry-run", "--json"))
    names = plan_of(run, cohort)["names"]
    assert {x["to"] for x in written["letters"]} == {names[p] for p in match["mentees"][1:]}


def test_a_word_that_reads_like_an_end_is_still_a_word(run, sample):
    cohort, exports, _ = PROGRAMMES["alumni"]
    cohort_of(run, sample, "alumni", cohort, *exports)
    match = plan_of(run, cohort)["matches"][0]
    pair = (match["mentees"][0], match["mentor"])
    run(
        "plan",
        "forbid",
        cohort,
        *pair,
        "--why",
        "their match ended early on Monday",
        "--today",
        DAY,
    )
    decided = plan_of(run, cohort)["decisions"]
    assert [d["kind"] for d in decided] == ["forbid"]
    again = answer(run("replan", cohort, "--today", DAY, "--dry-run", "--json"))["plan"]
    assert frozenset(pair) not in ties(again)


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("made", [True, False], ids=["made", "not made"])
def test_nobody_signs_for_a_match_that_ended_early(run, sample, programme, made):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    if made:
        run("agreement", "render", cohort, "--today", "2027-02-01")
    match = min(plan_of(run, cohort)["matches"], key=lambda m: (len(m["mentees"]), m["id"]))
    who = ("agreement", "signed", cohort, match["mentees"][0], "--on", DAY, "--today", DAY)
    assert "kept as signed" in run(*who, "--dry-run").stdout
    end = ("pair", "end", cohort, match["id"], "--on", DAY, "--today", DAY, "--reason", "not told")
    run(*end, *(("--group",) if len(match["mentees"]) + bool(match["mentor"]) > 2 else ()))
    assert "ended early, so nobody signs for it" in " ".join(run(*who, code=3).stderr.split())


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_cohort_that_closes_is_told_of_the_plan_that_counts_and_of_no_other(
    run, sample, programme
):
    """Neighbours: a proposal left over, a place left by a withdrawal, a match that ended early."""
    cohort, plan, match = ended(run, sample, programme)
    other = next(m for m in plan["matches"] if m["id"] != match["id"])
    run("application", "withdraw", cohort, other["mentees"][0], "--yes", "--today", DAY)
    run("replan", cohort, "--today", DAY)
    run("cohort", "move", cohort, "closing", "--yes", "--today", DAY)
    lines = answer(run("status", cohort, "--today", DAY, "--json"))["cohorts"][0]["lines"]
    assert not [x for x in lines if "not approved" in x["what"]]
    for line in (x["command"] for x in lines if x["command"]):
        words = shlex.split(line)[1:]
        if {"replan", "match", "approve", "keep"} & {*words}:
            raise AssertionError(line)
    assert [x for x in lines if x["what"].endswith("; approved") or "ended early" in x["what"]]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_match_that_cannot_go_on_is_not_extended(run, sample, programme):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    match = min(plan_of(run, cohort)["matches"], key=lambda m: (len(m["mentees"]), m["id"]))
    longer = ("pair", "extend", cohort, match["id"], "--until", "2028-01-31", "--today", DAY)
    assert run(*longer, "--dry-run")
    leaves = match["mentor"] or match["mentees"][0]
    run("application", "withdraw", cohort, leaves, "--yes", "--today", DAY)
    assert "cannot go on without" in run(*longer, code=3).stderr


LEAVES = ("--only", "--on", DAY, "--today", DAY, "--reason", "moved abroad")


@pytest.mark.parametrize("who", ["mentee", "mentor"])
@pytest.mark.parametrize("programme", ["doctoral", "alumni", "joint", "peer"])
def test_who_alone_leaves_one_of_two_has_withdrawn_and_the_other_waits(run, sample, programme, who):
    if programme == "doctoral":
        cohort, match = left_with_one(run, sample, "withdraw")
        left = set(match["mentees"][1:])
        match["mentees"] = match["mentees"][:1]
    else:
        cohort, exports, selected = PROGRAMMES[programme]
        cohort_of(run, sample, programme, cohort, *exports, selected=selected)
        every, left = plan_of(run, cohort)["matches"], set()
        match = min(every, key=lambda m: (len(m["mentees"]), m["id"]))
        for other in every:
            if other["mentor"] == match["mentor"] != "" and other != match:
                run("pair", "end", cohort, other["id"], *LEAVES[1:])
        for person in match["mentees"][2:] if programme == "peer" else ():
            run("pair", "end", cohort, person, *LEAVES)
            left.add(person)
        match["mentees"] = [p for p in match["mentees"] if p not in left]
    two = sorted({*match["mentees"], match["mentor"]} - {""})
    assert len(two) == 2
    gone = match["mentor"] or match["mentees"][1] if who == "mentor" else match["mentees"][0]
    (stays,) = {*two} - {gone}
    trial = run("pair", "end", cohort, gone, *LEAVES, "--dry-run").stdout
    assert "would leave on" in trial
    said = " ".join(run("pair", "end", cohort, gone, *LEAVES).stdout.split())
    assert "kept as a withdrawal of" in said
    assert "ends early" in said
    listed = answer(run("application", "list", cohort, "--json"))["applications"]
    assert {a["id"]: a["state"] for a in listed}[gone] == "withdrawn"
    assert {a["id"]: a["state"] for a in listed}[stays] == "valid"
    lives = answer(run("pair", "list", cohort, "--json"))["matches"]
    assert [m["state"] for m in lives if m["match"] == match["id"]] == ["ended early"]
    waits = {
        w["person"] for w in answer(run("waiting", cohort, "--today", DAY, "--json"))["waiting"]
    }
    assert gone not in waits
    assert stays in waits or stays == match["mentor"]
    run("letter", "early-ending", cohort, gone, "--today", DAY)
    run("letter", "early-ending", cohort, stays, "--today", DAY)
    drafts = (run.folder / "out" / cohort / "letters" / "early-ending").glob("*.eml")
    mails = {a["e-mail"]: a["id"] for a in listed}
    texts = {}
    for draft in drafts:
        mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
        text = " ".join(mail.get_body().get_content().split())
        texts.setdefault(mails[mail["To"].addresses[0].addr_spec], []).append(text)
    assert {gone, stays} <= texts.keys()
    ended_of = {
        p: sum(m["state"] == "ended early" and p in (m["mentor"], *m["mentees"]) for m in lives)
        for p in two
    }
    for person in two:  # the mentor of a group is in the matches of those who left it alone, too
        assert 1 <= len(texts[person]) <= ended_of[person]
    waiting_again = ("waiting list", "odotuslist", "jonotuslist", "väntelist", "kölist")
    assert not any(w in texts[gone][0] for w in waiting_again)
    plan = answer(run("replan", cohort, "--today", DAY, "--dry-run", "--json"))["plan"]
    assert gone not in str({k: plan[k] for k in ("matches", "waiting", "unused")})


def test_who_has_another_match_that_goes_on_does_not_leave_both_unasked(run, sample):
    cohort, exports, selected = PROGRAMMES["joint"]
    cohort_of(run, sample, "joint", cohort, *exports, selected=selected)
    every = plan_of(run, cohort)["matches"]
    mentors = [m["mentor"] for m in every]
    one = next(m for m in every if mentors.count(m["mentor"]) > 1)
    words = ("pair", "end", cohort, one["mentor"], "--with", one["mentees"][0])
    refused = " ".join(run(*words, *LEAVES, code=2).stderr.split())
    assert "has another pair that goes on" in refused
    nobody = run("pair", "end", cohort, one["id"], *LEAVES, code=2).stderr
    assert "Name the person" in nobody
    run(*words, *LEAVES[1:])
    listed = answer(run("application", "list", cohort, "--json"))["applications"]
    assert {a["state"] for a in listed if a["id"] == one["mentor"]} == {"valid"}
