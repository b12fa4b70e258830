"""The review workbook: the plan laid out to look at and to change, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.decision import DecisionKind, rules_in_words
from mentorcli.domain.explanation import Firmness
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan, Stage
from mentorcli.domain.programme import place_from_worst
from mentorcli.files.workbook import CellContent, Column, Sheet, write_workbook
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rules import rules_of
from mentorcli.matching.sheets.labels import (
    DECISION,
    FORBID,
    IDS,
    WHY,
    Book,
    Rows,
    partner_labels,
    sheet_words,
)
from mentorcli.matching.sheets.review_matches import CHOICES, LISTS, main_sheets

FORBIDDEN, AGAINST = "Forbidden so far", "Against a rule"


def review_sheet(case: MatchingCase, plan: Plan, firm: Sequence[Firmness] = ()) -> bytes:
    """Return the workbook in which a coordinator keeps, forbids and moves people.

    Every row that can be edited carries the ids of its people in its last column, so that it comes
    back without doubt however the sheet was sorted, filtered or cut (``read_review``). With ``firm``
    a second sheet says how fragile each place is, the weakest first.
    """
    people = (*case.mentors, *case.mentees)
    names, words = {a.person: name_of(a) for a in people}, sheet_words(case.programme.form)
    book = Book(case, plan, words, names, firm)
    lists = [[x] for x in (*CHOICES, *sorted(partner_labels(case).values()))]
    sheets = [
        *main_sheets(book),
        _forbidden(book),
        *_against_rules(book),
        method_sheet(case, plan),
        Sheet(LISTS, (Column(words.listed, 40),), lists, hidden=True),
    ]
    return write_workbook(f"Review of {plan.cohort}", sheets, ("review", plan.cohort))


def _forbidden(book: Book) -> Sheet:
    words = book.words
    columns = (
        Column(words.one, 24),
        Column(words.other, 24),
        Column(DECISION, 11, (FORBID,), editable=True),
        Column(WHY, 40, editable=True),
        Column(IDS, 13, hidden=True),
    )
    forbids = [d for d in book.plan.decisions if d.kind is DecisionKind.FORBID]
    rows: Rows = [
        [book.name(d.mentee), book.name(d.mentor), FORBID, d.why or None, f"{d.mentee} {d.mentor}"]
        for d in sorted(forbids, key=lambda d: (book.name(d.mentee), d))
    ]
    return Sheet(FORBIDDEN, columns, rows)


def _against_rules(book: Book) -> list[Sheet]:
    """Return the sheet of pairs that are together against a rule, where there are any."""
    columns = (
        Column(book.words.one, 24),
        Column(book.words.other, 24),
        Column("Against the rule", 30),
        Column("Until", 14),
        Column("Reason", 50),
    )
    rows: Rows = [
        [
            book.name(d.mentee),
            book.name(d.mentor),
            rules_in_words(d),
            str(d.until) if d.until else "the cohort's end",
            d.why or None,
        ]
        for d in book.plan.excused_pairs()
    ]
    return [Sheet(AGAINST, columns, rows)] if rows else []


METHOD = "How it was made"
_KINDS = {"pair": "a mentee and a mentor", "mates": "two {people}"}
_STAGES = {
    "waited": "Those left waiting in an earlier period come first",
    "seated": "As many {people} as possible get a place",
    "can_meet": "As few pairs as possible have no way to meet in common",
    "meet_together": "As few {matches} as possible have no way to meet that suits all in them",
    "mentors_used": "As many mentors as possible have somebody",
    "worst_served": "The lowest score among pairs not kept by hand is as high as it can be",
    "total": "The sum of all scores is as high as it can be",
    "fewest_moves": "As few {people} as possible move",
    "newcomers": "As few {people} as possible are new in a group that stays",
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
        unit = f"of {r.of} pairs ({r.alone} for no other reason)"
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
    return _STAGES.get(key, key).format(people=form.people, matches=form.matches)


def _reached(stage: Stage) -> tuple[CellContent, ...]:
    """Return what a stage reached; the number that settles equals says nothing to people."""
    if stage.key == "tie_break":
        return (None, None, None)
    return (stage.value, stage.bound, stage.unit)
