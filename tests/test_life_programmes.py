"""The other programmes through the real commands: lists, pairs, sheets, what status says."""

import csv
import datetime as dt
import email
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from email import policy

import openpyxl
import pytest
from life_runner import run_all

from mentorcli.commands.matches.log_titles import our_title
from mentorcli.files.shipped import shipped

JOINT, OPEN, ALUMNI = "2027-joint", "2027-open", "2027-alumni"
SAMPLE = shipped("sample_data")


def imported(folder, programme, key, *files, more=()):
    """Make a workspace with one cohort and its exports imported."""
    folder.mkdir()
    commands = [
        ("init", "."), ("cohort", "new", programme, key), *more,
        ("import", *(SAMPLE / f for f in files), "--cohort", key, "--accept", "--yes"),
    ]  # fmt: skip
    for code, out, err in run_all(folder, commands):
        assert code in {0, 3}, out + err  # a wish that is misspelt is asked about
    return folder


@pytest.fixture(scope="module")
def bases(tmp_path_factory):
    """Workspaces with the sample exports imported, made once."""
    folder = tmp_path_factory.mktemp("bases")
    imported(folder / OPEN, "open", OPEN, "open-mentees.xlsx", "open-mentors.csv",
             more=[("import", "--as", "staff", SAMPLE / "open-staff.csv")])  # fmt: skip
    imported(folder / JOINT, "joint", JOINT, "joint-mentees.xlsx", "joint-mentors.csv",
             more=[("import", "--as", "selected", SAMPLE / "joint-list.csv", "--cohort", JOINT)])  # fmt: skip
    imported(folder / ALUMNI, "alumni", ALUMNI, "alumni-students.xlsx", "alumni-mentors.csv")
    return folder


@pytest.fixture
def folder(bases, tmp_path):
    """A copy of one of the bases."""
    return lambda key: shutil.copytree(bases / key, tmp_path / key)


def data(end):
    return json.loads(end[1])


def profile(folder, programme, text):
    (folder / "programmes" / f"{programme}.toml").write_text(text, encoding="utf-8")


def test_only_those_selected_are_informed_and_on_the_day_the_call_opens(folder):
    place = folder(JOINT)
    shutil.rmtree(place)
    place.mkdir()
    run_all(place, [("init", "."), ("cohort", "new", "joint", JOINT),
                    ("import", "--as", "selected", SAMPLE / "joint-list.csv", "--cohort", JOINT)])  # fmt: skip
    before, on_the_day, again = (
        data(e) for e in run_all(place, [("remind", "--today", day, "--json")
                                         for day in ("2027-01-10", "2027-01-11", "2027-01-11")])
    )  # fmt: skip
    assert (before["count"], on_the_day["count"], again["count"]) == (0, 10, 0)
    assert {r["kind"] for r in on_the_day["reminders"]} == {"call-open"}
    assert {r["language"] for r in on_the_day["reminders"]} == {"en", "fi", "sv"}
    letters = [p.read_text(encoding="utf-8") for p in (place / "out").rglob("*.eml")]
    assert sum("RK-01" in text for text in letters) == 1
    (listed,) = run_all(place, [("outbox", "list", JOINT)])
    assert "Jonas Berg" in listed[1]  # who was written to, not “you”: a call is no note to oneself
    assert "|you" not in listed[1].replace(" ", "")


def test_who_is_not_on_the_list_is_set_aside_and_told(folder):
    place = folder(JOINT)
    listed, planned = run_all(
        place, [("application", "list", "--selected", JOINT, "--json"), ("match", JOINT, "--json")]
    )
    (problem,) = data(listed)["problems"]
    assert "Ulla Outsider is not on the list" in problem["says"]
    away = {"name": "Ulla Outsider", "role": "mentee", "why": "not on the list"}
    assert data(listed)["set_aside"] == [away]
    plan = data(planned)["plan"]
    people = {p for m in plan["matches"] for p in m["mentees"]} | {
        w["person"] for w in plan["waiting"]
    }
    assert len(people) == 5
    assert "Ulla Outsider" not in {plan["names"][p] for p in people}
    employer = {"Kettunen": "R", "Eklund": "R", "Martin": "R", "Ahola": "E", "Saari": "E", "Wallin": "E",
                "Mwangi": "N", "Tuomi": "N", "Laakso": "E"}  # fmt: skip
    for match in plan["matches"]:
        names = [plan["names"][p].split()[-1] for p in (match["mentor"], *match["mentees"])]
        assert employer[names[0]] != employer[names[1]]


