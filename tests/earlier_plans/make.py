"""Makes the workspaces of this folder by the real commands of a checkout: ``README.md`` says how."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl

FILLED = "filled.xlsx"
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Case:
    """One form: its programme, its exports by role, and what is decided and happens."""

    programme: str
    cohort: str
    profile: str
    exports: dict[str, str]
    keep: tuple[str, str]
    forbid: tuple[str, str]
    leaves: str
    signs: str
    extends: str


CASES = {
    "groups": Case(
        "doctoral", "2027-spring", "", {"mentee": "groups-mentees.csv", "mentor": "groups-mentors.csv"},
        ("Henri Soini", "Kirsi Tähtinen"), ("Alma Ketola", "Joakim Rask"), "Dario Conti",
        "Cecilia Ström", "Cecilia Ström",
    ),
    "pairs": Case(
        "alumni", "2027-alumni", "", {"mentee": "pairs-mentees.csv", "mentor": "pairs-mentors.csv"},
        ("Quentin Morel", "Teemu Raitio"), ("Oskar Blom", "Wilma Åström"), "Pihla Aro",
        "Maarit Ollila", "Maarit Ollila",
    ),
    "peers-pairs": Case(
        "peer", "2027-peers", "[group]\nfewest = 2\nmost = 2\n", {"mentee": "peers-pairs.csv"},
        ("Chiara Russo", "Gabriel Okoye"), ("Aune Lampinen", "Hilkka Mattila"), "Birger Nyholm",
        "Chiara Russo", "Chiara Russo",
    ),
    "peers-circles": Case(
        "peer", "2027-peers", "[group]\nfewest = 2\nmost = 3\n", {"mentee": "peers-circles.csv"},
        ("Chiara Russo", "Gabriel Okoye"), ("Aune Lampinen", "Hilkka Mattila"), "Birger Nyholm",
        "Chiara Russo", "Chiara Russo",
    ),
}  # fmt: skip


def commands(case: Case):
    """Give the commands of a case in order, as they are called at 40f600f."""
    cohort = case.cohort
    for role, file in case.exports.items():
        yield "import", file, "--cohort", cohort, "--role", role, "--accept", "--yes"
    yield "match", cohort, "--today", "2027-01-12"
    yield "plan", "keep", cohort, *case.keep, "--why", "They asked for it."
    yield "plan", "forbid", cohort, *case.forbid, "--why", "They know each other."
    yield "match", cohort, "--today", "2027-01-13"
    yield "plan", "approve", cohort, "--today", "2027-01-14", "--yes"
    yield "agreement", "render", cohort
    yield "agreement", "signed", cohort, case.signs, "--today", "2027-01-20"
    yield "invite", "kickoff", cohort
    yield "session", "log", cohort, case.signs, "--on", "2027-02-09"
    yield "pair", "extend", cohort, case.extends, "--until", "2027-12-15", "--today", "2027-02-10"
    if case.programme == "doctoral":
        yield "session", "log", cohort, case.signs, "--individual", "--on", "2027-02-10"
    yield "session", "sheets", cohort
    yield "session", "read", FILLED, "--cohort", cohort, "--today", "2027-02-11"
    yield "remind", "--today", "2027-02-11"
    yield "application", "withdraw", cohort, case.leaves, "--yes"
    yield "replan", cohort, "--today", "2027-02-12"
    yield "plan", "approve", cohort, "--today", "2027-02-13", "--yes"
    yield "agreement", "render", cohort
    yield "remind", "--today", "2027-02-15"
    yield "status", cohort, "--today", "2027-02-15"


def fill(sheet: Path, filled: Path) -> None:
    """Answer as a mentor does: both came to the kick-off, the first is well on track."""
    book = openpyxl.load_workbook(sheet)
    people = book["People"]
    titles = [c.value for c in people[1]]
    for row in (2, 3):
        people.cell(row, titles.index("kickoff") + 1).value = "yes"
    people.cell(2, titles.index("On track 1-5") + 1).value = "4"
    book.save(filled)


def make(checkout: Path, name: str, folder: Path) -> None:
    """Run a case in a folder, and keep its database, its files and who is together."""
    case = CASES[name]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "MENTORCLI"))}

    def run(*words: object) -> str:
        done = subprocess.run(
            [checkout / ".venv/bin/python", "-m", "mentorcli", *map(str, words)],
            cwd=folder, capture_output=True, text=True, encoding="utf-8",
            env=environment | {"PYTHONPATH": str(checkout), "USER": "anna", "LOGNAME": "anna"},
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"{words} ends with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    run("init", ".")
    if case.profile:
        (folder / "programmes" / f"{case.programme}.toml").write_text(case.profile)
    run("cohort", "new", case.programme, case.cohort)
    for file in case.exports.values():
        shutil.copy(HERE / "exports" / file, folder)
    for words in commands(case):
        if FILLED in words:
            fill(min((folder / "out" / case.cohort / "sheets").glob("*.xlsx")), folder / FILLED)
        run(*words)
    kept = HERE / name
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    with sqlite3.connect(folder / "workspace.db") as database:
        text = "\n".join(database.iterdump())
    (kept / "workspace.sql").write_text(text + "\n", encoding="utf-8")
    for part in ("mentorcli.toml", "programmes", "forms"):
        copy = shutil.copytree if (folder / part).is_dir() else shutil.copy
        copy(folder / part, kept / part)
    plan = json.loads(run("plan", "show", case.cohort, "--json"))["plan"]
    names = plan["names"]
    lines = [
        " + ".join(sorted(names[p] for p in (m["mentor"], *m["mentees"]) if p))
        for m in plan["matches"]
    ]
    lines += [f"waits: {names[w['person']]}" for w in plan["waiting"]]
    lines += [f"{s['key']} {s['value']} of {s['bound']}" for s in plan["stages"]]
    for m in json.loads(run("pair", "list", case.cohort, "--json"))["matches"]:
        people = " + ".join(sorted(names[p] for p in (m["mentor"], *m["mentees"]) if p))
        days = f"{m['since']}, {m['starts']} to {m['ends']}"
        lines.append(f"listed: {people}: {m['state']} since {days}, {m['stands']}")
    (kept / "together.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for wanted in sys.argv[2:] or CASES:
        with tempfile.TemporaryDirectory() as made:
            make(Path(sys.argv[1]).resolve(), wanted, Path(made))
