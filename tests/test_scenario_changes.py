"""What happens after approval: people leave, days move, two runs meet, an address is wrong."""

import datetime as dt
import json
import os
import shlex
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import openpyxl
import pytest

COHORT = "2027-spring"


def answer(done):
    return json.loads(done.stdout)


def plan_of(run):
    return answer(run("plan", "show", COHORT, "--json"))["plan"]


def change(run, statement, *values):
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        assert connection.execute(statement, values).rowcount > 0
        connection.commit()


def outbox(run, pattern="*.eml"):
    return sorted(p.name for p in (run.folder / "out" / COHORT / "outbox").rglob(pattern))


def test_one_address_that_is_none_holds_up_nobody_else(approved):
    people = sum(1 + len(m["mentees"]) for m in plan_of(approved)["matches"])
    person = plan_of(approved)["matches"][0]["mentor"]
    change(approved, "UPDATE applications SET email = 'nobody' WHERE person = ?", person)
    done = answer(approved("invite", "kickoff", COHORT, "--json", code=3))
    assert len(done["invitations"]) == people - 1
    assert [p["code"] for p in done["problems"] if p["severity"] == "blocker"] == ["unsendable"]
    first = answer(approved("remind", "--today", "2027-01-18", "--json", code=3))
    assert first["count"] == len(outbox(approved)) == people - 1
    change(approved, "UPDATE applications SET email = 'a@example.org' WHERE person = ?", person)
    assert answer(approved("remind", "--today", "2027-01-19", "--json"))["count"] == 1


def test_a_lease_from_long_ago_is_forgotten_even_when_its_number_lives(approved):
    change(
        approved,
        "INSERT INTO lease (id, who, host, process, since, command) VALUES (1, 'a', ?, 1, ?, 'x')",
        socket.gethostname(), str(time.time() - 3600),
    )  # fmt: skip
    assert answer(approved("remind", "--today", "2027-01-18", "--json"))["count"] > 0


