"""What importing again needs of the workspace: an older one keeps all it has, rows come back as they were."""

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_cases import propose, table

from mentorcli.domain.application import Capacity, Given, Source
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.fact import Kind, Session, Signature
from mentorcli.domain.importing import Correction
from mentorcli.domain.problem import UserError
from mentorcli.workspace import database
from mentorcli.workspace.answer_text import Numbers, StoredAnswers, origins_of, written
from mentorcli.workspace.corrections import (
    answer_marks,
    corrections_of,
    forgotten_answers,
    identities_of,
    save_corrections,
    save_forgotten,
    save_identities,
)
from mentorcli.workspace.database import Hand
from mentorcli.workspace.facts import facts_of, happened_in
from mentorcli.workspace.folder import create, open_workspace
from mentorcli.workspace.plans import decisions_of, replace_decisions
from mentorcli.workspace.raw_rows import Kept, decode_cell, encode_cell, keep_rows, kept_exports
from mentorcli.workspace.schema import HEAD

HAND = Hand("anna", "2026-11-23T09:00:00+00:00", "test")


def made_by(folder, revision):
    """Make a workspace whose database is as an older version left it; return the database's path."""
    create(folder)
    path = folder / "workspace.db"
    path.write_bytes(b"")
    engine = database.open_engine("", folder)
    config = Config()
    migrations = database.__file__.replace("database.py", "migrations")
    config.set_main_option("script_location", migrations)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    return path


@pytest.fixture
def old(tmp_path):
    """A workspace whose database is as the oldest version left it, with what happened in a cohort."""
    path = made_by(tmp_path, "0007")
    rows = {
        "cohorts": ("2027-spring", "doctoral", "running", "{}", "{}"),
        "events": (1, "2026-11-02T09:00:00", "anna", "import", "2027-spring", "import i-1: 9 rows"),
        "signatures": ("2027-spring", "m-1", "p-1", "2027-01-28"),
        "sessions": ("2027-spring", "m-1", "p-1", "2027-02-03"),
        "calendar_events": ("2027-spring", "kickoff", "p-1", 0, "x", "h"),
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, row in rows.items():
            marks = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 - a constant
    return tmp_path


def test_an_older_workspace_is_migrated_with_all_it_has(old):
    with open_workspace(old).reading() as connection:
        then = happened_in(connection, "2027-spring")
        told = facts_of(connection, "2027-spring")
    assert then.signatures == (Signature("m-1", "p-1", dt.date(2027, 1, 28)),)
    assert then.sessions == (Session("m-1", "p-1", dt.date(2027, 2, 3)),)
    assert list(then.invited["kickoff"]) == ["p-1"]
    assert (told[0].kind, told[0].about, told[0].deed.who) == (
        Kind.IMPORTED,
        "import i-1: 9 rows",
        "anna",
    )
    with closing(sqlite3.connect(old / "workspace.db")) as connection, connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    with closing(sqlite3.connect(old / "workspace.before-0007.db")) as connection, connection:
        assert connection.execute("SELECT count(*) FROM signatures").fetchone() == (1,)


def test_what_is_older_than_the_first_release_is_refused(old):
    with closing(sqlite3.connect(old / "workspace.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0006'")
    with pytest.raises(UserError, match="before the first release"):
        open_workspace(old)


def test_decisions_without_a_last_day_are_kept(tmp_path):
    path = made_by(tmp_path, "0007")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO decisions (cohort, mentee, mentor, kind, why, at, who, overrides) "
            "VALUES ('2027-spring', ?, ?, ?, ?, 'now', 'anna', ?)",
            [
                ("p-1", "p-2", "keep", "both asked", '["not_with"]'),
                ("p-3", "p-2", "forbid", "", "null"),
            ],
        )
    keep = Decision("p-1", "p-2", DecisionKind.KEEP, "both asked", ("not_with",))
    forbid = Decision("p-3", "p-2", DecisionKind.FORBID)
    workspace, day = open_workspace(tmp_path), dt.date(2027, 5, 20)
    with workspace.reading() as connection:
        assert decisions_of(connection, "2027-spring") == (keep, forbid)
    assert keep.holds_until(day) == day
    ended = replace(keep, until=dt.date(2027, 2, 1))
    with workspace.writing(HAND) as connection:
        replace_decisions(connection, "2027-spring", [ended, forbid], HAND)
    with open_workspace(tmp_path).reading() as connection:
        assert decisions_of(connection, "2027-spring") == (ended, forbid)
    with closing(sqlite3.connect(tmp_path / "workspace.before-0007.db")) as connection, connection:
        assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (2,)


@pytest.fixture
def workspace(tmp_path):
    create(tmp_path)
    return open_workspace(tmp_path)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False),
    st.text(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=9)).map(lambda d: dt.timedelta(seconds=d.seconds)),
)  # fmt: skip


