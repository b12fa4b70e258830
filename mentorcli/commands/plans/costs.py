"""What a change would cost, from exact re-solves: stages, chains of moves, repairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mentorcli import matching
from mentorcli.commands.names import called, counted, joined
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.costs_equals import (
    cost_for_equals,
    costs_of_others,
    why_without_circle,
)
from mentorcli.commands.plans.dry_run import findable, once_more
from mentorcli.commands.plans.plan_view import Blocks, stage_changes
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.plan import (
    Blocking,
    MatchingCase,
    Move,
    PairOutlook,
    Plan,
    Repair,
    WhatIf,
    mentors_by_mentee,
)
from mentorcli.domain.programme import RoleKey
from mentorcli.workspace.codec import encode

Names = Mapping[str, str]
ALTERNATIVES = 3
"""How many alternatives of somebody are costed by solving anew."""


def cost_of_pair(
    case: MatchingCase, plan: Plan, pair: tuple[str, str], names: Names, data: dict[str, Any]
) -> Blocks:
    """Return what it would cost to put an allowed pair together; fills ``data``."""
    held = any(
        d.kind is DecisionKind.KEEP and {d.mentee, d.mentor} == set(pair) for d in case.decisions
    )
    if held:
        free = once_more("plan", "free", case.cohort, *(findable(p, names) for p in pair))
        return [
            Paragraph(f"Your decision holds these two together. To let the plan choose: {free[0]}")
        ]
    if case.programme.form == "peers":
        return cost_for_equals(case, plan, pair, names, data)
    if mentors_by_mentee(plan.matches).get(pair[0]) == pair[1]:
        apart = matching.if_apart(case, plan, *pair)
        data["if_apart"] = encode(apart)
        return what_if_blocks(apart, names, "If these two were kept apart")
    best, gentle = matching.if_together(case, plan, *pair)
    data["if_together"] = encode(best)
    if not best.possible:
        if case.programme.stable:
            return [
                Paragraph("No stable plan has these two together, and the profile asks for one.")
            ]
        return [Paragraph("No plan has these two together: no group of the right size forms.")]
    data["if_together_with_fewest_moves"] = encode(gentle)
    blocks = what_if_blocks(gentle, names, "Together, with as few moves as possible")
    if gentle.stages != best.stages:
        blocks += what_if_blocks(best, names, "Together, and the rest as good as it can be")
    return blocks


def alternatives(
    case: MatchingCase, plan: Plan, pairs: Sequence[PairOutlook], names: Names
) -> tuple[Blocks, list[Any]]:
    """Return what the best alternatives of somebody would cost whom, each solved anew."""
    if case.programme.form == "peers":
        return costs_of_others(case, plan, pairs[:ALTERNATIVES], names)
    rows, told, tried = [], [], pairs[:ALTERNATIVES]
    solved = matching.each_together(case, plan, [(p.mentee, p.mentor) for p in tried])
    for pair, outcome in zip(tried, solved, strict=True):
        told.append({"mentor": pair.mentor, "outcome": encode(outcome)})
        by = {s.key: f"{s.then - s.now:+d}" for s in outcome.stages}
        others = [m for m in outcome.moves if m.mentee != pair.mentee]
        moved = "; ".join(chain([m], names) for m in others) or "nobody else"
        figures = [by.get(k, "") for k in ("seated", "worst_served", "total")]
        rows.append((names.get(pair.mentor, pair.mentor), *figures,
                     moved if outcome.possible else "no plan has that"))  # fmt: skip
    if not rows:
        return [], []
    columns = ("with", "seated", "worst-served", "total", "who else would move")
    title = "What the best of these would cost, with as few others moved as can be"
    return [Paragraph(""), Listing(columns, rows, title, right=columns[1:4])], told


def what_if_blocks(outcome: WhatIf, names: Names, title: str) -> Blocks:
    """Return the cost by stage and who moves from whom to whom."""
    if not outcome.possible:
        return [Paragraph(f"{title}: no plan has that.")]
    head = stage_changes(outcome, title)
    if not outcome.moves:
        return [Paragraph(""), head, Paragraph("Nobody moves.")]
    return [Paragraph(""), head, Paragraph(chain(outcome.moves, names))]


def chain(moves: Sequence[Move], names: Names) -> str:
    """Return moves as lines, each following on from the place that the one before leaves."""
    left, lines = list(moves), []
    here: str | None = None
    while left:
        step = next((m for m in left if here is not None and m.after == here), left[0])
        left.remove(step)
        before = called(step.before, names) if step.before else "nobody"
        after = called(step.after, names) if step.after else "nobody"
        lines.append(f"{names.get(step.mentee, step.mentee)}: from {before} to {after}")
        here = step.before
    return "\n".join(lines)


def why_left_out(
    case: MatchingCase, plan: Plan, person: str, role: RoleKey, names: Names
) -> tuple[Blocks, dict[str, Any]]:
    """Return what stands in the way of somebody without a match, and the cheapest repairs."""
    if case.programme.form == "peers":
        return why_without_circle(case, plan, person, names)
    if role == "mentor":
        used = matching.if_used(case, plan, person)
        if used.possible:
            blocks = what_if_blocks(used, names, f"If {names[person]} had somebody")
            return blocks, {"if_used": encode(used)}
    found = matching.blocking(case, plan, person, role)
    fixes = matching.repairs(case, plan, person, role)
    blocks = [Paragraph(""), Paragraph(blocking_sentence(found, person, names))]
    if fixes:
        rows = [_repair(f, names) for f in fixes[:6]]
        blocks.append(
            Listing(
                ("change", "seated", "worst", "total", "moves"), rows,
                "What would give a place, cheapest first",
                right=("seated", "worst", "total", "moves"),
            )
        )  # fmt: skip
    else:
        blocks.append(Paragraph("No single change of those tried gives a place."))
    return blocks, {"blocking": encode(found), "repairs": encode(fixes)}


def blocking_sentence(found: Blocking, person: str, names: Names) -> str:
    """Return in words what leaves somebody without a match."""
    name = names[person]
    if not found.enough:
        return f"Even without any rule, and if nobody else had a place, there is none for {name}."
    rules = ", ".join(rule.replace("_", " ") for rule in found.rules)
    if not found.people:
        if not found.rules:
            return f"Nothing stands in the way of {name}: another plan has a place."
        one = len(found.rules) == 1
        many, them = ("this rule", "it") if one else ("these rules together", "any one of them")
        return (
            f"What stands in the way of {name} is {many}: {rules}. Without {them} there is a place."
        )
    who = (
        f"the places of all {counted(len(found.people), 'mentee')} who have one"
        if found.everybody
        else f"the places of {joined(found.people, names)}"
    )
    both = f", with the rules {rules}" if rules else ""
    return f"What stands in the way of {name} are {who}{both}."


def _repair(repair: Repair, names: Names) -> tuple[str, ...]:
    mentor, mentee = (
        names.get(repair.mentor, repair.mentor),
        names.get(repair.mentee, repair.mentee),
    )
    change = (
        f"override {repair.rule.replace('_', ' ')} for {mentee} with {mentor}"
        if repair.kind == "override"
        else f"{mentor} takes {repair.places}"
    )
    if repair.kind == "keep":
        lose = [m.mentee for m in repair.outcome.moves if m.after is None]
        has = "has" if len(lose) == 1 else "have"
        change = f"keep {mentee} with {mentor}" + (
            f"; {joined(lose, names)} {has} no place then" if lose else ""
        )
    then = {s.key: s.then for s in repair.outcome.stages}
    values = tuple(str(then.get(k, "")) for k in ("seated", "worst_served", "total"))
    return (change, *values, str(sum(m.before is not None for m in repair.outcome.moves)))
