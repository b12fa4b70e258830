"""What schedulers are given, and what doctor finds: the real commands in a real workspace."""

import datetime as dt
import json
import os
import shlex
import subprocess
import sys

import pytest


def answer(done):
    return json.loads(done.stdout)


def codes(run, *options):
    return {p["code"] for p in answer(run("doctor", *options, "--json", code=3))["problems"]}


def shown(run, *options):
    return answer(run("schedule", *options, "--json"))["schedules"]


def test_the_line_for_cron_runs_as_cron_would_run_it(workspace):
    line = shown(workspace, "--at", "6.30")["cron"]
    assert line.startswith("30 6 * * * ")
    assert line in workspace("schedule", "--at", "06:30").stdout.splitlines()
    command = line.split(maxsplit=5)[5].replace(r"\%", "%")
    done = subprocess.run(
        ["env", "-i", "sh", "-c", command], cwd="/", capture_output=True, text=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "nothing due" in (workspace.folder / "remind.log").read_text()


def test_whole_paths_survive_blanks_and_signs_of_the_scheduler(workspace):
    odd = workspace.folder.parent / "a b 100% ä'$x"
    workspace.folder.rename(odd)
    run = type(workspace)(odd)
    texts = shown(run)
    assert shlex.split(texts["cron"].replace(r"\%", "%"))[-1] == str(odd)
    assert str(odd).replace("%", "%%").replace("$", "$$") in texts["systemd_service"]
    assert "OnCalendar=*-*-* 07:00:00" in texts["systemd_timer"]
    assert f'\\"{odd}\\""' in texts["windows"]


@pytest.mark.parametrize("words", [("schedule", "--at", "25:00"), ("doctor", "--max-age", "x")])
def test_a_time_or_age_that_is_none_is_refused(workspace, words):
    assert "Write it like" in workspace(*words, code=2).stderr


def test_a_healthy_workspace_has_no_finding(approved):
    approved("remind", "--today", "2027-01-18")
    told = answer(approved("doctor", "--max-age", "26h", "--json"))
    assert told["healthy"]
    assert told["last_remind"] is not None


def test_a_scheduler_that_stopped_is_told(workspace):
    assert codes(workspace, "--max-age", "26h") == {"never_reminded"}
    workspace("remind")
    log = workspace.folder / "remind.log"
    then = dt.datetime.now(dt.UTC) - dt.timedelta(hours=30)
    log.write_text(f"{then.isoformat(timespec='seconds')} day x: nothing due\nhalf a li")
    assert codes(workspace, "--max-age", "26h") == {"reminders_stopped"}
    assert answer(workspace("doctor", "--max-age", "2d", "--json"))["healthy"]
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    log.write_text(f"{later.isoformat(timespec='seconds')} day x: nothing due\n")
    assert codes(workspace) == {"clock_went_back"}


@pytest.mark.skipif(os.name == "nt", reason="permissions are kept in another way on Windows")
def test_what_is_wrong_with_files_is_told_and_nothing_is_changed(workspace):
    (workspace.folder / "workspace.db").chmod(0o644)
    (workspace.folder / "workspace-LAPTOP.db").touch()
    (workspace.folder / "out" / ".plan.json.0123abcd.tmp").touch(0o600)
    before = sorted(workspace.folder.rglob("*"))
    assert codes(workspace) == {"open_to_others", "conflict_copy", "left_by_a_crash"}
    assert sorted(workspace.folder.rglob("*")) == before


def test_broken_pages_are_told_as_damage(imported):
    path = imported.folder / "workspace.db"
    whole, told = path.read_bytes(), []
    for place in range(4_096, 7 * 4_096, 4_096):
        broken = bytearray(whole)
        broken[place : place + 64] = b"\xff" * 64
        path.write_bytes(bytes(broken))
        done = subprocess.run(
            [sys.executable, "-m", "mentorcli", "doctor"], cwd=imported.folder,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode in {0, 3}, done.stderr
        assert "Traceback" not in done.stderr
        told.append(done.returncode == 3 and "damaged" in done.stdout + done.stderr)
    assert any(told)


def test_the_log_stays_small(tmp_path):
    from mentorcli.workspace.last_reminder_run import LINES_KEPT, last_run, log_run

    for day in range(8_000):
        log_run(tmp_path, f"2027-01-01T00:00:{day % 60:02}+00:00", "day 2027-01-01: nothing due")
    lines = (tmp_path / "remind.log").read_text().splitlines()
    assert LINES_KEPT <= len(lines) < 8_000
    assert last_run(tmp_path) == dt.datetime(2027, 1, 1, 0, 0, 7_999 % 60, tzinfo=dt.UTC)
