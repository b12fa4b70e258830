"""500 random columns, each cell held against the value that it was made from: right or asked."""

import datetime as dt
from collections import Counter

import pytest
from intake_cases import COHORT, table
from random_columns import ASK, KINDS, random_column

from mentorcli import intake
from mentorcli.domain.application import Capacity
from mentorcli.workspace.profiles import load_programme

BASE = {
    "mentee": ("First name", "Last name", "E-mail address", "Languages", "Goals", "Consent"),
    "mentor": ("First name", "Last name", "E-mail address", "Languages", "Themes", "Consent"),
}
GROUP = (2, 3)
FIELDS = {
    "Capacity": "capacity",
    "Earliest start": "start",
    "Years of work experience": "years",
    "Gender": "gender",
}
CODES = {"Under 5": "under5", "5-10": "from5", "10-20": "from10", "Over 20": "over20", "Woman": "woman", "Man": "man", "Other": "other", "Prefer not to say": "not_stated"}  # fmt: skip


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    folder = tmp_path_factory.mktemp("programmes")
    keys = [f.key for f in load_programme("doctoral").fields["mentee"]] + ["start"]
    (folder / "doctoral.toml").write_text(f"[mentee]\nfields = {keys!r}\n", "utf-8")
    return load_programme("doctoral", folder)


def read(programme, column):
    """Return for each cell what was read of it and whether something is told about it."""
    role = "mentor" if column.field in {"Capacity", "Years of work experience"} else "mentee"
    rows = [
        ("Åsa", f"Öst{n}", f"a{n}@example.org", "suomi", "Networks", "Yes", cell)
        for n, cell in enumerate(column.cells)
    ]
    field = {"Timestamp": "@submitted"}.get(column.field) or FIELDS[column.field]
    proposal = intake.propose(
        [table((*BASE[role], column.field), rows)], programme, role=role, assign={"G": field}
    )
    form = intake.mapping_of(proposal, programme, "f", role)
    readings, problems = intake.read(proposal, form, programme, COHORT, "i")
    told = {p.place.cell for p in (*problems, *(p for r in readings for p in r.problems))}
    whole = any(p.code.startswith("date_order") for p in problems)
    for number, reading in enumerate(readings, 2):
        value = reading.draft.submitted if field == "@submitted" else reading.draft.value(field)
        yield value, whole or f"G{number}" in told


def meant(column, truth):
    """Return the value that the programme's rules give to what a cell was made from."""
    if truth == ASK:
        return ASK
    if column.field == "Capacity":
        low, high = truth
        return Capacity(min(GROUP[0], high) if low is None else low, high)
    return truth if isinstance(truth, dt.date) else (CODES[truth],)


def verdict(column, value, told, truth):
    value = value.date() if isinstance(value, dt.datetime) else value
    if value is not None and value == meant(column, truth):
        return "right"
    kept = isinstance(value, tuple) and value[0] not in CODES.values()
    if (value is None or kept) and told:
        return "asked"
    return "wrong"


def count(programme, seeds):
    counts = {name: Counter() for name in KINDS}
    wrong = []
    for seed in seeds:
        column = random_column(seed)
        for cell, truth, (value, told) in zip(
            column.cells, column.truth, read(programme, column), strict=True
        ):
            said = verdict(column, value, told, truth)
            counts[list(KINDS)[seed % len(KINDS)]][said] += 1
            if said == "wrong":
                wrong.append((seed, column.kind, column.field, cell, truth, value))
    return counts, wrong


def test_no_cell_is_read_as_what_it_is_not(programme):
    counts, wrong = count(programme, range(500))
    assert wrong == []
    assert sum(c["right"] for c in counts.values()) > 0.6 * sum(c.total() for c in counts.values())


@pytest.mark.parametrize(
    "name",
    [
        "capacity_plain",
        "capacity_most",
        "capacity_range",
        "capacity_excel",
        "iso",
        "dots",
        "english",
        "finnish",
        "swedish",
        "cells",
        "years",
        "gender",
    ],
)
def test_what_is_said_clearly_is_not_asked_about(programme, name):
    at = list(KINDS).index(name)
    counts, _ = count(programme, range(at, at + 30 * len(KINDS), len(KINDS)))
    assert counts[name]["asked"] == 0