def test_quotas_approvals_and_competitors_hold(folder):
    place = folder(JOINT)
    profile(place, "joint", '[life]\nquotas = { "Rantakivi Oy" = 1 }\napproval = ["Norrbro Ab"]\n'
            '[matching.rules.competitors]\ngroups = [["Rantakivi", "Norrbro"]]\n')  # fmt: skip
    listed, planned, waits = run_all(
        place,
        [("application", "list", "--selected", JOINT, "--json"), ("match", JOINT, "--json"),
         ("explain", JOINT, "Kettunen", "--with", "Tuomi")],
    )  # fmt: skip
    codes = [p["code"] for p in data(listed)["problems"]]
    assert codes.count("set_aside_over_quota") == 1
    said = " ".join(p["says"] for p in data(listed)["problems"])
    assert "Björn Eklund is above the quota" in said
    assert "not_approved" not in " ".join(codes)  # the form says that it was approved
    rules = {r["rule"]: r["blocked"] for r in data(planned)["plan"]["rules"]}
    assert rules["competitors"] >= 1
    assert "competitor" in waits[1]


def test_an_approval_that_is_missing_sets_aside(folder):
    from mentorcli.domain.admission import SetAside, set_aside
    from mentorcli.names.employers import employer_key
    from mentorcli.workspace.folder import open_workspace
    from mentorcli.workspace.records import cohort_standing

    place = folder(JOINT)
    profile(place, "joint", '[life]\napproval = ["norrbro, Turku"]\n')
    workspace = open_workspace(place)
    with workspace.reading() as connection:
        record = cohort_standing(workspace, connection, JOINT)
    terms = record.programme.life
    assert (
        SetAside.NOT_APPROVED
        not in set_aside(record.applications, record.selected, terms, employer_key).values()
    )
    for said, code in ((None, SetAside.NOT_APPROVED), (False, SetAside.REFUSED)):
        otherwise = []
        for a in record.applications:
            every = dict(a.answers)
            given = every.pop("home_approval", None)
            if given and said is not None:
                every["home_approval"] = replace(given, value=said)
            otherwise.append(replace(a, answers=every))
        aside = set_aside(otherwise, record.selected, terms, employer_key)
        names = {a.person: a.name for a in otherwise}
        assert {names[p] for (p, _), why in aside.items() if why is code} == {
            "Grace Mwangi", "Heikki Tuomi",
        }  # fmt: skip


def test_suggestions_show_load_pauses_and_what_became_of_the_names(folder):
    place = folder(OPEN)
    ends = run_all(place, [
        ("suggest", "Salonen", "--today", "2027-02-10", "--json"),
        ("suggest", "Zhang", "--today", "2027-02-10", "--json"),
        ("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10"),
        ("suggest", "Lindgren", "--today", "2027-02-11", "--json"),
        ("suggest", "Salonen", "--today", "2027-10-01", "--json"),
    ])  # fmt: skip
    salonen, zhang, _, lindgren, autumn = (
        json.loads(e[1]) if e[1].startswith("{") else {} for e in ends
    )
    (asked,) = salonen["named"]
    assert (asked["sure"], set(asked["names"])) == (False, {"Anna Virtanen", "Antti Virtanen"})
    assert ends[0][0] == 3
    assert [(n["names"], n["found_in"]) for n in zhang["named"]] == [
        (["Kaisa Mäkelä"], "pool"), (["Annika Forsström"], "?"),  # misspelt: asked about
    ]  # fmt: skip
    for one in zhang["shortlist"]:
        assert one["reason"].count("“") >= 2
        assert one["score"] == sum(one["parts"].values())
    assert "Annika Forsström" not in {c["name"] for c in lindgren["shortlist"]}  # full now
    assert "Tapio Nurmi" not in {c["name"] for c in salonen["shortlist"]}  # paused
    assert "Tapio Nurmi" in {c["name"] for c in autumn["shortlist"]}