def test_two_runs_at_once_write_each_letter_and_each_merge_line_once(approved):
    command = [sys.executable, "-m", "mentorcli", "remind", "--today", "2027-01-18", "--json"]
    both = [
        subprocess.Popen(command, cwd=approved.folder, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    counts = sorted(json.loads(p.communicate()[0])["count"] for p in both)
    assert counts[0] == 0 < counts[1] == len(outbox(approved))
    (merge,) = outbox(approved, "merge-*.xlsx")
    there = approved.folder / "out" / COHORT / "outbox" / "2027-01-18" / merge
    sheet = openpyxl.load_workbook(there).worksheets[0]
    assert sheet.max_row == counts[1] + 1


@pytest.mark.parametrize("milliseconds", [150, 250, 350, 450, 550, 650, 750, 900])
def test_a_killed_run_loses_and_doubles_nothing(approved, milliseconds):
    command = [sys.executable, "-m", "mentorcli", "remind", "--today", "2027-01-18"]
    running = subprocess.Popen(command, cwd=approved.folder, stdout=subprocess.DEVNULL)
    time.sleep(milliseconds / 1000)
    running.kill()
    running.wait()
    approved("remind", "--today", "2027-01-18")
    people = sum(1 + len(m["mentees"]) for m in plan_of(approved)["matches"])
    assert len(outbox(approved)) == people
    assert len(outbox(approved, "merge-*.xlsx")) == 1
    assert answer(approved("remind", "--today", "2027-01-18", "--json"))["count"] == 0


def test_who_withdrew_gets_nothing_and_a_group_without_its_mentor_waits(approved):
    plan = plan_of(approved)
    large = next(m for m in plan["matches"] if len(m["mentees"]) == 3)
    broken = next(m for m in plan["matches"] if m is not large)
    gone = large["mentees"][0]
    approved("agreement", "render", COHORT)
    for person in (gone, broken["mentor"]):
        approved("application", "withdraw", COHORT, person, "--yes")
    rendered = answer(approved("agreement", "render", COHORT, "--json", code=3))
    assert len(rendered["agreements"]) == len(plan["matches"]) - 1
    assert plan["names"][gone] not in json.dumps(rendered["agreements"], ensure_ascii=False)
    assert {p["code"] for p in rendered["problems"]} >= {"left_out", "match_broken", "set_aside"}
    folder = approved.folder / "out" / COHORT / "agreements"
    assert len(list(folder.glob("*.docx"))) == len(plan["matches"]) - 1
    invited = answer(approved("invite", "kickoff", COHORT, "--json", code=3))
    names = {i["to"] for i in invited["invitations"]}
    assert not names & {plan["names"][p] for p in (gone, broken["mentor"], *broken["mentees"])}
    assert "withdrew" in approved("status", COHORT).stdout


def test_nobody_signs_on_a_day_to_come(approved, tmp_path):
    refused = approved("agreement", "signed", COHORT, "all", "--on", "2099-01-01", code=2)
    assert "has not come yet" in refused.stderr
    book, path = openpyxl.Workbook(), tmp_path / "signed.xlsx"
    mentor = plan_of(approved)["matches"][0]["mentor"]
    for row in (("Name", "Signed"), (mentor, dt.datetime(2099, 1, 1)),  # noqa: DTZ001 - Excel's
                (mentor, "2099-01-01")):  # fmt: skip
        book.active.append(row)
    book.save(path)
    taken = answer(approved("read", path, "--cohort", COHORT, "--json", code=3))
    assert [p["code"] for p in taken["problems"]] == ["signature_day"]
    listed = answer(approved("agreement", "list", COHORT, "--json"))
    assert listed["missing"] == len(listed["signatures"])


def test_a_changed_group_must_sign_again(approved):
    approved("agreement", "render", COHORT, "--today", "2026-10-30")
    approved("agreement", "signed", COHORT, "all", "--on", "2026-11-01")
    gone = plan_of(approved)["matches"][0]["mentees"][0]
    approved("application", "withdraw", COHORT, gone, "--yes")
    approved("match", COHORT)
    done = answer(approved("plan", "approve", COHORT, "--yes", "--with-questions", "--json"))
    assert [p["code"] for p in done["problems"]] == ["signatures_void"]
    missing = answer(approved("agreement", "list", COHORT, "--json"))["missing"]
    assert missing > 0
    approved("agreement", "render", COHORT)
    assert f"{missing} of" in approved("status", COHORT).stdout


def test_a_moved_kickoff_is_told_everywhere(approved):
    approved("invite", "kickoff", COHORT)
    assert "kick-off on 2027-01-21: invitations written" in approved("status", COHORT).stdout
    before = answer(approved("remind", "--today", "2027-01-18", "--json"))["count"]
    moved = approved("cohort", "change", COHORT, "--date", "kickoff=2027-02-04")
    assert f"mentorcli invite kickoff {COHORT}" in moved.stderr
    assert "calendar changed after the invitations" in approved("status", COHORT).stdout
    assert answer(approved("remind", "--today", "2027-02-01", "--json"))["count"] == before


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("kickoff.plce=Hall", "kickoff.place"),
        ("kickoff=1", "has no"),
        ("kickoff.starts=14:00:00.5+02:00", "not a time"),
        ("kickoff.ends=13:00", "before it begins"),
        ("party.place=x", "no gathering"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(approved, setting, said):
    before = (approved.folder / "workspace.db").read_bytes()
    assert said in approved("cohort", "change", COHORT, "--set", setting, code=2).stderr
    shown = approved("cohort", "show", COHORT).stdout
    assert "14:00-16:30" in shown
    assert len(before) == (approved.folder / "workspace.db").stat().st_size


def test_two_changes_at_once_are_both_kept(approved):
    def changing(setting):
        command = [sys.executable, "-m", "mentorcli", "cohort", "change", COHORT, "--set", setting]
        return subprocess.Popen(command, cwd=approved.folder, stdout=subprocess.DEVNULL)

    both = [changing("kickoff.place=Dipoli"), changing("wrapup.place=Vare")]
    assert [p.wait() for p in both] == [0, 0]
    shown = approved("cohort", "show", COHORT).stdout
    assert "Dipoli" in shown
    assert "Vare" in shown


def test_closed_and_full_outputs_end_in_a_sentence(approved):
    python = f"{shlex.quote(sys.executable)} -m mentorcli"
    for shell, code in (("status >&-", 0), ("status 2>&-", 0), ("status >/dev/full", 3)):
        done = subprocess.run(
            ["bash", "-c", f"{python} {shell}"], cwd=approved.folder, capture_output=True, text=True
        )  # fmt: skip
        assert done.returncode == code, (shell, done.stderr)
        assert "bug" not in done.stderr


def test_a_database_that_cannot_be_is_a_sentence(approved):
    path = approved.folder / "mentorcli.toml"
    text = path.read_text()
    path.write_text(text.replace('database = ""', 'database = "nonsense"'))
    assert "cannot be used" in approved("status", code=3).stderr
    path.write_text(text)
    (approved.folder / "workspace.db").write_bytes(b"")
    assert "damaged" in approved("status", code=3).stderr


def test_a_flipped_byte_gives_a_right_answer_or_a_sentence(approved):
    path = approved.folder / "workspace.db"
    whole = path.read_bytes()
    for place in range(1000, len(whole), len(whole) // 25):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        path.write_bytes(bytes(broken))
        done = subprocess.run(
            [sys.executable, "-m", "mentorcli", "status"], cwd=approved.folder,
            capture_output=True, text=True, env=os.environ,
        )  # fmt: skip
        assert done.returncode in {0, 3}, (place, done.stderr)
        assert "Traceback" not in done.stderr