@given(CELLS)
def test_cells_come_back_as_they_were(value):
    back = decode_cell(json.loads(json.dumps(encode_cell(value))))
    assert (type(back), back) == (type(value), value)


def kept(import_id, answers):
    proposal = propose(
        table(["E-mail address", "Name"], [[f"{a}@example.org", a] for a in answers])
    )
    return Kept(import_id, "f", proposal, dict(enumerate(answers, 2)))


def test_of_each_answer_only_the_last_row_is_kept(workspace):
    with workspace.writing(HAND) as connection:
        keep_rows(connection, "c", kept("i-1", ["a", "b"]))
        keep_rows(connection, "c", kept("i-2", ["b", "c"]))
        found = kept_exports(connection, "c")
        assert [sorted(k.answers.values()) for k in found] == [["a"], ["b", "c"]]
        assert found[0].proposal.table.rows[0].cells == ("E-mail address", "Name")
        keep_rows(connection, "c", kept("i-3", ["a", "b", "c"]))
        assert [k.import_id for k in kept_exports(connection, "c")] == ["i-3"]
        assert kept_exports(connection, "other") == ()


def test_decisions_are_kept_and_the_newest_counts(workspace):
    one, two = ("a@example.org", "a"), ("a@example.org", "b")
    made = Correction("f", "2", "Goals", 1, "hash", "Networks", "now", "anna")
    with workspace.writing(HAND) as connection:
        save_identities(connection, "c", [(two, one)], "same", HAND)
        assert identities_of(connection, "c") == (frozenset({frozenset({one, two})}), frozenset())
        save_identities(connection, "c", [(one, two)], "different", HAND)
        assert identities_of(connection, "c") == (frozenset(), frozenset({frozenset({one, two})}))
        save_corrections(connection, "c", [made])
        assert corrections_of(connection, "c") == (made,)
        save_forgotten(connection, "c", [*answer_marks("f", "2")] * 2)
        assert forgotten_answers(connection, "c") == answer_marks("f", "2")


WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
)
CELL_NAMES = st.one_of(
    st.sampled_from(["C2", "AB12", "C2, D2", "C2, D3", "", "#", "C#2", "row 7", "A0", "C02"]), WORDS
)
SOURCES = st.builds(Source, *[st.sampled_from(["", "a", "Å"])] * 3, CELL_NAMES, WORDS, WORDS, WORDS)
VALUES = st.one_of(
    WORDS, st.booleans(), st.integers(-9, 9), st.dates(), st.tuples(WORDS, WORDS),
    st.builds(Capacity, st.integers(0, 3), st.integers(3, 9)),
)  # fmt: skip
SAID = st.dictionaries(st.sampled_from("abcdef"), st.builds(Given, VALUES, SOURCES))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(SAID)
def test_answers_come_back_with_their_exact_sources(workspace, said):
    with workspace.writing(HAND) as connection:
        numbers = Numbers(connection, "c")
        text = written(said, numbers)
        numbers.save(connection)
        back = StoredAnswers(text, origins_of(connection, "c"))
    assert dict(back) == said
    assert {k: type(g.value) for k, g in back.items()} == {
        k: type(g.value) for k, g in said.items()
    }
