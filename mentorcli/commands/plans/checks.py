"""Checking a plan: without a solver, against another one, what it rests on, and whether it is fair."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mentorcli import __version__, matching
from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.advice import gained, planned
from mentorcli.commands.plans.form_words import FormWords, words_of
from mentorcli.commands.plans.plan_view import (
    Blocks,
    Names,
    changed_between,
    moved_listing,
    stage_words,
    stages_compared,
)
from mentorcli.commands.plans.review import newest
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.explanation import Better, Firmness
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan, Stage
from mentorcli.domain.problem import ExitCode, UsageError, UserError
from mentorcli.domain.text import counted
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import decode, encode
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.records import matching_case

RESTS_ON = {
    "prices": "proved here: whole-number prices in the plan (weak duality)",
    "counting": "proved here: there are no more people or places",
    "branch_and_bound": "the solver's branch and bound, in floating point",
}


def check(run: Run, key: str, file: Path | None, *, firm: bool, fair: bool) -> Outcome:
    """Check the newest plan, or that in a file, against the applications; and more where wanted."""
    with view_of(run) as (workspace, connection):
        case = matching_case(workspace, connection, key)
        names = names_of(applications_of(connection, key))
        stored = None if file else newest(connection, key)
    plan = stored.plan if stored else read_plan(file or Path())
    if plan.cohort != key:
        raise UsageError(f"The plan in {file} is of {plan.cohort}, not of {key}.")
    name = f"Plan {stored.number} of {key}" if stored else (file or Path()).name
    done = _verified(case, plan, name, names)
    more = [*([_firmness] if firm else []), *([_fairness] if fair else [])]
    for work in more if done.code is ExitCode.DONE else ():
        found = work(run, key)
        blocks = (*done.blocks, Paragraph(""), *found.blocks)
        problems = (*done.problems, *found.problems)
        done = replace(done, blocks=blocks, data={**done.data, **found.data}, problems=problems)
    return done


def _verified(case: MatchingCase, plan: Plan, name: str, names: Mapping[str, str]) -> Outcome:
    wrong = _wrong(case, plan)
    if wrong:
        text = "\n".join(_named(text, names) for text in wrong)
        head = Paragraph(f"{name} is refused: {counted(len(wrong), 'thing')} wrong.", True)
        data = {"valid": False, "wrong": list(wrong)}
        return Outcome((head, Paragraph(text)), data, code=ExitCode.LOOK)
    rows = [(stage_words(s.key, case.programme.form), str(s.value), _rests(s)) for s in plan.stages]
    anew = "points, sums and sentences were worked out anew."
    if plan.version != __version__:
        anew = f"and sums were worked out anew; its points are those of version {plan.version}."
    head = Paragraph(f"{name} is valid: rules, places, languages, decisions, {anew}", strong=True)
    table = Listing(("stage", "value", "that nothing is better"), rows, right=("value",))
    proofs = {s.key: s.proof for s in plan.stages}
    return Outcome((head, table), {"valid": True, "wrong": [], "proofs": proofs})


def _rests(stage: Stage) -> str:
    if not stage.proved():
        return f"not proved: {stage.bound} might be possible"
    return RESTS_ON.get(stage.proof, stage.proof)


def _wrong(case: MatchingCase, plan: Plan) -> tuple[str, ...]:
    try:
        return matching.verify(case, plan)
    except (TypeError, ValueError, KeyError, AttributeError):
        return ("A value in the plan is not of its kind.",)


def _named(text: str, names: Mapping[str, str]) -> str:
    for person, name in names.items():
        text = text.replace(person, name)
    return text


def read_plan(file: Path) -> Plan:
    """Return the plan in a file; raises UserError when it is none."""
    refused = UserError(
        f"{file} is not a plan of this version of mentorcli.",
        "Make one with: mentorcli match COHORT",
    )
    try:
        said = json.loads(file.read_bytes())
        plan = decode(Plan, said)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be opened: {error.strerror}.", "Name a plan.json that mentorcli wrote."
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise refused from error
    if _has_more(said, encode(plan)):
        raise refused
    return plan


def _has_more(said: Any, known: Any) -> bool:
    """Tell whether something is said for which a plan has no word."""
    if isinstance(said, dict) and isinstance(known, dict):
        return any(k not in known or _has_more(v, known[k]) for k, v in said.items())
    if isinstance(said, list) and isinstance(known, list):
        return any(_has_more(one, other) for one, other in zip(said, known, strict=False))
    return False


def diff(run: Run, first: Path, second: Path) -> Outcome:
    """Tell who has another mentor in the second plan than in the first, and what else differs."""
    old, new = read_plan(first), read_plan(second)
    if old.cohort != new.cohort:
        raise UsageError(
            f"{first.name} is of {old.cohort} and {second.name} of {new.cohort}.",
            "Compare two plans of one cohort.",
        )
    with view_of(run) as (workspace, connection):
        names = names_of(applications_of(connection, old.cohort))
        form = workspace.programme(cohort(connection, old.cohort).programme).form
    changed = changed_between(old, new, form)
    moves = changed.every
    stages = stages_compared(old, new, form, "How good they are", ("stage", "first", "second"))
    reasons = _reasons(new)
    listed = [
        (names.get(m.mentee, m.mentee), reasons.get(m.mentee, "has no application any more"))
        for m in moves
    ]
    blocks = [*moved_listing(changed, names, form, "the first plan"), stages]
    if listed:
        blocks.insert(1, Listing((form.person, "why now"), listed, "Reasons in the second plan"))
    data = {
        "moves": [
            {"mentee": m.mentee, "before": m.before, "after": m.after, "why": reasons.get(m.mentee)}
            for m in moves
        ],
        "same_inputs": old.inputs == new.inputs,
        "names": {p: names[p] for p in sorted(old.people() | new.people()) if p in names},
    }
    return Outcome(tuple(blocks), data)


def _reasons(plan: Plan) -> dict[str, str]:
    placed = {p.mentee: p.reason for m in plan.matches for p in m.pairs}
    return placed | {u.person: u.reason for u in plan.waiting}


MOST = 15


def _firmness(run: Run, key: str) -> Outcome:
    """Show which places stay whatever weight changes by a quarter, and who would rather be elsewhere."""
    case, plan, names = planned(run, key)
    weights = matching.with_other_weights(case, plan)
    places, better = matching.firmness(case, plan, weights), matching.better_together(case, plan)
    rows = [(c.what.replace("_", " "), *gained(c, case)) for c in weights]
    columns = ("weight", "seated", "worst-served", "total", "moves")
    head = Listing(columns, rows, "A quarter more or less of each weight", right=columns[1:])
    form = case.programme.form
    blocks = (head, *_places(places, names, words_of(form)), *_better(better, names, form))
    data = {"weights": encode(weights), "pairs": encode(places), "better": encode(tuple(better))}
    return Outcome(blocks, {**data, "names": dict(names)})


def _places(found: Sequence[Firmness], names: Names, words: FormWords) -> Blocks:
    fragile = [f for f in found if not f.firm()]
    noun, are_firm = words.firm
    head = f"{len(found) - len(fragile)} of {counted(len(found), noun)} {are_firm}"
    if tied := sum(f.tied for f in found):
        head += f"; {tied} {words.loose}"
    if not fragile:
        return [Paragraph(""), Paragraph(head)]
    rows = [
        (
            names.get(f.mentee, f.mentee),
            joined(f.others, names),
            f"{f.left} of {f.tried}",
            "yes" if f.tied else "",
        )
        for f in fragile[:MOST]
    ]
    head += _first(len(fragile), "of the others")
    return [Paragraph(""), Listing(words.loose_columns, rows, head)]


def _first(number: int, of: str) -> str:
    """Return that a table shows the first of so many, where it does."""
    return f"; the first {MOST} of {number} {of}".rstrip() if number > MOST else ""


def _better(found: Sequence[Better], names: Names, form: MatchForm) -> Blocks:
    words = words_of(form)
    if not found:
        return [Paragraph(""), Paragraph(words.stable)]
    rows = [_better_row(b, names)[: len(words.better_columns)] for b in found[:MOST]]
    everybody = {p for b in found for p in b.placed()}
    title = f"{counted(len(found), words.better[0])} {words.better[1]}"
    title += f" ({counted(len(everybody), form.person)} in all){_first(len(found), '')}"
    columns = words.better_columns
    return [Paragraph(""), Listing(columns, rows, title, right=("now", "together"))]


def _better_row(better: Better, names: Names) -> tuple[str, ...]:
    placed = better.placed()
    return (
        joined(placed, names),
        *(names.get(p, p) for p in better.people[len(placed) :]),
        " + ".join(map(str, better.now)),
        " + ".join(map(str, better.then)),
        names.get(better.instead, better.instead) or "a free place",
    )


def _fairness(run: Run, key: str) -> Outcome:
    """Show who is placed and how well, with intervals; small groups are not shown as numbers."""
    case, plan, names = planned(run, key)
    groups, breadth = matching.by_group(case, plan), matching.by_breadth(case, plan)
    form = case.programme.form
    noun, got = words_of(form).gained
    gained = matching.gained_by_narrow_answers(case, plan)
    blocks: Blocks = [
        _table(groups, "By group: shares and scores at 95 %"),
        Paragraph(""),
        _table(breadth, "By how many options somebody chose"),
        Paragraph(""),
    ]
    if gained:
        rows = [
            (
                names.get(g.mentee, g.mentee),
                joined(g.others, names),
                joined(g.instead, names) or "nobody",
            )
            for g in gained
        ]
        title = (
            f"{counted(len(gained), noun)} would stand elsewhere if it gave no more points to choose "
            "few options"
        )
        blocks.append(Listing((noun, "now", "then"), rows, title))
    else:
        blocks.append(Paragraph(f"Nobody gained {got} by answering narrowly."))
    data = {
        "groups": encode(groups),
        "breadth": encode(breadth),
        "narrow": encode(gained),
        "names": dict(names),
    }
    return Outcome(tuple(blocks), data)


def _table(found: Sequence[matching.GroupOutcome], title: str) -> Listing:
    rows = [
        (
            g.field,
            g.group,
            "few" if g.people is None else str(g.people),
            f"{g.rate[0]:.0%} to {g.rate[1]:.0%}" if g.rate else "",
            f"{g.score[0]:.0f} to {g.score[1]:.0f}" if g.score else "",
            g.verdict,
        )
        for g in found
    ]
    columns = ("by", "group", "people", "placed", "mean score", "against all others")
    return Listing(columns, rows, title, right=("people",))
