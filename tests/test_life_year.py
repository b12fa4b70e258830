"""A slice of the simulated year; benchmarks/reminders_year.py does all of it, with ten thousand."""

import datetime as dt

import pytest
from life_year import (
    COHORTS,
    FIRST,
    SPRING_NIGHT,
    check,
    daily,
    hand_on,
    killed,
    live,
    populate,
    run_days,
)

from mentorcli.domain.fact import Fact, Kind
from mentorcli.workspace import last_reminder_run as looking
from mentorcli.workspace import last_reminder_run as quick
from mentorcli.workspace.facts import append
from mentorcli.workspace.schema import HEAD

DAYS = [d for d in run_days() if dt.date(2027, 12, 28) < d[0] < dt.date(2028, 6, 20)]
ONE = {"2028-alumni": COHORTS["2028-alumni"]}


def test_each_reminder_comes_once_and_none_after_its_stop(tmp_path):
    assert dt.date(2028, 2, 29) in dict(DAYS)
    assert SPRING_NIGHT not in dict(DAYS)
    folder = tmp_path / "w"
    live(folder, populate(folder, 2, ONE), 2, ONE, DAYS)
    total, known = check(folder, 2, ONE, DAYS)
    assert total >= known > 20


def test_runs_that_are_killed_lose_and_double_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("life_year.run_days", lambda: DAYS[:60])
    folder = tmp_path / "w"
    done = killed(folder, populate(folder, 2, ONE), 2, 6, ONE)
    assert done
    check(folder, 2, ONE, DAYS[:60])


@pytest.fixture
def looked(tmp_path):
    """A workspace in which nothing is due, and which knows it."""
    workspace = populate(tmp_path / "w", 1, ONE)
    daily(workspace.folder, FIRST)
    return workspace


def quiet(workspace, day=FIRST):
    return quick.nothing_to_remind(workspace.folder, day, hand_on(workspace.folder, day).now)


def test_a_look_holds_until_the_next_day_on_which_anything_can_come(looked):
    assert quiet(looked)
    assert not quiet(looked, FIRST - dt.timedelta(days=1))
    assert not quiet(looked, dt.date(2028, 6, 1))
    lines = (looked.folder / "remind.log").read_text().splitlines()
    assert len(lines) == 2
    assert all("nothing due" in line for line in lines)


def test_any_event_ends_a_look(looked):
    run = hand_on(looked.folder, FIRST)
    with looked.writing(run.hand) as connection:
        append(connection, run.hand, Fact(Kind.NOTED, about="something"))
    assert not quiet(looked)


@pytest.mark.parametrize(
    "name", ["mentorcli.toml", "programmes/alumni.toml", "templates/reminders/silent.en.txt.j2"]
)
def test_a_changed_file_ends_a_look(looked, name):
    path = looked.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert not quiet(looked)


def test_a_damaged_or_foreign_database_is_looked_at(looked):
    (looked.folder / "workspace.db").write_bytes(b"no database" * 100)
    assert not quiet(looked)


def test_the_quick_look_reads_the_tables_of_today():
    assert looking.SCHEMA == HEAD
