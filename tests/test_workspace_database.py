"""The workspace's database: made by migrations, whole or nothing, one writer at a time."""

import stat
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, inspect, select, text

from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.workspace import lock as lease
from mentorcli.workspace.database import Hand
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import create, open_workspace
from mentorcli.workspace.schema import HEAD, facts, metadata

HAND = Hand("anna", "2026-11-23T09:00:00+00:00", "test")


@pytest.fixture
def workspace(tmp_path):
    create(tmp_path)
    return open_workspace(tmp_path)


def test_migrations_make_exactly_the_schema(workspace):
    found = inspect(workspace.engine)
    assert sorted(metadata.tables) == sorted(
        t for t in found.get_table_names() if t != "alembic_version"
    )
    for name, table in metadata.tables.items():
        columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(name)}
        assert columns == {c.name: (str(c.type), c.nullable) for c in table.columns}
        assert found.get_pk_constraint(name)["constrained_columns"] == [
            c.name for c in table.primary_key
        ]


def test_files_are_the_owners_alone(workspace):
    assert stat.S_IMODE((workspace.folder / "workspace.db").stat().st_mode) == 0o600
    for name in ("programmes", "forms", "templates", "out"):
        assert stat.S_IMODE((workspace.folder / name).stat().st_mode) == 0o700


def test_journal_is_delete_so_that_the_file_may_be_copied(workspace):
    with workspace.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "delete"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2


def test_a_failed_change_leaves_nothing(workspace):
    def fail():
        with workspace.writing(HAND) as connection:
            append(connection, HAND, Fact(Kind.NOTED, about="x"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with workspace.reading() as connection:
        assert connection.execute(select(facts)).all() == []


def test_alembic_is_not_loaded_when_the_schema_is_new(workspace):
    code = (
        "import sys; from pathlib import Path; from mentorcli.workspace.folder import open_workspace;"
        f"open_workspace(Path({str(workspace.folder)!r})); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_newer_schema_is_refused(workspace):
    with workspace.writing(HAND) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError, match="newer mentorcli"):
        open_workspace(workspace.folder)


def test_a_damaged_database_is_told_in_a_sentence(tmp_path):
    create(tmp_path)
    (tmp_path / "workspace.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(UserError, match="damaged"):
        open_workspace(tmp_path)


def test_a_second_writer_is_told_who_holds_the_workspace(workspace, monkeypatch):
    monkeypatch.setattr(lease, "WAIT_SECONDS", 0)
    other = create_engine(f"sqlite:///{workspace.folder / 'workspace.db'}")
    with other.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO lease (id, who, host, process, since, command) VALUES (1, 'ville', 'elsewhere', 7, :t, 'import')"
            ),
            {"t": str(__import__("time").time())},
        )
    other.dispose()
    with pytest.raises(UserError, match="ville on elsewhere") as error, workspace.writing(HAND):
        pass
    assert error.value.code is ExitCode.BUSY


def test_a_lease_left_behind_by_a_dead_process_is_taken_over(workspace):
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    with (
        workspace.engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        connection.execute(
            text(
                "INSERT INTO lease (id, who, host, process, since, command) VALUES (1, 'v', :h, :p, :t, 'x')"
            ),
            {
                "h": __import__("socket").gethostname(),
                "p": dead.pid,
                "t": str(__import__("time").time()),
            },
        )
    with workspace.writing(HAND) as connection:
        append(connection, HAND, Fact(Kind.NOTED, about="x"))
    with workspace.reading() as connection:
        assert len(connection.execute(select(facts)).all()) == 1


def test_eight_writers_lose_nothing(workspace):
    code = (
        "import sys; from pathlib import Path\n"
        "from mentorcli.workspace.database import Hand\n"
        "from mentorcli.domain.fact import Fact, Kind\n"
        "from mentorcli.workspace.facts import append\n"
        "from mentorcli.workspace.folder import open_workspace\n"
        "ws = open_workspace(Path(sys.argv[1]))\n"
        "hand = Hand(sys.argv[2], '2027-01-05T09:00:00', 'test')\n"
        "for _ in range(5):\n"
        "    with ws.writing(hand) as c: append(c, hand, Fact(Kind.NOTED, about='n'))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(workspace.folder), str(i)])
        for i in range(8)
    ]
    assert [p.wait() for p in running] == [0] * 8
    with workspace.reading() as connection:
        assert len(connection.execute(select(facts)).all()) == 40


def test_reading_changes_nothing(workspace):
    before = (workspace.folder / "workspace.db").read_bytes()
    with workspace.reading() as connection:
        connection.execute(select(facts)).all()
    assert (workspace.folder / "workspace.db").read_bytes() == before
    assert sorted(p.name for p in workspace.folder.iterdir()) == [
        "forms",
        "mentorcli.toml",
        "out",
        "programmes",
        "templates",
        "workspace.db",
    ]


def test_head_names_the_newest_migration(workspace):
    with workspace.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
