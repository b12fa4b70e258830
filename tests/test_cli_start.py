"""Starting: what is loaded, what is printed, how errors end."""

import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_commands_table import READS

HEAVY = ("pandas", "numpy", "openpyxl", "docxtpl", "docx", "scipy", "pydantic", "alembic")
LOADED = (
    "import sys\n"
    "from mentorcli.__main__ import main\n"
    "sys.argv = ['mentorcli', *sys.argv[1:]]\n"
    "try:\n    main()\n"
    "except SystemExit as end:\n    assert not end.code, end.code\n"
    "print('LOADED', [m for m in {!r} if m in sys.modules])\n"
)


def loaded(folder, *arguments, of=HEAVY):
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(of), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return re.search(r"LOADED (.*)", done.stdout)[1]


@pytest.mark.parametrize("arguments", [("--help",), ("import", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(tmp_path, arguments):
    assert loaded(tmp_path, *arguments) == "[]"


def test_remind_and_status_load_nothing_heavy(approved):
    for day in ("2026-12-24", "2027-01-18"):
        assert loaded(approved.folder, "remind", "--today", day) == "[]"
    rooms = [f"mentorcli.{r}" for r in ("documents", "intake", "matching", "reports")]
    assert loaded(approved.folder, "status", of=(*HEAVY, *rooms)) == "[]"
    approved("outbox", "sent", "2027-spring", "--yes")  # else it looks which of them are past
    assert loaded(approved.folder, "status", of=(*HEAVY, "mentorcli.reminders")) == "[]"


def test_explaining_a_pair_loads_nothing_of_the_import(approved):
    asked = ("explain", "2027-spring", "Patel", "--with", "Kallio")
    assert loaded(approved.folder, *asked, of=("mentorcli.intake", "pandas", "openpyxl")) == "[]"


def test_every_command_has_help_and_the_main_ones_examples(helps):
    commands = {path: text for path, (text, leaf) in helps.items() if leaf}
    assert len(commands) > 25
    without = {path[-1] for path, text in commands.items() if "Example" not in text}
    assert without <= {"list", "show", "forget"}


def test_every_command_speaks_json_and_every_writing_one_tries_first(helps):
    for path, (text, leaf) in helps.items():
        if leaf:
            assert "--json" in text, path
            assert path in READS or "--dry-run" in text, path


def test_help_at_the_door_is_that_of_the_program(run, helps):
    shown = run("cohort", "new", "--help", COLUMNS="80").stdout
    assert shown.replace("python -m mentorcli", "mentorcli") == helps["cohort", "new"][0]


def test_no_workspace_is_a_sentence(run):
    done = run("status", code=2)
    assert "There is no workspace" in done.stderr
    assert "mentorcli init" in done.stderr
    assert done.stdout == ""


def test_errors_are_json_too(run):
    data = json.loads(run("status", "--json", code=2).stdout)
    assert data["schema_version"] == 1
    assert data["exit_code"] == 2
    assert "no workspace" in data["error"]


def test_a_misspelt_command_is_answered_with_the_right_one(run):
    assert "match" in run("macth", code=2).stderr


def test_a_wrong_day_is_told(workspace):
    assert "is not a day" in workspace("remind", "--today", "tomorrow", code=2).stderr


def test_a_closed_pipe_is_no_error(approved):
    shell = f"{shlex.quote(sys.executable)} -m mentorcli plan show 2027-spring | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell], cwd=approved.folder, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_cron_needs_no_environment(approved):
    approved("remind", "--today", "2026-12-24")
    done = subprocess.run(
        ["env", "-i", sys.executable, "-m", "mentorcli", "remind", "--today", "2026-12-24"],
        cwd=approved.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_bug_prints_no_personal_data(workspace, tmp_path):
    code = (
        "import sys, mentorcli.commands.cohorts.cohorts as c\n"
        "def broken(run): raise ValueError('Secret Person')\n"
        "c.listing = broken\n"
        "sys.argv = ['mentorcli', 'cohort', 'list']\n"
        "from mentorcli.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=workspace.folder, capture_output=True, text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Secret" not in done.stdout + done.stderr
    (report,) = tmp_path.glob("mentorcli-bug-*")
    assert "Secret Person" in report.read_text()
    assert report.stat().st_mode & 0o777 == 0o600


def test_the_contents_name_every_command_and_say_what_its_own_help_says():
    from mentorcli.cli import app

    rooms = {path.stem for path in Path(app.__file__).parent.glob("*.py")}
    found = {}
    for room in sorted(rooms - {"__init__", "app", "completion", "options", "repeated_options"}):
        found |= {name: (room, command) for name, command in app.commands_of(room).items()}
    told = {name: about for handled in app.CONTENTS.values() for name, about in handled.items()}
    assert set(found) == set(told)
    for name, (room, line) in told.items():
        assert (room, line) == (found[name][0], found[name][1].get_short_help_str(limit=200))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems open files in other ways")
def test_what_was_made_is_opened_where_that_is_asked(workspace, sample, tmp_path):
    run = workspace
    program, opened = tmp_path / "bin" / "xdg-open", tmp_path / "opened"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(opened))}\n')
    program.chmod(0o700)
    surroundings = {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    run("cohort", "new", "peer", "2027-peers")
    run("import", sample / "peers.csv", "--cohort", "2027-peers", "--yes", "--accept")
    run("match", "2027-peers")
    run("plan", "board", "2027-peers", "--open", "--dry-run", **surroundings)
    run("plan", "board", "2027-peers", "--open", **surroundings)
    run("report", "2027-peers", "--open", **surroundings)
    for _ in range(50):
        if opened.is_file() and opened.read_text().count("\n") == 2:
            break
        time.sleep(0.1)
    board, report = sorted(Path(line) for line in opened.read_text().splitlines())
    assert (board.name, report.name) == ("board.html", "report")
