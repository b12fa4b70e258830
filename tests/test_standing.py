"""What happened is appended and what is true is folded: papers, invitations, days, undo, history."""

import json
import re

import pytest
from conftest import COHORT
from test_first_aid_life import cohort_of


def answer(done):
    return json.loads(done.stdout)


def lines(run, day, cohort=COHORT):
    found = answer(run("status", cohort, "--today", day, "--json"))["cohorts"][0]["lines"]
    return {line["what"]: line["command"] for line in found}


def said(run, day, words, cohort=COHORT):
    return [what for what in lines(run, day, cohort) if words in what]


def plan_of(run, cohort=COHORT):
    return answer(run("plan", "show", cohort, "--json"))["plan"]


def days_of(run, kind, first, *more):
    """Return the days of these on which reminders of a kind come, with how many."""
    found = {}
    for day in (first, *more):
        due = answer(run("remind", "--today", day, "--json"))["reminders"]
        if number := sum(r["kind"] == kind for r in due):
            found[day] = number
    return found


# an agreement is of its people


def test_nobody_is_asked_to_sign_what_does_not_exist(approved):
    """Neighbours: none made, some made, made for others, made in another language."""
    day = ("--today", "2027-01-25")
    trial = answer(approved("agreement", "signed", COHORT, "all", *day, "--dry-run", "--json"))
    assert [p["code"] for p in trial["problems"]] == ["signed_elsewhere"]
    assert days_of(approved, "agreement-unsigned", "2027-01-28") == {}
    approved("agreement", "render", COHORT, *day)
    gone = next(m for m in plan_of(approved)["matches"] if len(m["mentees"]) > 2)
    approved("application", "withdraw", COHORT, gone["mentees"][0], "--yes", *day)
    assert said(approved, "2027-01-26", "older than who is in the match")
    approved("agreement", "signed", COHORT, gone["mentor"], *day, code=3)
    due = answer(approved("remind", "--today", "2027-02-01", "--json"))["reminders"]
    asked = {r["person"] for r in due if r["kind"] == "agreement-unsigned"}
    assert asked
    assert not asked & {gone["mentor"], *gone["mentees"]}
    approved("agreement", "render", COHORT, "--stale", "--today", "2027-02-02")
    assert not said(approved, "2027-02-02", "older than")
    due = answer(approved("remind", "--today", "2027-02-09", "--json"))["reminders"]
    asked = {r["person"] for r in due if r["kind"] == "agreement-unsigned"}
    assert asked >= {gone["mentor"], *gone["mentees"][1:]}