def test_the_mentee_is_asked_first_and_a_no_is_nobodys_fault(folder):
    place = folder(OPEN)
    day = ("--today", "2027-02-10")
    ends = run_all(place, [
        ("pair", "propose", OPEN, "Zhang", "Forsström", *day),
        ("pair", "accept", OPEN, "Forsström", *day),
        ("remind", *day, "--json"),
        ("pair", "accept", OPEN, "Zhang", *day),
        ("remind", *day, "--json"),
        ("pair", "decline", OPEN, "Forsström", *day),
        ("pair", "propose", OPEN, "Zhang", "Forsström", *day),
        ("pair", "propose", OPEN, "Zhang", "Mäkelä", *day, "--json"),
    ])  # fmt: skip
    assert [e[0] for e in ends] == [0, 2, 0, 0, 0, 0, 3, 0]
    assert "asked first" in ends[1][2]
    assert [r["kind"] for r in data(ends[2])["reminders"]] == ["mentee-confirm"]
    assert [r["kind"] for r in data(ends[4])["reminders"]] == ["mentor-confirm"]
    (asked,) = (place / "out").rglob("*mentor-confirm*.eml")
    said = email.message_from_bytes(asked.read_bytes(), policy=policy.default)
    text = said.get_body(("plain",)).get_content()
    assert "Målen för mentorskapet: Introduktion till universitetet; Karriärplanering." in text
    assert "was declined on" in ends[6][2]
    assert data(ends[7])["match"]["state"] == "proposed"


def test_reminders_of_a_pair_follow_its_own_days_and_stop(folder):
    place = folder(OPEN)
    run_all(place, [
        ("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10"),
        ("pair", "accept", OPEN, "Zhang", "--today", "2027-02-11"),
        ("pair", "accept", OPEN, "Forsström", "--today", "2027-02-12"),
        ("agreement", "render", OPEN),
    ])  # fmt: skip

    def kinds(*days):
        ends = run_all(place, [("remind", "--today", d, "--json") for d in days])
        told = ({r["kind"] for r in data(e)["reminders"]} for e in ends)
        return [sorted(t - {"outcome-waiting", "outcome-unused", "regret"}) for t in told]

    # it lasts from 12 February to 12 May 2027; the reminders keep to workdays
    found = kinds("2027-02-18", "2027-02-19", "2027-02-20")
    assert found == [["outcome"], ["agreement-unsigned"], []]
    run_all(place, [("agreement", "signed", OPEN, "all", "--today", "2027-02-20")])
    # half-way is Good Friday: it moves behind Easter, and falls on the day of the silence
    found = kinds("2027-02-26", "2027-03-26", "2027-03-30")
    assert found == [["first-meeting"], [], ["midpoint", "silent"]]
    run_all(
        place, [("pair", "extend", OPEN, "Zhang", "--until", "2027-08-10", "--today", "2027-04-01")]
    )
    assert kinds("2027-05-12", "2027-07-09") == [["midpoint"], ["end-in-30-days"]]
    run_all(
        place,
        [
            (
                "pair",
                "end",
                OPEN,
                "Zhang",
                "--on",
                "2027-07-20",
                "--reason",
                "moved",
                "--today",
                "2027-07-20",
            )
        ],
    )
    assert kinds("2027-08-10", "2027-08-24") == [[], []]


