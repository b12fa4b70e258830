"""The same file once more: nothing is new, and it says the same however often it is imported."""

import csv
import datetime as dt
import json
import shutil

import pytest
from conftest import Commands
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from intake_random import SHAPES, as_table, people
from repetition_exports import COHORT, answer, ends, write

from mentorcli.commands.applications.agreed_forms import Wishes
from mentorcli.commands.applications.imports import import_files
from mentorcli.commands.run import Run
from mentorcli.domain.table import text_of
from mentorcli.workspace.codec import encode

OLE = {"name": "Ole Ek", "email": "ole@example.org"}
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def each_once(every):
    return list({p.who: p for p in every}.values())


def brought(folder, file):
    run = Run(folder, NOW.date(), NOW, "test", "import")
    return import_files(run, COHORT, [file], Wishes(role="mentee", accept=True), None, bool)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("known") / "mentoring"
    folder.mkdir()
    commands = Commands(folder)
    commands("init", ".")
    commands("cohort", "new", "doctoral", COHORT)
    return folder


@settings(deadline=None, max_examples=25, phases=(Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.sampled_from(sorted(SHAPES)), people(clean=False) | people(clean=True).map(each_once))
def test_a_third_time_says_what_the_second_said(empty, tmp_path, shape, every):
    folder = tmp_path / "mentoring"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(empty, folder)
    file = folder / "answers.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        rows = [[text_of(c) for c in row.cells] for row in as_table(shape, every).rows]
        csv.writer(target).writerows(rows)
    brought(folder, file)
    known = brought(folder, file)
    assert encode(known) == encode(brought(folder, file))


def test_a_file_says_nothing_new_until_something_happens(workspace):
    every = [answer(2), answer(3, **OLE), answer(4, "Kai Aho", "kai@example.org")]
    file = write(workspace.folder, every)
    asked = ("import", file, "--cohort", COHORT, "--as", "mentees", "--accept", "--map", "M=-")
    first, second, third = (json.loads(workspace(*asked, "--json").stdout) for _ in range(3))
    assert [e["state"] for e in first["imports"][0]["ends"]] == ["new"] * 3
    assert [e["state"] for e in second["imports"][0]["ends"]] == ["unchanged"] * 3
    assert third == second
    (person,) = {e["person"] for e in second["imports"][0]["ends"] if e["row"] == 3}
    workspace("person", "erase", COHORT, person, "--yes")
    assert b"ole@example.org" not in (workspace.folder / "workspace.db").read_bytes()
    later = json.loads(workspace(*asked, "--json").stdout)
    assert ends(later)[1] == ("skipped", "forgotten")
    every[2]["Goals"] = "Networks;Career;"
    write(workspace.folder, every)
    assert json.loads(workspace(*asked, "--json").stdout)["imports"][0]["counts"]["changed"] == 1
