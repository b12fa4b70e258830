"""Columns that ask a question again: numbered, in another language, under the same title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.form import SURE
from mentorcli.domain.programme import FieldType
from mentorcli.domain.table import text_of
from mentorcli.intake.columns.column_choice import Choice, Ground
from mentorcli.intake.columns.column_values import answers_in
from mentorcli.intake.columns.headings import FREE_TEXT
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.reading import NAMED, is_nothing

_NUMBERED = re.compile(r"^(?P<base>.*[^\W\d_][?:.]?) ?(?P<number>[2-9]|1\d)$")


def with_copies(ground: Ground, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices with copies of a question joined to it, to be confirmed.

    A form that branches asks ``Mentees`` and ``Mentees2``; a question that was deleted and asked
    anew stands twice under one title. A copy may feed the same field only where no row answers
    both.
    """
    settled = list(choices)
    keys = [header_key(h) for h in ground.export.layout.headers]
    for i in range(len(keys)):
        base = _copied(keys, i)
        base = _in_other_words(ground, settled, i) if base is None else base
        if base is None or settled[i].option:
            continue
        leader = settled[base]
        asked = ground.titles.fields.get(leader.field or "")
        if asked is None or leader.option or asked.type in NAMED:
            continue
        if i in ground.open or settled[i].field == leader.field:
            leader, copy = _join_copy(ground, leader, base, i)
            settled[base] = leader
            settled[i] = copy if i in ground.open else replace(settled[i], group=copy.group)
    return settled


def _in_other_words(ground: Ground, choices: Sequence[Choice], index: int) -> int | None:
    """Return the column before it that surely asks the same, of which no row answers both."""
    field = choices[index].field
    if index not in ground.open or not field or not ground.given(index):
        return None
    sure = [
        i
        for i, c in enumerate(choices[:index])
        if c.field == field and i in ground.open and ground.given(i) and not c.option
    ]
    first = sure[0] if sure else index
    alike = min(choices[i].confidence for i in (first, index)) >= SURE - 5
    return first if sure and alike and not any(_both(ground, i, index) for i in sure) else None


def _both(ground: Ground, one: int, other: int) -> bool:
    """Tell whether a row answers two columns."""
    pairs = zip(ground.values(one), ground.values(other), strict=True)
    return any(not is_nothing(text_of(a)) and not is_nothing(text_of(b)) for a, b in pairs)


def _copied(keys: Sequence[str], index: int) -> int | None:
    """Return the column of which a column is a copy: of its very title, or of that before a number."""
    key = keys[index]
    if key and keys.index(key) < index:
        return keys.index(key)
    found = _NUMBERED.match(key)
    base = header_key(found["base"]) if found else ""
    base = base if base in keys else base and f"{base} 1"
    at = keys.index(base) if base and base in keys else index
    return at if at != index else None


def _join_copy(ground: Ground, leader: Choice, base: int, copy: int) -> tuple[Choice, Choice]:
    """Return the choices of a question and of its copy."""
    field, headers = leader.field or "", ground.export.layout.headers
    same = header_key(headers[base]) == header_key(headers[copy])
    if _both(ground, base, copy):
        if same:
            why = f"its title stands twice, and rows answer both: which is {field}?"
            both = Choice(None, 0, why, (field,), "two_columns")
            return (both if base in ground.open else leader), both
        reading = ground.export.reading(ground.titles.fields[field])
        first = header_key(headers[base]).endswith(" 1") and reading.field.type is FieldType.MULTI
        if first and answers_in(reading, ground.given(copy)):
            why, group = f"a further answer to {field}", leader.group or f"answers to {field}"
            further = FREE_TEXT + headers[copy]
            told = Choice(field, SURE - 5, why, (), "numbered_answers", further, group=group)
            return replace(leader, group=group), told
        why = f"a numbered copy of {field}, but rows answer both"
        return leader, Choice(None, 0, why, (field,), "branch_answered_twice")
    group = leader.group or f"branches of {field}"
    confidence = min(leader.confidence, SURE - 5)
    why, code = f"{field} on another path of the form", "branch_column"
    if same:
        why, code = f"{field} asked again under the same title", "same_title"
    copied = Choice(field, confidence, why, (), code, group=group)
    return replace(leader, group=group), copied
