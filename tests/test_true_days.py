"""The days that sheets, lists and letters tell are those on which it was so."""

from __future__ import annotations

import datetime as dt
import re
import shutil

import openpyxl
import pytest
from small_cohort import (
    COHORT,
    NAMES,
    approved,
    made,
    mentee,
    replaced,
    signed,
    started,
    texts,
    told,
    words_of,
)  # fmt: skip

from mentorcli.domain.days import day as day_in


def sheet_of(run, name, **cells):
    """Fill in cells of a mentor's log sheet, like People_B3; return its path."""
    run("session", "sheets", COHORT, "--today", "2027-02-01")
    path = next((run.folder / "out" / COHORT / "sheets").glob(f"*{name}*.xlsx"))
    book = openpyxl.load_workbook(path)
    for where, value in cells.items():
        sheet, _, cell = where.partition("_")
        book[sheet][cell] = value
    book.save(path)
    return path


def test_who_came_to_the_kickoff_came_on_its_day(run):
    started(run)
    path = sheet_of(run, "Nils", People_B3="yes")
    assert "kickoff | Nils Norr | 2027-01-21" in run("read", path, "--today", "2027-03-18").stdout
    words = ("session", "answer", COHORT, "Mattila", "kickoff", "--came", "yes")
    assert told(run, *words, "--today", "2027-03-18")["on"] == "2027-01-21"
    assert told(run, *words, "--on", "2027-01-22", "--today", "2027-03-18")["on"] == "2027-01-22"
    again = ("session", "answer", COHORT, "Mattila", "wrapup", "--came", "no")
    assert told(run, *again, "--today", "2027-03-18")["on"] == "2027-03-18", "it is an answer"


def test_a_meeting_after_the_end_is_asked_about_or_told(run):
    started(run)
    end, today = "2027-05-20", ("--today", "2027-03-20")
    words = ("session", "log", COHORT, "Norr", "--on")
    refused = " ".join(run(*words, "2027-09-30", *today, code=2).stderr.split())
    assert "2027-09-30 cannot be the day of this meeting" in refused
    path = sheet_of(run, "Nils", Meetings_A3="30.9.2027")
    assert "cannot be the day of this meeting" in " ".join(
        run("read", path, *today, code=3).stderr.split()
    )
    assert told(run, "session", "list", COHORT)["meetings"] == []
    assert not told(run, *words, end, *today)["problems"]
    late = told(run, *words, "2027-06-03", *today)["problems"]
    assert [p["code"] for p in late] == ["meeting_after_end"]
    assert f"after {end}" in late[0]["says"]
    done = run("read", path, "--today", "2027-10-01")
    assert f"after {end}" in " ".join((done.stdout + done.stderr).split()), "it was held"
    again = run("read", path, "--today", "2027-10-01")
    assert f"after {end}" not in again.stdout + again.stderr, "nothing is new in it"


def test_an_individual_session_with_an_earlier_mentor_was_one(run):
    started(run)
    for name in ("Alho", "Berg", "Cork", "Dahl"):
        log = ("session", "log", COHORT, name, "--individual", "--on", "2027-02-15")
        run(*log, "--today", "2027-02-16")
    replaced(run, "2027-03-02")
    said = run("status", COHORT, "--today", "2027-03-18").stdout
    assert "1 mentee without an individual session" in said
    for day, kind in (("2027-03-18", "not-booked"), ("2027-04-20", "mentor")):
        found = told(run, "remind", "--dry-run", "--today", day)["reminders"]
        mine = [r for r in found if r["kind"] == f"individual-session-{kind}"]
        assert len(mine) == 1, kind


def test_the_command_beside_a_cry_for_help_says_that_it_closes_it(run):
    started(run)
    signed(run, "2027-01-21")
    run("session", "answer", COHORT, "Alho", "midpoint", "--on-track", "2", "--wants-help",
        "--today", "2027-03-18", code=3)  # fmt: skip

    def line():
        lines = told(run, "status", COHORT, "--today", "2027-03-19")["cohorts"][0]["lines"]
        return [x for x in lines if "would like help" in x["what"]]

    (one,) = line()
    assert "this closes it when you have talked" in one["what"]
    run(*one["command"].split()[1:], "--today", "2027-03-19")
    assert line() == []


