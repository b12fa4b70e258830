"""What a script and a person may rely on: output, errors, erasing, two at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import COHORT

HERE = Path(__file__).parent
NOISY = """
import ctypes, os, subprocess, sys, threading
LINE = b"a line of the solver"
libc = ctypes.CDLL(None)
def noise(event, args, said=[]):
    if said or event != "import" or args[0] not in {at!r}: return
    said.append(1)
    libc.puts(LINE)                                       # kept by C until the process ends
    os.write(1, LINE)
    threading.Thread(target=libc.puts, args=(LINE,)).start()
    subprocess.run(["echo", LINE.decode()])
    libc.fflush(None); libc.puts(LINE)
    print("made a noise", file=sys.stderr)
sys.addaudithook(noise)
from mentorcli.__main__ import main
main()
"""


def result(done):
    """The only thing that a run printed on stdout: one JSON object."""
    data = json.loads(done.stdout)
    assert data["schema_version"] == 1
    assert data["exit_code"] == done.returncode
    return data


def noisily(run, *words, at=("scipy.optimize", "scipy.sparse", "numpy"), code=0):
    """Run a command in which C, a thread and a child print as a solver might, at its first solve."""
    done = subprocess.run(
        [sys.executable, "-c", NOISY.replace("{at!r}", repr(at)), *words, "--json"],
        cwd=run.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "made a noise" in done.stderr
    return result(done)


def test_no_line_of_the_solver_stands_in_the_result(run):
    run("init", ".")
    run("cohort", "new", "doctoral", "2170-spring")
    files = (HERE / "solver_line" / "mentees.xlsx", HERE / "solver_line" / "mentors.xlsx")
    run("import", *files, "--cohort", "2170-spring", "--accept")
    for words in (("match",), ("rules",), ("advise",), ("match", "--dry-run")):
        done = run(words[0], "2170-spring", *words[1:], "--json")
        assert result(done)["exit_code"] == 0, words
        assert "Highs" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("match", COHORT, "--dry-run"),
        ("match", COHORT, "--what-if", "add mentor english"),
        ("rules", COHORT),
        ("advise", COHORT),
        ("explain", COHORT, "Aino Kallio", "--with", "Laine"),
        ("replan", COHORT, "--dry-run", "--frontier"),
        ("simulate", COHORT),
        ("plan", "firm", COHORT),
        ("plan", "fair", COHORT),
        ("plan", "verify", f"out/{COHORT}/plan.json", "--reprove"),
        ("report", COHORT, "--dry-run"),
    ],
)
def test_whatever_a_solver_prints_is_not_in_the_result(approved, words):
    noisily(approved, *words)


def test_people_read_the_result_alone_too(approved):
    script = NOISY.replace("{at!r}", repr(("scipy.optimize", "numpy")))
    for words in (("match", COHORT, "--dry-run"), ("rules", COHORT)):
        done = subprocess.run(
            [sys.executable, "-c", script, *words], cwd=approved.folder, capture_output=True, text=True
        )  # fmt: skip
        assert done.returncode == 0
        assert "made a noise" in done.stderr
        assert "a line of" not in done.stdout + done.stderr
        assert len(done.stdout) > 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("match", COHORT, "--jsn", "--json"), "No such option"),
        (("--json", "match", COHORT), "No such option"),
        (("match", "--json"), "Missing argument"),
        (("mtach", "--json"), "No such command"),
        (("invite", "kickof", COHORT, "--json"), "No such command"),
        (("suggest", "Laine", "--top", "many", "--json"), "--top"),
        (("suggest", "Laine", "--json", "--top"), "--top"),
        (("cohort", "list", "too", "many", "--json"), "unexpected extra argument"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_one_object(approved, words, said):
    data = result(approved(*words, code=2))
    assert said in data["error"]
    assert data["remedy"].startswith("See: mentorcli")
    assert data["remedy"].endswith("--help")


def test_a_command_line_that_cannot_be_read_is_a_sentence_without_json(approved):
    done = approved("match", COHORT, "--why", "--", "--json", code=2)
    assert done.stdout == ""
    assert "No such option" in done.stderr


def test_an_error_is_one_object(approved):
    data = result(approved("match", "2031-spring", "--json", code=2))
    assert "no cohort" in data["error"]


STOPPED = """
import os, signal, sys
def at(event, args, done=[]):
    if not done and event == "import" and args[0] == {at!r}:
        done.append(1)
        {what}
sys.addaudithook(at)
from mentorcli.__main__ import main
main()
"""


@pytest.mark.parametrize("at", ["mentorcli.commands.matching", "scipy.optimize"])
@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        ("signal.raise_signal(signal.SIGINT)", 130, "Interrupted"),
        ("raise LookupError('Aino Kallio')", 1, "bug in mentorcli"),
    ],
)
def test_an_interruption_and_a_bug_are_one_object(approved, at, what, code, said, tmp_path):
    script = STOPPED.replace("{at!r}", repr(at)).replace("{what}", what)
    done = subprocess.run(
        [sys.executable, "-c", script, "match", COHORT, "--dry-run", "--json"],
        cwd=approved.folder, capture_output=True, text=True, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    data = result(done)
    assert data["exit_code"] == code
    assert said in data["error"]
    assert "Traceback" not in done.stderr
    assert "Kallio" not in done.stdout + done.stderr
