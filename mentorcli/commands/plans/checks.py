"""Checking a plan: without a solver, against another one, what it rests on, and whether it is fair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mentorcli import __version__, matching
from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.advice import gained, planned
from mentorcli.commands.plans.form_words import FormWords, words_of
from mentorcli.commands.plans.plan_files import read_plan
from mentorcli.commands.plans.plan_view import (
    Blocks,
    Names,
)
from mentorcli.commands.plans.review import newest
from mentorcli.commands.plans.stage_words import figures, stage_words
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.explanation import Better, Firmness
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan, Stage
from mentorcli.domain.problem import ExitCode, UsageError
from mentorcli.domain.text import counted
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import encode
from mentorcli.workspace.records import matching_case

RESTS_ON = {
    "prices": "proved here, by whole numbers that the plan holds",
    "counting": "proved here: there are no more people or places",
    "none_fewer": "proved here: there can be no fewer",
    "branch_and_bound": "shown by the solver, which looked at all else",
}


def check(run: Run, key: str, file: Path | None, *, firm: bool, fair: bool) -> Outcome:
    """Check the newest plan, or that in a file, against the applications; and more where wanted."""
    with view_of(run) as (workspace, connection):
        case = matching_case(workspace, connection, key)
        names = names_of(applications_of(connection, key))
        stored = None if file else newest(workspace, connection, key)
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
    data = {"valid": True, "wrong": [], "proofs": {s.key: s.proof for s in plan.stages}}
    return Outcome((head, table), data)


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


MOST = 15


def _firmness(run: Run, key: str) -> Outcome:
    """Show which places stay whatever weight changes by a quarter, and who would rather be elsewhere."""
    case, plan, names = planned(run, key)
    weights = matching.with_other_weights(case, plan)
    places, better = matching.firmness(case, plan, weights), matching.better_together(case, plan)
    rows = [(c.what.replace("_", " "), *gained(c, case)) for c in weights]
    columns = ("points for", *figures(case.programme).values(), "moves")
    head = Listing(columns, rows, "A quarter more or less points for each", right=columns[1:])
    form = case.programme.form
    tips = {p: [c.what for c in weights if p in {m.mentee for m in c.outcome.moves}] for p in names}
    blocks = (head, *_places(places, tips, names, words_of(form)), *_better(better, names, form))
    data = {"weights": encode(weights), "pairs": encode(places), "better": encode(tuple(better))}
    return Outcome(blocks, {**data, "names": dict(names)})


def _places(
    found: Sequence[Firmness], tips: Mapping[str, Sequence[str]], names: Names, words: FormWords
) -> Blocks:
    """Return the places that more than half of the changes end, and which changes those are."""
    fragile = [f for f in found if f.left * 2 > f.tried]
    noun, are_firm = words.firm
    head = f"{sum(f.firm() for f in found)} of {counted(len(found), noun)} {are_firm} whatever is changed by a quarter"
    if tied := sum(f.tied for f in found):
        head += f"; {tied} {words.loose}"
    head += f"; {len(fragile) or 'none'} {'is' if len(fragile) == 1 else 'are'} fragile"
    if not fragile:
        return [
            Paragraph(""),
            Paragraph(f"{head}: no place ends with more than half of the changes."),
        ]
    rows = [
        (
            names.get(f.mentee, f.mentee),
            joined(f.others, names),
            f"{f.left} of {f.tried}",
            _tipped_by(tips.get(f.mentee, ())),
        )
        for f in fragile[:MOST]
    ]
    head += _first(len(fragile), "fragile ones")
    return [Paragraph(""), Listing(words.loose_columns, rows, head)]


def _tipped_by(changes: Sequence[str]) -> str:
    """Return which changes of points end a place: “themes less or more, industry more”."""
    ways: dict[str, list[str]] = {}
    for change in changes:  # “meeting_mode -25 %”
        key, _, percent = change.partition(" ")
        ways.setdefault(key.replace("_", " "), []).append("less" if percent[0] == "-" else "more")
    return ", ".join(f"{key} {' or '.join(way)}" for key, way in ways.items())


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
    noun, got = words_of(case.programme.form).gained
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
