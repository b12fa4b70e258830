"""Drafts that are not sent: made again, made anew, taken away, marked as sent, held back."""

import json
import re
import shutil

import openpyxl
import pytest
from conftest import Commands
from documents_cohorts import KEY, running
from documents_server import mail_server
from test_documents_sending import server_in

GROUPS = [("en", ["Chen Li", "Dina Ås"]), ("fi", ["Eero Äijälä", "Ville Å"])]
EVERYBODY = 6
DAY = "2027-01-18"
"""Three days before the kick-off."""


def answer(done):
    return json.loads(done.stdout)


@pytest.fixture
def run(tmp_path):
    kinds = ("agreement-unsigned", "kickoff-3d", "wrapup", "midpoint", "help-wanted", "feedback")
    running(tmp_path / "w", GROUPS, more=f"reminders = {[*kinds]}\n")
    return Commands(tmp_path / "w")


@pytest.fixture
def reminded(run):
    """Everybody's reminder of the kick-off waits."""
    run("remind", "--today", DAY)
    return run


def files(run):
    """Every draft's bytes, by its path below the cohort's folder."""
    out = run.folder / "out" / KEY
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*.eml"))}


def merge(run, name):
    """The rows of a merge workbook, as dictionaries."""
    sheet = openpyxl.load_workbook(run.folder / "out" / KEY / name).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def states(rows):
    return sorted((row["Name"], row["State"]) for row in rows)


def remind(run, day=DAY):
    return answer(run("remind", "--today", day, "--json"))


def going(run, *words, day=DAY, code=None):
    """Return how many would be sent, and what is told of the others."""
    said = answer(run("outbox", "send", KEY, *words, "--today", day, "--json", code=code))
    return len(said["mails"]), [p["code"] for p in said["problems"]]


def settings(run, old, new):
    path = run.folder / "mentorcli.toml"
    text, changed = re.subn(old, new, path.read_text(encoding="utf-8"))
    assert changed
    path.write_text(text, encoding="utf-8")


NEW_SENDER = (r"contact_email = .*", 'contact_email = "other@example.org"')


def test_what_is_due_on_a_day_lies_in_its_folder_with_one_workbook(reminded):
    assert len(files(reminded)) == EVERYBODY
    assert {name.split("/")[:2] == ["outbox", DAY] for name in files(reminded)} == {True}
    rows = merge(reminded, f"outbox/{DAY}/merge-{DAY}.xlsx")
    assert len(rows) == EVERYBODY
    assert {row["State"] for row in rows} == {"new"}
    assert {f"outbox/{DAY}/{row['File']}" for row in rows} == set(files(reminded))


def test_a_deleted_folder_comes_again_as_it_was_and_a_single_file_too(reminded):
    before = files(reminded)
    shutil.rmtree(reminded.folder / "out")
    assert remind(reminded)["count"] == EVERYBODY
    assert files(reminded) == before
    assert len(merge(reminded, f"outbox/{DAY}/merge-{DAY}.xlsx")) == EVERYBODY
    one = min(before)
    (reminded.folder / "out" / KEY / one).unlink()
    assert remind(reminded, "2027-01-19")["count"] == 1
    assert files(reminded) == before
    assert remind(reminded, "2027-01-19")["count"] == 0


def test_the_short_way_of_a_quiet_day_notices_that_files_are_gone(reminded):
    before = files(reminded)
    reminded("remind", "--today", DAY)
    (reminded.folder / "out" / KEY / min(before)).unlink()
    reminded("remind", "--today", DAY)
    assert files(reminded) == before
    shutil.rmtree(reminded.folder / "out")
    reminded("remind", "--today", DAY)
    assert files(reminded) == before


def test_what_was_sent_does_not_come_again(reminded):
    reminded("outbox", "sent", KEY, "--who", "Chen Li", "--yes", "--today", DAY)
    shutil.rmtree(reminded.folder / "out")
    assert remind(reminded)["count"] == EVERYBODY - 1
    assert len(merge(reminded, f"outbox/{DAY}/merge-{DAY}.xlsx")) == EVERYBODY - 1
    assert going(reminded)[0] == EVERYBODY - 1


def test_what_is_gone_and_over_is_told_once_and_not_made_again(reminded):
    shutil.rmtree(reminded.folder / "out")
    told = answer(reminded("remind", "--today", "2027-01-22", "--json"))
    assert told["count"] == 0
    (problem,) = told["problems"]
    assert (problem["code"], f"kickoff-3d {EVERYBODY}" in problem["says"]) == (
        "reminders_over",
        True,
    )
    assert remind(reminded, "2027-01-22")["problems"] == []


def test_a_changed_sender_makes_what_waits_anew(reminded):
    before = files(reminded)
    settings(reminded, *NEW_SENDER)
    assert going(reminded) == (0, ["draft_stale"])
    assert remind(reminded)["count"] == EVERYBODY
    assert set(files(reminded)) == set(before)
    assert all(b"other@example.org" in content for content in files(reminded).values())
    assert {s for _, s in states(merge(reminded, f"outbox/{DAY}/merge-{DAY}.xlsx"))} == {"changed"}
    assert going(reminded) == (EVERYBODY, [])


