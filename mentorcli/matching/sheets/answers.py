"""Answers to a proposal: a sheet for both sides, and what comes back as decisions.

Everybody of a match answers for themselves. A pair both accepted is kept; one that anybody declined
is barred; whoever wants to talk is named, and nothing is decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.decision import DECLINED, Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import CellValue, Row, Table, column_letter
from mentorcli.domain.text import match_key, one_line
from mentorcli.files.workbook import CellContent, Column, Sheet, write_workbook
from mentorcli.matching.wording import name_of, shortened

WHO, ROLE, WITH, ANSWER, SAID, MENTEE_ID, MENTOR_ID = (
    "Who answers", "Role", "Proposed with", "Answer", "What they said", "Mentee id", "Mentor id",
)  # fmt: skip
Pair = tuple[str, str]
Said = tuple[str, str, str]
"""An answer: the word, whose it is (a role, of equals a person id), and what they said with it."""
ACCEPT, DECLINE, TALK = "accept", "decline", "talk to me"
WORDS = {
    match_key(word): answer
    for answer, words in (
        (ACCEPT, (ACCEPT, "accepted", "yes", "ok", "kyllä", "ja")),
        (DECLINE, (DECLINE, "declined", "no", "ei", "nej")),
        (TALK, (TALK, "talk", "call me")),
    )
    for word in words
}


def answer_sheet(case: MatchingCase, plan: Plan) -> bytes:
    """Return a workbook with a row for each side of each pair, to write the answers into."""
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    columns = (
        Column(WHO, 26), Column(ROLE, 9), Column(WITH, 26),
        Column(ANSWER, 12, (ACCEPT, DECLINE, TALK), editable=True), Column(SAID, 40, editable=True),
        Column(MENTEE_ID, 13), Column(MENTOR_ID, 13),
    )  # fmt: skip
    rows: list[list[CellContent]] = []
    for match in plan.matches:
        for mentee in match.mentees:
            pair = (names.get(mentee, mentee), names.get(match.mentor, match.mentor))
            rows += [
                [pair[0], "mentee", pair[1], None, None, mentee, match.mentor],
                [pair[1], "mentor", pair[0], None, None, mentee, match.mentor],
            ]
    rows.sort(key=lambda row: (str(row[1]), str(row[0]), str(row[2])))
    return answers_workbook(plan, columns, rows)


def answers_workbook(
    plan: Plan, columns: tuple[Column, ...], rows: Sequence[Sequence[CellContent]]
) -> bytes:
    """Return a workbook of rows to answer in, with the plan that they are about."""
    about: list[list[CellContent]] = [
        ["Plan", k, v] for k, v in (("cohort", plan.cohort), ("inputs", plan.inputs))
    ]
    method = Sheet("About", (Column("What", 10), Column("Name", 12), Column("Value", 30)), about)
    return write_workbook(f"Answers of {plan.cohort}", [Sheet("Answers", columns, rows), method])


def read_answers(
    tables: Sequence[Table], plan: Plan, case: MatchingCase, asked: Sequence[Plan] = ()
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return all decisions that hold after the answers, and what a person must see to.

    A pair that is barred because somebody declined may be answered again: that is how a sheet looks
    that was read before. ``asked`` are the plans that the sheet may have been written for: an answer
    about a pair of theirs that is together no longer is told and stops nothing. What people said stays in the sheet; no decision holds their words.
    """
    made = {(p, m.mentor) for m in plan.matches for p in m.mentees}
    then = {(p, m.mentor) for old in asked for m in old.matches for p in m.mentees}
    barred = {(d.mentee, d.mentor) for d in plan.decisions if d.declined_by()}
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    answers: dict[Pair, list[Said]] = defaultdict(list)
    problems, seen = list[Problem](), False
    places: dict[Pair, Place] = {}
    for table in tables:
        header = _header(table)
        if header is None:
            continue
        seen = True
        for row in table.rows:
            if row.number <= header.number or row.is_empty():
                continue
            cells = _cells(header, row)
            pair = (cells.get(MENTEE_ID, ""), cells.get(MENTOR_ID, ""))
            said, place = cells.get(ANSWER, ""), _place(table, header, row)
            if not said:
                continue
            word = WORDS.get(match_key(said), said)
            heard = Heard(
                word, place, shortened(cells.get(WHO, "")), shortened(cells.get(WITH, ""))
            )
            found = remarks_on(
                heard, together=pair in made, barred=pair in barred, asked=pair in then
            )
            problems += found
            if all(p.code == "answer_talk" for p in found):
                answers[pair].append((word, cells.get(ROLE, ""), cells.get(SAID, "")))
                places[pair] = place
    if not seen:
        place = Place(tables[0].file) if tables else Place()
        return (), (Problem.of("answers_not_recognised", Severity.BLOCKER, place),)
    problems += changed_minds(answers, barred - made, places, names)
    open_ones = {pair: said for pair, said in answers.items() if pair in made}
    problems += missing_answers(open_ones, places, names, ("mentee", "mentor"))
    excused = {(d.mentee, d.mentor): d for d in plan.decisions if d.overrides}
    new = [
        excused.get(pair, d) if d.kind is DecisionKind.KEEP else d
        for pair in sorted(answers)
        for d in _decided(pair, answers[pair])
    ]
    about = {(d.mentee, d.mentor) for d in new}
    earlier = [d for d in plan.decisions if (d.mentee, d.mentor) not in about]
    return tuple(sorted({*new, *earlier})), tuple(problems)


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer in its cell: the word (as it was typed where it is none of the known), who about whom."""

    word: str
    place: Place
    who: str
    other: str


def remarks_on(answer: Heard, *, together: bool, barred: bool, asked: bool) -> list[Problem]:
    """Return what must be said about an answer; it counts where that is nothing or a wish to talk.

    The two are ``together`` in the newest plan, ``barred`` because one declined before, or ``asked``
    in the plan that the sheet was written for.
    """
    if not (together or barred or asked):
        return [Problem.of("answer_to_no_pair", Severity.DECIDE, answer.place, who=answer.who)]
    if answer.word not in {ACCEPT, DECLINE, TALK}:
        return [Problem.of("answer_unknown_word", Severity.DECIDE, answer.place, who=answer.who,
                           word=shortened(answer.word))]  # fmt: skip
    both = {"who": answer.who, "other": answer.other}
    if not (together or barred) and answer.word != DECLINE:
        return [Problem.of("answer_moved_on", Severity.NOTE, answer.place, **both)]
    if together and answer.word == TALK:
        return [Problem.of("answer_talk", Severity.NOTE, answer.place, **both)]
    return []


def changed_minds(
    answers: Mapping[Pair, Sequence[Said]], barred: Collection[Pair], places: Mapping[Pair, Place],
    names: Mapping[str, str],
) -> list[Problem]:  # fmt: skip
    """Return a problem for each pair barred by an answer that nobody gives any more."""
    return [
        Problem.of("answer_no_longer_declined", Severity.DECIDE, places[pair],
                   one=names.get(pair[0], pair[0]), other=names.get(pair[1], pair[1]))
        for pair in sorted(barred)
        if pair in answers and all(word != DECLINE for word, _, _ in answers[pair])
    ]  # fmt: skip


def missing_answers(
    answers: Mapping[Pair, Sequence[Said]], places: Mapping[Pair, Place], names: Mapping[str, str],
    sides: Pair | None = None,
) -> list[Problem]:  # fmt: skip
    """Return a note for each pair with one yes and no other answer.

    ``sides`` are the roles of the two where an answer says whose it is by role.
    """
    problems = []
    for pair, said in sorted(answers.items()):
        given = {who for _, who, _ in said}
        silent = [x for x, who in enumerate(sides or pair) if who not in given]
        if len(silent) == 1 and all(word == ACCEPT for word, _, _ in said):
            (x,) = silent
            problems.append(Problem.of("answer_missing", Severity.NOTE, places[pair],
                                       who=names.get(pair[1 - x], pair[1 - x]),
                                       other=names.get(pair[x], pair[x])))  # fmt: skip
    return problems


def _decided(pair: Pair, answers: Sequence[Said]) -> list[Decision]:
    declined = {role for word, role, _ in answers if word == DECLINE}
    if declined:
        who = "both" if declined >= {"mentee", "mentor"} else min(declined)
        return [Decision(*pair, DecisionKind.FORBID, f"{DECLINED}{who}")]
    accepted = {role for word, role, _ in answers if word == ACCEPT}
    if accepted >= {"mentee", "mentor"}:
        return [Decision(*pair, DecisionKind.KEEP, "both accepted")]
    return []


def _header(table: Table) -> Row | None:
    for row in table.rows:
        if {ANSWER, MENTEE_ID, MENTOR_ID} <= {_text(cell) for cell in row.cells}:
            return row
    return None


def _text(cell: CellValue) -> str:
    return "" if cell is None else one_line(str(cell))


def _cells(header: Row, row: Row) -> dict[str, str]:
    values = [*row.cells, *([None] * len(header.cells))]
    return {_text(title): _text(values[x]) for x, title in enumerate(header.cells) if _text(title)}


def _place(table: Table, header: Row, row: Row) -> Place:
    x = [_text(cell) for cell in header.cells].index(ANSWER)
    return Place(table.file, table.sheet, f"{column_letter(x)}{row.number}")
