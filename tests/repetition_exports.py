"""Exports of one invented form, edited and exported again, for the tests of repetition."""

import csv
import json
import sqlite3
from contextlib import closing

COHORT = "2027-spring"
TITLES = [
    "ID", "Start time", "Completion time", "Email", "Name", "First name", "Last name",
    "E-mail address", "Research group", "Languages", "Goals", "Consent", "Health notes",
]  # fmt: skip
SECRET = "UNASKED-7731"
"""Stands in a column that no programme asks for."""


def answer(number, name="Åsa Öst", email="asa@example.org", day=2, **more):
    """Return one answer as a dict of column titles to texts."""
    first, _, last = name.partition(" ")
    return {
        "ID": str(number), "Start time": f"2026-11-{day:02} 08:50:00",
        "Completion time": f"2026-11-{day:02} 09:00:00", "Email": "anonymous", "Name": "",
        "First name": first, "Last name": last, "E-mail address": email,
        "Languages": "English;", "Goals": "Networks;", "Consent": "Yes", "Health notes": SECRET,
    } | more  # fmt: skip


def write(folder, answers, name="mentees.csv", titles=TITLES):
    """Write answers as the text export of a workbook."""
    extra = [t for a in answers for t in a if t not in titles]
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*titles, *dict.fromkeys(extra)], restval="")
        writer.writeheader()
        writer.writerows(answers)
    return path


def take(run, answers, *options, code=0, name="mentees.csv"):
    """Import answers and return what the command said as JSON."""
    path = write(run.folder, answers, name)
    done = run(
        "import", path, "--cohort", COHORT, "--as", "mentees", "--accept", "--map", "M=-", "--json",
        *options, code=code,
    )  # fmt: skip
    path.unlink()
    return json.loads(done.stdout)


def ends(data):
    """Return where each row of the only import ended."""
    (one,) = data["imports"]
    return [(e["state"], e["reason"]) for e in one["ends"]]


def stored(run):
    """Return each application's answers by name."""
    found = {}
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        for name, answers in connection.execute(
            "SELECT name, answers FROM applications ORDER BY 1"
        ):
            for field, (_, _, *said) in _without_line(json.loads(answers)).items():
                value = said[-1]
                plain = next(iter(value.values())) if isinstance(value, dict) else value
                found.setdefault(name, {})[field] = plain
    return found


def _without_line(answers):
    """Return what is stored under fields; the empty one is the line."""
    return {field: told for field, told in answers.items() if field}


def everything(run):
    """Return the bytes of every file in the workspace, zip parts unpacked."""
    import zipfile

    content = []
    for path in sorted(p for p in run.folder.rglob("*") if p.is_file()):
        content.append(path.read_bytes())
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                content += [book.read(part) for part in book.namelist()]
    return b"\n".join(content)
