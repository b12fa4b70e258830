"""The review workbook: the plan laid out for the coordinator to look at and to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.excused import excused_pairs, rules_in_words
from mentorcli.domain.language import LANGUAGE_NAMES
from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm
from mentorcli.domain.outlook import Firmness
from mentorcli.domain.plan import MatchingCase, Plan, Unplaced
from mentorcli.files.workbook import CellContent, Column, Sheet, write_workbook
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.sheets.method import method_sheet
from mentorcli.matching.sheets.own_words import words_for_a_match
from mentorcli.matching.sheets.words import (
    DECISION,
    FORBID,
    KEEP,
    PLACE_WITH,
    WHY,
    SheetWords,
    sheet_words,
)
from mentorcli.matching.solve.propose import solver_of
from mentorcli.matching.wording import listed, name_of

MATCHES, IN_CIRCLES, PEOPLE = "Matches", "Circles", "People"
MENTORS, FORBIDDEN, AGAINST, LISTS = "Mentors", "Forbidden so far", "Against a rule", "Lists"
MENTEE, MENTOR, MENTEE_ID, MENTOR_ID = "Mentee", "Mentor", "Mentee id", "Mentor id"
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
_HOW_FIRM = Column("How firm", 18)
Rows = list[list[CellContent]]


@dataclass(frozen=True, slots=True)
class _Book:
    """All that the sheets show. ``firm`` is empty or has how firm each place is, in its order."""

    case: MatchingCase
    plan: Plan
    words: SheetWords
    names: Mapping[str, str]
    said: Mapping[str, str]
    firm: Mapping[str, Firmness]
    choices: str

    def name(self, person: str) -> str:
        """Return what somebody is called; who has left, by their id."""
        return self.names.get(person, person)

    def rests(self, *people: str) -> list[CellContent]:
        """Return the cell that says how firm the weakest place of these people is, where it is told."""
        order = list(self.firm)
        mine = sorted((p for p in people if p in self.firm), key=order.index)
        return [rests_on(self.firm[mine[0]])] if mine else []

    def sheet(self, title: str, columns: Iterable[Column], rows: Rows) -> Sheet:
        """Return a sheet, with the column that says how firm things are where that is told."""
        return Sheet(title, (*((_HOW_FIRM,) if self.firm else ()), *columns), rows)


def review_sheet(case: MatchingCase, plan: Plan, firm: Sequence[Firmness] = ()) -> bytes:
    """Return the workbook in which a coordinator keeps, forbids and moves people.

    Every row that can be edited carries the ids of its people in its last columns, so that it
    comes back without doubt however the sheet was sorted, filtered or cut (``read_review``). With
    ``firm`` those who rest on least come first, and it is said how fragile each place is.
    """
    labels, words = partner_labels(case), sheet_words(case.programme.form)
    people = {a.person: a for a in (*case.mentors, *case.mentees)}
    book = _Book(
        case,
        plan,
        words,
        names={person: name_of(a) for person, a in people.items()},
        said={p: words_for_a_match(a, case.programme) for p, a in people.items()},
        firm={f.mentee: f for f in firm},
        choices=f"='{LISTS}'!$A$2:$A${max(len(labels), 1) + 1}",
    )
    lists = [[x] for x in sorted(labels.values())]
    listed_in = MENTOR if words.roles else words.one
    main = _MAIN_SHEETS[case.programme.form]
    sheets = [
        *(sheet(book) for sheet in main),
        _forbidden(book),
        *_against_rules(book),
        method_sheet(case, plan),
        Sheet(LISTS, (Column(listed_in, 40),), lists, hidden=True),
    ]
    return write_workbook(f"Review of {plan.cohort}", sheets)


def partner_labels(case: MatchingCase) -> dict[str, str]:
    """Return how each who can be chosen (person id) is called in the drop-downs: no two alike."""
    names = {a.person: name_of(a) for a in case.found}
    times = Counter(names.values())
    return {p: name if times[name] == 1 else f"{name} ({p})" for p, name in sorted(names.items())}


def rests_on(place: Firmness) -> str:
    """Return in a few words how firm somebody's place is."""
    if place.firm():
        return "firm"
    tied = "an equal plan is without it" if place.tied else ""
    weights = f"{place.left} of {place.tried} weights break it" if place.left else ""
    return "; ".join(text for text in (weights, tied) if text)


def _matches(book: _Book) -> Sheet:
    plan, words = book.plan, book.words
    columns = (
        Column(MENTOR, 24),
        Column("Language", 10),
        Column(MENTEE, 24),
        Column("Score", 8),
        Column("Why they fit", 70),
        Column(DECISION, 11, words.decisions, editable=True, hint=_DECISION_HINT),
        Column(words.move_to, 24, editable=True, choices_from=book.choices, hint=_MOVE_HINT),
        Column(WHY, 30, editable=True),
        Column("The mentee's own words", 40),
        Column("The mentor's own words", 40),
        Column(MENTEE_ID, 13),
        Column(MENTOR_ID, 13),
    )
    why = {(d.mentee, d.mentor): d.why for d in plan.decisions if d.kind is DecisionKind.KEEP}
    by_mentor = sorted(plan.matches, key=lambda m: (book.name(m.mentor), m.mentor))
    rows: Rows = [
        [
            *book.rests(p.mentee),
            book.name(m.mentor),
            LANGUAGE_NAMES[m.language],
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


def _circles(book: _Book) -> Sheet:
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
                    LANGUAGE_NAMES[match.language],
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


def _people(book: _Book) -> Sheet:
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


def _waiting(book: _Book) -> Sheet:
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


def _best(book: _Book, person: Unplaced) -> str:
    """Return who would be allowed with somebody, with scores, in one cell."""
    return "; ".join(f"{book.name(p)} ({score})" for p, score in person.best)


def _mentors(book: _Book) -> Sheet:
    columns = (
        Column(MENTOR, 24),
        Column("Takes", 8),
        Column("Has", 6),
        Column("Free places", 8),
        Column("State", 60),
        Column("Best possible mentees (score)", 40),
        Column(MENTOR_ID, 13),
    )
    ordered = sorted(book.case.mentors, key=lambda a: (book.name(a.person), a.person))
    return Sheet(MENTORS, columns, [_mentor(book, a) for a in ordered])


def _mentor(book: _Book, mentor: Application) -> list[CellContent]:
    mine = [m for m in book.plan.matches if m.mentor == mentor.person]
    seats = seats_of(mentor.capacity(), book.case.programme)
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


def _forbidden(book: _Book) -> Sheet:
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


def _against_rules(book: _Book) -> list[Sheet]:
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


_LED = (_matches, _waiting, _mentors)
_MAIN_SHEETS: Mapping[MatchForm, tuple[Callable[[_Book], Sheet], ...]] = {
    GROUPS: _LED,
    PAIRS: _LED,
    CIRCLES: (_circles, _people, _waiting),
}
"""The first sheets of the workbook of each form."""
