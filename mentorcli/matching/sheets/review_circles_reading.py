"""Reading the review workbook of circles back: what was kept and forbidden, who is moved where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan, mentors_by_mentee
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Table
from mentorcli.domain.text import match_key
from mentorcli.matching.sheets.later_decisions import changed_since, repeats, since_problems
from mentorcli.matching.sheets.review import DECISION, FORBID, KEEP, PLACE_WITH, WHY
from mentorcli.matching.sheets.review_circles import (
    MOVE_TO,
    ONE,
    ONE_ID,
    OTHER,
    OTHER_ID,
    equal_labels,
)
from mentorcli.matching.sheets.review_rows import Line, about_another, header_of, line_of
from mentorcli.matching.wording import listed, name_of, shortened
from mentorcli.names.directory import Sure, Understood, directory_of

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a cell says about two people; no ``kind`` leaves them free."""

    pair: Pair
    kind: DecisionKind | None
    why: str
    place: Place
    by_move: bool = False
    to: str = ""
    """The circle to which somebody moves, as the first id in it."""


_Found = tuple[list[_Word], list[Problem]]


def read_circles_review(
    tables: Sequence[Table], plan: Plan, case: MatchingCase,
    shown: Sequence[Decision] | None = None,
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:  # fmt: skip
    """Return all decisions that hold after a review, and what nobody could understand.

    ``keep`` and ``forbid`` are about a pair. Who moves is kept with the one named and forbidden with
    everybody of their circle now, but not with who moves to the same place. Decisions of the plan whose row is no longer there stay as they
    were: nobody said otherwise. Rows are known by the ids in them, else by names. ``shown`` as in
    ``read_review``.
    """
    changed = changed_since(plan.decisions if shown is None else shown, plan.decisions)
    problems, seen = about_another(tables, plan), False
    said: dict[Pair, list[_Word]] = defaultdict(list)
    for table in tables:
        header = header_of(table, {ONE}, {DECISION, PLACE_WITH, MOVE_TO})
        if header is None:
            continue
        seen = True
        for row in table.rows:
            if row.number > header.number and not row.is_empty():
                words, unclear = _read(line_of(table, header, row), plan, case)
                problems += unclear
                for word in words:
                    said[word.pair].append(word)
    if not seen:
        place = Place(tables[0].file) if tables else Place()
        return (), (Problem.of("review_circles_not_recognised", Severity.BLOCKER, place),)
    for pair in [p for p in said if p in changed]:
        if all(not w.by_move and repeats(changed[pair][0], w.kind, w.why) for w in said[pair]):
            del said[pair]
    decisions, clashes = _settled(said, plan, case)
    earlier = [d for d in plan.decisions if _pair(d.mentee, d.mentor) not in said]
    final = tuple(sorted({*decisions, *earlier}))
    return final, (*problems, *clashes, *since_problems(changed, said, final, case))


def _pair(one: str, other: str) -> Pair:
    return (min(one, other), max(one, other))


def _read(line: Line, plan: Plan, case: MatchingCase) -> _Found:
    person, problem = _person(line, ONE, ONE_ID, case)
    if person is None:
        silent = not any(line.cells.get(k) for k in (DECISION, MOVE_TO, PLACE_WITH))
        return [], [] if silent or problem is None else [problem]
    if DECISION in line.cells:
        return _about_pair(line, person, case)
    header = MOVE_TO if MOVE_TO in line.cells else PLACE_WITH
    return _moved(line, header, person, plan, case)


def _about_pair(line: Line, person: str, case: MatchingCase) -> _Found:
    other, problem = _person(line, OTHER, OTHER_ID, case)
    said, place = match_key(line.cells[DECISION]), line.at(DECISION)
    if other is None:
        return [], [problem] if problem and said else []
    if said and other == person:
        return [], [Problem.of("decided_with_themselves", Severity.DECIDE, place, kind=said,
                               person=_names(case)[person])]  # fmt: skip
    if said not in {"", KEEP, FORBID}:
        names = _names(case)
        return [], [Problem.of("review_circles_unknown_word", Severity.DECIDE, place,
                               one=names[person], other=names[other],
                               word=shortened(line.cells[DECISION]))]  # fmt: skip
    kind = DecisionKind(said) if said else None
    return [_Word(_pair(person, other), kind, line.cells.get(WHY, ""), place)], []


def _moved(line: Line, header: str, person: str, plan: Plan, case: MatchingCase) -> _Found:
    text, place, why = line.cells[header], line.at(header), line.cells.get(WHY, "")
    if not text:
        return [], []
    target, problem = _target(text, place, case)
    if target is None:
        return [], [problem] if problem else []
    company = mentors_by_mentee(plan.matches)
    mates = [p for p in company.get(person, "").split("+") if p]
    circle = min(p for p in (target, *company.get(target, "").split("+")) if p)
    if target == person or target in mates:
        names = _names(case)
        return [], [Problem.of("review_circles_no_move", Severity.DECIDE, place,
                               one=names[person], other=names[target])]  # fmt: skip
    left = [
        _Word(_pair(person, p), DecisionKind.FORBID, why, place, by_move=True, to=circle)
        for p in mates
    ]
    keep = _Word(_pair(person, target), DecisionKind.KEEP, why, place, by_move=True)
    return [*left, keep], []


def _person(
    line: Line, header: str, id_header: str, case: MatchingCase
) -> tuple[str | None, Problem | None]:
    """Return whom a row is about: by id, else by a name that only one person has."""
    person, name = line.cells.get(id_header, ""), line.cells.get(header, "")
    if any(a.person == person for a in case.mentees):
        return person, None
    found = [a.person for a in case.mentees if name and match_key(name_of(a)) == match_key(name)]
    if len(found) == 1 and not person:
        return found[0], None
    return None, Problem.of("review_unknown_person", Severity.DECIDE, line.at(header),
                            name=shortened(name or person))  # fmt: skip


def _target(text: str, place: Place, case: MatchingCase) -> tuple[str | None, Problem | None]:
    """Return the person whom a drop-down or a typed name means."""
    labels = equal_labels(case)
    exact = [p for p, label in labels.items() if match_key(label) == match_key(text) or p == text]
    typed = _typed(text, case)
    found = exact or list(typed.people)
    if len(exact) == 1 or (not exact and typed.sure is Sure.MEANT):
        return found[0], None
    code = "review_circles_ambiguous" if found else "review_circles_unknown"
    return None, Problem.of(code, Severity.DECIDE, place, name=shortened(text),
                            people=listed([labels[p] for p in found], "or"))  # fmt: skip


def _typed(text: str, case: MatchingCase) -> Understood:
    return directory_of((a.person, a.name, a.email) for a in case.mentees).understand(text)


def _settled(
    said: dict[Pair, list[_Word]], plan: Plan, case: MatchingCase
) -> tuple[list[Decision], list[Problem]]:
    """Return the decisions of all rows, and a problem where cells say different things.

    A row that leaves a pair free does not stand against a move of one of the two.
    """
    before = {(_pair(d.mentee, d.mentor), d.kind): d for d in plan.decisions}
    decisions, problems, names = [], [], _names(case)
    for pair, words in said.items():
        if _move_together(words):
            continue
        moved = any(w.by_move for w in words)
        heard = [w for w in words if w.kind is not None or not moved]
        if len({w.kind for w in heard}) > 1:
            cells = listed([f"{w.place.sheet} {w.place.cell}".strip() for w in heard])
            problems.append(Problem.of("review_circles_two_words", Severity.DECIDE, heard[0].place,
                                       one=names[pair[0]], other=names[pair[1]], cells=cells))  # fmt: skip
            continue
        word = heard[0]
        if word.kind is not None:
            old = before.get((pair, word.kind))
            new = Decision(*pair, word.kind, word.why)
            decisions.append(replace(old, why=word.why) if old else new)
    return decisions, problems


def _move_together(words: Sequence[_Word]) -> bool:
    """Tell whether two people of one circle both move to the same other: nothing parts them."""
    said = [w for w in words if w.kind is not None]
    rows, circles = {w.place for w in said}, {w.to for w in said}
    return all(w.to for w in said) and len(rows) > 1 and len(circles) == 1


def _names(case: MatchingCase) -> dict[str, str]:
    return {a.person: name_of(a) for a in case.mentees}
