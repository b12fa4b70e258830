"""The report's numbers, held against a small model that counts by the lists of the other commands."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from conftest import COHORT
from test_first_aid_life import answer, cohort_of, figures, plan_of
from test_letters_owed import PROGRAMMES

BECAME = {
    "goes on": "Matches of mentees that go on", "lost": "Matches of mentees that lost somebody", "ended": "Matches of mentees that ended",
    "early": "Matches of mentees that ended early", "withdrew": "Mentees who withdrew after matching",
}  # fmt: skip
ROLES = ("mentor", "mentee")


def model(run, cohort, today, approved):
    """Return the figures by label; ``approved`` are (day, plan), one after the other."""
    people = answer(run("application", "list", cohort, "--json"))["applications"]
    lives = {m["match"]: m for m in answer(run("pair", "list", cohort, "--json"))["matches"]}
    now = {m["id"]: m for m in approved[-1][1]["matches"]}
    became, valid = {}, {(a["role"], a["id"]) for a in people if a["state"] == "valid"}

    def whole(life):
        match = now[life["match"]]
        led = not match["mentor"] or ("mentor", match["mentor"]) in valid
        here = sum(("mentee", p) in valid for p in match["mentees"])
        return led and here >= (2 if cohort.startswith("2027-spring") or not match["mentor"] else 1)

    for a in people:
        who, here = (a["role"], a["id"]), a["state"] == "valid"

        def has(match, who=who):
            return match["mentor"] == who[1] if who[0] == "mentor" else who[1] in match["mentees"]

        mine = [x for k, x in lives.items() if has(x) or (k in now and has(now[k]))]
        planned = [lives[k] for k, m in now.items() if has(m)]
        on = [x for x in planned if x["state"] == "agreed" and x["ends"] > today]
        over = [x for x in planned if x["state"] == "agreed" and x["ends"] <= today]
        on, lost = [x for x in on if whole(x)], [x for x in on if not whole(x)]
        if here and on:
            became[who] = "goes on"
        elif here and lost:
            became[who] = "lost"
        elif here and (over or any(x["state"] == "ended" for x in mine)):
            became[who] = "ended"
        elif any(x["state"] == "ended early" for x in mine):
            became[who] = "early"
        elif a["state"] == "withdrawn" and any(has(m) for _, p in approved for m in p["matches"]):
            became[who] = "withdrew"
    aside = set()
    if "joint" in cohort:
        listed = answer(run("application", "list", cohort, "--selected", "--json"))["set_aside"]
        aside = {(x["role"], x["name"]) for x in listed}
    counts = {role: [a for a in people if a["role"] == role] for role in ROLES}
    eligible = {
        role: [
            a["id"]
            for a in some
            if (a["state"] == "valid" and (role, a["name"]) not in aside)
            or (role, a["id"]) in became
        ]
        for role, some in counts.items()
    }
    matched = {role: [p for p in some if (role, p) in became] for role, some in eligible.items()}
    found = {
        "Eligible mentees": len(eligible["mentee"]),
        "Not eligible: mentees": len(counts["mentee"]) - len(eligible["mentee"]),
        "Matched mentees": len(matched["mentee"]),
        "Waiting mentees": len(eligible["mentee"]) - len(matched["mentee"]),
        "Mentors offered": len(eligible["mentor"]),
        "Mentors used": len(matched["mentor"]),
    }
    found |= {
        said: sum(role == "mentee" and x == one for (role, _), x in became.items())
        for one, said in BECAME.items()
    }
    gone = {a["id"] for a in people if a["role"] == "mentor" and a["state"] == "withdrawn"}
    there = {a["id"] for a in people if a["role"] == "mentee" and a["state"] == "valid"}
    return found | {"Places used": places(lives, now, approved, there, gone)}


def places(lives, now, approved, there, gone):
    """Count day by day how many mentees each mentor has; return the most of each, added up."""
    days = {}
    for key, life in lives.items():
        if life["state"] not in {"agreed", "ended", "ended early"}:
            continue
        if life["state"] == "agreed" and key not in now:
            continue
        match = now.get(key, life)
        alone = {(x["mentor"], *x["mentees"]) for k, x in lives.items() if k not in now}
        for mentee in match["mentees"]:
            ended = life["state"] == "ended early" and (match["mentor"], mentee) not in alone
            if key in now and mentee not in there and not ended:
                continue
            together = [
                day for day, plan in approved for m in plan["matches"]
                if m["mentor"] == match["mentor"] and mentee in m["mentees"]
            ]  # fmt: skip
            first = max([life["starts"], *together[:1]])
            day, last = dt.date.fromisoformat(first), dt.date.fromisoformat(life["ends"])
            while True:
                days.setdefault(match["mentor"], {}).setdefault(day, []).append(mentee)
                day += dt.timedelta(days=1)
                if day >= last:
                    break
    return sum(max(map(len, mine.values())) for m, mine in days.items() if m and m not in gone)


def compare(run, cohort, today, approved):
    told = figures(run, cohort, "--today", today)  # of equals as of people
    said = {x.replace("people", "mentees").replace("People", "Mentees"): v for x, v in told.items()}
    for label, value in model(run, cohort, today, approved).items():
        if label in said:
            assert said[label] == value, (label, today)
    if said.get("Places offered"):
        assert said["Share of places used"] == said["Places used"] / said["Places offered"]
    return said


def standing(run, cohort):
    """Return the matches of the plan that were not ended, with the mentees who are still there."""
    states = {
        m["match"]: m["state"] for m in answer(run("pair", "list", cohort, "--json"))["matches"]
    }
    listed = answer(run("application", "list", cohort, "--json"))["applications"]
    valid = {a["id"] for a in listed if a["state"] == "valid"}
    matches = (m for m in plan_of(run, cohort)["matches"] if states[m["id"]] == "agreed")
    return [
        {**m, "mentees": here} for m in matches
        if (here := [p for p in m["mentees"] if p in valid]) and m["mentor"] in {"", *valid}
    ]  # fmt: skip


def end(run, cohort, match, step, day):
    """End a match, or one person's part in it, who leaves; two cannot go on as one."""
    people, words = match["mentees"], ("--today", day, "--reason", "moved")
    if step == "only":
        run("pair", "end", cohort, people[-1], "--only", *words)
    else:
        whole = ("--group",) if len(people) > 1 else ()
        run("pair", "end", cohort, match["id"], *whole, *words)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_cohort_matched_all_at_once(run, sample, programme, seed):
    cohort, exports, selected = PROGRAMMES[programme]
    draw = random.Random(f"{programme} {seed}")
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    dates = answer(run("cohort", "show", cohort, "--json"))["cohort"]["dates"]
    first, last = (dt.date.fromisoformat(dates[x]) for x in ("kickoff", "wrapup"))
    approved = [("2026-01-01", plan_of(run, cohort))]
    day, steps = first, draw.sample(["withdraw", "only", "group", "mentor", "replan"], 4)
    for step in steps:
        day += (last - first) / 8
        match = draw.choice(standing(run, cohort))
        if step in {"only", "group"}:
            end(run, cohort, match, step, day)
        elif step == "withdraw" or (step == "mentor" and not match["mentor"]):
            run("application", "withdraw", cohort, match["mentees"][0], "--yes")
        if step == "mentor" and match["mentor"]:
            run("application", "withdraw", cohort, match["mentor"], "--yes")
        if step in {"mentor", "replan"}:
            run("replan", cohort, "--today", day)
            run("plan", "approve", cohort, "--yes", "--with-questions", "--today", day)
            approved.append((str(day), plan_of(run, cohort)))
        said = compare(run, cohort, str(day), approved)
    finished = compare(run, cohort, str(last), approved)
    assert finished["Matched mentees"] == said["Matched mentees"]
    assert finished["Matches of mentees that go on"] == 0


