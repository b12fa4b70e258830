"""Rows of a review workbook as they come back, and what was decided since it was written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import CellValue, Row, Table, column_letter
from mentorcli.domain.text import listed, match_key, one_line
from mentorcli.matching.phrases import name_of, shortened
from mentorcli.matching.sheets.review_workbook import METHOD
from mentorcli.names.directory import Directory, directory_of


@dataclass(frozen=True, slots=True)
class Line:
    """One row that may hold a word of the coordinator; ``cells`` by header, ``places`` by header."""

    cells: dict[str, str]
    places: dict[str, Place]

    def at(self, header: str) -> Place:
        """Return the place of a cell, or of the row's first where there is no such column."""
        return self.places.get(header, next(iter(self.places.values())))


def header_of(table: Table, needed: Collection[str], one_of: Collection[str]) -> Row | None:
    """Return the row with the titles of a table, or None when it is none of the workbook's."""
    for row in table.rows:
        texts = {_text(cell) for cell in row.cells}
        if texts.issuperset(needed) and not texts.isdisjoint(one_of):
            return row
    return None


def line_of(table: Table, header: Row, row: Row) -> Line:
    """Return a row by the titles of its table; of two columns of one title the first counts."""
    cells, places = {}, {}
    for x, title in enumerate(header.cells):
        key = _text(title)
        if key and key not in cells:
            cells[key] = _text(row.cells[x]) if x < len(row.cells) else ""
            places[key] = Place(table.file, table.sheet, f"{column_letter(x)}{row.number}")
    return Line(cells, places)


def about_another(tables: Sequence[Table], plan: Plan) -> list[Problem]:
    """Return a note when the workbook was written for another plan."""
    for table in tables:
        for row in table.rows:
            texts = [_text(c) for c in row.cells]
            if texts[:2] == ["Plan", "inputs"] and len(texts) > 2 and texts[2] != plan.inputs:  # noqa: PLR2004 - the third cell holds it
                place = Place(table.file, table.sheet or METHOD, f"C{row.number}")
                return [Problem.of("review_of_another_plan", Severity.NOTE, place)]
    return []


def inputs_of(tables: Sequence[Table]) -> str:
    """Return the inputs of the plan that a workbook was written for, or nothing."""
    for table in tables:
        for row in table.rows:
            texts = [_text(c) for c in row.cells]
            if texts[:2] == ["Plan", "inputs"]:
                return "".join(texts[2:3])
    return ""


def _text(cell: CellValue) -> str:
    return "" if cell is None else one_line(str(cell))


def typed_over(
    line: Line, shown: Mapping[str, str], case: MatchingCase, *, decided: bool
) -> Iterator[tuple[Place, dict[str, str]]]:
    """Yield where a row says another name than that of its hidden id, and what is to be said of it.

    ``shown`` are the ids by the title of the column with the name. A name that may mean the same person
    is theirs; a text that means nobody is told only where something is ``decided`` in the row.
    """
    people = (*case.mentees, *case.mentors)
    names, known = {a.person: name_of(a) for a in people}, directory_of_people(people)
    who = listed([names.get(p, p) for p in shown.values()])
    for title, person in shown.items():
        text, other = line.cells.get(title, ""), names.get(person, "")
        if not (text and other) or match_key(text) in {match_key(other), person}:
            continue
        meant = known.meaning(text).people
        if person not in meant and (meant or decided):
            yield line.at(title), {"who": who, "name": shortened(text), "other": other}


def directory_of_people(people: Iterable[Application]) -> Directory:
    """Return where names of these are looked up."""
    return directory_of((a.person, a.name, a.email) for a in people)


Pair = tuple[str, str]
Changed = Mapping[Pair, tuple[Decision | None, Decision | None]]


def changed_since(shown: Sequence[Decision], now: Sequence[Decision]) -> Changed:
    """Return the pairs on which other is decided now than a workbook showed, as (shown, now)."""
    was, stands = ({(d.mentee, d.mentor): d for d in found} for found in (shown, now))
    return {
        pair: (was.get(pair), stands.get(pair))
        for pair in sorted({*was, *stands})
        if was.get(pair) != stands.get(pair)
    }


def repeats(shown: Decision | None, kind: DecisionKind | None, why: str) -> bool:
    """Tell whether a row says no more than the workbook itself showed when it was written."""
    if shown is None or kind is None:
        return shown is None and kind is None
    return shown.kind is kind and one_line(shown.why) == one_line(why)


def since_problems(
    changed: Changed, said: Collection[Pair], final: Collection[Decision], case: MatchingCase
) -> list[Problem]:
    """Return a note for each decision made since: it stays, stays taken back, or gives way.

    ``said`` are the pairs of which the workbook itself speaks, ``final`` what holds after it.
    """
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    holding = {(d.mentee, d.mentor): d.kind for d in final}
    problems = []
    for pair, (_, now) in changed.items():
        kind = now.kind if now else None
        if holding.get(pair) is not kind:
            code = "review_since_gives_way" if now else ""
        else:
            code = "" if pair in said else "review_since_stays" if now else "review_since_freed"
        if code:
            one, other = (names.get(p, p) for p in pair)
            problems.append(
                Problem.of(
                    code, Severity.NOTE, one=one, other=other, kind=kind.value if kind else ""
                )
            )
    return problems
