"""The merge workbook of a folder names the files that lie there, whatever is written and written again."""

import json
from email import message_from_bytes, policy

import openpyxl
import pytest
from conftest import COHORT

DAY = ("--today", "2026-12-10")


def hold(run):
    """Hold every merge workbook against its folder: each row's file lies there and goes to the row's reader."""
    seen = {}
    for path in (run.folder / "out" / COHORT).rglob("merge-*.xlsx"):
        if "replaced" in path.parts:
            continue
        header, *rows = openpyxl.load_workbook(path).worksheets[0].values
        to, file, subject = (header.index(name) for name in ("To", "File", "Subject"))
        for row in rows:
            mail = message_from_bytes((path.parent / row[file]).read_bytes(), policy=policy.default)
            said = (mail["To"].addresses[0].addr_spec, str(mail["Subject"]))
            assert said == (row[to], row[subject])
        assert len({row[file] for row in rows}) == len(rows)
        seen[path.relative_to(run.folder / "out" / COHORT).as_posix()] = len(rows)
    return seen


@pytest.mark.parametrize("gathering", ["kickoff", "midpoint", "wrapup"])
def test_of_invitations(approved, gathering):
    made = json.loads(approved("invite", gathering, COHORT, *DAY, "--json").stdout)["invitations"]
    there = f"invitations/{gathering}/merge-{gathering}.xlsx"
    assert hold(approved) == {there: len(made)}
    approved("cohort", "change", COHORT, "--set", f"{gathering}.place=Hall 2", *DAY)
    approved("invite", gathering, COHORT, *DAY)
    assert hold(approved) == {there: len(made)}
    approved("invite", "cancel", gathering, COHORT, *DAY)
    assert hold(approved) == {there: len(made)}


def test_of_reminders_and_letters(approved):
    approved("letter", "introduction", COHORT, *DAY)
    approved("letter", "waiting", COHORT, *DAY)
    approved("invite", "kickoff", COHORT, *DAY)
    for day in ("2026-12-10", "2026-12-31", "2027-01-14"):
        approved("remind", "--today", day)
    found = hold(approved)
    assert {"letters/introduction/merge-introduction.xlsx", "letters/waiting/merge-waiting.xlsx"} <= found.keys()  # fmt: skip
    assert [name for name in found if name.startswith("outbox/")]
