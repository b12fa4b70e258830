"""Answers of equals to a proposal: everybody about each of the others of their circle.

A pair both accepted is kept; one that either declined is barred; whoever wants to talk is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

from mentorcli.domain.decision import DECLINED, Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Table
from mentorcli.domain.text import match_key
from mentorcli.files.workbook import CellContent, Column
from mentorcli.matching.sheets.answers import (
    ACCEPT,
    ANSWER,
    DECLINE,
    SAID,
    TALK,
    WHO,
    WITH,
    WORDS,
    Heard,
    Pair,
    Said,
    answers_workbook,
    changed_minds,
    missing_answers,
    remarks_on,
)
from mentorcli.matching.sheets.review_rows import header_of, line_of
from mentorcli.matching.wording import name_of, shortened

ONE_ID, OTHER_ID = "Person id", "With id"


def circle_answer_sheet(case: MatchingCase, plan: Plan) -> bytes:
    """Return a workbook with a row for each person and each other of their circle."""
    names = {a.person: name_of(a) for a in case.mentees}
    columns = (
        Column(WHO, 26), Column(WITH, 26),
        Column(ANSWER, 12, (ACCEPT, DECLINE, TALK), editable=True), Column(SAID, 40, editable=True),
        Column(ONE_ID, 13), Column(OTHER_ID, 13),
    )  # fmt: skip
    rows: list[list[CellContent]] = [
        [names.get(one, one), names.get(other, other), None, None, one, other]
        for match in plan.matches
        for one, other in permutations(match.mentees, 2)
    ]
    rows.sort(key=lambda row: (str(row[0]), str(row[1]), str(row[4])))
    return answers_workbook(plan, columns, rows)


def read_circle_answers(
    tables: Sequence[Table], plan: Plan, case: MatchingCase, asked: Sequence[Plan] = ()
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return all decisions that hold after the answers, as ``read_answers`` does."""
    made = {pair for m in plan.matches for pair in permutations(m.mentees, 2)}
    then = {pair for old in asked for m in old.matches for pair in permutations(m.mentees, 2)}
    barred = {_pair(d.mentee, d.mentor) for d in plan.decisions if d.declined_by()}
    answers: dict[Pair, list[Said]] = defaultdict(list)
    places: dict[Pair, Place] = {}
    problems, seen = list[Problem](), False
    for table in tables:
        header = header_of(table, {ANSWER, ONE_ID, OTHER_ID}, {ANSWER})
        if header is None:
            continue
        seen = True
        for row in table.rows:
            if row.number <= header.number or row.is_empty():
                continue
            line = line_of(table, header, row)
            said, one, other = line.cells[ANSWER], line.cells[ONE_ID], line.cells[OTHER_ID]
            if not said:
                continue
            pair, word = _pair(one, other), WORDS.get(match_key(said), said)
            heard = Heard(word, line.at(ANSWER), shortened(line.cells.get(WHO, "")),
                          shortened(line.cells.get(WITH, "")))  # fmt: skip
            found = remarks_on(
                heard, together=pair in made, barred=pair in barred, asked=pair in then
            )
            problems += found
            if all(p.code == "answer_talk" for p in found):
                answers[pair].append((word, one, line.cells.get(SAID, "")))
                places[pair] = heard.place
    if not seen:
        place = Place(tables[0].file) if tables else Place()
        return (), (Problem.of("answers_circles_not_recognised", Severity.BLOCKER, place),)
    names = {a.person: name_of(a) for a in case.mentees}
    problems += changed_minds(answers, barred - made, places, names)
    open_ones = {pair: said for pair, said in answers.items() if pair in made}
    problems += missing_answers(open_ones, places, names)
    excused = {_pair(d.mentee, d.mentor): d for d in plan.decisions if d.overrides}
    new = [
        excused.get(pair, d) if d.kind is DecisionKind.KEEP else d
        for pair, said in sorted(answers.items())
        for d in _decided(pair, said, names)
    ]
    about = {_pair(d.mentee, d.mentor) for d in new}
    earlier = [d for d in plan.decisions if _pair(d.mentee, d.mentor) not in about]
    return tuple(sorted({*new, *earlier})), tuple(problems)


def _pair(one: str, other: str) -> Pair:
    return (min(one, other), max(one, other))


def _decided(pair: Pair, answers: Sequence[Said], names: dict[str, str]) -> list[Decision]:
    declined = sorted({names.get(person, person) for word, person, _ in answers if word == DECLINE})
    if declined:
        return [Decision(*pair, DecisionKind.FORBID, DECLINED + " and ".join(declined))]
    if {person for word, person, _ in answers if word == ACCEPT} >= set(pair):
        return [Decision(*pair, DecisionKind.KEEP, "both accepted")]
    return []
