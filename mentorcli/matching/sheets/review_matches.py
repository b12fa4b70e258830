"""The first sheets of the review workbook: the matches of each form, and who has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm
from mentorcli.domain.plan import MatchingCase, Unplaced
from mentorcli.files.workbook import CellContent, Column, Sheet
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.phrases import listed
from mentorcli.matching.sheets.labels import (
    DECISION,
    KEEP,
    PLACE_WITH,
    WHY,
    Book,
    Rows,
)
from mentorcli.matching.solve.propose import solver_of
from mentorcli.names.languages import language_name

MATCHES, IN_CIRCLES, PEOPLE, MENTORS = "Matches", "Circles", "People", "Mentors"
_DECISION_HINT = (
    "keep: these two stay together. forbid: never these two. move: choose the new mentor in the "
    "next column. Empty: the next plan may decide anew."
)
_CIRCLE_HINT = (
    "keep: these two stay in one circle. forbid: never these two. Empty: the next plan may decide "
    "anew. To move somebody use the sheet 'People'."
)
_MOVE_HINT = "Only with the decision 'move': the mentor to whom the mentee goes."
_CIRCLE_MOVE_HINT = "Whose circle this person should go to, away from all who are with them now."


def _matches(book: Book) -> Sheet:
    plan, words = book.plan, book.words
    columns = (
        Column(words.other, 24),
        Column("Language", 10),
        Column(words.one, 24),
        Column("Score", 8),
        Column("Why they fit", 70),
        Column(DECISION, 11, words.decisions, editable=True, hint=_DECISION_HINT),
        Column(words.move_to, 24, editable=True, choices_from=book.choices, hint=_MOVE_HINT),
        Column(WHY, 30, editable=True),
        Column("The mentee's own words", 40),
        Column("The mentor's own words", 40),
        Column(words.one_id, 13),
        Column(words.other_id, 13),
    )
    why = {(d.mentee, d.mentor): d.why for d in plan.decisions if d.kind is DecisionKind.KEEP}
    by_mentor = sorted(plan.matches, key=lambda m: (book.name(m.mentor), m.mentor))
    rows: Rows = [
        [
            *book.rests(p.mentee),
            book.name(m.mentor),
            language_name(m.language),
            book.name(p.mentee),
            p.score,
            p.reason,
            KEEP if p.kept_by_hand else None,
            None,
            why.get((p.mentee, m.mentor)) or None,
            book.said.get(p.mentee) or None,
            book.said.get(m.mentor) or None,
            p.mentee,
            m.mentor,
        ]
        for m in by_mentor
        for p in m.pairs
    ]
    if book.firm:
        place = {p: x for x, p in enumerate(book.firm)}
        rows.sort(key=lambda row: place[str(row[-2])])
    return book.sheet(MATCHES, columns, rows)


def _circles(book: Book) -> Sheet:
    plan, words, solver = book.plan, book.words, solver_of(book.case)
    columns = (
        Column("Circle", 8),
        Column("Language", 10),
        Column(words.one, 24),
        Column(words.other, 24),
        Column("Points of the first", 9),
        Column("Points of the second", 9),
        Column("Why they fit", 80),
        Column(DECISION, 11, words.decisions, editable=True, hint=_CIRCLE_HINT),
        Column(WHY, 30, editable=True),
        Column(words.one_id, 13),
        Column(words.other_id, 13),
    )
    kept = {(d.mentee, d.mentor): d for d in plan.decisions if d.kind is DecisionKind.KEEP}
    place = {p: x for x, p in enumerate(book.firm)}
    weakest_first = sorted(plan.matches, key=lambda m: min(place.get(p, 0) for p in m.people))
    rows: Rows = []
    for number, match in enumerate(weakest_first, 1):
        for one, other in combinations(match.people, 2):
            word = kept.get(book.case.programme.form.ordered(one, other))
            two = (solver.outlook(plan, one, other), solver.outlook(plan, other, one))
            rows.append(
                [
                    *book.rests(one, other),
                    number,
                    language_name(match.language),
                    book.name(one),
                    book.name(other),
                    *(o.score for o in two),
                    " ".join(o.reason for o in two),
                    KEEP if word else None,
                    word.why or None if word else None,
                    one,
                    other,
                ]
            )
    return book.sheet(IN_CIRCLES, columns, rows)


def _people(book: Book) -> Sheet:
    words = book.words
    columns = (
        Column(words.one, 24),
        Column("In a circle with", 40),
        Column("Points", 8),
        Column(words.move_to, 24, editable=True, choices_from=book.choices, hint=_CIRCLE_MOVE_HINT),
        Column(WHY, 30, editable=True),
        Column("Their own words", 50),
        Column(words.one_id, 13),
    )
    rows: Rows = [
        [
            *book.rests(p.mentee),
            book.name(p.mentee),
            listed([book.name(x) for x in m.others(p.mentee)]),
            p.score,
            None,
            None,
            book.said.get(p.mentee) or None,
            p.mentee,
        ]
        for m in book.plan.matches
        for p in m.pairs
    ]
    place = {p: x for x, p in enumerate(book.firm)}
    rows.sort(key=lambda row: (place.get(str(row[-1]), 0), str(row[0]), str(row[-1])))
    return book.sheet(PEOPLE, columns, rows)


def _mentors(book: Book) -> Sheet:
    columns = (
        Column(book.words.other, 24),
        Column("Takes", 8),
        Column("Has", 6),
        Column("Free places", 8),
        Column("State", 60),
        Column("Best possible mentees (score)", 40),
        Column(book.words.other_id, 13),
    )
    ordered = sorted(book.case.mentors, key=lambda a: (book.name(a.person), a.person))
    return Sheet(MENTORS, columns, [_mentor(book, a) for a in ordered])


def _mentor(book: Book, mentor: Application) -> list[CellContent]:
    mine = [m for m in book.plan.matches if m.mentor == mentor.person]
    seats = seats_of(mentor, book.case)
    has = sum(len(m.mentees) for m in mine)
    idle = next((u for u in book.plan.unused if u.person == mentor.person), None)
    state = "Has a group" if mine else idle.reason if idle else ""
    return [
        book.name(mentor.person),
        _takes(mentor, book.case),
        has,
        (seats[1] if seats else 0) - has,
        state,
        _best(book, idle) if idle else None,
        mentor.person,
    ]


def _takes(mentor: Application, case: MatchingCase) -> str:
    """Return what a mentor offered, and how many of those a programme of pairs uses."""
    offered, most = mentor.capacity(), case.programme.group[1]
    over = not case.programme.form.mates_meet and offered.most > most
    return f"{offered} (here {most})" if over else str(offered)


def _best(book: Book, person: Unplaced) -> str:
    """Return who would be allowed with somebody, with scores, in one cell."""
    return "; ".join(f"{book.name(p)} ({score})" for p, score in person.best)


def _waiting(book: Book) -> Sheet:
    words = book.words
    columns = (
        Column(words.one, 24),
        Column(words.why_waiting, 60),
        Column(words.best, 40),
        Column(PLACE_WITH, 24, editable=True, choices_from=book.choices, hint=words.place_hint),
        Column(WHY, 30, editable=True),
        Column(words.one_id, 13),
    )
    rows: Rows = [
        [book.name(u.person), u.reason, _best(book, u), None, None, u.person]
        for u in sorted(book.plan.waiting, key=lambda u: (book.name(u.person), u.person))
    ]
    return Sheet(words.waiting, columns, rows)


_LED = (_matches, _waiting, _mentors)
MAIN_SHEETS: Mapping[MatchForm, tuple[Callable[[Book], Sheet], ...]] = {
    GROUPS: _LED,
    PAIRS: _LED,
    CIRCLES: (_circles, _people, _waiting),
}
"""The first sheets of the workbook of each form."""