def test_sheets_come_back_as_days_and_help_is_told_at_once(folder):
    place = folder(ALUMNI)
    run_all(
        place,
        [("match", ALUMNI), ("plan", "approve", ALUMNI, "--yes"), ("session", "sheets", ALUMNI)],
    )
    sheet = min((place / "out" / ALUMNI / "sheets").glob("*.xlsx"))
    book = openpyxl.load_workbook(sheet)
    meetings, people = book.worksheets[:2]
    meetings["A3"], meetings["A4"], meetings["A5"] = "11.2.2027", "2027-03-04", "next week"
    titles = [our_title(str(c.value)) for c in people[2]]
    people.cell(3, titles.index("kickoff") + 1).value = "yes"
    people.cell(4, titles.index("On track 1-5") + 1).value = "2"
    people.cell(4, titles.index("Wants help") + 1).value = "yes"
    book.save(sheet)
    read = ("read", sheet, "--cohort", ALUMNI, "--today", "2027-04-01", "--json")
    first, again, status, remind = run_all(place, [
        read, read, ("status", ALUMNI, "--today", "2027-04-01", "--json"),
        ("remind", "--today", "2027-04-01", "--json"),
    ])  # fmt: skip
    assert first[0] == 3
    assert (data(first)["meetings"], data(first)["answers"]) == (2, 2)
    assert {p["code"] for p in data(first)["problems"]} == {"row_unclear", "help_wanted"}
    assert (data(again)["meetings"], data(again)["answers"]) == (0, 0)
    lines = data(status)["cohorts"][0]["lines"]
    assert any(x["standing"] == "due" and "would like help" in x["what"] for x in lines)
    kinds = [r["kind"] for r in data(remind)["reminders"]]
    assert kinds.count("help-wanted") == 1


def test_status_tells_late_from_due_and_the_next_command(folder):
    place = folder(OPEN)
    run_all(place, [("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10")])

    def standing(today):
        (end,) = run_all(place, [("status", OPEN, "--today", today, "--json")])
        return {
            x["what"].split(" ")[0]: x["standing"] for x in data(end)["cohorts"][0]["lines"]
        }, data(end)["next"]

    soon, _ = standing("2027-02-12")
    late, following = standing("2027-02-20")
    assert (soon["Wei"], late["Wei"]) == ("due", "late")
    assert following[0].startswith(("mentorcli pair accept", "mentorcli suggest"))


def test_later_days_follow_a_moved_one_unless_only_it_is_meant(folder):
    place = folder(ALUMNI)
    moved, alone, shown = run_all(place, [
        ("cohort", "change", ALUMNI, "--date", "kickoff=2027-02-04", "--json"),
        ("cohort", "change", ALUMNI, "--date", "midpoint=2027-04-01", "--only", "--json"),
        ("calendar", ALUMNI, "--ics", "days.ics", "--past", "--json"),
    ])  # fmt: skip
    assert data(moved)["cohort"]["dates"]["wrapup"] == "2027-06-17"
    assert data(alone)["cohort"]["dates"]["wrapup"] == "2027-06-17"
    days = {d["what"]: d["day"] for d in data(shown)["days"]}
    assert (days["mid-point"], days["wrap-up"]) == ("2027-04-01", "2027-06-17")
    from icalendar import Calendar

    read = Calendar.from_ical((place / "days.ics").read_bytes())
    found = {str(e["SUMMARY"]): e["DTSTART"].dt.isoformat() for e in read.walk("VEVENT")}
    assert found[f"{ALUMNI}: wrap-up"] == "2027-06-17"
    assert len(found) == len(days)


