"""What a change would cost equals, from exact re-solves: stages, who leaves which circle, repairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mentorcli import matching
from mentorcli.commands.names import joined
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.plan_view import Blocks, stage_changes
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
from mentorcli.domain.problem import UserError
from mentorcli.workspace.codec import encode

Names = Mapping[str, str]


def cost_for_equals(
    case: MatchingCase, plan: Plan, pair: tuple[str, str], names: Names, data: dict[str, Any]
) -> Blocks:
    """Return what it would cost to put two equals together, or apart if they are; fills ``data``."""
    if pair[1] in mentors_by_mentee(plan.matches).get(pair[0], "").split("+"):
        apart = matching.if_equals(case, plan, *pair, together=False)
        data["if_apart"] = encode(apart)
        return what_if_equals(apart, names, "If these two were kept apart")
    best = matching.if_equals(case, plan, *pair, together=True)
    data["if_together"] = encode(best)
    if not best.possible:
        return [Paragraph("No plan has these two together: no circle of the right size forms.")]
    gentle = matching.if_equals(case, plan, *pair, together=True, gently=True)
    data["if_together_with_fewest_moves"] = encode(gentle)
    blocks = what_if_equals(gentle, names, "Together, with as few moves as possible")
    if gentle.stages != best.stages:
        blocks += what_if_equals(best, names, "Together, and the rest as good as it can be")
    return blocks


def costs_of_others(
    case: MatchingCase, plan: Plan, pairs: Sequence[PairOutlook], names: Names
) -> tuple[Blocks, list[Any]]:
    """Return what it would cost whom if somebody were with each of some others."""
    rows, told = [], []
    for pair in pairs:
        found = matching.if_equals(case, plan, pair.mentee, pair.mentor, together=True, gently=True)
        told.append({"mentor": pair.mentor, "outcome": encode(found)})
        by = {s.key: f"{s.then - s.now:+d}" for s in found.stages}
        figures = [by.get(k, "") for k in ("seated", "worst_served", "total")]
        who = steps_text(found.moves, names, "; ") if found.possible else "no plan has that"
        rows.append((names.get(pair.mentor, pair.mentor), *figures, who))
    if not rows:
        return [], []
    columns = ("with", "seated", "worst-served", "total", "who would move")
    title = "What the best of these would cost, with as few others moved as can be"
    return [Paragraph(""), Listing(columns, rows, title, right=columns[1:4])], told


def what_if_equals(outcome: WhatIf, names: Names, title: str) -> Blocks:
    """Return the cost by stage and who leaves which circle for which."""
    if not outcome.possible:
        return [Paragraph(f"{title}: no plan has that.")]
    head = stage_changes(outcome, title)
    return [Paragraph(""), head, Paragraph(steps_text(outcome.moves, names) or "Nobody moves.")]


def steps_text(moves: Sequence[Move], names: Names, between: str = "\n") -> str:
    """Return who leaves which circle, one line each."""
    return between.join(_step(step, names) for step in matching.circle_steps(moves))


def _step(step: matching.Step, names: Names) -> str:
    who, left = names.get(step.person, step.person), joined(step.leaves, names)
    joins = joined(step.joins, names)
    if not step.leaves:
        return f"{who}, without a circle now, joins {joins}"
    return f"{who} leaves {left} for {joins}" if joins else f"{who} leaves {left} for no circle"


def why_without_circle(
    case: MatchingCase, plan: Plan, person: str, names: Names
) -> tuple[Blocks, dict[str, Any]]:
    """Return what stands in the way of somebody without a circle, and the cheapest repairs."""
    blocks: Blocks = [Paragraph("")]
    data: dict[str, Any] = {}
    try:
        found = matching.blocking_equals(case, plan, person)
    except UserError:
        text = (
            "Which rules and people stand in the way was not worked out: without the rules there "
        )
        blocks.append(Paragraph(f"{text}are too many circles to look at."))
    else:
        blocks.append(Paragraph(_blocking(found, names[person], names)))
        data["blocking"] = encode(found)
    fixes = matching.repair_equals(case, plan, person)
    data["repairs"] = encode(fixes)
    if not fixes:
        blocks.append(Paragraph("No single change of those tried gives a circle."))
        return blocks, data
    columns = ("change", "seated", "worst", "total", "moves")
    title = "What would give a circle, cheapest first"
    rows = [_repair(f, names) for f in fixes]
    return [*blocks, Listing(columns, rows, title, right=columns[1:])], data


def _blocking(found: Blocking, name: str, names: Names) -> str:
    if not found.enough:
        return (
            f"Even without any rule, and if nobody else had a circle, there is none for {name}: "
            "your decisions, or the number of people, leave none."
        )
    rules = ", ".join(rule.replace("_", " ") for rule in found.rules)
    if not found.people:
        if not found.rules:
            return f"Nothing stands in the way of {name}: another plan has a circle."
        one = len(found.rules) == 1
        many, them = ("this rule", "it") if one else ("these rules together", "any one of them")
        return f"What stands in the way of {name} is {many}: {rules}. Without {them} there is a circle."
    who = (
        f"that all {len(found.people)} others who have a circle keep having one"
        if found.everybody
        else f"that {joined(found.people, names)} keep having a circle"
    )
    return (
        f"What stands in the way of {name} is {who}{f', with the rules {rules}' if rules else ''}."
    )


def _repair(repair: Repair, names: Names) -> tuple[str, ...]:
    one, other = (names.get(p, p) for p in (repair.mentee, repair.mentor))
    change = {
        "override": f"override {repair.rule.replace('_', ' ')} for {one} and {other}",
        "allow": f"take back that {one} and {other} are forbidden",
        "size": f"circles of up to {repair.places}",
    }[repair.kind]
    then = {s.key: s.then for s in repair.outcome.stages}
    values = tuple(str(then.get(k, "")) for k in ("seated", "worst_served", "total"))
    return (
        change,
        *values,
        str(sum(bool(step.leaves) for step in matching.circle_steps(repair.outcome.moves))),
    )
