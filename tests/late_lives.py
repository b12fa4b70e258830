"""Applications that come in the middle of the lives of `standing_lives`, and answers that change there.

Written from the page: who comes after the plan is in no match and waits; who applies to a joint programme and was
not selected does not count; an export that is imported again changes nobody's standing.
"""

from __future__ import annotations

import csv

import openpyxl

from mentorcli.files.shipped import shipped

NAMES = (
    "Ilta Vuorela",
    "Otso Kivelä",
    "Saga Ek-Nord",
    "Milo Varis",
    "Tove Strand",
    "Kaarlo Hiidenmaa",
)
FILES = {
    "2027-spring": ("mentees.xlsx", "mentors.csv"),
    "2027-alumni": ("alumni-students.xlsx", "alumni-mentors.csv"),
    "2027-joint": ("joint-mentees.xlsx", "joint-mentors.csv"),
    "2027-peers": ("peers.csv",),
}  # fmt: skip


def rows_of(name):
    """Return the cells of a sample export, as text."""
    path = shipped("sample_data") / name
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [*csv.reader(file)]
    return [[*row] for row in openpyxl.load_workbook(path).active.values]


def export(path, rows):
    """Write an export as the one it was made from: a workbook, or text with commas."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def of_somebody_new(row, known, name, n):
    """Return somebody's row as another person's: other name, other address, the same answers."""
    first, last = name.split(" ", 1)
    words = known.split(" ", 1)
    other = {known: name, words[0]: first, words[1]: last}
    if str(row[0]).isdigit():  # the tool's number of the answer
        row = [int(row[0]) + 1000 + n, *row[1:]]
    return [
        address_of(name)
        if "@" in str(cell)
        else ""
        if str(cell).startswith("RK-")
        else other.get(cell, cell)
        for cell in row
    ]


def address_of(name):
    return name.replace(" ", ".").lower().replace("ä", "a").replace("-", "") + "@example.net"


def late(life, n):
    """Somebody new applies, by an export of that answer alone: one more person, and nobody else changes."""
    files = FILES[life.cohort]
    rows = rows_of(files[n % len(files)])
    names, before = {a["name"] for a in life.applications()}, life.people()
    unused = [x for x in NAMES if x not in names and address_of(x) not in life.erased]
    here = [r for r in rows[1:] if _name(r, names)]
    if not unused or not here:
        return
    row = here[n // 2 % len(here)]
    path = life.folder / f"late-{n}{(shipped('sample_data') / files[n % len(files)]).suffix}"
    export(path, [rows[0], of_somebody_new(row, _name(row, names), unused[0], n)])
    found, code = life.run("import", path, "--cohort", life.cohort, "--accept", "--yes")
    after = life.people()
    new = after.keys() - before.keys()
    assert {k: s for k, s in after.items() if k not in new} == before, (
        life.at,
        "somebody else changed",
    )
    assert len(new) == (0 if code == 2 else 1), (life.at, new, code, found)
    if life.cohort == "2027-joint":
        life.aside |= new


def again(life, n):
    """An export that is known is imported again: nobody is changed, also who has left."""
    before = life.people()
    path = shipped("sample_data") / FILES[life.cohort][n % len(FILES[life.cohort])]
    life.run("import", path, "--cohort", life.cohort, "--accept", "--yes")
    after = life.people()
    gone = {k for k, s in before.items() if s == "withdrawn"}
    assert {k: after.get(k) for k in gone} == dict.fromkeys(gone, "withdrawn"), life.at
    assert not before.keys() - after.keys(), (life.at, "somebody is lost")


def _name(row, names):
    texts = {str(cell) for cell in row[:8]}  # further on they name others
    return next((x for x in names if x in texts or {*x.split(" ", 1)} <= texts), "")


def steps():
    """Return these steps by name."""
    return {"late": late, "import again": again}
