"""Rows pasted in another order of columns, by the real command: held back as a block, never stored."""

import csv
import json

import pytest
from repetition_exports import COHORT
from repetition_exports import stored as all_stored

TITLES = ("Timestamp", "First name", "Last name", "E-mail address", "Department", "Languages", "Goals", "Research topic", "Consent", "Anything else we should know?")  # fmt: skip
DEPARTMENTS = ("Physics", "Media", "Applied Mathematics")
LANGUAGES = ("English", "Finnish", "Swedish; English")
GOALS = ("Networks", "Leadership", "Networks; Leadership")
TOPICS = (
    "Quantum sensing of rare proteins",
    "How cities learn to walk",
    "Sleep and shift work again",
)
COUNT = 9


def mentee(n):
    name = "ABCDEFGHIJ"[n]
    return [
        f"2026-11-{n + 1:02} 10:00:00", f"Aino{name.lower()}", f"Person{name}", f"m{n}@example.org", DEPARTMENTS[n % 3],
        LANGUAGES[n % 3], GOALS[n % 3], TOPICS[n % 3], "Yes", "",
    ]  # fmt: skip


def swapped(row, *titles):
    one, other = (TITLES.index(t) for t in titles)
    return [row[other] if i == one else row[one] if i == other else v for i, v in enumerate(row)]


def imported(workspace, rows):
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([TITLES, *rows])
    done = workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--accept", "--json")
    return json.loads(done.stdout)


def disorder(told):
    return [p for p in told["problems"] if p["code"] == "rows_in_disorder"]


SWAPS = [
    ("First name", "E-mail address"), ("Last name", "E-mail address"), ("Timestamp", "Last name"),
    ("Languages", "Goals"), ("First name", "Goals"), ("Consent", "Languages"), ("Department", "Timestamp"),
    ("First name", "Research topic"), ("Goals", "Consent"), ("Timestamp", "Anything else we should know?"),
    ("Department", "Research topic"),
]  # fmt: skip


@pytest.mark.parametrize("titles", SWAPS)
@pytest.mark.parametrize("first", [6, 7])
def test_a_block_in_another_order_is_held_back_as_one(workspace, titles, first):
    rows = [mentee(n) if n < first else swapped(mentee(n), *titles) for n in range(COUNT)]
    told = imported(workspace, rows)
    (problem,) = disorder(told)
    assert f"rows {first + 2}-{COUNT + 1}" in problem["says"]
    assert problem["cell"][1:] == str(first + 2)
    assert len(all_stored(workspace)) == first


@pytest.mark.parametrize("titles", SWAPS[:3])
def test_so_is_a_single_row_whose_address_or_time_stands_elsewhere(workspace, titles):
    rows = [mentee(n) if n != 4 else swapped(mentee(n), *titles) for n in range(COUNT)]
    (problem,) = disorder(imported(workspace, rows))
    assert "row 6" in problem["says"]
    assert len(all_stored(workspace)) == COUNT - 1


def test_many_columns_at_once(workspace):
    order = [3, 1, 0, 2, 7, 6, 4, 5, 8, 9]
    rows = [mentee(n) if n < 5 else [mentee(n)[i] for i in order] for n in range(COUNT)]
    (problem,) = disorder(imported(workspace, rows))
    assert "rows 7-10" in problem["says"]
    assert len(all_stored(workspace)) == 5


@pytest.mark.parametrize("titles", [("Languages", "Goals"), ("First name", "Last name"), ("Department", "Research topic")])  # fmt: skip
def test_rows_below_the_titles_in_another_order_are_held_back(workspace, titles):
    moved = [swapped(r, *titles) for r in [list(TITLES), *(mentee(n) for n in range(6, 9))]]
    rows = [*(mentee(n) for n in range(6)), *moved]
    (problem,) = disorder(imported(workspace, rows))
    assert "rows 8-11" in problem["says"]
    assert len(all_stored(workspace)) == 6
    again = [*rows, list(TITLES), mentee(9)]  # from there on they stand as above
    (problem,) = disorder(imported(workspace, again))
    assert "rows 8-11" in problem["says"]
    assert len(all_stored(workspace)) == 7


def test_put_right_it_comes_in(workspace):
    rows = [mentee(n) if n < 6 else swapped(mentee(n), *SWAPS[0]) for n in range(COUNT)]
    imported(workspace, rows)
    told = imported(workspace, [mentee(n) for n in range(COUNT)])
    assert not disorder(told)
    assert len(all_stored(workspace)) == COUNT


def settled(workspace, answer="right", code=None):
    listed = json.loads(workspace("questions", "list", COHORT, "--json").stdout)["questions"]
    (number,) = [q["number"] for q in listed if (q["code"], q["state"]) == ("rows_in_disorder", "open")]  # fmt: skip
    return workspace("questions", "settle", COHORT, number, answer, code=code), number


