"""What a change would cost, from exact re-solves: stages, chains of moves, repairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mentorcli import matching
from mentorcli.commands.names import joined
from mentorcli.commands.outcome import Listing, Paragraph, findable, once_more
from mentorcli.commands.plans.decisions import Word, decisions_after
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.plan_view import (
    Blocks,
    stage_changes,
)
from mentorcli.commands.plans.stage_words import figures
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.explanation import Blocking, PairOutlook, Repair, WhatIf
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import counted
from mentorcli.workspace.codec import encode
from mentorcli.workspace.plans import StoredPlan

Names = Mapping[str, str]
ALTERNATIVES = 3
"""How many alternatives of somebody are costed by solving anew."""
MOST_REPAIRS = 6
MOST_STEPS = 6
"""So many moves are listed; of more only those of the people asked about."""


def cost_of_pair(
    case: MatchingCase, base: StoredPlan, pair: tuple[str, str], names: Names, data: dict[str, Any]
) -> Blocks:
    """Return what keeping an allowed pair together would do, or forbidding it; fills ``data``.

    It is the plan that ``plan keep`` or ``plan forbid`` makes of the plan that is known. A long chain
    of moves is summed up.
    """
    form, plan = case.programme.form, base.plan
    two = (findable(pair[0], names), findable(pair[1], names))
    if any(
        d.kind is DecisionKind.KEEP and {d.mentee, d.mentor} == set(pair) for d in case.decisions
    ):
        free = once_more("plan", "free", case.cohort, *two)
        text = f"Your decision holds these two together. To let the plan choose: {free[0]}"
        return [Paragraph(text)]
    together = pair[1] in plan.company().get(pair[0], ())
    word = "forbid" if together else "keep"
    outcome = matching.if_decided(
        case,
        plan,
        decisions_after(case, plan, pair, Word(word, *two)),
        repairs=base.approved,
    )
    data["if_apart" if together else "if_together"] = encode(outcome)
    if not outcome.possible and not together:
        match = words_of(form).match
        return [Paragraph(f"No plan has these two together: no {match} of the right size forms.")]
    said = "If these two were kept apart" if together else "If these two were put together"
    return what_if_blocks(outcome, names, form, f"{said} (plan {word})", about=pair)


def alternatives(
    case: MatchingCase, plan: Plan, pairs: Sequence[PairOutlook], names: Names
) -> tuple[Blocks, list[Any]]:
    """Return what the best alternatives of somebody would cost whom, each solved anew."""
    rows, told, tried, shown = [], [], pairs[:ALTERNATIVES], figures(case.programme)
    solved = matching.each_together(case, plan, [(p.mentee, p.mentor) for p in tried])
    for pair, outcome in zip(tried, solved, strict=True):
        told.append({"mentor": pair.mentor, "outcome": encode(outcome)})
        by = {s.key: f"{s.then - s.now:+d}" for s in outcome.stages}
        steps = matching.steps_of(outcome.moves, case.programme.form)
        others = sorted((s for s in steps if s.person != pair.mentee), key=lambda s: s.person)
        moved = "; ".join(_step(s, names) for s in others) or "nobody else"
        who = names.get(pair.mentor, pair.mentor)
        cells = [by.get(key, "") for key in shown]
        rows.append((who, *cells, moved if outcome.possible else "no plan has that"))
    if not rows:
        return [], []
    columns = ("with", *shown.values(), "who else would move")
    title = "What the best of these would cost, with as few others moved as can be"
    return [Paragraph(""), Listing(columns, rows, title, right=columns[1:-1])], told


def figures_and_moves(
    outcome: WhatIf, titles: Mapping[str, str], form: MatchForm, person: str, names: Names
) -> str:
    """Return in a sentence what an outcome costs by stage, as titled, and who but one would move."""
    if not outcome.possible:
        return "no plan has that."
    cost = [f"{titles[s.key]} {s.then - s.now:+d}" for s in outcome.stages if s.key in titles]
    steps = (s.person for s in matching.steps_of(outcome.moves, form) if s.person != person)
    moves = f"also moves: {joined(sorted(steps), names) or 'nobody'}"
    return "; ".join([*([", ".join(cost)] if cost else []), moves]) + "."


def what_if_blocks(
    outcome: WhatIf, names: Names, form: MatchForm, title: str, about: Sequence[str] = ()
) -> Blocks:
    """Return the cost by stage and who moves from whom to whom.

    Where it is ``about`` some people, only they are named of many who move, unless all are wanted.
    """
    if not outcome.possible:
        return [Paragraph(f"{title}: no plan has that.")]
    moves = matching.steps_of(outcome.moves, form)
    theirs = [s for s in moves if s.person in about]
    every = Paragraph("\n".join(_step(s, names) for s in moves) or "Nobody moves.")
    if not about or len(moves) <= MOST_STEPS:
        return [Paragraph(""), stage_changes(outcome, form, title), every]
    others = f"{len(moves) - len(theirs)} others move; --all lists them."
    short = Paragraph("\n".join([*(_step(s, names) for s in theirs), others]))
    return [Paragraph(""), stage_changes(outcome, form, title), replace(short, longer=every.text)]


def _step(step: matching.Step, names: Names) -> str:
    left, joins = (joined(who, names) or "nobody" for who in (step.leaves, step.joins))
    return f"{names.get(step.person, step.person)}: from {left} to {joins}"


def why_left_out(
    case: MatchingCase, plan: Plan, person: str, role: RoleKey, names: Names
) -> tuple[Blocks, dict[str, Any]]:
    """Return what stands in the way of somebody without a match, and the cheapest repairs."""
    form, data = case.programme.form, dict[str, Any]()
    if role == "mentor":
        used = matching.if_used(case, plan, person)
        if used.possible:
            title = f"If {names[person]} had somebody"
            return what_if_blocks(used, names, form, title), {"if_used": encode(used)}
    try:
        found = matching.blocking(case, plan, person, role)
    except UserError:
        text = "Which rules and people stand in the way was not worked out: without the rules there are too many circles to look at."
    else:
        text, data["blocking"] = blocking_sentence(found, person, names, form), encode(found)
    blocks: Blocks = [Paragraph(""), Paragraph(text)]
    fixes = matching.repairs(case, plan, person, role)
    data["repairs"] = encode(fixes)
    if fixes:
        shown = figures(case.programme)
        rows = [_repair(f, names, form, shown) for f in fixes[:MOST_REPAIRS]]
        columns = ("change", *shown.values(), "moves")
        title = f"What would give a {form.place}, cheapest first"
        blocks.append(Listing(columns, rows, title, right=columns[1:]))
    else:
        blocks.append(Paragraph(f"No single change of those tried gives a {form.place}."))
    return blocks, data


def blocking_sentence(found: Blocking, person: str, names: Names, form: MatchForm) -> str:
    """Return in words what leaves somebody without a match."""
    name, place = names[person], form.place
    if not found.enough:
        return f"Even without any rule, and if nobody else had a {place}, there is none for {name}."
    rules = ", ".join(rule.replace("_", " ") for rule in found.rules)
    if not found.people:
        if not found.rules:
            return f"Nothing stands in the way of {name}: another plan has a {place}."
        one = len(found.rules) == 1
        many, them = ("this rule", "it") if one else ("these rules together", "any one of them")
        head = f"What stands in the way of {name} is {many}: {rules}."
        return f"{head} Without {them} there is a {place}."
    who = (
        f"the {place}s of all {counted(len(found.people), form.person)} who have one"
        if found.everybody
        else f"the {place}s of {joined(found.people, names)}"
    )
    both = f", with the rules {rules}" if rules else ""
    return f"What stands in the way of {name} are {who}{both}."


def _repair(repair: Repair, names: Names, form: MatchForm, shown: Iterable[str]) -> tuple[str, ...]:
    moves = repair.outcome.moves
    lose = [m.mentee for m in moves if not m.after]
    lost = (
        f"; {joined(lose, names)} {'has' if len(lose) == 1 else 'have'} no place then"
        if lose
        else ""
    )
    one, other = (names.get(p, p) for p in (repair.mentee, repair.mentor))
    change = {
        "override": f"override {repair.rule.replace('_', ' ')} for {one} with {other}",
        "capacity": f"{other} takes {repair.places}",
        "keep": f"keep {one} with {other}",
        "allow": f"take back that {one} and {other} are forbidden",
        "size": f"circles of up to {repair.places}",
    }[repair.kind]
    then = {s.key: s.then for s in repair.outcome.stages}
    values = tuple(str(then.get(key, "")) for key in shown)
    moved = sum(bool(step.leaves) for step in matching.steps_of(moves, form))
    return (change + lost, *values, str(moved))
