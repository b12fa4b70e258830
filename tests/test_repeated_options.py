"""An option of one value that is given twice: what stood first would be passed over in silence."""

import json
import re
import subprocess
import sys

import pytest
from test_commands_table import READS

TWICE = re.compile(
    r"--(today|workspace|cohort|reason|who|on|as|place) was given 2 times; give it once\."
)


@pytest.mark.parametrize(
    "words",
    [
        ("match", "2027-spring", "--today", "2026-11-01", "--today=2026-11-02"),
        ("status", "-w", ".", "--workspace", "."),
        ("import", "x.xlsx", "--cohort", "a", "--cohort", "b"),
        ("invite", "session", "c", "Korhonen", "--place", "Room 1", "--place", "Room 2"),
        ("invite", "cancel", "c", "kickoff", "--who", "A", "--who", "B"),
    ],
)  # fmt: skip
def test_an_option_of_one_value_is_refused_the_second_time(run, words):
    assert TWICE.search(run(*words, code=2).stderr)
    said = json.loads(run(*words, "--json", code=2).stdout)
    assert TWICE.fullmatch(said["error"])
    assert not any(run.folder.iterdir())


def test_what_may_be_repeated_and_what_stands_after_two_dashes_is_not_refused(run, workspace):
    workspace("cohort", "new", "doctoral", "2028-spring", "--date", "kickoff=2028-01-27", "--date",
              "wrapup=2028-05-25")  # fmt: skip
    said = run("match", "--", "--today", "--today", code=2).stderr
    assert "times" not in said


def test_every_command_has_it():
    found = """
import typer
from mentorcli.cli.app import CONTENTS, commands_of
from mentorcli.cli.repeated_options import GivenOnce
def leaves(name, command):
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for key, one in (inner or {}).items():
        yield from leaves(f"{name} {key}", one)
rooms = {(n, r) for part in CONTENTS.values() for n, (r, _) in part.items()}
every = [x for n, r in sorted(rooms) for x in leaves(n, commands_of(r)[n])]
print(len(every), [n for n, c in every if not isinstance(c, GivenOnce)])
"""
    done = subprocess.run([sys.executable, "-c", found], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"\d\d \[\]", done.stdout.strip()), done.stdout
    assert int(done.stdout[:2]) >= len(READS)