def test_a_batch_goes_on_where_it_stopped_and_changes_nothing_that_is_done(tmp_path):
    place = tmp_path / "w"
    place.mkdir()
    files = (SAMPLE / "alumni-students.xlsx", SAMPLE / "alumni-mentors.csv")
    batch = ("batch", ALUMNI, *files, "--json")
    ends = run_all(place, [
        ("init", "."), ("cohort", "new", "alumni", ALUMNI),
        ("batch", ALUMNI, tmp_path / "nothing.xlsx", "--accept", "--json"),
        (*batch, "--accept"), batch,
    ])  # fmt: skip
    failed, first, again = (data(e) for e in ends[2:])
    assert (ends[2][0], ends[3][0], ends[4][0]) == (3, 0, 0)
    assert [s["ended"] for s in failed["steps"]] == ["stopped", *["not reached"] * 3]
    assert [s["ended"] for s in first["steps"]] == ["done"] * 4
    assert [s["ended"] for s in again["steps"]] == [
        "nothing new",
        "done",
        "nothing new",
        "nothing new",
    ]
    assert first["steps"][2]["result"]["matches"] == 6
    assert (
        json.loads((place / "out" / ALUMNI / "batch.json").read_text())["steps"] == again["steps"]
    )
    (status,) = run_all(place, [("cohort", "list", "--json")])
    assert data(status)["cohorts"][0]["state"] == "matching"  # nothing is approved


