"""What a plan rests on and what would help: rules, weights, what-ifs, kinds of mentor to look for."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from mentorcli import matching
from mentorcli.commands.names import counted, joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.person_search import find_person
from mentorcli.commands.plans.costs import what_if_blocks
from mentorcli.commands.plans.costs_equals import what_if_equals
from mentorcli.commands.plans.firmness_equals import advise_blocks, better_blocks, firm_blocks
from mentorcli.commands.plans.plan_view import Blocks, Names, blocked_by_rule
from mentorcli.commands.plans.proposals import refuse_empty
from mentorcli.commands.plans.staleness import refuse_stale
from mentorcli.commands.run import Run
from mentorcli.domain.language import label
from mentorcli.domain.plan import Change, Envy, Firmness, MatchingCase, Plan
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import Programme
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import encode
from mentorcli.workspace.plans import newest_plan
from mentorcli.workspace.records import matching_case

MOST = 15


def rules(run: Run, key: str) -> Outcome:
    """Show what each rule blocks and what switching it off would gain, each re-solved."""
    case, plan, names = planned(run, key)
    changes = matching.without_rules(case, plan)
    counts = blocked_by_rule(plan)
    rows = [(c.what.replace("_", " "), *counts.of[c.what], *_gained(c, case)) for c in changes]
    columns = ("rule", *counts.columns, "seated", "worst-served", "total", "moves")
    table = Listing(columns, rows, "Rules, and the change if each were switched off",
                    right=columns[1:])  # fmt: skip
    weights = matching.with_other_weights(case, plan)
    data = {"rules": encode(plan.rules), "without": encode(changes), "weights": encode(weights)}
    return Outcome((table, *_weights(weights, names, case)), data)


def _weights(weights: Sequence[Change], names: Names, case: MatchingCase) -> Blocks:
    """Return which weight changed by a quarter moves whom."""
    rows = [
        (c.what.replace("_", " "), *_gained(c, case), joined(_movers(c, case), names))
        for c in weights
    ]
    columns = ("weight", "seated", "worst-served", "total", "moves", "who")
    title = "A quarter more or less of each weight"
    return [Paragraph(""), Listing(columns, rows, title, right=columns[1:5])]


def firm(run: Run, key: str) -> Outcome:
    """Show which pairs stay whatever weight changes by a quarter, and who would rather be elsewhere."""
    case, plan, names = planned(run, key)
    weights = matching.with_other_weights(case, plan)
    pairs = matching.firmness(case, plan, weights)
    rows = [(c.what.replace("_", " "), *_gained(c, case)) for c in weights]
    columns = ("weight", "seated", "worst-served", "total", "moves")
    head = Listing(columns, rows, "A quarter more or less of each weight", right=columns[1:])
    data = {"weights": encode(weights), "pairs": encode(pairs), "names": dict(names)}
    if _equals(case):
        better = matching.better_circles(case, plan)
        found = (head, *firm_blocks(pairs, names), *better_blocks(better, names))
        return Outcome(found, {**data, "better": encode(better)})
    envious = matching.envy(case, plan)
    blocks = (head, *_pairs(pairs, names), *_envy(envious, names))
    return Outcome(blocks, {**data, "envy": encode(envious)})


def _equals(case: MatchingCase) -> bool:
    return case.programme.form == "peers"


def what_if(run: Run, key: str, told: list[str]) -> Outcome:
    """Show the best plan if things were otherwise; nothing is stored."""
    case, plan, names = planned(run, key)
    changed = case
    for text in told:
        changed = _imagined(changed, text)
    people = (*changed.mentors, *changed.mentees)
    names = {**names, **{a.person: a.name for a in people if a.person not in names}}
    outcome = matching.against_plan(changed, plan)
    blocks_of = what_if_equals if _equals(case) else what_if_blocks
    blocks = blocks_of(outcome, names, f"What if: {'; '.join(told)}")
    asked = any(shlex.split(text)[:1] == ["capacity"] for text in told)
    bound = matching.over_bound(changed.programme, changed.mentors) if asked else ()
    data = {"what_if": encode(outcome), "names": names, "stored": False}
    return Outcome(tuple(blocks), data, bound)


def _imagined(case: MatchingCase, text: str) -> MatchingCase:
    words = shlex.split(text)
    if _equals(case):
        return _imagined_equals(case, text, words)
    match words:
        case ["capacity", who, number] if number.isdigit():
            mentor = find_person(case.mentors, who, case.mentees).person
            return matching.with_capacity(case, mentor, int(number))
        case ["add", "mentor", *about] if about:
            return matching.with_mentor(case, about)
        case ["remove", who]:
            people = (*case.mentees, *case.mentors)
            return matching.without_person(case, find_person(people, who).person)
        case ["without", rule]:
            return matching.without_rule(case, rule)
    raise UserError(
        f"--what-if {text!r} is not understood.",
        "Write: capacity WHO N · add mentor WORD… · remove WHO · without RULE",
        code=ExitCode.USAGE,
    )


def _imagined_equals(case: MatchingCase, text: str, words: list[str]) -> MatchingCase:
    match words:
        case ["circles", fewest, most] if fewest.isdigit() and most.isdigit():
            return matching.with_circles(case, int(fewest), int(most))
        case ["add", "peer", *about]:
            return matching.with_equal(case, about)
        case ["remove", who]:
            return matching.without_person(case, find_person(case.mentees, who).person)
        case ["without", rule]:
            return matching.without_rule(case, rule)
        case ["capacity", *_]:
            said = "Nobody takes a number of others in a programme of equals: circles have a size."
        case ["add", "mentor", *_]:
            said = "There are no mentors in a programme of equals."
        case _:
            said = f"--what-if {text!r} is not understood."
    hint = "Write: add peer WORD… · remove WHO · without RULE · circles FEWEST MOST"
    raise UserError(said, hint, code=ExitCode.USAGE)


def advise(run: Run, key: str) -> Outcome:
    """Show which kind of mentor to recruit, and how many more mentees each would seat."""
    workspace = run.open()
    with workspace.reading() as connection:
        case = matching_case(workspace, connection, key)
    refuse_empty(case)
    if _equals(case):
        return advise_blocks(case, matching.advise_equals(case))
    found = matching.advise(case)
    if not found:
        return Outcome((Paragraph("Every mentee can have a place; no mentor is missing."),),
                       {"advice": []})  # fmt: skip
    rows = [(_said(case.programme, a), f"+{a.one}", f"+{a.two}") for a in found if a.one or a.two][
        :MOST
    ]
    if not rows:
        text = "No kind of mentor that was tried would seat anybody more: rules stand in the way."
        steps = (f"mentorcli rules {key}", f"mentorcli waiting {key}")
        return Outcome((Paragraph(text),), {"advice": encode(found)}, next_steps=steps)
    columns = ("a new mentor who offers", "one seats", "two seat")
    table = Listing(columns, rows, "Whom to look for", right=columns[1:])
    return Outcome((table,), {"advice": encode(found)})


def _said(programme: Programme, advice: matching.Advice) -> str:
    languages = programme.field("mentor", "languages")
    asked = programme.field("mentor", "themes")
    spoken = [label(o.labels, "en") for o in languages.options if o.code in advice.languages] if (
        languages) else list(advice.languages)  # fmt: skip
    themes = (
        [label(o.labels, "en") for o in asked.options if o.code in advice.themes] if asked else []
    )
    every = asked is not None and len(themes) == len(asked.options)
    return f"{', '.join(spoken) or ', '.join(advice.languages)}: {'every theme' if every else ', '.join(themes)}"


def planned(run: Run, key: str) -> tuple[MatchingCase, Plan, dict[str, str]]:
    """Return a cohort's case, its newest plan and names; raises UserError when it is out of date."""
    workspace = run.open()
    with workspace.reading() as connection:
        case, stored = matching_case(workspace, connection, key), newest_plan(connection, key)
        names = names_of(applications_of(connection, key))
        if stored is None:
            raise UserError(f"There is no plan for {key} yet.", f"Make one: mentorcli match {key}")
        refuse_stale(connection, case, stored.plan, ", then ask again")
    return case, stored.plan, names


