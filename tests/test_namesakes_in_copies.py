"""Namesakes at equal numbers in two copies of a form: nobody becomes somebody else by a name alone."""

import pytest
from repetition_exports import answer, ends, stored, take

NAMES = ("Aino Virtanen", "Bo Mäki", "Carla Öst", "Dinh Ek")


def copy(names, *, day, domain, first=1):
    return [
        answer(
            n, name, f"p{n}@{domain}", day=day + n, Goals="Networks;" if day < 9 else "Leadership;"
        )
        for n, name in enumerate(names, first)
    ]


def goals(workspace):
    return {name: a["goals"] for name, a in stored(workspace).items()}


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("others", [0, 1])
def test_namesakes_alone_are_asked_about(workspace, count, others):
    take(workspace, copy([*NAMES[:count], *("Eva Rao",) * others], day=1, domain="a.example"), code=None)  # fmt: skip
    before = goals(workspace)
    second = copy([*NAMES[:count], *("Fia Holm",) * others], day=10, domain="b.example")
    told = take(workspace, second, code=3)
    assert [state for state, _ in ends(told)] == ["problem"] * (count + others)
    assert goals(workspace) == before


def test_one_who_answered_both_copies_does_not_bear_namesakes_out(workspace):
    take(workspace, copy(NAMES[:3], day=1, domain="a.example"), code=None)
    second = copy(NAMES[:3], day=10, domain="b.example")
    second[0]["E-mail address"] = "p1@a.example"
    told = take(workspace, second, code=3)
    assert [state for state, _ in ends(told)] == ["changed", "problem", "problem"]


@pytest.mark.parametrize("unlike", [4, 5])
def test_among_more_others_they_are_people_of_another_copy(workspace, unlike):
    first = [*NAMES[:3], *(f"Person {c}ki" for c in "ABCDE"[:unlike])]
    second = [*NAMES[:3], *(f"Somebody {c}la" for c in "ABCDE"[:unlike])]
    take(workspace, copy(first, day=1, domain="a.example"), code=None)
    told = take(workspace, copy(second, day=10, domain="b.example"), code=None)
    assert {state for state, _ in ends(told)} == {"new"}


@pytest.mark.parametrize("moved", [0, 1])
def test_new_addresses_of_known_people_are_theirs_where_the_times_or_others_say_so(
    workspace, moved
):
    take(workspace, copy(NAMES, day=1, domain="a.example"), code=None)
    again = copy(NAMES, day=1 + moved, domain="a.example")
    for row in again[: 1 if moved else 4]:
        row["E-mail address"] = row["E-mail address"].replace("a.example", "new.example")
    told = take(workspace, again, code=None)
    assert "problem" not in {state for state, _ in ends(told)}
    assert len(stored(workspace)) == len(NAMES)
