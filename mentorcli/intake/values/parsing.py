"""One answer out of its cells, by the field's type."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from mentorcli.domain.application import Answer
from mentorcli.domain.problem import Severity
from mentorcli.domain.programme import Field, FieldType
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import clean, match_key, one_line
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.addresses import LONGEST_ADDRESS, valid_address
from mentorcli.intake.values.capacity import capacity_of
from mentorcli.intake.values.choices import (
    is_nobody,
    is_nothing,
    nearest_option,
    one_choice,
    several_choices,
    spellings,
)
from mentorcli.intake.values.consent import yes_or_no
from mentorcli.intake.values.moments import moment
from mentorcli.intake.values.people_names import is_sentence, names_in, once
from mentorcli.intake.values.vague_dates import serial_day, vague_day

MOST_SEEN = 5_000
_READ_IN_SENTENCES = frozenset({"supervisors", "not_with", "known"})
"""Whom a sentence in these means is looked for among all people, and told where they are known."""
_OWN = {FieldType.EMAIL, FieldType.LONG}
"""Everybody's own words: no two cells are alike."""
LANGUAGES = "languages"
"""The field on which it rests who can talk with whom."""
NAMES = frozenset({"first_name", "last_name", "full_name"})
_ANGLES = re.compile(r"^.*<([^<>]+)>$")
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})\s*(?:[-–—=:.)]\s*)?(?P<words>[^\W\d].*)$")
_NO_DECIMALS = re.compile(r"(?<=\d)[.,]0+$")
_GROUPED = re.compile(r"^\d{1,3}(?:[  ]\d{3})+$")
_DASHES = frozenset({"-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem not yet placed: the code of its sentence and what fills it in."""

    code: str
    severity: Severity
    parameters: tuple[tuple[str, str], ...] = ()


class Parsed(NamedTuple):
    """An answer (None when not given), how it was made, and what was noticed."""

    value: Answer | None
    rule: str = "direct"
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one column needs to know beside the cell."""

    field: Field
    separators: tuple[str, ...]
    date_order: str
    group: tuple[int, int]
    known: dict[str, str]
    seen: dict[tuple[CellValue, ...], Parsed] = dataclasses.field(
        default_factory=dict, compare=False
    )
    """What came of cells read before: people choose the same few answers."""

    @classmethod
    def of(
        cls, asked: Field, separators: tuple[str, ...], date_order: str, group: tuple[int, int]
    ) -> Reading:
        """Return it with the spellings of the field's options ready."""
        return cls(asked, separators, date_order, group, spellings(asked.options))


_cleaned = lru_cache(maxsize=2_048)(clean)
"""The same cell is asked for its text several times in a row."""


def text_of(value: CellValue) -> str:
    """Return a cell as text that every format can hold; empty for an empty cell."""
    if value is None:
        return ""
    if type(value) is str:  # nearly every cell needs no cleaning, and a table has millions
        return value.strip() if value.isascii() and value.isprintable() else _cleaned(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return clean(str(value))


def parse(reading: Reading, cells: Sequence[CellValue]) -> Parsed:
    """Return the answer in the cells that feed a field (several for wishes and people)."""
    key = tuple(cells)
    if reading.field.type in _OWN or not all(c is None or type(c) is str for c in key):
        return understood(reading, key)
    found = reading.seen.get(key)
    if found is None:
        found = understood(reading, key)
        if len(reading.seen) < MOST_SEEN:
            reading.seen[key] = found
    return found


def understood(reading: Reading, cells: Sequence[CellValue]) -> Parsed:
    """Return what :func:`parse` does, without looking whether the cells were read before."""
    given = [c for c in cells if c is not None and text_of(c)]
    if not given:
        return _NOT_GIVEN
    kind = reading.field.type
    if kind is FieldType.PEOPLE or kind is FieldType.RANKED:
        return _people(reading, given)
    parsed = _PARSERS[kind](reading, given[0])
    return parsed if len(given) == 1 else Parsed(parsed.value, "joined", parsed.troubles)


_NOT_GIVEN = Parsed(None)


def _text(reading: Reading, value: CellValue) -> Parsed:
    text = words(reading.field, text_of(value))
    if reading.field.key == "phone" and isinstance(value, int):
        return Parsed(text, troubles=(Trouble("phone_is_number", Severity.NOTE),))
    return Parsed(text)


def words(asked: Field, text: str) -> str | None:
    """Return the answer to a question that takes any words, or None where it says nothing."""
    if asked.type is not FieldType.LONG:
        text = " ".join(text.split())
    nothing = text in _DASHES if asked.key in NAMES else is_nothing(text)
    return None if nothing else text


def _email(reading: Reading, value: CellValue) -> Parsed:
    del reading
    text = one_line(text_of(value))
    bare = re.sub(r"^mailto:", "", _ANGLES.sub(r"\1", text), flags=re.IGNORECASE).strip(" ;,<>")
    if is_nothing(bare) or match_key(bare) == "anonymous":
        return Parsed(None)
    address = valid_address(bare) if len(bare) <= LONGEST_ADDRESS else None
    if address is None:
        said = (("text", text[:80]),)
        return Parsed(None, troubles=(Trouble("email_invalid", Severity.BLOCKER, said),))
    return Parsed(address)


def _integer(reading: Reading, value: CellValue) -> Parsed:
    text = one_line(text_of(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return Parsed(value)
    bare = _whole(text)
    bare = bare.replace(" ", "") if _GROUPED.match(bare) else bare
    if bare.isascii() and bare.isdecimal() and len(bare) < 10:  # noqa: PLR2004 - more is no count
        return Parsed(int(bare))
    return Parsed(None) if is_nothing(text) else _unreadable("number_unreadable", reading, text)


def _date(reading: Reading, value: CellValue) -> Parsed:
    found = moment(value, reading.date_order)
    if found is not None:
        return Parsed(found.date())
    text = one_line(text_of(value))
    if is_nothing(text):
        return Parsed(None)
    if day := vague_day(text):
        return _told("date_approximate", reading, text, day)
    if day := serial_day(value):
        return _told("date_from_serial", reading, text, day)
    return _unreadable("date_unreadable", reading, text)


def _told(code: str, reading: Reading, text: str, day: dt.date) -> Parsed:
    said = (("field", reading.field.key), ("text", text[:40]), ("day", day.isoformat()))
    return Parsed(day, troubles=(Trouble(code, Severity.NOTE, said),))


def _choice(reading: Reading, value: CellValue) -> Parsed:
    text = text_of(value)
    found, known = one_choice(text, reading.known)
    if not known and {"yes", "no"} <= set(reading.known.values()):
        said = yes_or_no(value)
        found, known = (found, False) if said is None else ("yes" if said else "no", True)
    if known:
        return Parsed((found,), "option")
    if is_nothing(text):
        return Parsed(None)
    return Parsed((found,), "direct", (unknown(reading, found),))


def _multi(reading: Reading, value: CellValue) -> Parsed:
    text = text_of(value)
    pieces = several_choices(text, reading.known, reading.separators)
    found = [(code, sure) for code, sure in pieces if sure or not is_nothing(code)]
    troubles = [unknown(reading, text) for text, sure in found if not sure]
    most = reading.field.most
    if most is not None and len(found) > most:
        troubles.append(too_many(reading, len(found), most))
    values = tuple(code for code, _ in found)
    return Parsed(values or None, "split", tuple(troubles))


def too_many(reading: Reading, count: int, most: int) -> Trouble:
    """Return the note on more answers than were asked."""
    said = (("field", reading.field.key), ("count", str(count)), ("most", str(most)))
    return Trouble("too_many", Severity.NOTE, said)


def unknown(reading: Reading, text: str) -> Trouble:
    """Return the note on an answer that is no known option, with the nearest one."""
    if not reading.field.options:
        return Trouble("unknown_option", Severity.NOTE, _said(reading, text, ""))
    near = nearest_option(text, reading.field.options)
    if reading.field.key == LANGUAGES:
        return Trouble("language_unknown", Severity.DECIDE, _said(reading, text, ""))
    code = "option_like" if near else "unknown_option"
    return Trouble(code, Severity.NOTE, _said(reading, text, near))


def _said(reading: Reading, text: str, near: str) -> tuple[tuple[str, str], ...]:
    said = (("field", reading.field.key), ("text", one_line(text)[:80]))
    return (*said, ("near", near)) if near else said


def _scale(reading: Reading, value: CellValue) -> Parsed:
    """A place on a scale: its number, its words, or both (``5 - täysin samaa mieltä``)."""
    text = one_line(text_of(value))
    if is_nothing(text):
        return Parsed(None)
    found, known = one_choice(_whole(text), reading.known)
    if not known and (numbered := _NUMBERED.match(text)):
        words, _ = one_choice(numbered["words"], reading.known)
        agree = words == numbered["number"] or words not in reading.known.values()
        found, known = numbered["number"], agree and numbered["number"] in reading.known.values()
    return Parsed(int(found), "option") if known else _unreadable("scale_unreadable", reading, text)


def _whole(text: str) -> str:
    """Return a whole number without its decimals: ``4,0`` is ``4``; other text as it is."""
    return _NO_DECIMALS.sub("", text)


def _grid(reading: Reading, value: CellValue) -> Parsed:
    pieces = several_choices(text_of(value), reading.known, reading.separators)
    return Parsed(tuple(p for p, _ in pieces if not is_nothing(p)) or None, "split")


def _people(reading: Reading, given: Sequence[CellValue]) -> Parsed:
    names = [
        name
        for value in given
        if not is_nobody(text_of(value))
        for name in names_in(text_of(value), wished=reading.field.type is FieldType.RANKED)
    ]
    unique = once(names)
    rule = "joined" if len(given) > 1 else "split"
    odd = [] if reading.field.key in _READ_IN_SENTENCES else list(filter(is_sentence, unique))
    troubles = tuple(Trouble("people_sentence", Severity.NOTE, _said(reading, n, "")) for n in odd)
    most = reading.field.most
    if reading.field.type is FieldType.RANKED and most is not None and len(unique) > most:
        said = (("field", reading.field.key), ("count", str(len(unique))), ("most", str(most)))
        troubles = (*troubles, Trouble("too_many_wishes", Severity.NOTE, said))
        unique = unique[:most]
    return Parsed(unique or None, rule, troubles)


def _capacity(reading: Reading, value: CellValue) -> Parsed:
    found = capacity_of(value, reading.group)
    if found is not None:
        return Parsed(found)
    text = one_line(text_of(value))
    if is_nothing(text):
        return Parsed(None)
    code = "capacity_became_date" if isinstance(value, dt.date) else "capacity_unreadable"
    said = (("text", text[:80]),)
    return Parsed(None, troubles=(Trouble(code, Severity.DECIDE, said),))


def _consent(reading: Reading, value: CellValue) -> Parsed:
    asked = (*reading.field.headers.values(), *reading.field.synonyms)
    text = text_of(value).strip().strip(";")
    said = yes_or_no(value if isinstance(value, bool) else text, frozenset(map(header_key, asked)))
    if said is None and not is_nothing(text):
        return _unreadable("consent_unclear", reading, text)
    return Parsed(None if is_nothing(text) and said is None else said, "option")


def _unreadable(code: str, reading: Reading, text: str) -> Parsed:
    said = (("field", reading.field.key), ("text", one_line(text)[:80]))
    return Parsed(None, troubles=(Trouble(code, Severity.DECIDE, said),))


_PARSERS: dict[FieldType, Callable[[Reading, CellValue], Parsed]] = {
    FieldType.TEXT: _text,
    FieldType.LONG: _text,
    FieldType.EMAIL: _email,
    FieldType.INTEGER: _integer,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
    FieldType.MULTI: _multi,
    FieldType.CAPACITY: _capacity,
    FieldType.CONSENT: _consent,
    FieldType.SCALE: _scale,
    FieldType.GRID: _grid,
}
