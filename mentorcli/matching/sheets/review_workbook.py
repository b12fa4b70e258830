"""The review workbook: the plan laid out for the coordinator to look at and to change."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.decision import DecisionKind, excused_pairs, rules_in_words
from mentorcli.domain.explanation import Firmness
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.files.workbook import Column, Sheet, write_workbook
from mentorcli.matching.sheets.method import method_sheet
from mentorcli.matching.sheets.review_labels import Book, Rows, partner_labels, words_for_a_match
from mentorcli.matching.sheets.review_matches import MAIN_SHEETS
from mentorcli.matching.sheets.words import (
    DECISION,
    FORBID,
    WHY,
    sheet_words,
)
from mentorcli.matching.wording import name_of

FORBIDDEN, AGAINST, LISTS = "Forbidden so far", "Against a rule", "Lists"


def review_sheet(case: MatchingCase, plan: Plan, firm: Sequence[Firmness] = ()) -> bytes:
    """Return the workbook in which a coordinator keeps, forbids and moves people.

    Every row that can be edited carries the ids of its people in its last columns, so that it
    comes back without doubt however the sheet was sorted, filtered or cut (``read_review``). With
    ``firm`` those who rest on least come first, and it is said how fragile each place is.
    """
    labels, words = partner_labels(case), sheet_words(case.programme.form)
    people = {a.person: a for a in (*case.mentors, *case.mentees)}
    book = Book(
        case,
        plan,
        words,
        names={person: name_of(a) for person, a in people.items()},
        said={p: words_for_a_match(a, case.programme) for p, a in people.items()},
        firm={f.mentee: f for f in firm},
        choices=f"='{LISTS}'!$A$2:$A${max(len(labels), 1) + 1}",
    )
    lists = [[x] for x in sorted(labels.values())]
    main = MAIN_SHEETS[case.programme.form]
    sheets = [
        *(sheet(book) for sheet in main),
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
        Column(words.one_id, 13),
        Column(words.other_id, 13),
    )
    forbids = [d for d in book.plan.decisions if d.kind is DecisionKind.FORBID]
    rows: Rows = [
        [book.name(d.mentee), book.name(d.mentor), FORBID, d.why or None, d.mentee, d.mentor]
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
        for d in excused_pairs(book.plan)
    ]
    return [Sheet(AGAINST, columns, rows)] if rows else []