def test_a_draft_in_which_somebody_typed_is_kept_aside(reminded):
    one = reminded.folder / "out" / KEY / min(files(reminded))
    one.write_bytes(one.read_bytes() + b"\r\nI typed this.")
    assert remind(reminded)["count"] == 0
    settings(reminded, *NEW_SENDER)
    assert remind(reminded)["count"] == EVERYBODY
    assert b"I typed this." in (one.parent / "replaced" / one.name).read_bytes()
    assert b"other@example.org" in one.read_bytes()


def test_another_place_is_another_letter_and_another_day_takes_it_away(reminded):
    reminded("cohort", "change", KEY, "--set", "kickoff.place=Room 77")
    assert going(reminded) == (0, ["draft_stale"])
    assert remind(reminded)["count"] == EVERYBODY
    assert all(b"Room 77" in content for content in files(reminded).values())
    reminded("cohort", "change", KEY, "--date", "kickoff=2027-01-28")
    assert going(reminded) == (0, ["draft_untrue"])
    done = remind(reminded, "2027-01-19")
    assert (done["count"], len(done["taken_away"])) == (0, EVERYBODY)
    assert files(reminded) == {}
    assert not (reminded.folder / "out" / KEY / "outbox" / DAY).exists()
    assert remind(reminded, "2027-01-25")["count"] == EVERYBODY


def test_an_answer_takes_away_what_asks_for_it_and_leaves_the_others(run):
    day = "2027-03-18"
    asked = remind(run, day)["reminders"]
    mine = sum(r["kind"] == "midpoint" for r in asked)
    run("session", "answer", KEY, "Chen Li", "midpoint", "--on-track", "4", "--on", day)
    done = remind(run, day)
    assert [r["kind"] for r in done["taken_away"]] == ["midpoint"]
    kinds = [row["Kind"] for row in merge(run, f"outbox/{day}/merge-{day}.xlsx")]
    assert kinds.count("midpoint") == mine - 1
    assert len(kinds) == len(asked) - 1


def test_who_has_left_is_not_reminded_by_what_waits(reminded):
    reminded("application", "withdraw", KEY, "Chen Li", "--yes")
    assert going(reminded) == (EVERYBODY - 3, ["draft_untrue"])
    done = remind(reminded)
    assert "p-a0000" in {r["key"].split(":")[-1] for r in done["taken_away"]}
    assert (len(done["taken_away"]), done["count"]) == (3, 0), "her group is too small to go on"
    assert going(reminded) == (EVERYBODY - 3, [])
    reminded("cohort", "move", KEY, "closing")
    reminded("cohort", "move", KEY, "closed")
    assert len(remind(reminded)["taken_away"]) == EVERYBODY - 3
    assert files(reminded) == {}


def test_the_next_step_takes_the_place_of_one_that_was_not_sent(run):
    first, second = "2027-03-18", "2027-03-25"
    remind(run, first)
    taken = remind(run, second)["taken_away"]
    assert {r["key"].split(":")[2] for r in taken} == {f"midpoint@{first}"}
    assert len(taken) == EVERYBODY
    assert not [name for name in files(run) if "/midpoint-" in name and first in name]


def test_two_runs_of_a_day_have_one_workbook_of_all_that_is_not_sent(run):
    day = "2027-03-25"
    run("cohort", "change", KEY, "--date", "midpoint=2027-03-19")
    assert {r["kind"] for r in remind(run, day)["reminders"]} >= {"midpoint"}
    before = merge(run, f"outbox/{day}/merge-{day}.xlsx")
    run("outbox", "sent", KEY, "--who", "Chen Li", "--yes", "--today", day)
    run("session", "answer", KEY, "Chen Li", "midpoint", "--wants-help", "--on", day, code=3)
    assert [r["kind"] for r in remind(run, day)["reminders"]] == ["help-wanted"]
    rows = merge(run, f"outbox/{day}/merge-{day}.xlsx")
    left = sum(row["Name"] != "Chen Li" for row in before)
    assert sorted(row["Kind"] for row in rows).count("help-wanted") == 1
    assert len(rows) == left + 1


