"""Driving the real command in a temporary folder."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_server import SERVER, may_fork
from hypothesis import settings

from mentorcli.files.shipped import shipped

settings.register_profile("ours", deadline=None)  # how long an example takes is no verdict
settings.load_profile("ours")

COHORT = "2027-spring"
MADE_ON = "2026-11-30"
"""The day on which the sample cohort is made, whatever day it is."""
IMPORT_CODE = 3
"""How importing the sample ends: a language and a conflict in it must be asked about."""
signal.signal(signal.SIGINT, signal.default_int_handler)
"""Started in the background a run ignores Ctrl-C, and so would the commands that tests interrupt."""
ASKING = frozenset({"questions", "import", "match", "batch"})
LISTS = frozenset({"staff", "selected"})
"""Commands that tell what must be asked, as they do of the sample: done, or a person must look."""


@dataclass
class Commands:
    """The real program, started in a workspace."""

    folder: Path

    def __call__(self, *arguments, code=None, **environment):
        """Run a command; fail with all that it printed unless it ends with ``code``, else well."""
        words, every = [*map(str, arguments)], {**os.environ, **environment}
        if may_fork(environment):
            done = SERVER.run(words, self.folder, every)
        else:
            done = subprocess.run(
                [sys.executable, "-m", "mentorcli", *words],
                cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False,
                stdin=subprocess.DEVNULL, env=every,
            )  # fmt: skip
        well = {0, 3} if words[0] in ASKING and LISTS.isdisjoint(words) else {0}
        wanted = well if code is None else {code}
        assert done.returncode in wanted, f"{arguments}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def run(tmp_path):
    """The command, in an empty folder."""
    return Commands(tmp_path)


HELPS = """
import contextlib, io, json, re
from mentorcli.cli.app import app

def text(*path):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        app([*path, "--help"], prog_name="mentorcli", standalone_mode=False)
    return out.getvalue()

def walk(*path):
    shown = text(*path)
    listed = shown.partition("Commands:" if path else "Workspace:")[2]
    names = re.findall(r"^  ([A-Za-z-]+)  ", listed, re.MULTILINE)
    yield path, shown, not names
    for name in names:
        yield from walk(*path, name)

print(json.dumps(list(walk())))
"""


@pytest.fixture(scope="session")
def helps():
    """The help of the program and of each command: path to (text, whether it is a command)."""
    done = subprocess.run(
        [sys.executable, "-c", HELPS], capture_output=True, text=True, check=True,
        encoding="utf-8", env={**os.environ, "TYPER_USE_RICH": "0", "COLUMNS": "80"},
    )  # fmt: skip
    return {tuple(path): (text, leaf) for path, text, leaf in json.loads(done.stdout)}


@pytest.fixture(scope="session")
def sample():
    """The folder of sample data."""
    return shipped("sample_data")


@pytest.fixture(scope="session")
def open_sample(tmp_path_factory, sample):
    """The folder of the open programme's sample cohort, 2027-open, its question settled; to be copied."""
    run, key = Commands(tmp_path_factory.mktemp("open")), "2027-open"
    run("init", ".")
    day = ("--today", MADE_ON)
    run("cohort", "new", "open", key, *day)
    run("import", sample / "open-staff.csv", "--as", "staff", "--yes", *day)
    files = (sample / "open-mentees.xlsx", sample / "open-mentors.csv")
    run("import", *files, "--cohort", key, "--accept", "--yes", *day)
    run("questions", "settle", key, "1", "yes", *day)
    return run.folder


@pytest.fixture(scope="session")
def stages(tmp_path_factory, sample):
    """Workspaces of the sample cohort as they are after each step, made once by the real commands."""
    folder = tmp_path_factory.mktemp("stages")
    run = Commands(folder / "now")
    run.folder.mkdir()
    exports = (sample / "mentees.xlsx", sample / "mentors.csv")
    steps = {
        "workspace": [("init", "."), ("cohort", "new", "doctoral", COHORT)],
        "imported": [("import", *exports, "--cohort", COHORT, "--accept")],
        "approved": [("match", COHORT), ("plan", "approve", COHORT, "--yes", "--with-questions")],
    }
    for name, commands in steps.items():
        for command in commands:
            run(*command, *(("--today", MADE_ON) if command[0] != "init" else ()))
        shutil.copytree(run.folder, folder / name)
    return folder


@pytest.fixture
def workspace(stages, tmp_path):
    """The command, in a workspace with the sample cohort, nothing imported."""
    return Commands(Path(shutil.copytree(stages / "workspace", tmp_path / "mentoring")))


@pytest.fixture
def imported(stages, tmp_path):
    """The sample cohort with both exports imported."""
    return Commands(Path(shutil.copytree(stages / "imported", tmp_path / "mentoring")))


@pytest.fixture
def approved(stages, tmp_path):
    """The sample cohort with an approved plan."""
    return Commands(Path(shutil.copytree(stages / "approved", tmp_path / "mentoring")))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure where CI has installed every program."""
    outcome = yield
    report = outcome.get_result()
    real_files = "MENTORCLI_EXPORTS" in str(report.longrepr)
    if os.environ.get("MENTORCLI_NO_SKIPS") and report.skipped and not real_files:
        report.outcome = "failed"


@pytest.fixture(scope="session")
def ready(tmp_path_factory):
    """A workspace with one approved group, to copy."""
    from documents_cohorts import running

    folder = tmp_path_factory.mktemp("ready") / "workspace"
    running(folder, [("en", ["Maija Äijä", "Ville Å"])])
    return folder


@pytest.fixture
def office(ready, tmp_path):
    """A copy of it, with its commands."""
    from documents_cohorts import Running

    return Running(shutil.copytree(ready, tmp_path / "mentoring"))
