"""One workspace for several coordinators: the same schema and the same results on PostgreSQL."""

import json
import subprocess
import sys

import pytest
from conftest import COHORT, IMPORT_CODE, Commands
from sqlalchemy import inspect, select
from workspace_server import programs, server

from mentorcli.workspace.folder import open_workspace
from mentorcli.workspace.schema import facts, metadata

pytestmark = pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed")
AT = "2027-01-20"


@pytest.fixture(scope="module")
def address():
    with server() as found:
        yield found


@pytest.fixture(scope="module")
def shared(address, tmp_path_factory):
    run = Commands(tmp_path_factory.mktemp("shared"))
    run("init", ".")
    settings = run.folder / "mentorcli.toml"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(said.replace('\ndatabase = ""', f'\ndatabase = "{address}"'), "utf-8")
    run("cohort", "new", "doctoral", COHORT)
    return run


def told(run, *command, code=0):
    return json.loads(run(*command, "--json", code=code).stdout)


def test_a_cohort_on_the_server_is_the_cohort_in_the_file(shared, approved, sample):
    exports = (sample / "mentees.xlsx", sample / "mentors.csv")
    for _ in range(2):  # the second time everything is known
        told(shared, "import", *exports, "--cohort", COHORT, "--accept", code=IMPORT_CODE)
    told(shared, "match", COHORT, code=IMPORT_CODE)
    told(shared, "plan", "approve", COHORT, "--yes", "--with-questions")
    for command in (
        ("plan", "show", COHORT),
        ("status", "--today", AT),
        ("remind", "--today", AT, "--dry-run"),
        ("person", "show", COHORT, "Aino Kallio", "--sources"),
    ):
        assert told(shared, *command) == told(approved, *command), command
    assert "Nothing is wrong" in shared("doctor").stdout


def test_migrations_make_the_schema_on_the_server_too(shared):
    found = inspect(open_workspace(shared.folder).engine)
    assert sorted(metadata.tables) == sorted(set(found.get_table_names()) - {"alembic_version"})
    for name, table in metadata.tables.items():
        columns = {c["name"]: c["nullable"] for c in found.get_columns(name)}
        assert columns == {c.name: c.nullable for c in table.columns}
        keys = found.get_pk_constraint(name)["constrained_columns"]
        assert keys == [c.name for c in table.primary_key]


def test_writers_on_two_machines_lose_nothing(shared):
    code = (
        "import sys; from pathlib import Path\n"
        "from mentorcli.workspace.database import Hand\n"
        "from mentorcli.domain.fact import Fact, Kind\n"
        "from mentorcli.workspace.facts import append\n"
        "from mentorcli.workspace.folder import open_workspace\n"
        "ws = open_workspace(Path(sys.argv[1]))\n"
        "hand = Hand(sys.argv[2], '2027-01-05T09:00:00', 'test')\n"
        "for _ in range(5):\n"
        "    with ws.writing(hand) as c: append(c, hand, Fact(Kind.NOTED, about='both'))\n"
    )
    command = [sys.executable, "-c", code, str(shared.folder)]
    running = [subprocess.Popen([*command, str(i)]) for i in range(4)]
    assert [p.wait() for p in running] == [0] * 4
    with open_workspace(shared.folder).reading() as connection:
        found = connection.execute(select(facts).where(facts.c.about == "both")).all()
    assert len(found) == 20