def test_an_ongoing_programme_with_pairs_one_after_the_other(run, sample):
    cohort = "2027-open"
    run("init", ".")
    run("cohort", "new", "open", cohort)
    run("import", sample / "open-mentees.xlsx", sample / "open-mentors.csv",
        "--cohort", cohort, "--accept", "--yes")  # fmt: skip

    def pair(mentee, mentor, day):
        run("pair", "propose", cohort, mentee, mentor, "--today", day)
        for who in (mentee, mentor):
            run("pair", "accept", cohort, who, "--today", day)

    def checked(day):
        return compare(run, cohort, day, [("2026-01-01", plan_of(run, cohort))])

    pair("Minna Salonen", "Liam O'Connor", "2027-02-12")
    assert checked("2027-02-20")["Places used"] == 1
    run("pair", "end", cohort, "Minna Salonen", "--today", "2027-03-01", "--reason", "moved")
    said = checked("2027-03-02")
    assert (said["Matched mentees"], said[BECAME["early"]], said["Places used"]) == (1, 1, 1)
    pair("Petra Lindgren", "Liam O'Connor", "2027-04-10")
    said = checked("2027-04-11")
    assert (said["Matched mentees"], said["Places used"]) == (2, 1), "one after the other"
    said = checked("2028-04-11")
    assert (said[BECAME["ended"]], said[BECAME["goes on"]]) == (1, 0)
    pair("Minna Salonen", "Antti Virtanen", "2027-05-01")
    said = checked("2027-05-02")
    assert (said["Matched mentees"], said["Places used"], said[BECAME["early"]]) == (2, 2, 0)
    run("application", "withdraw", cohort, "Petra Lindgren", "--yes")
    said = checked("2027-05-03")
    assert (said["Matched mentees"], said["Not eligible: mentees"]) == (2, 0)
    assert said[BECAME["withdrew"]] == 1


def test_rows_imported_are_the_same_after_a_replay(imported):
    def rows():
        report = answer(imported("report", COHORT, "--json"))["report"]
        tables = [b for s in report["sections"] for b in s["breakdowns"]]
        return next(b["rows"] for b in tables if b["title"] == "Rows imported")

    before = rows()
    for edit in ((), ("Department=-",), ("Department=department",)):
        if edit:
            imported("form", "edit", "doctoral-mentee", *edit)
        # what must be asked is told again: 3
        imported("form", "replay", "doctoral-mentee", "--cohort", COHORT, "--yes", code=3)
        assert rows() == before, edit
