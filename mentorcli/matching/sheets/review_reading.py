"""Reading the review workbook back: what was kept, forbidden, moved, in whatever order it comes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.application import Application
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Row, Table
from mentorcli.domain.text import listed, match_key
from mentorcli.matching.phrases import name_of, shortened
from mentorcli.matching.sheets.labels import (
    DECISION,
    FORBID,
    IDS,
    KEEP,
    PLACE_WITH,
    WHY,
    SheetWords,
    partner_labels,
    sheet_words,
)
from mentorcli.matching.sheets.review_rows import (
    Line,
    about_another,
    changed_since,
    directory_of_people,
    header_of,
    line_of,
    repeats,
    since_problems,
    typed_over,
)
from mentorcli.names.directory import Sure, Understood

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says about two people; no ``kind`` leaves them free.

    ``by_move`` tells that the row is about somebody's move, and not about these two. ``to`` is where
    they go, as the first id there. ``overrides`` and ``until`` are as in ``Decision``; without any
    those of an earlier decision stay.
    """

    pair: Pair
    kind: DecisionKind | None
    why: str
    place: Place
    by_move: bool = False
    to: str = ""
    overrides: tuple[str, ...] = ()
    until: dt.date | None = None


_Found = tuple[list[Said], list[Problem]]


def read_review(
    tables: Sequence[Table],
    plan: Plan,
    case: MatchingCase,
    shown: Sequence[Decision] | None = None,
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return all decisions that hold after a review, and what nobody could understand.

    ``keep`` keeps a pair, ``forbid`` forbids it, nothing leaves it free. Who moves is kept with the
    one named and forbidden with whom they are now: the mentor, or everybody of their circle who does
    not move to the same place. Decisions of the plan whose row is no longer there stay as they were:
    nobody said otherwise. Rows are known by the ids in them, else by names. ``shown`` are the
    decisions that the workbook was written with, those of the plan when left out: a row that only
    repeats them says nothing against what was decided since.
    """
    reader = _Reader(plan, case, sheet_words(case.programme.form))
    problems, seen = about_another(tables, plan), False
    said: list[Said] = []
    for table in tables:
        titles = {DECISION, PLACE_WITH, reader.words.move_to}
        header = header_of(table, {reader.words.one}, titles)
        if header is None:
            continue
        if header_of(table, {reader.words.one_id}, titles):
            return (), (Problem.of("review_of_old", Severity.BLOCKER, Place(table.file)),)
        seen = True
        for row in table.rows:
            if row.number > header.number and not row.is_empty():
                words, unclear = reader.read(_line(table, header, row, reader.words))
                problems += unclear
                said += words
    if not seen:
        place, code = Place(tables[0].file) if tables else Place(), reader.words.codes["no_review"]
        return (), (Problem.of(code, Severity.BLOCKER, place),)
    final, more = settle_words(said, plan, case, plan.decisions if shown is None else shown)
    return final, (*problems, *more)


def settle_words(
    words: Sequence[Said], plan: Plan, case: MatchingCase, shown: Sequence[Decision]
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return all decisions that hold after what was said, and what contradicts itself or gives way.

    ``shown`` are the decisions that whoever said it had before their eyes.
    """
    reader = _Reader(plan, case, sheet_words(case.programme.form))
    changed = changed_since(shown, plan.decisions)
    said: dict[Pair, list[Said]] = defaultdict(list)
    for word in words:
        said[word.pair].append(word)
    for pair in [p for p in said if p in changed]:
        if all(not w.by_move and repeats(changed[pair][0], w.kind, w.why) for w in said[pair]):
            del said[pair]
    decisions, clashes = _settled(said, reader)
    ordered = case.programme.form.ordered
    kept = {d.mentee for d in decisions if d.kind is DecisionKind.KEEP and case.programme.form.led}
    earlier = [
        d
        for d in plan.decisions
        if ordered(d.mentee, d.mentor) not in said
        and not (d.kind is DecisionKind.KEEP and d.mentee in kept)  # a mentee has one mentor
    ]
    final = tuple(sorted({*decisions, *earlier}))
    return final, (*clashes, *since_problems(changed, said, final, case))


@dataclass(frozen=True, slots=True)
class _Reader:
    """The rows of a workbook about a plan, read one by one."""

    plan: Plan
    case: MatchingCase
    words: SheetWords

    def names(self) -> dict[str, str]:
        return {a.person: name_of(a) for a in (*self.case.mentees, *self.case.mentors)}

    def read(self, line: Line) -> _Found:
        """Return what a row says, and what is unclear in it."""
        words, cells = self.words, line.cells
        one, problem = _person(line, words.one, words.one_id, self.case.mentees)
        silent = not any(cells.get(k) for k in (DECISION, words.move_to, PLACE_WITH))
        if silent and (why := cells.get(WHY)):
            who = listed([x for x in (cells.get(words.one), cells.get(words.other)) if x])
            about = {"who": shortened(who), "why": shortened(why)}
            return [], [Problem.of("review_reason_alone", Severity.DECIDE, line.at(WHY), **about)]
        if one is None:
            return [], [] if silent or problem is None else [problem]
        other, unknown = _person(line, words.other, words.other_id, self.case.found)
        shown = {words.one: one} | ({words.other: other} if other else {})
        over = typed_over(line, shown, self.case, decided=not silent)
        code = words.codes["typed_over"]
        if typed := [Problem.of(code, Severity.DECIDE, at, **about) for at, about in over]:
            return [], typed
        if DECISION in cells:
            return self._about_two(line, one, other, unknown)
        header = PLACE_WITH if PLACE_WITH in cells else words.move_to
        return self._moved(line, header, one, self.plan.company().get(one, ()))

    def _about_two(
        self, line: Line, one: str, other: str | None, problem: Problem | None
    ) -> _Found:
        place = line.at(DECISION)
        said, why = match_key(line.cells[DECISION]), line.cells.get(WHY, "")
        if other is None and self.case.programme.form.led:
            other = next(iter(self.plan.company().get(one, ())), None)
        if other is None:
            return [], [problem] if problem and said else []
        names = self.names()
        both = {"one": names[one], "other": names[other]}
        if said and one == other:
            kind = said if said in {KEEP, FORBID} else "move"
            who = {"kind": kind, "person": names[one]}
            return [], [Problem.of("decided_with_themselves", Severity.DECIDE, place, **who)]
        if said in {"", KEEP, FORBID}:
            pair = self.case.programme.form.ordered(one, other)
            return [Said(pair, DecisionKind(said) if said else None, why, place)], []
        if not self.case.programme.form.led:
            word = shortened(line.cells[DECISION])
            code = "review_circles_unknown_word"
            return [], [Problem.of(code, Severity.DECIDE, place, **both, word=word)]
        found, problems = self._moved(line, DECISION, one, (other,))
        return [replace(w, by_move=w.kind is DecisionKind.KEEP) for w in found], problems

    def _moved(self, line: Line, header: str, one: str, company: tuple[str, ...]) -> _Found:
        """Return what the move of somebody away from their company says."""
        text, place, why = line.cells[header], line.at(header), line.cells.get(WHY, "")
        if not text:
            return [], []
        target, problem = self._target(text, place)
        if target is None:
            return [], [problem] if problem else []
        form = self.case.programme.form
        if target in (one, *company) and not form.led:
            names = self.names()
            both = {"one": names[one], "other": names[target]}
            return [], [Problem.of("review_circles_no_move", Severity.DECIDE, place, **both)]
        there = () if form.led else (target, *self.plan.company().get(target, ()))
        forbid, keep = DecisionKind.FORBID, DecisionKind.KEEP
        left = [
            Said(form.ordered(one, p), forbid, why, place, by_move=True, to=min(there, default=""))
            for p in company
            if p != target
        ]
        return [*left, Said(form.ordered(one, target), keep, why, place, by_move=True)], []

    def _target(self, text: str, place: Place) -> tuple[str | None, Problem | None]:
        """Return the person whom a drop-down or a typed name means."""
        labels = partner_labels(self.case)
        exact = [p for p, x in labels.items() if match_key(x) == match_key(text) or p == text]
        typed = self._typed(text)
        found = exact or list(typed.people)
        if len(exact) == 1 or (not exact and typed.sure is Sure.MEANT):
            return found[0], None
        code = self.words.codes["ambiguous" if found else "unknown"]
        people = listed([labels[p] for p in found], "or")
        about = {"name": shortened(text), "people": people}
        return None, Problem.of(code, Severity.DECIDE, place, **about)

    def _typed(self, text: str) -> Understood:
        return directory_of_people(self.case.found).meaning(text)


def _line(table: Table, header: Row, row: Row, words: SheetWords) -> Line:
    """Return a row with the ids that stand together in its last column under a title each."""
    line = line_of(table, header, row)
    ids = line.cells.get(IDS, "").split()
    return replace(
        line, cells={**line.cells, **dict(zip((words.one_id, words.other_id), ids, strict=False))}
    )


def _person(
    line: Line, header: str, id_header: str, people: Sequence[Application]
) -> tuple[str | None, Problem | None]:
    """Return whom a row is about: by id, else by a name that only one person has."""
    person, name = line.cells.get(id_header, ""), line.cells.get(header, "")
    if any(a.person == person for a in people):
        return person, None
    found = [a.person for a in people if name and match_key(name_of(a)) == match_key(name)]
    if len(found) == 1 and not person:
        return found[0], None
    place, said = line.at(header), shortened(name or person)
    return None, Problem.of("review_unknown_person", Severity.DECIDE, place, name=said)


def _settled(said: dict[Pair, list[Said]], reader: _Reader) -> tuple[list[Decision], list[Problem]]:
    """Return the decisions of all rows, and a problem where cells say different things.

    A row that leaves a pair free does not stand against a move of one of the two.
    """
    ordered, names = reader.case.programme.form.ordered, reader.names()
    before = {(ordered(d.mentee, d.mentor), d.kind): d for d in reader.plan.decisions}
    decisions, problems = [], []
    for pair, words in said.items():
        if _move_together(words):
            continue
        moved = any(w.by_move for w in words)
        heard = [w for w in words if w.kind is not None or not moved]
        if len({w.kind for w in heard}) > 1:
            cells = listed([f"{w.place.sheet} {w.place.cell}".strip() for w in heard])
            about = {"one": names[pair[0]], "other": names[pair[1]], "cells": cells}
            code, place = reader.words.codes["two_words"], heard[0].place
            problems.append(Problem.of(code, Severity.DECIDE, place, **about))
            continue
        word = heard[0]
        if word.kind is not None:
            old = before.get((pair, word.kind), Decision(*pair, word.kind))
            decisions.append(_decided(old, word))
    return decisions, problems


def _decided(old: Decision, word: Said) -> Decision:
    """Return what was decided of a pair before, or nothing yet, as a word on it says it now."""
    if not word.overrides:
        return replace(old, why=word.why)
    until = word.until or (old.until if old.overrides == word.overrides else None)
    return replace(old, why=word.why, overrides=word.overrides, until=until)


def _move_together(words: Sequence[Said]) -> bool:
    """Tell whether two people of one circle both move to the same other: nothing parts them."""
    said = [w for w in words if w.kind is not None]
    rows, places = {w.place for w in said}, {w.to for w in said}
    return all(w.to for w in said) and len(rows) > 1 and len(places) == 1