def certificates(run, *words):
    """Return the words of the certificates, by surname."""
    run("letter", "certificate", COHORT, "--today", "2027-05-25", *words)
    folder = run.folder / "out" / COHORT / "letters" / "certificate"
    return {p.name.split(",")[0].split()[0]: words_of(p) for p in folder.glob("*.docx")}


WHOLE = {"English": "21 January – 20 May 2027", "Finnish": "21.1.–20.5.2027", "Swedish": "21.1.–20.5.2027"}  # fmt: skip
MIRA = {"English": "Mira Mattila (21 January – 22 March 2027)", "Finnish": "Mira Mattila (21.1.–22.3.2027)", "Swedish": "Mira Mattila (21.1.–22.3.2027)"}  # fmt: skip
OTTO = {"English": "Otto Ok (22 March – 20 May 2027)", "Finnish": "Otto Ok (22.3.–20.5.2027)", "Swedish": "Otto Ok (22.3.–20.5.2027)"}  # fmt: skip
CALLED = {"English": "Mentors", "Finnish": "Mentorit", "Swedish": "Mentorer"}


@pytest.mark.parametrize("language", sorted(WHOLE))
def test_a_certificate_tells_its_readers_days_and_all_their_mentors(run, language):
    started(run, language)
    before = told(run, "plan", "show", COHORT)["plan"]
    replaced(run, "2027-03-22", language)
    now = told(run, "plan", "show", COHORT)["plan"]
    names = {**before["names"], **now["names"]}
    first = {names[p]: names[m["mentor"]] for m in before["matches"] for p in m["mentees"]}
    second = {names[p]: names[m["mentor"]] for m in now["matches"] for p in m["mentees"]}
    folder = run.folder / "out" / COHORT / "agreements"
    papers = {p.name.split()[0].rstrip(","): words_of(p) for p in folder.rglob("*.docx")}
    first_day = {"English": "21 January 2027", "Finnish": "(21.1.2027)", "Swedish": " 21.1.2027"}
    assert first_day[language] not in papers["Ok"], "the kick-off was over"
    assert first_day[language] in papers["Norr"]
    said, moved = certificates(run), 0
    assert OTTO[language].partition("(")[2].rstrip(")") in said["Ok"]
    assert WHOLE[language] in said["Norr"]
    assert "Mattila" not in said, "she has withdrawn"
    for name, mentor in second.items():
        text = said[name.split()[1]]
        assert WHOLE[language] in text
        mine = {"Mira Mattila": MIRA, "Otto Ok": OTTO}
        if mentor != first[name]:
            moved += 1
            both = [mine[m][language] for m in (first[name], mentor) if m in mine]
            assert f"{CALLED[language]}: " in text
            assert all(one in text for one in both), text
        else:
            assert f"{CALLED[language]}: " not in text
            assert f": {mentor} M" in text or f": {mentor} " in text
            assert "(" not in text, text
    assert moved > 1, "or the case shows nothing"


def test_who_joined_a_group_that_went_on_was_there_from_that_day(run):
    made(run, (("Mira Mattila", 3), ("Nils Norr", 3)), NAMES[:4])
    approved(run)
    with (run.folder / "mentees.csv").open("a", encoding="utf-8") as file:
        file.write(mentee(9, "Una Urho"))
    run("import", "mentees.csv", "--cohort", COHORT, "--yes", "--today", "2027-02-08")
    run("replan", COHORT, "--only-fill", "--today", "2027-02-10")
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2027-02-10")
    signed(run, "2027-02-11")
    said = certificates(run)
    assert "10 February – 20 May 2027" in said["Urho"]
    assert "(" not in said["Urho"], "one mentor for all the reader's days"
    others = {one: text for one, text in said.items() if one != "Urho"}
    assert len(others) == 6
    assert all("21 January – 20 May 2027" in text for text in others.values())
    run("letter", "introduction", COHORT, "Urho", "--today", "2027-02-11")
    (text,) = (t for name, t in texts(run, "letters").items() if name == "Una Urho")
    assert "kick-off" not in text, "it was three weeks ago"