def test_the_pool_counts_an_approved_plan_and_what_a_programme_uses_is_told(folder):
    place = folder(ALUMNI)
    profile(place, "alumni", "[group]\nmost = 1\n")  # the shipped one gives them up to three
    ends = run_all(place, [
        ("match", ALUMNI, "--json"), ("plan", "approve", ALUMNI, "--yes"),
        ("pool", "list", ALUMNI, "--json"),
    ])  # fmt: skip
    plan, pool = data(ends[0])["plan"], data(ends[2])
    taken = {m["mentor"] for m in plan["matches"]}
    assert taken
    assert {p["person"] for p in pool["pool"] if p["load"] == 1 and p["last_used"]} == taken
    assert {p["capacity"] for p in pool["pool"]} <= {0, 1}
    for told in (data(ends[0]), pool):
        assert [p["code"] for p in told["problems"]].count("places_over_bound") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("suggest", "Zhang", "--today", "2027-02-10"), ("pair", "list", OPEN), ("pool", "list", OPEN),
        ("calendar",), ("status", "--today", "2027-02-10"), ("remind", "--today", "2027-02-10"),
        ("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10"),
    ],
    ids=lambda w: "-".join(w[:2]),
)  # fmt: skip
def test_bare_surroundings_are_enough(folder, words):
    """No environment, no input, no home that can be written, and a reader that has had enough."""
    place = folder(OPEN)
    done = subprocess.run(
        ["env", "-i", "HOME=/nowhere", sys.executable, "-m", "mentorcli", *words],
        cwd=place, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == (3 if words[0] == "suggest" else 0), (
        done.stderr
    )  # one name is misspelt
    assert "Traceback" not in done.stderr
    with subprocess.Popen(
        ["env", "-i", sys.executable, "-m", "mentorcli", *words],
        cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE, close_fds=True,
    ) as gone:  # fmt: skip
        gone.stdout.close()
        gone.stdin.close()
        said = gone.stderr.read().decode()
    assert gone.returncode in {0, 2, 3}
    assert "Traceback" not in said
    assert "bug" not in said


def test_who_is_forgotten_is_in_no_list_and_no_match(folder):
    place = folder(OPEN)
    ends = run_all(place, [
        ("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10"),
        ("person", "erase", OPEN, "Zhang", "--yes"),
        ("pair", "list", OPEN, "--json"),
    ])  # fmt: skip
    assert [e[0] for e in ends] == [0, 0, 0]
    assert data(ends[2])["matches"] == []
    content = (place / "workspace.db").read_bytes()
    assert b"wei.zhang@example.org" not in content
    assert "Annika Forsström".encode() in content


PLANS = (
    ("rules",), ("explain", "Zhang"), ("explain", "Zhang", "--with", "Mäkelä"), ("plan show",),
    ("plan check",), ("plan review",), ("plan board",), ("plan answers",), ("plan approve", "--yes"),
    ("agreement render",), ("agreement list",), ("session sheets",), ("invite kickoff",),
    ("letter certificate",), ("letter introduction",), ("report",), ("advise",), ("waiting",), ("cohort move", "running"), ("cohort move", "matching"),
)  # fmt: skip
"""What asks for a plan or for matches, where there are none yet."""


def test_what_is_advised_in_an_ongoing_programme_can_be_done_there(folder):
    place = folder(OPEN)
    asked = [(*words.split(), OPEN, *more) for words, *more in PLANS]
    ends = run_all(place, [*asked, ("waiting", OPEN, "--json")])
    for words, (code, out, err) in zip(asked, ends, strict=False):
        assert code in {0, 2, 3}, (words, out, err)
        said = " ".join((out + err).split())
        for refused in (
            f"mentorcli match {OPEN}",
            "mentorcli plan",
            "mentorcli replan",
            "It has: .",
        ):
            assert refused not in said, (words, said)
        for step in re.findall(r"mentorcli (suggest MENTEE --cohort \S+|pair list \S+)", said):
            ((went, *rest),) = run_all(place, [step.replace("MENTEE", "Zhang").split()])
            assert went in {0, 3}, (step, rest)
    assert {w["code"] for w in data(ends[-1])["waiting"]} == {"no_proposal"}
    assert len(data(ends[-1])["waiting"]) == 4


def test_no_plan_is_made_for_an_ongoing_programme_nor_after_the_end(folder):
    open_place, closed = folder(OPEN), folder(ALUMNI)
    run_all(open_place, [
        ("pair", "propose", OPEN, "Zhang", "Forsström"), ("pair", "accept", OPEN, "Zhang"),
        ("pair", "accept", OPEN, "Forsström"),
    ])  # fmt: skip
    before = run_all(open_place, [("pair", "list", OPEN, "--json")])[0][1]
    tries = [("match", OPEN), ("replan", OPEN), ("plan", "keep", OPEN, "Zhang", "Mäkelä")]
    for code, _, said in run_all(open_place, tries):
        assert code == 2
        assert "ongoing" in said
    assert run_all(open_place, [("pair", "list", OPEN, "--json")])[0][1] == before
    ends = run_all(closed, [
        ("match", ALUMNI), ("plan", "approve", ALUMNI, "--yes"),
        ("cohort", "move", ALUMNI, "closing"), ("cohort", "move", ALUMNI, "closed"),
        ("match", ALUMNI), ("session", "log", ALUMNI, "Niemi"),
        ("import", SAMPLE / "alumni-students.xlsx", "--cohort", ALUMNI, "--yes"),
        ("cohort", "move", ALUMNI, "open"),
    ])  # fmt: skip
    assert [e[0] for e in ends] == [0, 0, 0, 0, 2, 2, 2, 2]
    assert "go on, to 2027-06-" in ends[3][1].replace("\n", " "), "nobody there is reminded then"
    assert all("Nothing was changed" in e[2].replace("\n", " ") for e in ends[4:])


def test_who_declined_comes_last_and_the_next_command_is_never_refused(folder):
    place = folder(OPEN)
    asked, day = [], dt.date(2027, 2, 10)
    while True:
        (end,) = run_all(place, [("suggest", "Salonen", "--today", str(day), "--json")])
        listed, following = data(end)["shortlist"], data(end)["next"][0].split()
        declined = [c["mentor"] for c in listed if c["before"]]
        assert [c["mentor"] for c in listed][len(listed) - len(declined) :] == declined
        assert set(declined) == set(asked)
        assert all(c["before"].startswith("declined on 2027-") for c in listed if c["before"])
        if following[:3] != ["mentorcli", "pair", "propose"]:
            break
        asked.append(following[-1])
        ends = run_all(place, [
            (*following[1:], "--today", str(day)),
            ("pair", "decline", OPEN, following[-2], "--today", str(day)),
        ])  # fmt: skip
        assert [code for code, *_ in ends] == [0, 0]
        day += dt.timedelta(days=1)
    assert len(asked) > 1
    assert data(end)["next"][0].startswith("Nobody is free who fits")


def waits(place, today):
    """What status says of mentees without a proposal, and the command beside it."""
    (end,) = run_all(place, [("status", OPEN, "--today", today, "--json")])
    lines = data(end)["cohorts"][0]["lines"]
    return next(((x["what"], x["command"]) for x in lines if "without a proposal" in x["what"]), "")


def test_who_waits_waits_whatever_came_before(folder):
    place = folder(OPEN)
    pair = [("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10"),
            ("pair", "accept", OPEN, "Zhang", "--today", "2027-02-12"),
            ("pair", "accept", OPEN, "Forsström", "--today", "2027-02-15")]  # fmt: skip
    before, _ = waits(place, "2027-02-10")
    ends = run_all(place, pair)
    assert [code for code, *_ in ends] == [0, 0, 0]
    during, _ = waits(place, "2027-03-01")
    assert int(before.split()[0]) == int(during.split()[0]) + 1
    over = ("pair", "end", OPEN, "Zhang", "--on", "2027-04-01", "--reason", "moved", "--today", "2027-04-01")  # fmt: skip
    assert run_all(place, [over])[0][0] == 0
    early, command = waits(place, "2027-04-02")
    assert early.split()[0] == before.split()[0]
    assert run_all(place, [(*command.split()[1:], "--today", "2027-04-02")])[0][0] in {0, 3}


def test_who_applies_again_after_the_end_waits_again(folder, tmp_path):
    place = folder(OPEN)
    run_all(place, [("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10"),
                    ("pair", "accept", OPEN, "Zhang", "--today", "2027-02-12"),
                    ("pair", "accept", OPEN, "Forsström", "--today", "2027-02-15"),
                    ("pair", "end", OPEN, "Zhang", "--on", "2027-08-31", "--today", "2027-08-31")])  # fmt: skip
    ended, _ = waits(place, "2027-09-01")
    book = openpyxl.load_workbook(SAMPLE / "open-mentees.xlsx")
    sheet = book.active
    titles = [c.value for c in sheet[1]]
    (row,) = [r for r in sheet.iter_rows(min_row=2) if any(c.value == "Zhang" for c in r)]
    for title in ("Start time", "Completion time"):
        row[titles.index(title)].value = dt.datetime.fromisoformat("2027-09-20T09:00")
    row[0].value, row[titles.index("What would be different after mentoring?")].value = (
        99,
        "New work",
    )
    book.save(tmp_path / "again.xlsx")
    taken = ("import", tmp_path / "again.xlsx", "--cohort", OPEN, "--accept", "--yes", "--accept-changes",
             "--today", "2027-09-21")  # fmt: skip
    assert run_all(place, [taken])[0][0] in {0, 3}
    again, _ = waits(place, "2027-09-21")
    assert int(again.split()[0]) == int(ended.split()[0]) + 1


def answered_no(place, column):
    """Answer no in the mentors' export, in a column, in the row of each way to say it."""
    said = {"Martin": "Nej", "Wallin": "Inte än", "Tuomi": "Ei vielä", "Laakso": "Ja"}
    with (SAMPLE / "joint-mentors.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    file = place / "again.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, column: said[row["Efternamn"]]} for row in rows)
    return file


