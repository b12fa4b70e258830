"""An application's answers in one text, and the numbers of the origins that they name.

The text is JSON: ``{"": 5, "goals": [12, -1, "raw text", value], …}`` with the number of the origin,
the line there (-1 for that of the row, which stands under the empty key), the raw text, and the
value where that is not the raw text itself: a text, a list of several, true or false, or an
object that names its kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from json.encoder import encode_basestring
from typing import Any, cast

from sqlalchemy import Connection, func, insert, select

from mentorcli.domain.application import OWN_LINE, Answer, Answers, Given, Origin, Told, each_told
from mentorcli.workspace.codec import decode_answer, encode_answer
from mentorcli.workspace.schema import origins

BARE = 3
"""The length of an answer that is its raw text."""
MOST_PARTS = 20_000
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FIELDS = ("import_id", "file", "sheet", "cells", "header", "rule")


def origins_of(connection: Connection, cohort: str) -> dict[int, Origin]:
    """Return the origins that a cohort's answers name, by number."""
    t = origins
    columns = (t.c.id, *(t.c[name] for name in _FIELDS))
    rows = connection.execute(select(*columns).where(t.c.cohort == cohort))
    return {number: Origin(*rest) for number, *rest in rows}


class Numbers:
    """The numbers of a cohort's origins; one that is new gets the next number."""

    def __init__(self, connection: Connection, cohort: str) -> None:
        self.cohort = cohort
        self._known = {o: n for n, o in origins_of(connection, cohort).items()}
        self._last = connection.execute(select(func.max(origins.c.id))).scalar() or 0
        self._new: list[Origin] = []
        self._here: dict[int, tuple[Origin, str]] = {}
        self._begun: dict[tuple[str, int], str] = {}
        self.parts: dict[int, tuple[Told, str]] = {}
        """Answers as they are written, by their objects: people choose the same few."""

    def of(self, origin: Origin) -> str:
        """Return an origin's number as it is written."""
        here = self._here.get(id(origin))  # rows share the object: to hash its texts takes longer
        if here is None:
            here = self._here[id(origin)] = (origin, str(self._number(origin)))
        return here[1]

    def part(self, field: str, told: Told) -> str:
        """Return an answer as it is written; of the first ones `parts` keeps that."""
        origin, line, raw, value = told
        begun = self._begun.get((field, id(origin)))
        if begun is None:
            begun = self._begun[field, id(origin)] = f'"{field}":[{self.of(origin)},'
        if value is raw:  # words, of which hardly any return
            part = f"{begun}{line},{encode_basestring(raw)}]"
        else:
            part = self._unlike(f"{begun}{line},{encode_basestring(raw)}", raw, value)
        if len(self.parts) < MOST_PARTS:
            self.parts[id(told)] = (told, part)
        return part

    def _unlike(self, start: str, raw: str, value: Answer) -> str:
        if value == raw:
            return start + "]"
        if isinstance(value, str):
            return f"{start},{encode_basestring(value)}]"
        if isinstance(value, tuple) or type(value) is bool:
            return f"{start},{_PLAIN(value)}]"
        return f"{start},{_PLAIN(encode_answer(value))}]"

    def _number(self, origin: Origin) -> int:
        known = self._known.get(origin)
        if known is None:
            self._last += 1
            known = self._known[origin] = self._last
            self._new.append(origin)
        return known

    def save(self, connection: Connection) -> None:
        """Store the origins that are new."""
        rows = [{"id": self._known[o], "cohort": self.cohort, **asdict(o)} for o in self._new]
        if rows:
            connection.execute(insert(origins), rows)
        self._new = []


def written(answers: Mapping[str, Given], numbers: Numbers) -> str:
    """Return answers as the text in which they are stored."""
    line, told = each_told(answers)
    known, part = numbers.parts.get, numbers.part
    parts = [f'"":{line}'] if line else []
    for field, one in told:
        if one is not None:
            made = known(id(one))
            parts.append(made[1] if made is not None else part(field, one))
    return "{" + ",".join(parts) + "}"


class StoredAnswers(Answers):
    """Answers as they are stored; the text is read when somebody looks."""

    __slots__ = ("_line", "_origins", "_read", "_text")

    def __init__(self, text: str, origins: Mapping[int, Origin]) -> None:
        self._text, self._origins, self._line = text, origins, 0
        self._read: dict[str, list[Any]] | None = None

    def _rows(self) -> dict[str, list[Any]]:
        if self._read is None:
            read: dict[str, Any] = json.loads(self._text)
            self._line = read.pop("", 0)
            self._read = read
        return self._read

    @property
    def line(self) -> int:
        """Return the line of the row."""
        self._rows()
        return self._line

    def told(self) -> dict[str, Told]:
        """Return every answer by field."""
        return {
            field: (self._origins[row[0]], row[1], row[2], _value(row))
            for field, row in self._rows().items()
        }

    def value(self, field: str) -> Answer | None:
        """Return an answer without its source."""
        row = self._rows().get(field)
        return None if row is None else _value(row)

    def __getitem__(self, field: str) -> Given:
        row = self._rows()[field]
        line = self._line if row[1] == OWN_LINE else row[1]
        return Given(_value(row), self._origins[row[0]].source(line, row[2]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows())

    def __len__(self) -> int:
        return len(self._rows())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredAnswers) and self._text == other._text:
            return self._origins == other._origins or self.told() == other.told()
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # a mapping


def _value(row: list[Any]) -> Answer:
    """Return the value of an answer: what is written behind the raw text, else that itself."""
    if len(row) == BARE:
        return str(row[2])
    value = row[3]
    if isinstance(value, list):
        return tuple(value)
    return decode_answer(value) if isinstance(value, dict) else cast("Answer", value)
