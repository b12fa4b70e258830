"""How many pairs each rule of a plan blocks, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.commands.outcome import Listing
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import Plan, RuleCount

PAIRS_BLOCKED = {
    "pair": ("pairs blocked", "for no other reason"),
    "mates": ("two {people} kept apart", "for no other reason"),
}


@dataclass(frozen=True, slots=True)
class Blocked:
    """What each rule blocks, in cells: between mentees and mentors, and among mentees."""

    columns: tuple[str, ...]
    of: Mapping[str, tuple[str, ...]]


def blocked_by_rule(plan: Plan, form: MatchForm) -> Blocked:
    """Return the cells of each rule of a plan once, whatever it looks at."""
    counts = {(r.rule, r.kind): r for r in plan.rules}
    kinds = [k for k in PAIRS_BLOCKED if any(r.kind == k for r in plan.rules)]
    kinds = kinds if form.mates_meet else ["pair"]
    rules = dict.fromkeys(r.rule for r in plan.rules)
    cells = {r: tuple(x for k in kinds for x in _blocked(counts.get((r, k)))) for r in rules}
    titles = (t.format(people=form.people) for k in kinds for t in PAIRS_BLOCKED[k])
    return Blocked(tuple(titles), cells)


def blocked_listing(plan: Plan, form: MatchForm) -> Listing:
    """Return the table of what the rules block."""
    counts = blocked_by_rule(plan, form)
    rows = [(rule.replace("_", " "), *cells) for rule, cells in counts.of.items()]
    columns = ("rule", *counts.columns)
    return Listing(columns, rows, "What the rules block", right=columns[1:])


def _blocked(count: RuleCount | None) -> tuple[str, str]:
    return (f"{count.blocked} of {count.of}", str(count.alone)) if count else ("", "")
