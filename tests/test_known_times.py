"""A later export with day and month turned round: known times stay, new ones are read as they are meant."""

import datetime as dt
import random

import pytest
from test_cells_and_texts import imported, mentor, times, workbook, written

ORDERS = {"dmy": "%d/%m/%Y %H:%M:%S", "mdy": "%m/%d/%Y %H:%M:%S"}


def rows(days, order):
    """Mentors by number who answered on some days, as an export in an order has them."""
    moments = {n: dt.datetime.fromisoformat(f"{day}T10:00") for n, day in days.items()}
    return [mentor(n, time=m.strftime(ORDERS[order])) for n, m in moments.items()]


def stored_days(workspace):
    return {int(email[1]): day for email, day in times(workspace).items()}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("second", ORDERS)
def test_times_stay_whatever_order_the_next_export_has(workspace, seed, second):
    chance = random.Random(seed)
    first = "mdy" if second == "dmy" else "dmy"
    known = {n: f"2026-11-{chance.randint(1, 10):02}" for n in range(4)}  # 11/11 tells nothing
    imported(workspace, written(workspace, rows(known | {4: "2026-10-25"}, first)))
    assert stored_days(workspace) == known | {4: "2026-10-25"}
    new = {n: f"2026-12-{chance.randint(1, 12):02}" for n in (5, 6)}
    told = imported(workspace, written(workspace, rows(known | new, second)))
    assert "days_turned" in [code for code, _ in told]
    assert stored_days(workspace) == known | {4: "2026-10-25"} | new
    workspace("form", "replay", "doctoral-mentor", "--cohort", "2027-spring", "--yes", code=None)
    assert stored_days(workspace) == known | {4: "2026-10-25"} | new


def test_the_same_order_turns_nothing(workspace):
    known = {0: "2026-11-03", 1: "2026-11-05", 2: "2026-10-25"}
    imported(workspace, written(workspace, rows(known, "dmy")))
    told = imported(workspace, written(workspace, rows(known | {3: "2026-12-04"}, "dmy")))
    assert "days_turned" not in [code for code, _ in told]
    assert stored_days(workspace) == known | {3: "2026-12-04"}


def test_a_time_that_cannot_be_read_empties_none_and_passes_over_nobody(workspace):
    known = {0: "2026-11-03", 1: "2026-11-07", 2: "2026-11-25"}
    imported(workspace, written(workspace, rows(known, "dmy")))
    changed = rows(known | {1: "2026-11-12"}, "dmy")
    # cells that a spreadsheet turned round; the third stayed a text
    changed[0][0], changed[1][0] = map(dt.datetime.fromisoformat, ("2026-03-11", "2026-12-11"))
    changed[1][5] = "Networks"
    told = imported(workspace, workbook(workspace, changed))
    assert "change_untimed" in [code for code, _ in told]
    assert stored_days(workspace) == known


@pytest.mark.parametrize("orders", [("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"), ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")])  # fmt: skip
def test_an_export_without_seconds_is_no_older(workspace, orders):
    """Where the moment is all that numbers an answer, its seconds may be lost; the answer is no other."""
    moment = dt.datetime.fromisoformat("2026-11-25T10:00:07")
    first, second = (mentor(0, time=moment.strftime(order)) for order in orders)
    imported(workspace, written(workspace, [first, mentor(1, time=moment.strftime(orders[0]))]))
    second[6] = "3"
    imported(workspace, written(workspace, [second, mentor(1, time=moment.strftime(orders[1]))]))
    assert "3" in workspace("person", "show", "2027-spring", "m0@example.org").stdout