@pytest.mark.parametrize(("column", "waits"), [
    ("Min organisation har godkänt mitt deltagande", False),
    ("Jag godkänner båda arbetsgivarnas sekretessvillkor", True),
])  # fmt: skip
def test_a_no_to_a_statement_is_never_passed_over(folder, column, waits):
    """Required, the application waits; not required, it is told wherever a plan is made."""
    place = folder(JOINT)
    file = answered_no(place, column)
    read, planned = run_all(place, [
        ("import", file, "--cohort", JOINT, "--accept", "--accept-changes", "--yes", "--json"),
        ("match", JOINT, "--json"),
    ])  # fmt: skip
    told = {p["says"].split(" answered no")[0] for p in data(planned)["problems"] if p["code"] == "statement_refused"}  # fmt: skip
    refused = [p for p in data(read)["problems"] if p["code"] == "statements_refused"]
    mentors = {data(planned)["plan"]["names"][m["mentor"]] for m in data(planned)["plan"]["matches"]}  # fmt: skip
    noes = {"Chloe Martin", "Fredrik Wallin", "Heikki Tuomi"}
    assert told == (set() if waits else noes)
    assert len(refused) == (3 if waits else 0)
    assert not mentors & noes if waits else mentors & noes


def test_an_employer_of_nobody_in_the_profile_is_told(folder):
    """A quota, an approval or a competitor of a name that nobody has would do nothing in silence."""
    place = folder(JOINT)
    profile(place, "joint", '[life]\nquotas = { "Rantakivi Oy" = 1, "Kallio Oy" = 2 }\napproval = ["Lumivaara"]\n'
            '[matching.rules.competitors]\ngroups = [["Rantakivi", "Tuulimaa Oy"]]\n')  # fmt: skip
    listed, planned = run_all(
        place,
        [("application", "list", "--selected", JOINT, "--json"), ("match", JOINT, "--json")],
    )
    of_nobody = lambda end: {  # noqa: E731
        re.search("“(.*?)” under (\\w+)", p["says"]).groups()
        for p in data(end)["problems"]
        if p["code"] == "employer_of_nobody"
    }
    terms = {("Kallio Oy", "quotas"), ("Lumivaara", "approval")}
    assert of_nobody(listed) == terms
    assert of_nobody(planned) == {*terms, ("Tuulimaa Oy", "competitors")}
    made = run_all(place, [("cohort", "new", "joint", "2028-joint")])[0][1]
    assert "competitors = " not in made