def test_drafts_sent_by_hand_are_chosen_by_folder_kind_or_reader(reminded):
    reminded("invite", "kickoff", KEY)
    trial = answer(reminded("outbox", "sent", KEY, "--folder", DAY, "--dry-run", "--json"))
    assert trial["count"] == EVERYBODY
    assert "--yes" in reminded("outbox", "sent", KEY, "--folder", DAY, code=2).stderr
    assert going(reminded)[0] == 2 * EVERYBODY
    workbook = reminded.folder / "out" / KEY / "outbox" / DAY / f"merge-{DAY}.xlsx"
    assert workbook.exists()
    reminded("outbox", "sent", KEY, "--folder", "18.1.2027", "--yes")
    assert not workbook.exists(), "nothing of it is to be sent"
    assert going(reminded)[0] == EVERYBODY
    reminded("outbox", "sent", KEY, "--kind", "kickoff", "--who", "p-a0001@example.org", "--yes")
    assert going(reminded)[0] == EVERYBODY - 1
    listed = answer(reminded("outbox", "list", KEY, "--json"))["drafts"]
    assert sum(d["state"] == "sent" for d in listed) == EVERYBODY + 1


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (("--kind", "kickof"), "kickoff-3d"),
        (("--folder", "2027-01-19"), DAY),
        (("--who", "Nobody Known"), "Nobody in this cohort"),
        (("--who", "Chen Li", "--kind", "kickoff", "--folder", DAY), "kickoff in invitations"),
    ],
)
def test_what_nothing_matches_names_what_there_is(reminded, words, there):
    reminded("invite", "kickoff", KEY)
    assert there in reminded("outbox", "sent", KEY, *words, "--yes", code=2).stderr


def test_nothing_that_waits_is_told(run):
    assert "waits to be sent" in run("outbox", "sent", KEY, "--yes", code=2).stderr


def test_what_tells_of_a_day_that_is_past_goes_only_when_asked(reminded):
    reminded("invite", "kickoff", KEY)
    assert going(reminded, day="2027-01-21") == (2 * EVERYBODY, [])
    assert going(reminded, day="2027-01-22") == (0, ["draft_late"])
    with mail_server() as server:
        server_in(reminded.folder, server.port)
        words = ("outbox", "send", KEY, "--release", "--yes", "--today", "2027-01-22")
        reminded(*words)
        assert server.mails == []
        reminded(*words, "--late")
    assert set(server.counted().values()) == {2}


def test_the_workbook_of_a_second_invitation_holds_only_what_is_new_or_changed(run):
    run("invite", "kickoff", KEY)
    assert {s for _, s in states(merge(run, "invitations/kickoff/merge-kickoff.xlsx"))} == {"new"}
    run("invite", "kickoff", KEY)
    assert len(merge(run, "invitations/kickoff/merge-kickoff.xlsx")) == EVERYBODY, (
        "none is known as sent"
    )
    run("outbox", "sent", KEY, "--kind", "kickoff", "--yes")
    run("invite", "kickoff", KEY)
    assert not (
        run.folder / "out" / KEY / "invitations" / "kickoff" / "merge-kickoff.xlsx"
    ).exists()
    gone = run.folder / "out" / KEY / min(files(run))
    gone.unlink()
    run("application", "withdraw", KEY, "Eero Äijälä", "--yes")
    run("invite", "kickoff", KEY, code=3)
    assert not (
        run.folder / "out" / KEY / "invitations" / "kickoff" / "merge-kickoff.xlsx"
    ).exists()
    run("cohort", "change", KEY, "--set", "kickoff.place=Room 77")
    run("invite", "kickoff", KEY, code=3)
    rows = merge(run, "invitations/kickoff/merge-kickoff.xlsx")
    assert {s for _, s in states(rows)} == {"changed"}
    assert len(rows) == 3


def test_the_workbook_of_a_second_letter_holds_only_what_is_not_sent(run):
    run("letter", "receipt", KEY, "Chen Li")
    run("outbox", "sent", KEY, "--kind", "receipt", "--yes")
    run("letter", "receipt", KEY)
    rows = merge(run, "letters/receipt/merge-receipt.xlsx")
    assert len(rows) == EVERYBODY - 1
    assert "Chen Li" not in {row["Name"] for row in rows}
    run("cohort", "change", KEY, "--date", "kickoff=2027-01-28")
    run("letter", "receipt", KEY)
    again = dict(states(merge(run, "letters/receipt/merge-receipt.xlsx")))
    assert set(again.values()) == {"changed"}


def test_who_is_on_the_list_and_has_not_applied_gets_mail_too(tmp_path):
    run = Commands(tmp_path)
    run("init", ".", "--organisation", "U", "--unit", "HR", "--address", "mentoring@example.org")
    run("cohort", "new", "joint", "2027-joint")
    people = tmp_path / "people.csv"
    people.write_text("Name;E-mail;Employer\nAino Aalto;aino@example.org;Aalto\n", encoding="utf-8")
    run("import", people, "--as", "selected", "--cohort", "2027-joint")
    opens = answer(run("cohort", "show", "2027-joint", "--json"))["cohort"]["dates"]["call_opens"]
    assert remind(run, opens)["count"] == 1
    words = ("outbox", "send", "2027-joint", "--today", opens, "--json")
    assert [m["to"] for m in answer(run(*words))["mails"]] == ["aino@example.org"]
    changed = people.read_text(encoding="utf-8").replace("aino@", "aino.aalto@")
    people.write_text(changed, encoding="utf-8")
    run("import", people, "--as", "selected", "--cohort", "2027-joint")
    assert (remind(run, opens)["count"], answer(run(*words))["mails"][0]["to"]) == (
        1, "aino.aalto@example.org",
    )  # fmt: skip
