"""Whose row it is, held against people who are known: copies of a form in any order, again and again."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import COHORT
from repetition_exports import answer, ends, stored, take
from test_repetition_people import application
from whose_row import World, lost, mixed, owner_of, replaced, truth_of
from whose_row_desks import Desk, Real

from mentorcli.domain.admission import entry_of
from mentorcli.domain.match_life import Selected


def check(world, desk, before=None):
    assert not mixed(world, desk.applications())
    assert not lost(desk.seen, desk.applications(), desk.waiting())
    assert not replaced(before or {}, desk.marks())
    assert (before or {}).keys() <= desk.marks().keys()


def a_world(chance, *, copies=2, shares=0.25):
    """Return copies of a form with their first answers, each numbered from 1."""
    world = World(chance, moves=chance.random() < 0.5)
    for copy in range(1, copies + 1):
        for _ in range(chance.randint(1, 6)):
            old = [
                p
                for p in world.people
                if all(a.owner != p.number or a.copy != copy for a in world.answers)
            ]
            again = old and chance.random() < 0.1
            world.answers_in(chance.choice(old) if again else world.comes(shares=shares), copy)
    return world


def a_day(world, desk):
    """Something that people do, or an export of today or of an earlier day."""
    chance, kind = world.chance, world.chance.randrange(9)
    before, back = desk.marks(), desk.withdrawn()
    copies = sorted({a.copy for a in world.answers})
    if kind == 0:
        world.answers_in(world.comes(shares=0.25), chance.choice(copies))
    elif kind in {1, 2}:
        world.edits(chance.choice(world.answers))
    elif kind == 3 and len(world.answers) > 3:
        world.answers.remove(chance.choice(world.answers))
    elif kind == 4 and world.exports:
        desk.take(list(chance.choice(world.exports)[1]))
    elif kind == 8 and before:
        desk.withdraw(chance.choice(sorted(before)))
    elif kind == 5 and desk.asked:
        settle_one(world, desk, chance.choice(sorted(desk.asked)))
    else:
        copy = chance.choice(copies)
        rows = world.export(copy)
        if rows:
            desk.take(rows)
            assert not wrongly_gone(world, desk, copy)
            assert isinstance(desk, Real) or not desk.silent(rows)
    check(world, desk, before)
    assert back.isdisjoint(desk.marks().keys() - desk.withdrawn())


def wrongly_gone(world, desk, copy):
    """Return marks of vanished answers at people of another copy.

    Not of those whose number a row of this file has, of whom it is asked; nor where one person
    answered two copies, and the file seems to go on with both.
    """
    here = {row[0] for row in world.exports[-1][1]}
    owners = {}
    for mark in desk.seen:
        owners.setdefault(owner_of(mark)[0], set()).add(owner_of(mark)[1])
    if any(len(copies) > 1 for copies in owners.values()):
        return []
    return [m for m in desk.gone if owner_of(m)[1] != copy and owner_of(m)[2] not in here]


def finish(world, desk):
    """Bring every copy as it is now, settle all that is asked; then what is stored is the truth."""
    for copy in sorted({a.copy for a in world.answers}):
        desk.take(world.export(copy))
        check(world, desk)
    for _ in range(60):
        open_ones = [
            q for q in sorted(desk.asked) if truth_of(world, q[:2], q[2:4]) and len(q) == 4
        ]
        if not any(settle_one(world, desk, q) for q in open_ones):
            break
        check(world, desk)
    if not desk.waiting():
        stands = {owner_of(mark)[0] for *_, mark in desk.applications()}
        assert stands == {owner_of(m)[0] for m in desk.seen}


def settle_one(world, desk, about):
    if len(about) == 4:
        verdict = truth_of(world, about[:2], about[2:])
        return bool(verdict) and desk.settle(about, verdict)
    return False


@settings(max_examples=300, derandomize=True)
@given(st.integers(0, 10**9))
def test_nobody_becomes_somebody_else_whatever_comes(seed):
    chance = random.Random(seed)
    world, desk = a_world(chance, copies=chance.choice((2, 2, 3))), Desk()
    for _ in range(chance.randint(3, 12)):
        a_day(world, desk)
    finish(world, desk)


@pytest.mark.parametrize("seed", [2, 5, 11, 17])
def test_the_real_command_agrees_with_the_model(workspace, seed):
    chance = random.Random(seed)
    world, desk = a_world(chance), Real(workspace)
    for _ in range(6):
        a_day(world, desk)
    finish(world, desk)


# --- single kinds that random people found


def people(*names, start=1, **more):
    """Return answers of people with an address of their own, each at a time of their own."""
    return [
        answer(n, name, f"{name.split()[0].lower()}@example.org", day=n + 1, **more)
        for n, name in enumerate(names, start)
    ]


def held(run):
    """Return the names on the rows that wait."""
    found = Real(run)._rows(
        "SELECT r.cells FROM raw_rows r JOIN import_rows i ON i.import_id = r.import_id "
        "AND i.number = r.number WHERE i.state = 'problem'"
    )
    return sorted(" ".join(json.loads(cells)[5:7]) for (cells,) in found)


def test_rows_that_wait_are_not_written_over_by_another_copy(workspace):
    first = people("Aino Kallio", "Bo Ek")
    first[1]["E-mail address"] = first[0]["E-mail address"]
    take(workspace, first, code=3)
    assert held(workspace) == ["Aino Kallio", "Bo Ek"]
    told = take(workspace, people("Carla Rossi", "Dinh Tran"))
    assert ends(told) == [("new", "")] * 2
    assert held(workspace) == ["Aino Kallio", "Bo Ek"]


def test_a_row_without_an_address_that_waits_is_not_written_over(workspace):
    first = people("Aino Kallio", "Bo Ek", "Carla Rossi")
    first[1]["E-mail address"] = "bo at example.org"
    take(workspace, first, code=3)
    told = take(workspace, people("Dinh Tran", "Eero Salo", "Fanny Lund"))
    assert ends(told) == [("new", "")] * 3
    assert held(workspace) == ["Bo Ek"]


def test_a_row_that_waits_goes_on_waiting_when_the_export_comes_again(workspace):
    take(workspace, people("Aino Kallio"))
    other = [answer(1, "Mila Ruiz", "mila@example.org", day=9)]
    for _ in range(3):
        told = take(workspace, other, code=3)
        assert ends(told) == [("problem", "response_of_another")]
    assert list(stored(workspace)) == ["Aino Kallio"]
    assert held(workspace) == ["Mila Ruiz"]


def test_two_single_rows_of_two_other_copies_both_wait(workspace):
    take(workspace, people("Aino Kallio"))
    take(workspace, [answer(1, "Mila Ruiz", "mila@example.org", day=9)], code=3)
    take(workspace, [answer(1, "Nils Holm", "nils@example.org", day=10)], code=3)
    assert held(workspace) == ["Mila Ruiz", "Nils Holm"]


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_namesake_under_the_same_number_is_asked_about(workspace, verdict):
    take(workspace, people("Aino Kallio", "Bo Ek"))
    told = take(workspace, [answer(1, "Aino Kallio", "aino.k@example.org", day=9)], code=3)
    assert ends(told) == [("problem", "response_unsure")]
    (about,) = Real(workspace).asked
    workspace("questions", "settle", COHORT, Real(workspace).asked[about], verdict)
    emails = sorted(email for (email,) in Real(workspace)._rows("SELECT email FROM applications"))
    both = ["aino.k@example.org", "aino@example.org", "bo@example.org"]
    assert emails == (both if verdict == "different" else both[::2])


def test_a_surname_and_an_address_change_at_once_under_a_number_and_a_moment(workspace):
    rows = people("Aino Kallio", "Bo Ek", "Carla Rossi", "Dinh Tran")
    take(workspace, rows)
    rows[1] = rows[1] | {"Last name": "Lund", "E-mail address": "bo.lund@example.org"}
    assert ends(take(workspace, rows))[1] == ("changed", "")
    assert sorted(stored(workspace)) == ["Aino Kallio", "Bo Lund", "Carla Rossi", "Dinh Tran"]


def test_another_copy_marks_nobody_as_vanished(workspace):
    take(workspace, people("Aino Kallio", "Bo Ek"))
    told = take(workspace, people("Carla Rossi", "Dinh Tran", start=3))
    assert told["imports"][0]["missing"] == []
    later = take(workspace, people("Dinh Tran", start=4))
    assert len(later["imports"][0]["missing"]) == 1
    gone = Real(workspace)._rows("SELECT name FROM applications WHERE vanished != ''")
    assert gone == [("Carla Rossi",)]


# --- lists of people


@pytest.mark.parametrize(
    ("name", "email", "code", "place"),
    [
        ("Aino Kallio", "aino@example.org", "", 1),
        ("Aino Lund", "aino@example.org", "", 1),
        ("Kallio, Aino", "home@example.org", "A1", 1),
        ("Bo Ek", "aino@example.org", "", None),  # an address that two share
        ("Bo Ek", "bo@example.org", "A1", None),  # a code that was passed on
        ("Mrs New-Name", "aino@example.org", "a1", 1),  # address and code are both hers
        ("Väinö Maki", "other@example.org", "B2", 2),
    ],
)
def test_a_place_on_the_list_is_nobodys_by_an_address_or_a_code_alone(name, email, code, place):
    listed = [
        Selected(1, "Aino Kallio", "aino@example.org", "Example Oy", "A1"),
        Selected(2, "Väinö Mäki", "vaino@example.org", "Example Oy", "B2"),
    ]
    found = entry_of(application(1, name, email, invitation_code=code), listed)
    assert (found.number if found else None) == place


def test_two_people_with_one_address_on_a_list_are_told_and_nobody_is_replaced(run):
    run("init", ".")
    run("cohort", "new", "joint", "2027-joint")
    lines = [
        "Name,E-mail,Employer,Code,Nominated by",
        "Aino Kallio,hr@example.org,Example Oy,A1,Boss",
        "Bo Ek,hr@example.org,Example Oy,B2,Boss",
        "Carla Rossi,carla@example.org,Example Oy,A1,Boss",
        "Aino Kallio,hr@example.org,Example Oy,A1,Boss",
    ]
    (run.folder / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ("import", "list.csv", "--as", "selected", "--cohort", "2027-joint", "--json")
    told = json.loads(run(*words, code=3).stdout)
    assert told["selected"] == 1
    assert ["Bo Ek" in p["says"] for p in told["problems"]] == [True, False]
    assert "Aino Kallio" in told["problems"][1]["says"]
