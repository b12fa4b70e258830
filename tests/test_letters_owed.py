"""Letters about changes and letters owed, held against what the lists of plans and matches say."""

from __future__ import annotations

import email
import sqlite3
from contextlib import closing
from email import policy

import pytest
from conftest import COHORT
from test_first_aid_life import ENDS, a_group, answer, cohort_of, plan_of, refused

BEFORE = "2026-12-20"
PROGRAMMES = {
    "doctoral": ("2027-spring", ("mentees.xlsx", "mentors.csv"), ""),
    "alumni": ("2027-alumni", ("alumni-students.xlsx", "alumni-mentors.csv"), ""),
    "joint": ("2027-joint", ("joint-mentees.xlsx", "joint-mentors.csv"), "joint-list.csv"),
    "peer": ("2027-peers", ("peers.csv",), ""),
}


def company(plan):
    """Return for each (person, role) of a plan with whom they are."""
    found = {}
    for match in plan["matches"]:
        people = [p for p in (match["mentor"], *match["mentees"]) if p]
        for person in people:
            role = "mentor" if person == match["mentor"] else "mentee"
            others = {*people} - {person}
            found.setdefault((person, role), set()).update(others)
    return found


def letter(run, name, cohort, *more, code=None):
    """Write a letter, on the day before the kick-off unless another is named."""
    day = () if "--today" in more else ("--today", BEFORE)
    return run("letter", name, cohort, *more, *day, code=code)


def written(run, cohort, name, *more):
    """Return the (name, role) of those whom a letter goes to."""
    said = answer(letter(run, name, cohort, *more, "--json"))["letters"]
    return sorted((x["to"], x["role"]) for x in said)


def owed(run, day=BEFORE, cohort=COHORT):
    """Return how many letters of which kind the status counts; its commands are those of the letters."""
    found = {}
    lines = answer(run("status", cohort, "--today", day, "--json"))["cohorts"][0]["lines"]
    for line in lines:
        if line["what"].startswith("letters to be written: "):
            name, _, rest = line["what"].removeprefix("letters to be written: ").partition(", to ")
            assert line["command"] == f"mentorcli letter {name} {cohort}"
            assert line["standing"] == "due"
            found[name] = int(rest.split()[0])
    return found


def replanned(run, cohort, gone):
    """Withdraw somebody, repair and approve; return the plan before and the plan now."""
    before = plan_of(run, cohort)
    run("application", "withdraw", cohort, gone, "--yes")
    run("replan", cohort)
    run("plan", "approve", cohort, "--yes", "--with-questions", "--today", BEFORE)
    return before, plan_of(run, cohort)


def concerned(before, now, gone):
    old, new = company(before), company(now)
    changed = {who for who in {*old, *new} if old.get(who) != new.get(who)} - {(gone, "mentee")}
    return sorted((now["names"][person], role) for person, role in changed)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_changed_match_is_told_to_all_whom_the_new_plan_concerns(run, sample, programme):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    assert written(run, cohort, "changed-match") == []
    assert "changed-match" not in owed(run, cohort=cohort)
    match, names = a_group(run, cohort, least=1)
    gone = match["mentees"][0]
    before, now = replanned(run, cohort, gone)
    wanted = concerned(before, now, gone)
    assert owed(run, cohort=cohort).get("changed-match", 0) == len({n for n, _ in wanted}) > 0
    assert written(run, cohort, "changed-match", "--dry-run") == wanted
    assert "changed-match" in owed(run, cohort=cohort), "nothing was written yet"
    assert written(run, cohort, "changed-match") == wanted
    assert "changed-match" not in owed(run, cohort=cohort)
    assert written(run, cohort, "changed-match") == wanted, "it may be made again"
    untouched = {p for p, _ in company(now)} - {
        p for p in names if (names[p],) in {w[:1] for w in wanted}
    }
    assert "Nothing was changed for" in says_no(run, "changed-match", cohort, min(untouched))
    texts = letters(run, cohort, "changed-match")
    assert len(texts) == len(wanted)
    if programme == "peer":
        assert not [t for t in texts if "mentor:" in t.lower() or "mentori:" in t.lower()]