def test_who_gets_a_certificate_before_the_end_took_part_until_that_day(run):
    started(run)
    signed(run, "2027-01-21")
    why = ("--anyway", "--reason", "moves abroad")
    run("letter", "certificate", COHORT, "Alho", *why, "--today", "2027-03-05")
    (path,) = (run.folder / "out" / COHORT / "letters" / "certificate").glob("*.docx")
    assert "21 January – 5 March 2027" in words_of(path)
    run("application", "withdraw", COHORT, "Berg", "--yes", "--today", "2027-02-10")
    run("letter", "certificate", COHORT, "Berg", *why, "--today", "2027-06-05")
    (path,) = (run.folder / "out" / COHORT / "letters" / "certificate").glob("Berg*.docx")
    assert "21 January – 10 February 2027" in words_of(path)


def test_meetings_of_a_group_whose_mentor_was_replaced_stay_listed(run):
    started(run)
    run("session", "log", COHORT, "Mattila", "--on", "2027-02-15", "--today", "2027-02-16")
    before = told(run, "session", "list", COHORT, "--today", "2027-02-16")["meetings"]
    replaced(run, "2027-03-02")
    assert told(run, "session", "list", COHORT, "--today", "2027-03-03")["meetings"] == before


REPLY = {
    "en": ("Reply by: {}", "Please reply to this message by {}: ", "Please reply to this message as soon as you can: "),
    "fi": ("Vastaa viimeistään: {}", "Vastaathan tähän viestiin viimeistään {}: ", "Vastaathan tähän viestiin mahdollisimman pian: "),
    "sv": ("Svara senast: {}", "Svara på det här meddelandet senast {}: ", "Svara på det här meddelandet så snart som möjligt: "),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "gathering"), [("en", "kickoff"), ("fi", "midpoint"), ("sv", "wrapup")]
)
def test_an_answer_is_asked_for_by_a_day_that_is_to_come(run, language, gathering):
    started(run, {"en": "English", "fi": "Finnish", "sv": "Swedish"}[language])
    event = dt.date.fromisoformat(
        {"kickoff": "2027-01-21", "midpoint": "2027-03-18", "wrapup": "2027-05-20"}[gathering]
    )
    line, sentence, soon = REPLY[language]
    for before, by in ((20, 7), (8, 7), (7, 3), (4, 3), (3, 1), (2, 1), (1, 0), (0, 0)):
        copy = type(run)(shutil.copytree(run.folder, run.folder / f"../{run.folder.name}-{before}"))
        copy("invite", gathering, COHORT, "--today", event - dt.timedelta(before))
        found = texts(copy, "invitations")
        assert len(found) == 7
        on = day_in(event - dt.timedelta(by), language)
        for text in found.values():
            head = line.format("")
            assert text.count(line.format(on) if by else head) == bool(by), (before, text)
            assert text.count(head) == bool(by)
            assert (sentence.format(on) if by else soon) in text


def test_an_invitation_that_says_the_same_is_not_made_anew_for_the_reply_day(run):
    """Nor does whoever is told something new read a day that is over."""
    started(run)
    run("invite", "midpoint", COHORT, "--today", "2027-03-01")
    run("outbox", "sent", COHORT, "--yes", "--today", "2027-03-01")
    first = texts(run, "invitations")
    assert {"11 March 2027"} == {re.search(r"Reply by: (.*? 2027)", t)[1] for t in first.values()}
    replaced(run, "2027-03-13")
    run("invite", "midpoint", COHORT, "--today", "2027-03-13")
    now = texts(run, "invitations")
    now.pop("Mira Mattila")  # hers is taken back
    by = {name: re.search(r"Reply by: (.*? 2027)", text)[1] for name, text in now.items()}
    same = {name for name, text in now.items() if text == first.get(name)}
    assert same, "or the case shows nothing"
    assert {by[name] for name in by.keys() - same} == {"15 March 2027"}
    mine = told(run, "outbox", "list", COHORT)["drafts"]
    waits = [d["file"] for d in mine if d["kind"] == "midpoint" and d["state"] != "sent"]
    assert waits
    assert not [name for name in same if any(name.split()[1] in file for file in waits)]
