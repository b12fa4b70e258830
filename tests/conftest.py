"""Driving the real command in a temporary folder."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentorcli.files.shipped import shipped

COHORT = "2027-spring"


@dataclass
class Commands:
    """The real program, started in a workspace."""

    folder: Path

    def __call__(self, *arguments, code=0, **environment):
        """Run a command; fail with all that it printed unless it ends with ``code``."""
        done = subprocess.run(
            [sys.executable, "-m", "mentorcli", *map(str, arguments)],
            cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False,
            stdin=subprocess.DEVNULL, env={**os.environ, **environment},
        )  # fmt: skip
        assert done.returncode == code, f"{arguments}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def run(tmp_path):
    """The command, in an empty folder."""
    return Commands(tmp_path)


@pytest.fixture
def workspace(run):
    """The command, in a workspace with the sample cohort, nothing imported."""
    run("init", "mentoring")
    run.folder /= "mentoring"
    run("cohort", "new", "doctoral", COHORT)
    return run


@pytest.fixture
def sample():
    """The folder of sample data."""
    return shipped("sample_data")


@pytest.fixture
def imported(workspace, sample):
    """The sample cohort with both exports imported."""
    workspace(
        "import", sample / "mentees.xlsx", sample / "mentors.csv", "--cohort", COHORT, "--accept"
    )  # fmt: skip
    return workspace


@pytest.fixture
def approved(imported):
    """The sample cohort with an approved plan."""
    imported("match", COHORT)
    imported("plan", "approve", COHORT, "--yes")
    return imported


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure where CI has installed every program."""
    outcome = yield
    report = outcome.get_result()
    real_files = "MENTORCLI_EXPORTS" in str(report.longrepr)
    if os.environ.get("MENTORCLI_NO_SKIPS") and report.skipped and not real_files:
        report.outcome = "failed"
