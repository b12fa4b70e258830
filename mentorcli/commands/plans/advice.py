"""What a plan rests on and what would help: rules, weights, what-ifs, kinds of mentor to look for."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from mentorcli import matching
from mentorcli.commands.names import find_person, joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.blocked_pairs import blocked_by_rule
from mentorcli.commands.plans.costs import what_if_blocks
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.kept_fields import kept_paragraphs
from mentorcli.commands.plans.plan_view import (
    Blocks,
    Names,
)
from mentorcli.commands.plans.proposals import refuse_empty, refuse_stale
from mentorcli.commands.plans.review import newest
from mentorcli.commands.plans.stage_words import figures
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.explanation import Change
from mentorcli.domain.language import label
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import Programme
from mentorcli.names.languages import language_name
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import encode
from mentorcli.workspace.records import matching_case

MOST = 15


def rules(run: Run, key: str) -> Outcome:
    """Show what each rule blocks and what switching it off would gain, each re-solved."""
    case, plan, names = planned(run, key)
    changes = matching.without_rules(case, plan)
    counts = blocked_by_rule(plan, case.programme.form)
    rows = [(c.what.replace("_", " "), *counts.of[c.what], *gained(c, case)) for c in changes]
    columns = ("rule", *counts.columns, *figures(case.programme).values(), "moves")
    table = Listing(
        columns, rows, "Rules, and the change if each were switched off", right=columns[1:]
    )
    weights = matching.with_other_weights(case, plan)
    data = {"rules": encode(plan.rules), "without": encode(changes), "weights": encode(weights)}
    with view_of(run) as (workspace, _):
        kept, told = kept_paragraphs(case.programme, workspace.templates)
    return Outcome((table, *_weights(weights, names, case), *kept), data | told)


def _weights(weights: Sequence[Change], names: Names, case: MatchingCase) -> Blocks:
    """Return which weight changed by a quarter moves whom."""
    rows = [
        (c.what.replace("_", " "), *gained(c, case), joined(_movers(c, case), names))
        for c in weights
    ]
    columns = ("weight", *figures(case.programme).values(), "moves", "who")
    title = "A quarter more or less of each weight"
    return [Paragraph(""), Listing(columns, rows, title, right=columns[1:-1])]


def what_if(run: Run, key: str, told: list[str]) -> Outcome:
    """Show the best plan if things were otherwise; nothing is stored."""
    case, plan, names = planned(run, key)
    changed = case
    for text in told:
        changed = _imagined(changed, text)
    people = (*changed.mentors, *changed.mentees)
    names = {**names, **{a.person: a.name for a in people if a.person not in names}}
    outcome = matching.against_plan(changed, plan)
    title = f"What if: {'; '.join(told)}"
    blocks = what_if_blocks(outcome, names, case.programme.form, title)
    if outcome.possible and not outcome.moves and all(s.then == s.now for s in outcome.stages):
        said = " ".join(_why_nothing(case, plan, text, names) for text in told)
        blocks = [Paragraph(f"{title}: nothing changes. {said}")]
    asked = any(shlex.split(text)[:1] == ["capacity"] for text in told)
    bound = matching.over_bound(changed.programme, changed.mentors) if asked else ()
    data = {"what_if": encode(outcome), "names": names, "stored": False}
    return Outcome(tuple(blocks), data, bound)


def _why_nothing(case: MatchingCase, plan: Plan, text: str, names: Names) -> str:
    """Return why a plan stays as it is although something were otherwise."""
    match shlex.split(text):
        case ["capacity", who, number]:
            return _why_no_more(case, plan, who, number, names)
        case ["remove", who]:
            person = find_person((*case.mentees, *case.mentors), who).person
            return f"{names[person]} has no place in the plan."
        case ["without", rule]:
            counts = [r.blocked for r in plan.rules if r.rule == rule]
            if not any(counts):
                return "The rule keeps nobody apart here."
            return f"The rule keeps people apart ({' and '.join(map(str, counts))} pairs), but no better plan has them together."
        case ["add", *_]:
            return "In the best plan the newcomer has nobody."
    return "The plan is as good already."


def _why_no_more(case: MatchingCase, plan: Plan, who: str, number: str, names: Names) -> str:
    """Return why other places with a mentor change nothing."""
    mentor = find_person(case.mentors, who, case.mentees)
    offered, name = mentor.capacity().most, names[mentor.person]
    taken = sum(len(m.mentees) for m in plan.matches if m.mentor == mentor.person)
    if offered == int(number):
        return f"{name} offers {number} already."
    if taken < offered:
        return f"{name} has {taken} of {offered} now: the number of places stops nobody."
    return f"No plan is better with {number} instead of {offered} for {name}."


def _imagined(case: MatchingCase, text: str) -> MatchingCase:
    form, words = case.programme.form, words_of(case.programme.form)
    people = (*case.mentees, *case.mentors)
    match shlex.split(text):
        case ["capacity", who, number] if form.led and number.isdigit():
            mentor = find_person(case.mentors, who, case.mentees).person
            return matching.with_places(case, mentor, int(number))
        case ["circles", fewest, most] if not form.led and (fewest + most).isdigit():
            return matching.with_sizes(case, int(fewest), int(most))
        case ["add", who, *about] if who == words.newcomer:
            return matching.with_newcomer(case, about)
        case ["remove", who]:
            return matching.without_person(case, find_person(people, who).person)
        case ["without", rule]:
            return matching.without_rule(case, rule)
    raise UsageError(f"--what-if {text!r} is not understood.", f"Write: {words.what_ifs}")


def advise(run: Run, key: str) -> Outcome:
    """Show which kind of mentor to recruit, and how many more mentees each would seat."""
    with view_of(run) as (workspace, connection):
        case = matching_case(workspace, connection, key)
    refuse_empty(case)
    found, words = matching.advise(case), words_of(case.programme.form)
    if not found:
        return Outcome((Paragraph(words.nobody_missing),), {"advice": []})
    helping = [a for a in found if a.one > 0 or a.two > 0][:MOST]
    data = {"advice": encode(found)}
    if not helping:
        steps = (f"mentorcli rules {key}", f"mentorcli waiting {key}")
        return Outcome((Paragraph(words.nobody_helps),), data, next_steps=steps)
    rows = [(_said(case.programme, a), f"+{a.one}", f"+{a.two}") for a in helping]
    table = Listing(words.advice, rows, "Whom to look for", right=words.advice[1:])
    return Outcome((table,), data)


def _said(programme: Programme, advice: matching.Advice) -> str:
    asked = [programme.field(programme.form.finds, key) for key in ("languages", "themes")]
    spoken, themes = (
        [label(o.labels, "en") for o in field.options if o.code in codes] if field else []
        for field, codes in zip(asked, (advice.languages, advice.themes), strict=True)
    )
    said = ", ".join(spoken or map(language_name, advice.languages))
    if asked[1] is None:
        return said
    every = len(themes) == len(asked[1].options)
    return f"{said}: {'every theme' if every else ', '.join(themes)}"


def planned(run: Run, key: str) -> tuple[MatchingCase, Plan, dict[str, str]]:
    """Return a cohort's case, its newest plan and names; raises UserError when it is out of date."""
    with view_of(run) as (workspace, connection):
        case, stored = matching_case(workspace, connection, key), newest(workspace, connection, key)
        names = names_of(applications_of(connection, key))
        refuse_stale(connection, case, stored.plan, ", then ask again")
    return case, stored.plan, names


def gained(change: Change, case: MatchingCase) -> tuple[str, ...]:
    """Return what a change does to the stages, and how many would move for it, in cells."""
    shown = figures(case.programme)
    if not change.outcome.possible:
        return ("no plan", *[""] * len(shown))
    by = {s.key: f"{s.then - s.now:+d}" for s in change.outcome.stages}
    return (*(by.get(key, "") for key in shown), str(len(_movers(change, case))))


def _movers(change: Change, case: MatchingCase) -> list[str]:
    """Return who would lose their place for another or none, not who would just get one."""
    steps = matching.steps_of(change.outcome.moves, case.programme.form)
    return sorted(step.person for step in steps if step.leaves)
