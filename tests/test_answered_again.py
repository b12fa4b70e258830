"""The same answer given again later: nothing changes, and no answer given between is newer than it."""

import csv
import json

import pytest
from repetition_exports import COHORT, answer, ends, take
from repetition_exports import stored as all_stored

MIDDLE = {"Goals": "Leadership;"}


def goals(workspace, name="Åsa Öst"):
    return all_stored(workspace)[name]["goals"]


def others():
    return [answer(n, f"Person {'ABC'[n - 7]}ki", f"p{n}@example.org", day=1) for n in (7, 8)]


@pytest.mark.parametrize("last", [6, 9])
@pytest.mark.parametrize("number", [1, 2, 9], ids=["edited", "next number", "later number"])
def test_an_answer_given_between_is_older_than_the_same_one_given_again(workspace, number, last):
    take(workspace, [answer(1, day=2), *others()], code=None)
    told = take(workspace, [answer(number, day=last), *others()], code=None)
    assert ends(told)[0] == ("unchanged", "")
    told = take(workspace, [answer(number, day=last), answer(5, day=4, **MIDDLE), *others()], code=None)  # fmt: skip
    assert ends(told)[:2] == [("unchanged", ""), ("skipped", "superseded")]
    told = take(workspace, [answer(5, day=4, **MIDDLE), *others()], code=None)
    assert ends(told)[0] == ("skipped", "superseded")
    assert goals(workspace) == ["networks"]


def test_one_given_after_both_is_newer(workspace):
    take(workspace, [answer(1, day=2), *others()], code=None)
    take(workspace, [answer(2, day=4), *others()], code=None)
    told = take(workspace, [answer(5, day=6, **MIDDLE), *others()], code=None)
    assert ends(told)[0] == ("changed", "")
    assert goals(workspace) == ["leadership"]


def test_the_first_export_again_says_nothing_new(workspace):
    rows = [answer(1, day=2), *others()]
    take(workspace, rows, code=None)
    take(workspace, [answer(2, day=6), *others()], code=None)
    told = take(workspace, rows, code=None)
    assert {state for state, _ in ends(told)} <= {"unchanged", "skipped"}
    told = take(workspace, [answer(5, day=4, **MIDDLE), *others()], code=None)
    assert ends(told)[0] == ("skipped", "superseded")


def test_both_in_one_export(workspace):
    take(workspace, [answer(1, day=2), *others()], code=None)
    told = take(workspace, [answer(1, day=2), answer(2, day=6), *others()], code=None)
    assert sorted(ends(told)[:2]) == [("skipped", "superseded"), ("unchanged", "")]
    told = take(workspace, [answer(5, day=4, **MIDDLE), *others()], code=None)
    assert ends(told)[0] == ("skipped", "superseded")


@pytest.mark.parametrize(
    "titles",
    [
        ("Timestamp", "First name", "Last name", "E-mail address", "Languages", "Goals", "Consent"),
        ("Submission Date", "First name", "Last name", "E-mail address", "Languages", "Goals", "Consent"),
        ("Aikaleima", "Etunimi", "Sukunimi", "Sähköposti", "Kielet", "Goals", "Consent"),
    ],
)  # fmt: skip
def test_so_where_answers_have_no_numbers(workspace, titles):
    def imported(*rows):
        path = workspace.folder / "mentees.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([titles, *rows])
        done = workspace(
            "import", path, "--cohort", COHORT, "--as", "mentees", "--accept", "--json"
        )
        return ends(json.loads(done.stdout))

    def row(day, said="Networks"):
        return (
            f"2026-11-{day:02} 10:00:00",
            "Åsa",
            "Öst",
            "asa@example.org",
            "English",
            said,
            "Yes",
        )

    imported(row(2))
    assert imported(row(8)) == [("unchanged", "")]
    assert imported(row(4, "Leadership")) == [("skipped", "superseded")]
    assert goals(workspace) == ["networks"]
    assert imported(row(9, "Leadership")) == [("changed", "")]
