"""The first sheets of the review workbook: the matches of each form, and who has none."""

from __future__ import annotations

from itertools import combinations

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.plan import MatchingCase, Unplaced
from mentorcli.domain.text import listed
from mentorcli.files.workbook import CellContent, Column, Sheet
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.sheets.labels import (
    DECISION,
    FORBID,
    IDS,
    KEEP,
    PLACE_WITH,
    WHY,
    Book,
    Rows,
    own_words,
    rests_on,
)
from mentorcli.matching.solve.propose import solver_of
from mentorcli.names.languages import language_name

MATCHES, IN_CIRCLES, PEOPLE, MENTORS = "Matches", "Circles", "People", "Mentors"
FRAGILE, OWN_WORDS, LISTS = "Weakest first", "In their own words", "Lists"
_DECISION_HINT = (
    "keep: these two stay together. forbid: never these two. The name of another mentor: move the "
    "mentee there. Empty: the next plan may decide anew."
)
_CIRCLE_HINT = (
    "keep: these two stay in one circle. forbid: never these two. Empty: the next plan may decide "
    "anew. To move somebody use the sheet 'People'."
)
_CIRCLE_MOVE_HINT = "Whose circle this person should go to, away from all who are with them now."
CHOICES = (KEEP, FORBID)
"""What stands in the hidden list above the people who can be chosen."""


def _matches(book: Book) -> Sheet:
    words, choices = book.words, _listed(book, 0)
    columns = (
        Column(words.other, 26),
        Column("Language", 10),
        Column(words.one, 26),
        Column("Points", 8),
        Column("Why they fit", 70),
        Column(DECISION, 22, editable=True, choices_from=choices, hint=_DECISION_HINT),
        Column(WHY, 28, editable=True),
        Column(IDS, 13, hidden=True),
    )
    kept = _kept(book)
    rows: Rows = [
        [
            name,
            language_name(m.language),
            book.name(p.mentee),
            p.score,
            p.reason,
            KEEP if p.kept_by_hand else None,
            kept.get((p.mentee, m.mentor)) or None,
            f"{p.mentee} {m.mentor}",
        ]
        for name, m in book.matches()
        for p in m.pairs
    ]
    return Sheet(MATCHES, columns, rows, blocks=True)


def _kept(book: Book) -> dict[tuple[str, str], str]:
    """Return the pairs that are kept by hand, each with the reason."""
    kept = (d for d in book.plan.decisions if d.kind is DecisionKind.KEEP)
    return {(d.mentee, d.mentor): d.why for d in kept}


def _listed(book: Book, above: int) -> str:
    """Return the cells of the hidden list to choose from, without the first ``above``."""
    last = len(CHOICES) + max(len(book.case.found), 1)
    return f"='{LISTS}'!$A${2 + above}:$A${1 + last}"


def _circles(book: Book) -> Sheet:
    words, solver = book.words, solver_of(book.case)
    columns = (
        Column("Circle", 12),
        Column(words.one, 22),
        Column(words.other, 22),
        Column("Points each way", 9),
        Column("Why they fit", 80),
        Column(DECISION, 11, CHOICES, editable=True, hint=_CIRCLE_HINT),
        Column(WHY, 28, editable=True),
        Column(IDS, 13, hidden=True),
    )
    kept, rows = _kept(book), list[list[CellContent]]()
    for name, match in book.matches():
        for one, other in combinations(match.people, 2):
            pair = book.case.programme.form.ordered(one, other)
            two = (solver.outlook(book.plan, one, other), solver.outlook(book.plan, other, one))
            rows.append(
                [
                    name,
                    book.name(one),
                    book.name(other),
                    " + ".join(str(o.score) for o in two),
                    " ".join(o.reason for o in two),
                    KEEP if pair in kept else None,
                    kept.get(pair) or None,
                    f"{one} {other}",
                ]
            )
    return Sheet(IN_CIRCLES, columns, rows, blocks=True)


def _people(book: Book) -> Sheet:
    words, choices = book.words, _listed(book, len(CHOICES))
    columns = (
        Column("Circle", 12),
        Column(words.one, 24),
        Column("Points", 8),
        Column(words.move_to, 24, editable=True, choices_from=choices, hint=_CIRCLE_MOVE_HINT),
        Column(WHY, 40, editable=True),
        Column(IDS, 13, hidden=True),
    )
    rows: Rows = [
        [name, book.name(p.mentee), p.score, None, None, p.mentee]
        for name, m in book.matches()
        for p in m.pairs
    ]
    return Sheet(PEOPLE, columns, rows, blocks=True)


def _fragile(book: Book) -> Sheet:
    """Return whose place rests on least, first."""
    words = book.words
    columns = (Column(words.one, 24), Column(words.other, 40), Column("How firm it is", 80))
    rows: Rows = [
        [book.name(f.mentee), listed([book.name(p) for p in f.others]), rests_on(f)]
        for f in book.firm
    ]
    return Sheet(FRAGILE, columns, rows)


def _own_words(book: Book) -> Sheet:
    """Return what the people of each match wrote, under the questions of their form."""
    first = book.words.other if book.case.programme.form.led else "Circle"
    columns = (
        Column(first, 26), Column("Who", 22), Column("Question", 40), Column("What they wrote", 80),
    )  # fmt: skip
    people = {a.person: a for a in (*book.case.mentees, *book.case.mentors)}
    blocks = [(name, m.people) for name, m in book.matches()]
    waiting = sorted((u.person for u in book.plan.waiting), key=book.name)
    rows: Rows = [
        [name, book.name(person), word.question, word.text]
        for name, members in (*blocks, (book.words.waiting, waiting))
        for person in members
        if person in people
        for word in own_words(people[person], book.case.programme)
        if not word.hr_only
    ]
    return Sheet(OWN_WORDS, columns, rows, blocks=True)


def _mentors(book: Book) -> Sheet:
    columns = (
        Column(book.words.other, 24),
        Column("Takes", 8),
        Column("Has", 6),
        Column("Free places", 8),
        Column("State", 60),
        Column("Best possible mentees (score)", 40),
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
    words, choices = book.words, _listed(book, len(CHOICES))
    columns = (
        Column(words.one, 24),
        Column(words.why_waiting, 60),
        Column(words.best, 40),
        Column(PLACE_WITH, 24, editable=True, choices_from=choices, hint=words.place_hint),
        Column(WHY, 30, editable=True),
        Column(IDS, 13, hidden=True),
    )
    rows: Rows = [
        [book.name(u.person), u.reason, _best(book, u), None, None, u.person]
        for u in sorted(book.plan.waiting, key=lambda u: (book.name(u.person), u.person))
    ]
    return Sheet(words.waiting, columns, rows)


def main_sheets(book: Book) -> list[Sheet]:
    """Return the first sheets of the workbook: matches, the weakest, who has none, own words."""
    led = book.case.programme.form.led
    return [
        _matches(book) if led else _circles(book),
        *([_fragile(book)] if book.firm else []),
        *([] if led else [_people(book)]),
        _waiting(book),
        *([_mentors(book)] if led else []),
        *(sheet for sheet in [_own_words(book)] if sheet.rows),
    ]