def test_reminders_count_from_the_day_an_agreement_was_made_anew(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-10")
    approved("agreement", "signed", COHORT, "all", "--on", "2027-01-28", "--today", "2027-02-01")
    group = next(m for m in plan_of(approved)["matches"] if len(m["mentees"]) > 2)
    approved(
        "application", "withdraw", COHORT, group["mentees"][0], "--yes", "--today", "2027-02-15"
    )
    made = approved("agreement", "render", COHORT, "--stale", "--today", "2027-02-20", "--json")
    assert "signatures_void" in {p["code"] for p in answer(made)["problems"]}
    some = [
        f"2027-{day}" for day in ("02-21", "02-26", "03-01", "03-06", "03-08", "03-15", "03-22")
    ]
    left = len(group["mentees"])  # the mentor and those who are left; a week later is a Saturday
    assert days_of(approved, "agreement-unsigned", *some) == dict.fromkeys(
        ("2027-03-01", "2027-03-08", "2027-03-15"), left
    )


def test_status_says_in_what_agreements_are_older(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-10")
    elsewhere = ("--set", "kickoff.place=Otaniemi")  # no agreement tells of a place
    approved("cohort", "change", COHORT, *elsewhere, "--today", "2027-01-11")
    assert not said(approved, "2027-01-11", "older than")
    later = ("--date", "wrapup=2027-05-27")
    approved("cohort", "change", COHORT, *later, "--today", "2027-01-11")
    (what,) = said(approved, "2027-01-11", "older than")
    assert "the first and last day" in what
    assert lines(approved, "2027-01-11")[what] == f"mentorcli agreement render {COHORT} --stale"
    approved("agreement", "render", COHORT, "--stale", "--today", "2027-01-12")
    assert not said(approved, "2027-01-12", "older than")


def test_a_changed_sender_or_template_makes_agreements_older_and_loses_no_signature(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-10")
    approved("agreement", "signed", COHORT, "all", "--on", "2027-01-28", "--today", "2027-02-01")
    settings = approved.folder / "mentorcli.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("Example University", "Other University"), encoding="utf-8")
    assert said(approved, "2027-02-02", "the organisation in mentorcli.toml")
    approved("agreement", "render", COHORT, "--stale", "--today", "2027-02-02")
    assert answer(approved("agreement", "list", COHORT, "--json"))["missing"] == 0


def test_what_lies_in_out_may_be_deleted_and_is_made_again(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-10")
    folder = approved.folder / "out" / COHORT / "agreements"
    files = {p.name: p.read_bytes() for p in folder.glob("*.docx")}
    for path in sorted(folder.glob("*.docx"))[:3]:
        path.unlink()
    approved("agreement", "render", COHORT, "--stale", "--today", "2027-01-10")
    assert {p.name: p.read_bytes() for p in folder.glob("*.docx")} == files


def test_pdf_files_of_agreements_that_stand_stay(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-10")
    folder = approved.folder / "out" / COHORT / "agreements"
    words = sorted(folder.glob("*.docx"))
    pages = [path.with_suffix(".pdf") for path in words]
    for path in pages:
        path.write_bytes(b"%PDF signed by hand")
    words[0].unlink()
    approved("agreement", "render", COHORT, "--stale", "--today", "2027-01-10")
    assert [p for p in pages[1:] if not p.is_file()] == []


# invitations are of people


def test_who_was_invited_and_left_gets_a_cancellation_once(approved):
    approved("invite", "kickoff", COHORT, "--today", "2026-12-11")
    gone = next(m for m in plan_of(approved)["matches"] if len(m["mentees"]) > 2)["mentees"][0]
    approved("application", "withdraw", COHORT, gone, "--yes", "--today", "2026-12-12")
    assert said(approved, "2026-12-12", "1 person without a match still invited")
    again = answer(approved("invite", "kickoff", COHORT, "--today", "2026-12-13", "--json"))
    assert again["cancelled"] == [gone]
    name = plan_of(approved)["names"][gone]
    assert name not in {i["to"] for i in again["invitations"]}
    assert not said(approved, "2026-12-13", "still invited")
    third = answer(approved("invite", "kickoff", COHORT, "--today", "2026-12-14", "--json"))
    assert third["cancelled"] == []


def test_one_person_may_be_uninvited_and_the_gathering_is_held(approved):
    approved("invite", "kickoff", COHORT, "--today", "2026-12-11")
    plan = plan_of(approved)
    one = plan["matches"][0]["mentees"][0]
    approved("invite", "cancel", "kickoff", COHORT, "--who", one, "--today", "2026-12-12")
    assert not said(approved, "2026-12-12", "cancelled")
    approved("invite", "cancel", "kickoff", COHORT, "--who", one, "--today", "2026-12-12", code=3)


# days that cannot be


@pytest.mark.parametrize("day", ["2077-05-05", "2025-02-03", "2026-08-31"])
def test_a_meeting_that_cannot_have_been_is_refused(approved, day):
    who = plan_of(approved)["matches"][0]["mentor"]
    words = ("session", "log", COHORT, who, "--on", day, "--today", "2027-02-10")
    assert "cannot be the day" in approved(*words, code=2).stderr


def test_an_agreement_is_not_signed_before_it_was_made(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-20")
    who = plan_of(approved)["matches"][0]["mentor"]
    words = ("agreement", "signed", COHORT, who, "--today", "2027-02-10", "--on")
    assert "was made on 2027-01-20" in approved(*words, "2027-01-19", code=3).stderr
    approved(*words, "2027-01-20")


# undo and history


def test_what_something_rests_on_is_not_taken_back(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-20")
    made = answer(approved("history", COHORT, "--json"))["history"][0]["no."]
    approved("agreement", "signed", COHORT, "all", "--on", "2027-01-28", "--today", "2027-02-01")
    refused = approved("undo", made, "--yes", code=3).stderr
    assert "rests on it" in refused
    assert "signatures" in refused
    approved("undo", "--yes")
    approved("undo", made, "--yes")
    assert said(approved, "2027-02-01", "agreements are not made yet")


def test_an_approval_is_taken_back_with_what_it_moved(approved):
    found = answer(approved("history", COHORT, "--json"))["history"]
    approval = next(h["no."] for h in found if "approved" in h["what"])
    approved("undo", approval, "--yes", "--today", "2026-12-20")
    assert said(approved, "2026-12-20", "not approved")
    approved("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2026-12-20")
    assert said(approved, "2026-12-20", "; approved")


def test_a_redo_is_not_taken_back_while_something_rests_on_what_it_brought_back(approved):
    def last():
        return answer(approved("history", COHORT, "--json"))["history"][0]["no."]

    approved("undo", "--yes")
    approved("undo", last(), "--yes")
    redone = last()
    assert answer(approved("plan", "show", COHORT, "--json"))["state"] == "approved"
    approved("invite", "kickoff", COHORT)
    assert "rests on it" in approved("undo", redone, "--yes", code=3).stderr
    approved("undo", "--yes")
    approved("undo", redone, "--yes")
    assert answer(approved("plan", "show", COHORT, "--json"))["state"] == "proposed"


@pytest.mark.parametrize("words", [("letter", "introduction"), ("invite", "kickoff")])
def test_what_is_done_again_lies_and_waits_where_it_did(approved, words):
    def waiting():
        found = answer(approved("outbox", "list", COHORT, "--json"))["drafts"]
        return sorted((d["file"], d["state"]) for d in found)

    def files():
        return {
            p: p.read_bytes()
            for p in approved.folder.glob("out/**/*.eml")
            if "replaced" not in p.parts
        }

    approved(*words, COHORT)
    before, lying = waiting(), files()
    assert before
    approved("undo", "--yes")
    assert not waiting()
    assert not files()
    assert not [*approved.folder.glob("out/**/merge-*.xlsx")], (
        "nobody is written to from the workbook either"
    )
    newest = answer(approved("history", COHORT, "--json"))["history"][0]["no."]
    assert "Stands again: " in approved("undo", newest, "--yes").stdout
    assert waiting() == before
    assert files() == lying
    approved("undo", "--yes")
    next(iter(approved.folder.glob("out/**/replaced/*.earlier"))).write_text("typed in by a person")
    approved("undo", answer(approved("history", COHORT, "--json"))["history"][0]["no."], "--yes")
    assert len(files()) == len(lying) - 1, "what a person typed stays aside"
    assert waiting() == before
    approved(*words, COHORT)
    assert files() == lying, "what is gone is made again"


def test_a_list_of_nothing_says_so_and_has_no_empty_frame(approved):
    assert approved("outbox", "list", COHORT).stdout == "There are none.\n"
    approved("agreement", "render", COHORT)
    again = approved("agreement", "render", COHORT, "--stale")
    assert "+--" not in again.stdout
    assert "0 agreements" in again.stdout
    assert "signed" not in again.stderr, "nothing was made that could be signed"


def test_imports_and_plans_are_not_taken_back_and_it_is_said_what_to_do(approved):
    found = answer(approved("history", COHORT, "--json"))["history"]
    for words, remedy in (
        ("import of", "application withdraw 2027-spring --import"),
        ("proposed", "match or replan"),
    ):
        number = next(h["no."] for h in found if words in h["what"])
        assert remedy in " ".join(approved("undo", number, "--yes", code=3).stderr.split())


def test_without_a_terminal_undo_needs_yes_and_a_trial_changes_nothing(approved):
    before = approved("history", COHORT, "--json").stdout
    approved("undo", code=2)
    assert "Would be taken back" in approved("undo", "--dry-run").stdout
    assert approved("history", COHORT, "--json").stdout == before


def test_history_is_of_a_cohort_or_a_person_in_sentences(approved):
    gone = plan_of(approved)["matches"][0]["mentees"][0]
    approved("application", "withdraw", COHORT, gone, "--why", "moved away", "--yes")
    told = answer(approved("history", gone, "--json"))["history"]
    name = plan_of(approved)["names"][gone]
    assert told[0]["what"] == f"{name} withdrew (mentee): moved away"
    everybody = answer(approved("history", COHORT, "--json"))["history"]
    assert len(everybody) > len(told)
    approved("agreement", "render", COHORT)
    assert re.search(r"^\d+ agreements$", _newest(approved, COHORT))
    stays = plan_of(approved)["matches"][1]["mentees"][0]
    assert re.search(
        rf"^the agreement of .*{plan_of(approved)['names'][stays]}", _newest(approved, stays)
    )


def _newest(approved, whom):
    return answer(approved("history", whom, "--json"))["history"][0]["what"]


def test_history_names_who_is_only_on_a_list(run, sample):
    listed = (sample / "joint-list.csv").read_text(encoding="utf-8").splitlines()
    few = run.folder / "few.csv"
    few.write_text("\n".join(listed[:3]) + "\n", encoding="utf-8")
    run("init", ".")
    run("cohort", "new", "joint", "2027-joint")
    run("import", few, "--cohort", "2027-joint", "--as", "selected", "--yes")
    opens = answer(run("cohort", "show", "2027-joint", "--json"))["cohort"]["dates"]["call_opens"]
    written = answer(run("remind", "--today", opens, "--json"))["reminders"]
    told = answer(run("history", "--json"))["history"][0]["what"]
    names = {line.split(",")[0].strip('"') for line in listed[1:3]}
    assert len(written) == len(names) == 2
    assert all(f"written to {name}" in told for name in names), told


def test_who_is_erased_is_not_invited_any_more(approved):
    approved("invite", "kickoff", COHORT, "--today", "2026-12-11")
    gone = next(m for m in plan_of(approved)["matches"] if len(m["mentees"]) > 2)["mentees"][0]
    approved("application", "withdraw", COHORT, gone, "--why", "moved away", "--yes")
    approved("person", "erase", COHORT, gone, "--yes")
    assert not said(approved, "2026-12-12", "still invited")
    assert "moved away" not in approved("history", "--all").stdout


def test_whom_an_erased_person_leaves_without_a_match_waits_and_did_not_come_late(run, sample):
    cohort = "2027-alumni"
    cohort_of(run, sample, "alumni", cohort, "alumni-students.xlsx", "alumni-mentors.csv")
    plan = plan_of(run, cohort)
    leader = plan["matches"][0]["mentor"]
    left = {p for m in plan["matches"] if m["mentor"] == leader for p in m["mentees"]}
    run("person", "erase", cohort, leader, "--yes", "--today", "2027-02-01", code=None)
    listed = answer(run("waiting", cohort, "--today", "2027-02-01", "--json", code=None))["waiting"]
    assert {w["person"] for w in listed if w["code"] == "lost_somebody"} == left
    status = run("status", cohort, "--today", "2027-02-01", code=None).stdout
    assert "made without" not in status


# who withdraws when all is over


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_a_withdrawal_after_the_last_day_changes_nothing_of_what_was(approved, role):
    """The agreement and its signatures stand as on the last day; nobody needs another place."""
    for words in (("render",), ("signed", COHORT, "all")):
        whole = words if len(words) > 1 else (*words, COHORT)
        approved("agreement", *whole, "--today", "2027-01-25")
    match = next(m for m in plan_of(approved)["matches"] if len(m["mentees"]) > 2)
    one = match["mentor"] if role == "mentor" else match["mentees"][0]
    day = ("--today", "2027-05-25")

    def lists():
        lines = answer(approved("status", COHORT, "--json", *day))["cohorts"][0]["lines"]
        said = [x for x in lines if "agreement" in x["what"] or "signature" in x["what"]]
        signers = answer(approved("agreement", "list", COHORT, "--json"))
        counts = ("figures", "sections")
        report = answer(approved("report", COHORT, "--dry-run", "--json", *day))["report"]
        signed = [s for s in report[counts[1]] if s["key"] == "agreements"]
        assert signed
        return said, signers, signed

    before = lists()
    done = answer(approved("application", "withdraw", COHORT, one, "--yes", "--json", *day))
    assert (done["affected"], done["next"]) == (0, [f"mentorcli status {COHORT}"])
    assert lists() == before
    stale = answer(approved("agreement", "render", COHORT, "--stale", "--json", *day))
    assert stale["agreements"] == []
    approved("agreement", "render", COHORT, *day)
    assert lists() == before


def test_what_comes_after_a_change_of_people_is_never_a_command_of_an_earlier_state(approved):
    one = plan_of(approved)["matches"][0]["mentees"][0]
    approved("application", "withdraw", COHORT, one, "--yes", "--today", "2027-02-01")
    approved("cohort", "move", COHORT, "closing", "--today", "2027-05-25")
    back = answer(
        approved("application", "restore", COHORT, one, "--json", "--today", "2027-05-26")
    )
    assert back["next"] == [f"mentorcli status {COHORT}"], (
        "replan is refused in one that is closing"
    )


def test_who_left_before_the_agreement_was_made_does_not_sign_it(approved):
    run = approved
    plan = json.loads(run("plan", "show", COHORT, "--json").stdout)["plan"]
    group = next(m for m in plan["matches"] if len(m["mentees"]) == 3)
    gone, stays = group["mentees"][:2]
    run("application", "withdraw", COHORT, gone, "--yes", "--today", "2026-12-10")
    run("agreement", "render", COHORT, "--today", "2026-12-11")
    day = ("--on", "2026-12-11", "--today", "2026-12-12")
    refused = run("agreement", "signed", COHORT, gone, *day, code=3)
    assert "had left when it was made" in " ".join(refused.stderr.split())
    run("agreement", "signed", COHORT, stays, *day)
    told = json.loads(run("agreement", "signed", COHORT, "all", *day, "--json").stdout)
    assert gone not in told["signed"]
