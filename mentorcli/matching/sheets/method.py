"""The sheet that says how a plan was made: stages, rules and criteria."""

from __future__ import annotations

from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan, Stage, place_from_worst
from mentorcli.files.workbook import CellContent, Column, Sheet
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.rules import rules_of

METHOD = "How it was made"
_KINDS = {"pair": "a mentee and a mentor", "mates": "two {people}"}
_STAGES = {
    "waited": "Those left waiting in an earlier period come first",
    "seated": "As many {people} as possible get a place",
    "worst_served": "The lowest score among pairs not kept by hand is as high as it can be",
    "total": "The sum of all scores is as high as it can be",
    "tie_break": "Which of equal plans it is follows from people's ids, never from chance",
}


def method_sheet(case: MatchingCase, plan: Plan) -> Sheet:
    """Return the sheet that says how a plan was made: stages, rules and criteria."""
    columns = (
        Column("What", 16),
        Column("Name", 24),
        Column("Meaning", 70),
        Column("Value", 12),
        Column("Best possible", 14),
        Column("Unit", 36),
    )
    form = case.programme.form
    purposes = {rule.key: rule.purpose for rule in rules_of(case.programme)}
    rows: list[list[CellContent]] = [
        ["Stage", s.key, _stage(s.key, form), *_reached(s)] for s in plan.stages
    ]
    for r in plan.rules:
        kind = _KINDS[r.kind].format(people=form.people)
        meaning = f"{purposes.get(r.rule, '')} Value: blocked pairs of {kind}."
        unit = f"of {r.of} pairs ({r.alone} by it alone)"
        rows.append(["Rule", r.rule, meaning, r.blocked, None, unit])
    rows += [
        ["Criterion", c.key, c.purpose, c.most, None, "points at most"]
        for c in criteria_of(case.programme)
    ]
    rows.append(["Plan", "cohort", plan.cohort, None, None, None])
    rows.append(["Plan", "inputs", plan.inputs, None, None, None])
    return Sheet(METHOD, columns, rows)


def _stage(key: str, form: MatchForm) -> str:
    k = place_from_worst(key)
    if k:
        return f"The lowest score but {k - 1} is as high as it can be"
    return _STAGES.get(key, key).format(people=form.people)


def _reached(stage: Stage) -> tuple[CellContent, ...]:
    """Return what a stage reached; the number that settles equals says nothing to people."""
    if stage.key == "tie_break":
        return (None, None, None)
    return (stage.value, stage.bound, stage.unit)
