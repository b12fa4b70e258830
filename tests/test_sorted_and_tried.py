"""Columns sorted by themselves give everybody's name or address away; answers of those who tried a form."""

import json
import sqlite3
from contextlib import closing

import pytest
from repetition_exports import COHORT, answer, ends, take

PEOPLE = [
    ("Åsa Öst", "asa@example.org"),
    ("Wei Zhang", "wei@example.org"),
    ("Juho Mäki", "juho@example.org"),
    ("Elif Demir", "elif@example.org"),
    ("Saara Ahola", "s1984@example.org"),
]


def answers(people):
    return [answer(n, name, email) for n, (name, email) in enumerate(people, 1)]


def stored_people(workspace):
    with closing(sqlite3.connect(workspace.folder / "workspace.db")) as database:
        return database.execute("SELECT name, email FROM applications").fetchall()


def moved(names, emails):
    """Return everybody with the name and the address that stand so many rows below."""
    size = len(PEOPLE)
    return [(PEOPLE[(i + names) % size][0], PEOPLE[(i + emails) % size][1]) for i in range(size)]


SORTED = {
    "names moved by one": moved(1, 0),
    "addresses moved by two": moved(0, 2),
    "addresses in their order": [
        (n, e) for (n, _), e in zip(PEOPLE, sorted(e for _, e in PEOPLE), strict=True)
    ],
    "two exchanged": [*PEOPLE[:3], (PEOPLE[3][0], PEOPLE[4][1]), (PEOPLE[4][0], PEOPLE[3][1])],
}


@pytest.mark.parametrize("people", SORTED.values(), ids=SORTED.keys())
def test_a_column_sorted_by_itself_changes_nobody_and_is_asked(workspace, people):
    take(workspace, answers(PEOPLE))
    told = take(workspace, answers(people), code=3)
    differing = [pair != before for pair, before in zip(people, PEOPLE, strict=True)]
    wanted = [("problem", "is_of_another") if d else ("unchanged", "") for d in differing]
    assert ends(told) == wanted
    assert set(stored_people(workspace)) == set(PEOPLE)


def test_once_it_is_said_that_they_are_different_people_the_addresses_are_taken(workspace):
    take(workspace, answers(PEOPLE))
    people = SORTED["two exchanged"]
    take(workspace, answers(people), code=3)
    listed = json.loads(workspace("questions", "list", COHORT, "--json").stdout)["questions"]
    for question in listed:
        workspace("questions", "settle", COHORT, question["number"], "different")
    assert set(stored_people(workspace)) == set(people)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Saara Ahola", "saara.ahola@example.org"),
        ("Saara Virtala", "s1984@example.org"),
        ("Saara Maria Ahola", "s1984@example.org"),
    ],
)
def test_a_name_or_address_of_nobody_else_is_a_change(workspace, name, email):
    take(workspace, answers(PEOPLE))
    told = take(workspace, answers([*PEOPLE[:4], (name, email)]))
    assert ends(told)[-1][0] == "changed"


TRIED = [
    ("Test Testsson", "test@example.org"),
    ("Testi Testinen", "t.t@example.org"),
    ("asdf asdf", "asdf@example.org"),
    ("Matti Meikäläinen", "matti.meikalainen@example.org"),
    ("Test Virtanen", "test1@example.org"),
    ("Jane Doe", "jane@example.org"),
]
NOT_TRIED = [
    ("Anna Testa", "anna.testa@example.org"),
    ("Matti Meri", "matti@example.org"),
    ("Testimony Moyo", "t.moyo@example.org"),
    ("Xu Xia", "xu@example.org"),
]


def test_who_seems_to_have_tried_the_form_is_told_with_the_cell(workspace):
    told = take(workspace, answers(TRIED + NOT_TRIED), code=None)
    cells = [p["cell"] for p in told["problems"] if p["code"] == "answer_of_a_trial"]
    assert [int(cell[1:]) - 1 for cell in cells] == [n for n, _ in enumerate(TRIED, 1)]