def _gained(change: Change, case: MatchingCase) -> tuple[str, str, str, str]:
    if not change.outcome.possible:
        return ("no plan", "", "", "")
    by = {s.key: f"{s.then - s.now:+d}" for s in change.outcome.stages}
    return (
        by.get("seated", ""), by.get("worst_served", ""), by.get("total", ""),
        str(len(_movers(change, case))),
    )  # fmt: skip


def _movers(change: Change, case: MatchingCase) -> list[str]:
    """Return who would lose their place for another or none, not who would just get one."""
    moves = change.outcome.moves
    if _equals(case):
        return [step.person for step in matching.circle_steps(moves) if step.leaves]
    return [m.mentee for m in moves if m.before]


def _pairs(pairs: tuple[Firmness, ...], names: Names) -> Blocks:
    fragile = [f for f in pairs if not f.firm()]
    tied = sum(f.tied for f in pairs)
    head = f"{len(pairs) - len(fragile)} of {counted(len(pairs), 'pair')} are firm"
    if tied:
        head += f"; {tied} could change without any loss (settled by the tie-break)"
    if not fragile:
        return [Paragraph(""), Paragraph(head)]
    rows = [
        (names.get(f.mentee, f.mentee), names.get(f.mentor, f.mentor), f"{f.left} of {f.tried}",
         "yes" if f.tied else "")
        for f in fragile[:MOST]
    ]  # fmt: skip
    head += _first(len(fragile), "of the others")
    columns = ("mentee", "mentor", "broken by", "equal plans differ")
    return [Paragraph(""), Listing(columns, rows, head)]


def _first(number: int, of: str) -> str:
    """Return that a table shows the first of so many, where it does."""
    return f"; the first {MOST} of {number} {of}".rstrip() if number > MOST else ""


def _envy(envious: tuple[Envy, ...], names: Names) -> Blocks:
    if not envious:
        return [Paragraph(""), Paragraph("Stable: no mentee and mentor would both gain together.")]
    people = len({e.mentee for e in envious})
    rows = [
        (names.get(e.mentee, e.mentee), names.get(e.mentor, e.mentor), str(e.now), str(e.score),
         names.get(e.instead, e.instead) or "a free place")
        for e in sorted(envious, key=lambda e: (e.now - e.score, e.mentee, e.mentor))[:MOST]
    ]  # fmt: skip
    title = (
        f"{counted(len(envious), 'pair')} of a mentee and a mentor would both gain together "
        f"({counted(people, 'mentee')} in all)" + _first(len(envious), "")
    )
    columns = ("mentee", "mentor", "now", "together", "in place of")
    return [Paragraph(""), Listing(columns, rows, title, right=("now", "together"))]