def test_the_id_of_a_pair_whose_people_were_erased_is_given_to_no_other(folder):
    """What was signed in it would be another's: agreements and signatures are kept by the id."""
    place = folder(OPEN)
    day = ("--today", "2027-02-10")
    ends = run_all(place, [
        ("pair", "propose", OPEN, "Zhang", "Forsström", *day, "--json"),
        ("pair", "accept", OPEN, "Zhang", *day),
        ("pair", "accept", OPEN, "Forsström", *day),
        ("agreement", "render", OPEN, *day),
        ("agreement", "signed", OPEN, "Forsström", "--on", "2027-02-10", *day),
        ("person", "erase", OPEN, "Zhang", "--yes", *day),
        ("pair", "propose", OPEN, "Lindgren", "Forsström", *day, "--json"),
        ("pair", "accept", OPEN, "Lindgren", *day),
        ("pair", "accept", OPEN, "Forsström", *day),
        ("agreement", "list", OPEN, "--json"),
    ])  # fmt: skip
    assert {e[0] for e in ends} <= {0, 3}, ends
    first, second = data(ends[0])["match"], data(ends[6])["match"]
    assert first["match"] != second["match"]
    assert {s["signed"] for s in data(ends[-1])["signatures"]} == {"not yet"}


def test_an_end_noted_after_the_last_day_keeps_that_day_and_what_was_signed(folder):
    place, early, late = folder(OPEN), ("--today", "2027-01-05"), ("--today", "2028-11-05")
    run_all(place, [
        ("pair", "propose", OPEN, "Zhang", "Forsström", *early), ("pair", "accept", OPEN, "Zhang", *early),
        ("pair", "accept", OPEN, "Forsström", *early), ("agreement", "render", OPEN, *early),
        ("agreement", "signed", OPEN, "all", *early),
    ])  # fmt: skip
    look = [("pair", "list", OPEN, "--json"), ("agreement", "list", OPEN, "--json")]
    ends, signed = (
        re.findall(r'"(?:ends|missing)": "?([0-9-]+)', e[1]) for e in run_all(place, look)
    )
    done = run_all(
        place,
        [
            ("pair", "end", OPEN, "Zhang", "--yes", *late),
            ("agreement", "render", OPEN, "--stale", *late),
        ],
    )
    assert done[0][0] == 0, done[0]
    assert ends
    assert ends[0] < "2028"
    assert [
        *(re.findall(r'"(?:ends|missing)": "?([0-9-]+)', e[1]) for e in run_all(place, look))
    ] == [ends, signed]
