"""A plan as people read it: stages with their proofs, matches with reasons, who waits and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.commands.names import called, counted, joined
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.domain.plan import Match, Plan, RuleCount, Unplaced, WhatIf
from mentorcli.matching import StagePrice
from mentorcli.workspace.codec import encode

STAGES = {
    "waited": "mentees seated who waited before",
    "seated": "mentees seated",
    "worst_served": "score of the worst-served mentee",
    "total": "total score",
    "fewest_moves": "mentees who move",
    "tie_break": "which of the equal plans, by people's ids",
}
TIE_BREAK = "tie_break"
"""The stage that only settles equals: its number says nothing to people."""
MOST_TIED = 12
PAIRS_BLOCKED = {
    "pair": ("pairs blocked", "by it alone"),
    "mates": ("two mentees kept apart", "apart by it alone"),
}

Blocks = list[Paragraph | Listing]
Names = Mapping[str, str]


def stage_words(key: str) -> str:
    """Return what a stage counts in a few words."""
    if key.startswith("worst_served_"):
        return f"score of the worst-served but {int(key.rpartition('_')[2]) - 1}"
    return STAGES.get(key, key)


def plan_blocks(plan: Plan, names: Names, prices: Sequence[StagePrice] = ()) -> Blocks:
    """Return everything that the coordinator needs in order to judge a plan."""
    seated = sum(len(m.mentees) for m in plan.matches)
    everybody = seated + len(plan.waiting)
    groups, unused = counted(len(plan.matches), "group"), counted(len(plan.unused), "mentor")
    head = f"{seated} of {counted(everybody, 'mentee')} in {groups}; {unused} without a group"
    if plan.matches and not any(m.mentor for m in plan.matches):
        head = f"{seated} of {everybody} people in {counted(len(plan.matches), 'circle')}"
    return [
        Paragraph(head, strong=True),
        _stages(plan),
        *_prices(prices),
        *(block for match in plan.matches for block in _match(match, names)),
        *_unplaced(_without(plan), plan.waiting, names),
        *_unplaced("Mentors without a match", plan.unused, names),
        _rules(plan),
    ]


def _without(plan: Plan) -> str:
    equals = not plan.unused and all(r.kind == "mates" for r in plan.rules)
    alone = equals and not any(m.mentor for m in plan.matches)
    return "People without a circle" if alone else "Mentees without a match"


def _stages(plan: Plan) -> Listing:
    rows = [
        (
            stage_words(s.key),
            str(s.value),
            str(s.bound),
            s.unit,
            "proved" if s.proved() else "not proved",
        )
        for s in plan.stages
        if s.key != TIE_BREAK
    ]
    columns = ("stage, in order", "value", "bound", "", "")
    return Listing(columns, rows, "How good the plan is", right=("value", "bound"))


def _prices(prices: Sequence[StagePrice]) -> Blocks:
    if not prices:
        return []
    rows = [
        (stage_words(p.key), stage_words(p.next), str(p.reached), str(p.without), str(p.cost()))
        for p in prices
    ]
    columns = ("this stage", "left out, this one", "is", "would be", "so it costs")
    return [Listing(columns, rows, "What each stage cost the next", right=columns[2:])]


def _match(match: Match, names: Names) -> Blocks:
    who = joined(match.mentees, names)
    if match.mentor:
        who = f"{names.get(match.mentor, match.mentor)} with {who}"
    head = f"{who} · {match.language} · score {match.score}"
    reasons = "\n".join(f"  {pair.score:>4}  {pair.reason}" for pair in match.pairs)
    return [Paragraph(""), Paragraph(head, strong=True), Paragraph(reasons, hang=8)]


def _unplaced(title: str, people: Sequence[Unplaced], names: Names) -> Blocks:
    if not people:
        return []
    rows = [(names.get(u.person, u.person), u.reason, _best(u, names)) for u in people]
    return [Paragraph(""), Listing(("name", "why", "would be allowed with"), rows, title)]


def _best(unplaced: Unplaced, names: Names) -> str:
    return "; ".join(f"{names.get(p, p)} ({score})" for p, score in unplaced.best)


@dataclass(frozen=True, slots=True)
class Blocked:
    """What each rule blocks, in cells: between mentees and mentors, and among mentees."""

    columns: tuple[str, ...]
    of: Mapping[str, tuple[str, ...]]


def blocked_by_rule(plan: Plan) -> Blocked:
    """Return the cells of each rule of a plan once, whatever it looks at."""
    counts = {(r.rule, r.kind): r for r in plan.rules}
    kinds = [k for k in PAIRS_BLOCKED if any(r.kind == k for r in plan.rules)]
    rules = dict.fromkeys(r.rule for r in plan.rules)
    cells = {r: tuple(x for k in kinds for x in _blocked(counts.get((r, k)))) for r in rules}
    return Blocked(tuple(title for k in kinds for title in PAIRS_BLOCKED[k]), cells)


def _rules(plan: Plan) -> Listing:
    counts = blocked_by_rule(plan)
    rows = [(rule.replace("_", " "), *cells) for rule, cells in counts.of.items()]
    columns = ("rule", *counts.columns)
    return Listing(columns, rows, "What the rules block", right=columns[1:])


def _blocked(count: RuleCount | None) -> tuple[str, str]:
    return (f"{count.blocked} of {count.of}", str(count.alone)) if count else ("", "")


def tie_blocks(tied: Sequence[tuple[str, str]], made: int, names: Names) -> Blocks:
    """Return which of the ``made`` pairs could be others in a plan that is just as good."""
    if not tied:
        return [Paragraph("No ties: every other plan is worse.")]
    pairs = [f"{names.get(a, a)} with {called(b, names)}" for a, b in tied[:MOST_TIED]]
    more = f"; and {len(tied) - MOST_TIED} more" if len(tied) > MOST_TIED else ""
    text = (
        f"Ties: {len(tied)} of {made} pairs could be swapped at no cost, as plans without them are "
        f"just as good: {'; '.join(pairs)}{more}. Which of the equal plans this is follows from who "
        "the people are, never from the order of rows or from chance: the same answers give the "
        "same plan. To choose otherwise: plan keep, forbid or move."
    )
    return [Paragraph(""), Paragraph(text)]


def plan_data(plan: Plan, names: Names) -> dict[str, Any]:
    """Return a plan for ``--json``, with the names of the people in it."""
    people = {p for m in plan.matches for p in (m.mentor, *m.mentees)}
    people |= {u.person for u in (*plan.waiting, *plan.unused)}
    return {**encode(plan), "names": {p: names[p] for p in sorted(people) if p in names}}


def stage_changes(outcome: WhatIf, title: str) -> Listing:
    """Return the table of what each stage is worth now and then."""
    rows = [
        (stage_words(s.key), str(s.now), str(s.then), f"{s.then - s.now:+d}")
        for s in outcome.stages
    ]
    columns = ("stage", "now", "then", "change")
    return Listing(columns, rows, title, right=columns[1:])
