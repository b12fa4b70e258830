"""A gathering on a holiday or a weekend is told where its day is set, and one without a link for who is far."""

import openpyxl
import pytest

COHORT = "2027-autumn"


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("2028-01-06", "on Epiphany"),
        ("2027-09-18", "on a weekend"),
        ("2027-12-06", "on Independence Day"),
        ("2027-09-16", ""),
    ],
)
def test_a_gathering_on_a_day_off_says_so(run, day, what):
    run("init", ".")
    kickoff = ("--date", f"kickoff={day}")
    made = run("cohort", "new", "doctoral", COHORT, *kickoff).stdout
    changed = run("cohort", "change", COHORT, *kickoff).stdout
    for said in (made, changed, run("cohort", "show", COHORT).stdout):
        line = next(text for text in said.splitlines() if text.startswith("|kick-off"))
        assert ("on " in line) is bool(what)
        assert what in line


@pytest.mark.parametrize("link", ["", "https://meet.example/kickoff"])
def test_who_comes_remotely_needs_a_link(run, sample, link):
    cohort, book = "2027-spring", openpyxl.load_workbook(sample / "mentees.xlsx")
    for cell in (c for row in book.active.iter_rows() for c in row if c.value == "Yes"):
        cell.value = (
            "Yes, remotely" if "kick-off" in book.active.cell(1, cell.column).value else "Yes"
        )
    book.save(run.folder / "mentees.xlsx")
    run("init", ".")
    run("cohort", "new", "doctoral", cohort)
    run("import", "mentees.xlsx", sample / "mentors.csv", "--cohort", cohort, "--accept")
    run("match", cohort)
    run("plan", "approve", cohort, "--yes", "--with-questions")
    if link:
        run("cohort", "change", cohort, "--set", f"kickoff.link={link}")
    done = run("invite", "kickoff", cohort, "--today", "2027-01-04")
    assert ("come to the kickoff remotely" in " ".join(done.stderr.split())) is not bool(link)
