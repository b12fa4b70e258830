"""Which order of day and month the texts and cells of a column prove, mark by mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mentorcli.domain.table import CellValue
from mentorcli.intake.values.date_order_words import (
    CELLS,
    MIXED,
    UNCLEAR,
    YEAR_FIRST,
    cells_hold,
    doubt_in,
    order_for,
    order_word,
    orders_in,
    years_hold,
)
from mentorcli.intake.values.dates import (
    LAST_MONTH,
    ORDERS,
    after_year,
    numbered_day,
    only_reading,
    readings,
)

_A_FEW = 3
"""Of two days one up to 12 is chance; beside several above it under another mark it was turned."""
_TELLING_CELLS, _TELLING_MONTHS = 4, 3


class _Days(NamedTuple):
    """The days of one mark: their numbers, and if a number over 12 stands in each or in none."""

    group: str
    parts: tuple[tuple[int, int, int], ...]

    def over(self) -> list[bool]:
        """Tell of each whether it has but one reading."""
        return [max(p[:2]) > LAST_MONTH for p in self.parts]


def order_of(values: Sequence[CellValue]) -> str:
    """Return the order in which a column's days stand: see `date_order_words`.

    A mark has the one order in which all its texts are days; dots alone mean the day first. Nothing
    tells it where several orders are left, as with two digits for a year. Days that a spreadsheet
    may have turned round contradict the column: cells up to the 12th beside texts above it only;
    so do days that go on with the day after a whole year.
    """
    found = _by_group(values)
    orders = {days.group: _order(days) for days in found}
    if _turned_cells([v for v in values if isinstance(v, dt.date)], found):
        orders[CELLS] = MIXED
    years = [after_year(v) for v in values]
    days_next = years.count(["dmy"])
    if days_next > years.count(["mdy"]) and (days_next > 1 or len(values) <= _A_FEW):
        orders[YEAR_FIRST] = MIXED
    for days in found:
        others = [o for o in found if o.group[0] != days.group[0] and all(o.over())]
        count = len(days.parts) + sum(len(o.parts) for o in others)
        if others and count >= _A_FEW and not any(days.over()):
            orders[days.group] = MIXED
    return order_word(orders)


def _by_group(values: Sequence[CellValue]) -> list[_Days]:
    groups: dict[str, list[tuple[int, int, int]]] = {}
    for value in values:
        if isinstance(value, str) and (day := numbered_day(value)):
            groups.setdefault(day.group, []).append(day.parts)
    return [_Days(group, tuple(parts)) for group, parts in groups.items()]


def _order(days: _Days) -> str:
    """Return the one order in which all are days; a day that is none in any order tells nothing."""
    possible = ORDERS if days.group.endswith("2") else ("dmy", "mdy")
    real = [left for p in days.parts if (left := readings(p, possible))]
    if days.group.startswith("."):
        against = sum("dmy" not in left for left in real)
        return MIXED if against > sum(left == ["dmy"] for left in real) else "dmy"
    left = [order for order in possible if all(order in r for r in real)]
    if not left:
        return MIXED
    return left[0] if len(left) == 1 and real else UNCLEAR


def _turned_cells(cells: Sequence[dt.date], texts: Sequence[_Days]) -> bool:
    """Tell whether cells may have been turned round when a spreadsheet took texts for days.

    It takes those that are days in its own order and leaves the others. Without such texts it shows
    where moments of many months all fall on one day.
    """
    if not cells or any(c.day > LAST_MONTH for c in cells):
        return False
    # no spreadsheet that leaves a day with dots as text takes another with dots for a day
    if any(all(days.over()) for days in texts if not days.group.startswith(".")):
        return True
    timed = [c for c in cells if isinstance(c, dt.datetime) and c.time() != dt.time()]
    months = {(c.year, c.month) for c in timed}
    alike = len({c.day for c in timed}) == 1
    return len(timed) >= _TELLING_CELLS and len(months) >= _TELLING_MONTHS and alike


def settled_order(found: str, told: str) -> str:
    """Return a column's order with what was ``told`` of it: it settles what nothing else tells.

    Against what is proved it is a contradiction, unless it holds for another mark of the column.
    """
    if told not in ORDERS or found == "ymd":
        return found
    orders = {group: _settled(group, said, told) for group, said in orders_in(found).items()}
    if told != "ymd" and told not in orders.values():
        orders = {g: MIXED if said in ORDERS else said for g, said in orders.items()}
    return order_word(orders) if ":" in found else orders[""]


def _settled(group: str, said: str, told: str) -> str:
    if said != UNCLEAR or (told == "ymd" and not group.endswith("2")):
        return said
    return told


def in_doubt(value: CellValue, order: str) -> bool:
    """Tell whether a cell waits until somebody settles its column's order."""
    if isinstance(value, dt.date):
        return not cells_hold(order)
    if not years_hold(order) and len(after_year(value)) > 1:
        return True
    day = numbered_day(value)
    return bool(day and doubt_in(order_for(order, day.group)) and not only_reading(day))


def first_in_doubt(values: Sequence[CellValue], order: str) -> int:
    """Return the place of the cell that best shows why a column's order must be settled."""
    waiting = (i for i, v in enumerate(values) if in_doubt(v, order))
    numbered = (i for i, v in enumerate(values) if numbered_day(v))
    return next(waiting, next(numbered, 0))