@pytest.mark.parametrize("titles", [("Languages", "Goals"), ("First name", "Goals")])
def test_said_to_be_right_they_come_in_and_are_not_asked_again(workspace, titles):
    rows = [mentee(n) if n < 6 else swapped(mentee(n), *titles) for n in range(COUNT)]
    imported(workspace, rows)
    _, number = settled(workspace)
    assert len(all_stored(workspace)) == COUNT
    assert not disorder(imported(workspace, rows))
    more = [*rows, swapped(mentee(9), *titles)]
    (problem,) = disorder(imported(workspace, more))
    assert "row 11" in problem["says"]
    assert len(all_stored(workspace)) == COUNT
    workspace("questions", "forget", COHORT, number)
    assert "rows 8-11" in " ".join(p["says"] for p in disorder(imported(workspace, more)))


def test_it_has_no_other_answer(workspace):
    imported(workspace, [mentee(n) if n < 6 else swapped(mentee(n), *SWAPS[0]) for n in range(9)])
    done, _ = settled(workspace, "wrong", code=2)
    assert "right" in done.stderr
    assert len(all_stored(workspace)) == 6


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Goals", "Something of my own"), ("Languages", "Estonian"), ("Anything else we should know?", "English"),
        ("Research topic", "Leadership"), ("Department", "Yes"), ("Anything else we should know?", "write to x@example.org"),
        ("Last name", "de la Cruz von Essen"), ("First name", "Anna Maria Elisabeth"), ("Timestamp", ""), ("Department", "Networks"),
        ("Research topic", "Physics"), ("First name", "Mentee"), ("Consent", "Maybe"),
    ],
)  # fmt: skip
def test_an_odd_answer_alone_is_no_disorder(workspace, title, said):
    rows = [mentee(n) for n in range(COUNT)]
    rows[4][TITLES.index(title)] = said
    assert not disorder(imported(workspace, rows))
    assert len(all_stored(workspace)) == COUNT


NAMED = ("Timestamp", "First name", "Last name", "E-mail address", "Phone", "Current employer", "Languages", "Themes", "Capacity", "Consent")  # fmt: skip
FIRMS = ("Kone & Metalli Oy", "Norrsken", "3Step IT", "Tiili Oy", "Valtion laitos", "Louhi", "Mill", "Sähkö", "Energi Ab")  # fmt: skip
LAST = ("Järvi", "Östman", "Kärppä", "Laine", "Törmä", "Mäkelä", "Åberg", "Salo", "Niemi")
MAILS = ("jarvi", "ostman", "karppa", "laine", "torma", "makela", "aberg", "salo", "niemi")


def named(n, order="{first}.{last}"):
    first = ("Aino", "Berta", "Dora", "Eero", "Fanny", "Helmi", "Iiro", "Kaisa", "Leo")[n]
    address = order.format(first=first.lower(), last=MAILS[n])
    return [
        f"2026-11-{n + 1:02} 10:00:00", first, LAST[n], f"{address}@example.org", f"+358 40 555 01{n:02}", FIRMS[n],
        "English", "Networks", "2", "Yes",
    ]  # fmt: skip


def told_of(workspace, rows):
    path = workspace.folder / "mentors.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([NAMED, *rows])
    done = workspace("import", path, "--cohort", COHORT, "--as", "mentors", "--accept", "--json")
    return json.loads(done.stdout)["problems"]


@pytest.mark.parametrize("order", ["{first}.{last}", "{last}.{first}1"])
@pytest.mark.parametrize("titles", [("First name", "Last name"), ("Last name", "Current employer"), ("Phone", "Current employer")])  # fmt: skip
@pytest.mark.parametrize("first", [5, 7])
def test_names_in_other_columns_are_told_by_the_address(workspace, titles, first, order):
    one, other = (NAMED.index(t) for t in titles)
    rows = [named(n, order) for n in range(9)]
    for row in rows[first:]:
        row[one], row[other] = row[other], row[one]
    (problem,) = disorder({"problems": told_of(workspace, rows)})
    assert f"rows {first + 2}-10" in problem["says"]
    assert len(all_stored(workspace)) == first


def test_a_single_number_or_firm_in_another_column_is_told(workspace):
    rows = [named(n) for n in range(9)]
    for at, one, other in ((2, "Phone", "Current employer"), (8, "Last name", "Current employer")):
        one, other = NAMED.index(one), NAMED.index(other)  # noqa: PLW2901 - the titles' places
        rows[at][one], rows[at][other] = rows[at][other], rows[at][one]
    told = {(p["code"], p["cell"][1:]) for p in told_of(workspace, rows)}
    assert {("rows_in_disorder", "4"), ("name_unlikely", "10")} <= told


def test_addresses_that_only_differ_are_no_disorder(workspace):
    """Whoever has an address in another order, or one without a name, has not swapped anything."""
    rows = [named(n) for n in range(9)]
    rows[1][3], rows[2][3], rows[4][3] = (
        "ostman.berta@example.com",
        "info@example.com",
        "torma.fanny@example.com",
    )
    rows[5][4] = "call me by Teams"
    assert not disorder({"problems": told_of(workspace, rows)})


@pytest.mark.parametrize("count", [3, 5])
def test_addresses_of_two_shapes_are_no_disorder(workspace, count):
    """Some have first.last, their neighbours the first name alone, or the last."""
    rows = [named(n) for n in range(9)]
    for row in rows[:count]:
        row[3] = f"{row[1].lower()}@example.com"
    for n in (7, 8):
        rows[n][3] = f"{MAILS[n]}@example.com"
    assert not disorder({"problems": told_of(workspace, rows)})
