"""In which order a column gives day, month and year: one word, or one for each mark.

``dmy``, ``mdy`` or ``ymd`` where all its days agree; ``?`` where nothing tells it, ``!`` where the
column contradicts itself. Where marks have orders of their own they stand side by side:
``.:dmy /:mdy -2:?`` (``2`` for a year of two digits, ``#`` for cells that are days already, ``y``
for days that begin with a whole year, where some of them go on with the day).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

CELLS = "#"
YEAR_FIRST = "y"
UNCLEAR, MIXED = "?", "!"


@lru_cache(maxsize=256)
def orders_in(order: str) -> Mapping[str, str]:
    """Return the order of each mark, or of ``""`` where one word stands for all."""
    if ":" not in order:
        return {"": order}
    return dict(part.split(":") for part in order.split())


def order_for(order: str, group: str) -> str:
    """Return the order that holds for one mark of a column."""
    orders = orders_in(order)
    return orders.get(group, orders.get("", ""))


def cells_hold(order: str) -> bool:
    """Tell whether cells that are days already can be taken as they stand."""
    return orders_in(order).get(CELLS) != MIXED


def years_hold(order: str) -> bool:
    """Tell whether days that begin with a whole year all go on with the month."""
    return orders_in(order).get(YEAR_FIRST) != MIXED


def order_word(orders: Mapping[str, str]) -> str:
    """Return the orders of a column's marks in one word where they agree."""
    if not orders:
        return "ymd"
    said, short = {*orders.values()}, any(group.endswith("2") for group in orders)
    alone = orders.keys().isdisjoint({CELLS, YEAR_FIRST})
    if len(said) == 1 and alone and not (short and UNCLEAR in said):
        return said.pop()
    return " ".join(f"{group}:{said}" for group, said in sorted(orders.items()))


def doubt_in(order: str) -> str:
    """Return ``!`` or ``?`` where a person must settle an order, or nothing."""
    said = {*orders_in(order).values()}
    return MIXED if MIXED in said else UNCLEAR if UNCLEAR in said else ""