def letters(run, cohort, name):
    found = []
    for path in sorted((run.folder / "out" / cohort / "letters").rglob(f"* - {name}*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        found.append(" ".join(mail.get_body(("plain",)).get_content().split()))
    return found


def test_a_second_change_is_told_to_those_it_concerns_and_to_who_has_not_heard_of_the_first(
    approved,
):
    (first, _), plan = a_group(approved), plan_of(approved)
    other = next(m for m in plan["matches"] if len(m["mentees"]) > 2 and m["id"] != first["id"])
    one, two = first["mentees"][0], other["mentees"][0]
    every = concerned(*replanned(approved, COHORT, one), one)
    named = every[0][0]
    letter(approved, "changed-match", COHORT, named)
    after = concerned(*replanned(approved, COHORT, two), two)
    assert not {*every} & {*after}, "or the case shows nothing"
    assert written(approved, COHORT, "changed-match") == sorted({*every[1:], *after})
    assert "changed-match" not in owed(approved)
    assert written(approved, COHORT, "changed-match") == after


def test_who_loses_their_place_hears_that_they_wait_once(run, sample):
    cohort = "2027-alumni"
    cohort_of(run, sample, "alumni", cohort, "alumni-students.xlsx", "alumni-mentors.csv")
    waited = owed(run, cohort=cohort).get("waiting", 0)
    leaders = [m["mentor"] for m in plan_of(run, cohort)["matches"]]
    leader = max(leaders, key=leaders.count)
    before, now = replanned(run, cohort, leader)
    lost = {p for m in before["matches"] for p in m["mentees"]} - {
        p for m in now["matches"] for p in m["mentees"]
    }
    assert lost
    assert owed(run, cohort=cohort).get("waiting", 0) == waited
    assert {(now["names"][p], "mentee") for p in lost} <= {*written(run, cohort, "changed-match")}
    said = [
        t
        for t in letters(run, cohort, "changed-match")
        if "no mentor at the moment" in t or "ole nyt mentoria" in t or "ingen mentor just nu" in t
    ]
    assert len(said) == len(lost)


def reasons(run):
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection, connection:
        return connection.execute(
            "SELECT person, text FROM fact_words JOIN facts ON facts.id = fact ORDER BY fact"
        ).fetchall()


def test_a_letter_goes_to_somebody_it_is_not_for_with_a_reason_that_is_kept(approved):
    match, _ = a_group(approved)
    who = match["mentees"][0]
    said = refused(approved, "certificate", who, "--today", BEFORE)
    assert "goes on until 2027-05-20" in said
    assert "--anyway --reason" in said
    for words in (("--anyway",), ("--reason", "x"), ("--anyway", "--reason", " ")):
        assert "name and a reason" in " ".join(
            letter(approved, "certificate", COHORT, who, *words, code=2).stderr.split()
        )
    letter(approved, "certificate", COHORT, "--anyway", "--reason", "x", code=2)
    letter(approved, "certificate", COHORT, who, "--anyway", "--reason", "moves abroad in March")
    letter(approved, "waiting", COHORT, match["mentor"], "--anyway", "--reason", "a slip")
    assert reasons(approved) == [(who, "moves abroad in March"), (match["mentor"], "a slip")]
    leader = plan_of(approved)["names"][match["mentor"]]
    assert (
        "not for applicants"
        in letter(approved, "approach", COHORT, leader, "--anyway", "--reason", "x", code=2).stderr
    )
    approved("person", "erase", COHORT, who, "--yes")
    assert "moves abroad" not in str(reasons(approved))


def test_what_is_owed_follows_approval_an_early_end_and_the_end(approved):
    plan = plan_of(approved)
    assert owed(approved) == {
        "waiting": len(plan["waiting"]),
        "mentor-not-needed": len(plan["unused"]),
    }
    assert len(written(approved, COHORT, "waiting")) == len(plan["waiting"])
    assert owed(approved) == {"mentor-not-needed": len(plan["unused"])}
    assert owed(approved, "2027-03-19") == {}, "no place becomes free any more"
    match, _ = a_group(approved)
    one = match["mentees"][0]
    approved("agreement", "render", COHORT, "--today", "2027-01-20")
    approved("agreement", "signed", COHORT, "all", "--on", "2027-02-01", "--today", "2027-02-01")
    approved("pair", "end", COHORT, one, "--only", *ENDS)
    assert owed(approved, "2027-03-02") == {"early-ending": 1}, "the plan is to be repaired first"
    other = next(m for m in plan["matches"] if m["id"] != match["id"])
    approved("pair", "end", COHORT, other["mentor"], "--group", *ENDS)
    many = 2 + len(other["mentees"])
    assert owed(approved, "2027-03-19") == {"early-ending": many}
    people = {plan["names"][p] for p in (one, other["mentor"], *other["mentees"])}
    assert {name for name, _ in written(approved, COHORT, "early-ending")} == people
    assert owed(approved, "2027-03-19") == {}
    finished = {
        p for m in plan["matches"] if m["id"] != other["id"] for p in (m["mentor"], *m["mentees"])
    } - {one}
    assert owed(approved, "2027-05-20") == {"certificate": len(finished)}
    assert len(written(approved, COHORT, "certificate", "--today", "2027-05-20")) == len(finished)
    assert owed(approved, "2027-05-20") == {}


def test_a_letter_and_a_reminder_that_say_the_same_know_of_each_other(run, sample):
    cohort = "2027-alumni"
    run("init", ".")
    run("cohort", "new", "alumni", cohort)
    exports = ("alumni-students.xlsx", "alumni-mentors.csv")
    run("import", *(sample / e for e in exports), "--cohort", cohort, "--accept")
    listed = answer(run("application", "list", cohort, "--json"))["applications"]
    mentors = [a["id"] for a in listed if a["role"] == "mentor"]
    for person in mentors[:3]:
        run("application", "withdraw", cohort, person, "--yes")
    run("match", cohort)
    run("plan", "approve", cohort, "--yes", "--with-questions", "--today", "2026-11-30")
    plan = plan_of(run, cohort)
    names, (first, *others) = plan["names"], sorted(u["person"] for u in plan["waiting"])
    assert others, "or the case shows nothing"
    letter(run, "waiting", cohort, first)
    assert owed(run, cohort=cohort).get("waiting") == len(others)
    due = answer(run("remind", "--today", "2026-12-01", "--json"))["reminders"]
    got = sorted(r["person"] for r in due if r["kind"] == "outcome-waiting")
    assert got == others, "one has had the letter"
    assert "waiting" not in owed(run, cohort=cohort)
    assert written(run, cohort, "waiting") == [(names[first], "mentee")]
    assert written(run, cohort, "waiting", others[0]) == [(names[others[0]], "mentee")]


def says_no(run, *words):
    return " ".join(letter(run, words[0], *words[1:], code=3).stderr.split())


def test_who_is_set_aside_gets_no_letter(run, sample):
    cohort = "2027-joint"
    lines = (sample / "joint-list.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (run.folder / "short.csv").write_text(
        "".join(x for x in lines if "aino.kettunen" not in x), encoding="utf-8"
    )
    exports = PROGRAMMES["joint"][1]
    cohort_of(run, sample, "joint", cohort, *exports, selected=run.folder / "short.csv")
    got = {who for name in ("receipt", "introduction", "waiting")
           for who, _ in written(run, cohort, name)}  # fmt: skip
    assert got
    assert "Aino Kettunen" not in got
    for name in ("receipt", "introduction", "waiting", "contact-details"):
        assert "is set aside" in says_no(run, name, cohort, "Aino Kettunen")


def test_who_came_after_the_plan_is_not_told_to_wait(approved, sample):
    listed = answer(approved("application", "list", COHORT, "--json"))["applications"]
    unfinished = next(a["id"] for a in listed if a["state"] == "incomplete")
    for name in ("waiting", "receipt", "introduction"):
        assert "is incomplete" in says_no(approved, name, COHORT, unfinished)
    known = {a["id"] for a in listed}
    approved("import", sample / "mentees-late.xlsx", "--cohort", COHORT, "--accept", "--yes")
    every = answer(approved("application", "list", COHORT, "--json"))["applications"]
    late = [a for a in every if a["id"] not in known and a["state"] == "valid"]
    assert late
    waits = {name for name, _ in written(approved, COHORT, "waiting")}
    assert waits
    assert waits.isdisjoint(a["name"] for a in late)
    assert "plan was made without" in says_no(approved, "waiting", COHORT, late[0]["id"])
    approved("replan", COHORT, "--only-fill")
    assert "plan was made without" in says_no(approved, "waiting", COHORT, late[0]["id"])
    approved("plan", "approve", COHORT, "--yes", "--with-questions")
    place = {p for m in plan_of(approved)["matches"] for p in m["mentees"]}
    told = {
        who for name in ("waiting", "changed-match") for who, _ in written(approved, COHORT, name)
    }
    assert {a["name"] for a in late} <= told, place
    seated = {a["id"] for a in late} & place
    assert seated, "or the case shows nothing"
    first = ("You have a place now", "Sinulla on nyt paikka", "Du har nu en plats")
    texts = letters(approved, COHORT, "changed-match")
    assert sum(any(t in text for t in first) for text in texts) == len(seated)


def test_in_an_ongoing_programme_letters_follow_each_pair(run, sample):
    cohort = "2027-open"
    run("init", ".")
    run("cohort", "new", "open", cohort)
    run("import", sample / "open-mentees.xlsx", sample / "open-mentors.csv",
        "--cohort", cohort, "--accept", "--yes")  # fmt: skip
    ana, other = "Minna Salonen", "Wei Zhang"
    everybody = {name for name, _ in written(run, cohort, "waiting")}
    assert {ana, other} <= everybody, "nothing needs a plan here"
    assert "is in no match" in says_no(run, "introduction", cohort, ana)
    run("pair", "propose", cohort, ana, "Antti Virtanen", "--today", "2027-02-10")
    assert "is proposed" in says_no(run, "waiting", cohort, ana)
    assert "is proposed" in says_no(run, "mentor-not-needed", cohort, "Antti Virtanen")
    run("pair", "decline", cohort, ana, "--today", "2027-02-11")
    letter(run, "waiting", cohort, ana)
    run("pair", "propose", cohort, ana, "O'Connor", "--today", "2027-02-12")
    for who in (ana, "O'Connor"):
        run("pair", "accept", cohort, who, "--today", "2027-02-13")
    assert owed(run, "2027-02-14", cohort) == {}, "nobody is owed a word of a plan"
    two = [("Liam O'Connor", "mentor"), (ana, "mentee")]
    assert sorted(written(run, cohort, "introduction", "--today", "2027-02-14")) == sorted(two)
    assert "is in a match" in says_no(run, "waiting", cohort, ana)
    run("pair", "end", cohort, ana, "--today", "2027-03-01", "--reason", "moved")
    assert owed(run, "2027-03-02", cohort) == {"early-ending": 2}
    assert sorted(written(run, cohort, "early-ending", "--today", "2027-03-04")) == sorted(two)
    assert owed(run, "2027-03-04", cohort) == {}


@pytest.mark.parametrize("line", ["{# to: wating #}", "{# to: waiting; ovved #}", "{# to: #}"])
def test_a_first_line_that_is_not_understood_stops_that_letter_alone(approved, line):
    own = approved.folder / "templates" / "letters" / "waiting.en.txt.j2"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"{line}\nSubject: x\n\nDear {{{{ recipient.first_name }}}}\n", encoding="utf-8")
    told = approved("template", "check", "letters/waiting", code=3)
    assert "to whom the letter goes" in " ".join((told.stdout + told.stderr).split())
    assert letter(approved, "waiting", COHORT, code=3)
    assert owed(approved) == {"mentor-not-needed": len(plan_of(approved)["unused"])}


def test_no_letter_is_owed_to_who_has_a_place_in_a_newer_plan(approved):
    """“We have found no mentor for you” is no letter for somebody to whom the newer plan gives one."""
    plan = plan_of(approved, COHORT)
    (waits,), match = (u["person"] for u in plan["waiting"]), plan["matches"][0]
    assert owed(approved)["waiting"] == 1
    why = ("--override", "common_language", "--why", "they can", "--today", BEFORE)
    approved("plan", "keep", COHORT, waits, match["mentor"], *why)
    newer = answer(approved("plan", "show", COHORT, "--json"))
    assert newer["state"] != "approved"
    left = {u["person"] for u in newer["plan"]["waiting"]}
    assert waits not in left
    assert "waiting" not in owed(approved), "who lost the place is told when the plan is approved"


def test_no_letter_of_no_place_is_owed_before_the_plan_is_repaired(approved, sample):
    """A mentor whom the repair would use is not told that no mentee was found for them."""
    start = owed(approved)
    assert start.keys() == {"waiting", "mentor-not-needed"}
    one = plan_of(approved)["matches"][0]["mentees"][0]
    approved("application", "withdraw", COHORT, one, "--yes", "--today", BEFORE)
    assert owed(approved) == {}
    approved("application", "restore", COHORT, one, "--today", BEFORE)
    assert owed(approved) == start
    late = sample / "mentees-late.xlsx"
    words = ("--cohort", COHORT, "--accept-changes", "--yes", "--today", BEFORE)
    approved("import", late, *words, code=None)
    lines = answer(approved("status", COHORT, "--json", "--today", BEFORE))["cohorts"][0]["lines"]
    assert [x for x in lines if "plan was made without" in x["what"]]
    assert owed(approved) == {}
    approved("replan", COHORT, "--only-fill", "--today", BEFORE)
    approved("plan", "approve", COHORT, "--yes", "--with-questions", "--today", BEFORE)
    plan = plan_of(approved)
    found = owed(approved)
    assert found.get("mentor-not-needed", 0) == len(plan["unused"])
    assert found.keys() >= {"changed-match"}


def test_who_came_late_hears_that_until_a_plan_has_looked_for_a_place_for_them(imported, sample):
    """Then that none was found: each true on its day, and neither before there was time to look."""
    run = imported
    first = ("--today", "2026-11-30")
    run("match", COHORT, *first)
    run("plan", "approve", COHORT, "--yes", "--with-questions", *first)
    plan = plan_of(run)
    known = {p for m in plan["matches"] for p in (m["mentor"], *m["mentees"])}
    known |= {u["person"] for u in (*plan["waiting"], *plan["unused"])}
    before = {a["id"] for a in answer(run("application", "list", COHORT, "--json"))["applications"]}
    words = ("--cohort", COHORT, "--accept-changes", "--yes", "--today", "2026-12-10")
    run("import", sample / "mentees-late.xlsx", *words, code=None)
    listed = answer(run("application", "list", COHORT, "--json"))["applications"]
    late = {a["id"] for a in listed if a["state"] == "valid"} - before
    assert late, "or the case shows nothing"

    def kinds(day, people):
        found = answer(run("remind", "--today", day, "--dry-run", "--json"))["reminders"]
        return {
            (r["kind"], r["person"])
            for r in found
            if r["person"] in people and r["kind"] != "receipt"
        }

    assert kinds("2026-12-16", late) == set(), "there is time to find a place"
    assert kinds("2026-12-17", late) == {("late-application", p) for p in late}
    run("replan", COHORT, "--only-fill", "--today", "2026-12-11")
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2026-12-11")
    waits = {u["person"] for u in plan_of(run)["waiting"]} & late
    assert waits
    assert kinds("2026-12-11", waits) == {("outcome-waiting", p) for p in waits}
    assert kinds("2026-12-17", waits) == {("outcome-waiting", p) for p in waits}
