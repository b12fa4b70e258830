"""The kinds of tables that sections make of people, with small numbers hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorcli.reports.report import Breakdown, Mark, Measure, Shown
from mentorcli.reports.small_numbers import Cells, Sum, hidden_cells

NOT_BROKEN_DOWN = "Not broken down: it would be about fewer than {k} people."
NOBODY = "Nobody."


def partition(
    title: str, groups: str, measure: Measure, counts: Mapping[str, int], smallest: int
) -> Breakdown:
    """Return a table in which each person is in exactly one group; ``counts`` is in row order.

    The share beside each count is that of all people of the table.
    """
    total = sum(counts.values())
    share = Measure("Share", "share", "The number beside it over that of the whole table.")
    if 0 < total < smallest:
        return Breakdown(title, groups, (), (), NOT_BROKEN_DOWN.format(k=smallest))
    if not total:
        return Breakdown(title, groups, (), (), NOBODY)
    cells = Cells({**counts, "": total}, (Sum("", tuple(counts)),), frozenset(("",)))
    values = masked(counts, hidden_cells(cells, smallest))
    rows = tuple((name, (value, rate(value, total))) for name, value in values.items())
    return Breakdown(title, groups, (measure, share), rows)


def answers(
    title: str, groups: str, measure: Measure, counts: Mapping[str, int], people: int, smallest: int
) -> Breakdown:
    """Return a table in which each of ``people`` may be in several groups.

    Guarded besides the counts: how many people are *not* in a group. The attacker is taken to
    know that everybody is in one at least, when so it is.
    """
    definition = "The number beside it over all people asked, whatever they named."
    share = Measure("Share of people", "share", definition)
    if 0 < people < smallest:
        return Breakdown(title, groups, (), (), NOT_BROKEN_DOWN.format(k=smallest))
    if not people:
        return Breakdown(title, groups, (), (), NOBODY)
    without = {f"not {name}": people - count for name, count in counts.items()}
    given = sum(counts.values())
    extra = given - people
    values = {**counts, **without, " people": people, " given": given, " extra": max(extra, 0)}
    sums = [Sum(" people", (name, f"not {name}")) for name in counts]
    if extra >= 0:
        sums += [Sum(" given", tuple(counts)), Sum(" given", (" people", " extra"))]
    free = frozenset((" given", " extra"))
    cells = Cells(values, tuple(sums), frozenset((" people",)), frozenset(without), free)
    kept = masked(counts, hidden_cells(cells, smallest))
    rows = tuple((name, (value, rate(value, people))) for name, value in kept.items())
    return Breakdown(title, groups, (measure, share), rows)


def part_of(
    title: str,
    groups: str,
    measures: tuple[Measure, Measure, Measure],
    counts: Mapping[str, tuple[int, int]],
    smallest: int,
) -> Breakdown:
    """Return a table of (all, some of them) by group, and the share of the second in the first.

    Each person is in one group; the rest (all less some) is guarded too. When all in all the
    rest, or the some, are under ``smallest`` people, only the first column is shown.
    """
    every = sum(all_ for all_, _ in counts.values())
    some = sum(part for _, part in counts.values())
    if not every:
        return Breakdown(title, groups, (), (), NOBODY)
    if any(0 < total < smallest for total in (every, some, every - some)):
        first = {name: all_ for name, (all_, _) in counts.items()}
        alone = partition(title, groups, measures[0], first, smallest)
        said = f"{measures[1].label} is not shown by group: it would tell of fewer than {smallest} people."
        return Breakdown(title, groups, alone.measures, alone.rows, alone.note or said)
    hidden = hidden_cells(_two_way(counts, every, some), smallest)
    rows = []
    for name, (all_, part) in counts.items():
        one = Mark.HIDDEN if f"all {name}" in hidden else all_
        two = Mark.HIDDEN if f"some {name}" in hidden else part
        rows.append((name, (one, two, rate(two, one))))
    return Breakdown(title, groups, measures, tuple(rows))


def _two_way(counts: Mapping[str, tuple[int, int]], every: int, some: int) -> Cells:
    values = {" every": every, " some": some, " rest": every - some}
    for name, (all_, part) in counts.items():
        # the second column goes before the first, so that a tie hides it and not the first
        values |= {f"some {name}": part, f"all {name}": all_, f"rest {name}": all_ - part}
    columns = (
        Sum(" every", tuple(f"all {name}" for name in counts)),
        Sum(" some", tuple(f"some {name}" for name in counts)),
        Sum(" rest", tuple(f"rest {name}" for name in counts)),
    )
    rows = tuple(Sum(f"all {name}", (f"some {name}", f"rest {name}")) for name in counts)
    totals, guarded = (" every", " some", " rest"), (f"rest {name}" for name in counts)
    return Cells(values, columns + rows, frozenset(totals), frozenset(guarded))


def masked(counts: Mapping[str, int], hidden: frozenset[str]) -> dict[str, Shown]:
    """Return the counts with a mark in the place of the hidden ones."""
    return {name: Mark.HIDDEN if name in hidden else count for name, count in counts.items()}


def rate(part: Shown, whole: Shown) -> Shown:
    """Return a share; hidden when either number is, a dash when there is nothing to divide by."""
    if isinstance(part, Mark) or isinstance(whole, Mark):
        return Mark.HIDDEN if Mark.HIDDEN in (part, whole) else Mark.NONE
    return part / whole if whole else Mark.NONE


def column(breakdown: Breakdown, index: int) -> tuple[Shown, ...]:
    """Return one measure's values, for a chart."""
    return tuple(values[index] for _, values in breakdown.rows)


def value_of(breakdown: Breakdown, row: str, index: int = 0) -> Shown:
    """Return one cell; hidden when the table was not broken down."""
    return next((v[index] for name, v in breakdown.rows if name == row), Mark.HIDDEN)


def row_names(breakdown: Breakdown) -> Sequence[str]:
    """Return the names of the rows."""
    return [name for name, _ in breakdown.rows]
