"""What comes next after an import or a withdrawal, where a plan is approved: never a refused command."""

from __future__ import annotations

import csv
import shlex

import openpyxl
import pytest
from conftest import COHORT
from test_first_aid_life import answer, cohort_of
from test_first_aid_meaning import MENTEE, export, person
from test_letters_owed import PROGRAMMES

NEW = {"First name": "Uusi", "Last name": "Tulija", "E-mail address": "uusi.tulija@example.org",
       "Aalto e-mail address": "uusi.tulija@example.org", "ID": 99, "Invitation code": "",
       "Förnamn": "Uusi", "Efternamn": "Tulija", "E-postadress": "uusi.tulija@example.org"}  # fmt: skip
LANGUAGES = ("In which language", "På vilka språk")


def later_export(source, target):
    """Write the export as it is later: the first row has another language, and somebody is new."""
    if source.suffix == ".csv":
        head, *rows = csv.reader(source.read_text(encoding="utf-8").splitlines())
    else:
        head, *rows = openpyxl.load_workbook(source).active.iter_rows(values_only=True)
    rows = [list(row) for row in rows]
    titles = [str(title).strip() for title in head]
    language = next(i for i, t in enumerate(titles) if t.startswith(LANGUAGES))
    last = "svenska" if rows[0][language] != "svenska" else "engelska"
    rows[0][language] = last if source.suffix == ".csv" else "English"
    rows.append([NEW.get(title, value) for title, value in zip(titles, rows[1], strict=True)])
    if source.suffix == ".csv":
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    else:
        book = openpyxl.Workbook()
        for row in (head, *rows):
            book.active.append(row)
        book.save(target)
    return target


def goes_on(run, done):
    """Return the last command that comes next; it is not refused."""
    step = answer(done)["next"][-1]
    asks = ("--yes", "--with-questions", "--dry-run") if " plan approve " in step else ()
    code = None if step.split()[1] in {"match", "questions"} else 0
    run(*shlex.split(step)[1:], *asks, code=code)
    return step


def repair(cohort, done):
    """Return the repair that fits: where the new language bars the match, the one that it is told with."""
    barred = [p["do"] for p in answer(done)["problems"] if p["code"] == "match_against_rules"]
    told = [command for command in (f"mentorcli replan {cohort}", f"mentorcli plan approve {cohort}")
            if barred and command in barred[0]]  # fmt: skip
    return told[0] if told else f"mentorcli replan {cohort} --only-fill"


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_after_approval_the_plan_is_repaired(run, sample, programme):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    export = later_export(sample / exports[0], run.folder / exports[0])
    taken = run(
        "import", export, "--cohort", cohort, "--accept", "--accept-changes", "--yes", "--json"
    )
    (counts,) = (i["counts"] for i in answer(taken)["imports"])
    assert (counts["new"], counts["changed"]) == (1, 1)
    assert goes_on(run, taken) == repair(cohort, taken)
    listed = answer(run("application", "list", cohort, "--json"))["applications"]
    gone = next(a["id"] for a in listed if a["role"] == "mentee" and a["name"] != "Uusi Tulija")
    left = run("application", "withdraw", cohort, gone, "--yes", "--json")
    assert goes_on(run, left) == f"mentorcli replan {cohort}"
    again = run(
        "import", export, "--cohort", cohort, "--accept", "--accept-changes", "--yes", "--json"
    )
    assert goes_on(run, again) == repair(cohort, again)


def next_of(done):
    return [step.split(" ")[1] for step in answer(done)["next"]]


def test_what_waits_comes_next_only_while_something_waits(run):
    run("init", ".")
    run("cohort", "new", "doctoral", COHORT)
    people = [person("Emma Lehto", languages="Klingonish"), person("Niko Rask")]
    take = ("--cohort", COHORT, "--as", "mentees", "--accept", "--yes", "--json")

    def taken(people, *more):
        return run("import", export(run.folder, "mentees.csv", MENTEE, people), *take, *more)

    assert next_of(taken(people))[:2] == ["questions", "read"]
    run("questions", "settle", COHORT, 1, "English")
    (listed,) = run("questions", "list", COHORT).stdout.splitlines()[:1]
    assert listed.startswith("0 open questions")
    more = [*people, person("Olli Salo")]
    assert not {"questions", "read"} & {*next_of(taken(more))}
    assert not {"questions", "read"} & {*next_of(taken(more, "--problems", "own.xlsx"))}
    again = run("form", "replay", "doctoral-mentee", "--cohort", COHORT, "--yes", "--json")
    assert not {"questions", "read"} & {*next_of(again)}


def test_an_ongoing_programme_goes_on_with_status(run, sample):
    cohort = "2027-open"
    run("init", ".")
    run("cohort", "new", "open", cohort)
    run("import", sample / "open-mentees.xlsx", sample / "open-mentors.csv",
        "--cohort", cohort, "--accept", "--yes")  # fmt: skip
    run("pair", "propose", cohort, "Minna Salonen", "O'Connor", "--today", "2027-02-12")
    for who in ("Minna Salonen", "O'Connor"):
        run("pair", "accept", cohort, who, "--today", "2027-02-13")
    export = later_export(sample / "open-mentees.xlsx", run.folder / "open-mentees.xlsx")
    taken = run(
        "import", export, "--cohort", cohort, "--accept", "--accept-changes", "--yes", "--json"
    )
    assert goes_on(run, taken) == f"mentorcli status {cohort}"
    left = run("application", "withdraw", cohort, "Wei Zhang", "--yes", "--json")
    assert goes_on(run, left) == f"mentorcli status {cohort}"
