"""One answer out of its cells, by the field's type."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from mentorcli.domain.problem import Severity
from mentorcli.domain.programme import CONFLICTS, Field, FieldType
from mentorcli.domain.table import CellValue, text_of
from mentorcli.domain.text import match_key, one_line
from mentorcli.intake.values.addresses import ANONYMOUS, bare_address, valid_address
from mentorcli.intake.values.capacity import capacity_from_day, capacity_of, may_be_more
from mentorcli.intake.values.choices import (
    parse_choice,
    parse_grid,
    parse_multi,
    parse_scale,
    too_many,
    whole_number,
)
from mentorcli.intake.values.consent import parse_consent
from mentorcli.intake.values.date_orders import in_doubt
from mentorcli.intake.values.dates import YEARS, moment, serial_day, vague_day
from mentorcli.intake.values.reading import (
    NAMED,
    Parsed,
    Reading,
    Trouble,
    is_error,
    is_nobody,
    is_nothing,
)
from mentorcli.intake.values.withdrawals import TOLD_FREELY, is_called_off, takes_back
from mentorcli.names.splitting import is_sentence, names_in, once

NAMES = frozenset({"first_name", "last_name", "full_name"})
"""Fields for somebody's own name."""
LONG_WORD, SENTENCE = 4, 2
"""So many small words of so many letters behind a great one are no name."""
_GROUPED = re.compile(r"^\d{1,3}(?: \d{3})+$")
_NO_NAME = re.compile(
    r"\d{5}|\d[-./]\d|[@#?<>=\\{}|^%&;\ufffd\u00a2-\u00a9\u00ac\u00ae\u00b1\u00b6\u00b8\u00d7\u00f7]|"
    r"[\u02c6\u02dc\u2020-\u2022\u2030\u20ac\u2122\u2200-\u25ff]|\w[„”]\w|"
    r"^[\W\d_]*$|https?:|\s(?:OYJ?|Oyj?|A[Bb]|Ltd|GmbH|Inc)\.?$"
)
"""What no name has: a long number, a day, an address, a lost or coded letter, no letter, a firm's end."""
_QUOTE = re.compile(r"^'(?![ts][ -])")
"""The sign by which a spreadsheet is told that a text follows; ’t Hooft begins with one of his own."""
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
"""A long number as a spreadsheet shows and saves it in a narrow column."""
_AGAIN = re.compile(
    r"\W*[\"”“〃]\W*|(?:the )?(?:ditto|same|sama|samma|idem|as above|kuten yllä|se ovan)\W*",
    re.IGNORECASE,
)
_LONGEST_AGAIN = 12
"""What people write who mean that it is the same as in the row above."""
_DASHES = frozenset({"-", "–", "—"})
_NOT_GIVEN = Parsed(None)


def parse(reading: Reading, cells: Sequence[CellValue]) -> Parsed:
    """Return the answer in the cells that feed a field (several for wishes and people)."""
    filled = [c for c in cells if c is not None and text_of(c)]
    given = [_QUOTE.sub("", c) if isinstance(c, str) else c for c in filled if not is_error(c)]
    if len(given) < len(filled):
        return with_error(reading, filled, parse(reading, given))
    if not given:
        return _NOT_GIVEN
    if reading.field.type in NAMED:
        return _people(reading, given)
    parsed = _PARSERS[reading.field.type](reading, given[0])
    return parsed if len(given) == 1 else parsed._replace(rule="joined")


def with_error(reading: Reading, cells: Sequence[CellValue], parsed: Parsed) -> Parsed:
    """Return what the cells say without an error among them, which is told."""
    shown = next(text_of(c) for c in cells if is_error(c))
    said = Trouble.of("error_as_text", Severity.NOTE, field=reading.field.key, text=shown[:20])
    return parsed._replace(troubles=(said, *parsed.troubles))


def is_no_name(text: str) -> bool:
    """Tell whether a text is no name: what none has stands in it, or it is a sentence."""
    words = text.split()
    small = [w for w in words[1:] if w[0].islower() and len(w) >= LONG_WORD]
    marks = text.count('"') % 2 or '""' in text
    return bool(marks or _NO_NAME.search(text) or is_called_off(text)) or (
        words[0][0].isupper() and len(small) >= SENTENCE
    )


def needs_a_look(key: str, text: str) -> bool:
    """Tell whether a text for any words may be no answer: an error, a spreadsheet's mark, no name."""
    start = text.lstrip()[:1]
    again = len(text) < _LONGEST_AGAIN and bool(_AGAIN.fullmatch(text.strip()))
    odd = (
        again
        or start in {"'", "#"}
        or (start.isdigit() and bool(_SHORTENED.fullmatch(text.strip())))
    )
    if key in TOLD_FREELY and takes_back(text):
        return True
    return odd or (key in NAMES and bool(text.strip()) and is_no_name(text))


def words(asked: Field, text: str) -> str | None:
    """Return the answer to a question that takes any words, or None where it says nothing."""
    if asked.type is not FieldType.LONG:
        text = " ".join(text.split())
    nothing = text in _DASHES if asked.key in NAMES else is_nothing(text)
    return None if nothing else text


def _text(reading: Reading, value: CellValue) -> Parsed:
    text = words(reading.field, text_of(value))
    if text and reading.field.key in NAMES and is_no_name(text):
        said = Trouble.of("name_unlikely", Severity.DECIDE, text=one_line(text)[:80])
        return Parsed(text, troubles=(said,))
    plain = reading.field.type is FieldType.TEXT
    for code, pattern in (("number_shortened", _SHORTENED), ("text_again", _AGAIN)):
        if text and plain and pattern.fullmatch(text):
            return Parsed(text, troubles=(Trouble.of(code, Severity.NOTE, text=text[:40]),))
    if text and reading.field.key in TOLD_FREELY and takes_back(text):
        said = Trouble.of("withdrawal_in_words", Severity.NOTE, text=one_line(text)[:80])
        return Parsed(text, troubles=(said,))
    if reading.field.key == "phone" and isinstance(value, int):
        return Parsed(text, troubles=(Trouble("phone_is_number", Severity.NOTE),))
    return Parsed(text)


def _email(reading: Reading, value: CellValue) -> Parsed:
    del reading
    bare = bare_address(text_of(value))
    if is_nothing(bare) or match_key(bare) == ANONYMOUS:
        return _NOT_GIVEN
    address = valid_address(bare)
    if address is None:
        said = one_line(text_of(value))[:80]
        return Parsed(None, troubles=(Trouble.of("email_invalid", Severity.BLOCKER, text=said),))
    if not address.partition("@")[0].isascii():
        told = Trouble.of("email_unsendable", Severity.NOTE, text=one_line(address)[:80])
        return Parsed(address, troubles=(told,))
    return Parsed(address)


def _integer(reading: Reading, value: CellValue) -> Parsed:
    if isinstance(value, int) and not isinstance(value, bool):
        return Parsed(value)
    text = one_line(text_of(value))
    bare = whole_number(text)
    bare = bare.replace(" ", "") if _GROUPED.match(bare) else bare
    if bare.isascii() and bare.isdecimal() and len(bare) < 10:  # noqa: PLR2004 - more is no count
        return Parsed(int(bare))
    return _NOT_GIVEN if is_nothing(text) else reading.unreadable("number_unreadable", text)


def _date(reading: Reading, value: CellValue) -> Parsed:
    if (found := moment(value, reading.date_order)) and found.year in YEARS:
        return Parsed(found.date())
    text = one_line(text_of(value))
    if is_nothing(text) or in_doubt(value, reading.date_order):
        return _NOT_GIVEN
    for code, day in (
        ("date_approximate", vague_day(text)),
        ("date_from_serial", serial_day(value)),
    ):
        if day:
            said = {"field": reading.field.key, "text": text[:40], "day": day.isoformat()}
            return Parsed(day, troubles=(Trouble.of(code, Severity.NOTE, **said),))
    return reading.unreadable("date_unreadable", text)


def _people(reading: Reading, given: Sequence[CellValue]) -> Parsed:
    asked, ranked = reading.field, reading.field.type is FieldType.RANKED
    texts = [text for value in given if not is_nobody(text := text_of(value))]
    unique = once([name for text in texts for name in names_in(text, wished=ranked)])
    troubles = [
        Trouble.of("people_sentence", Severity.NOTE, field=asked.key, text=one_line(name)[:80])
        for name in unique
        if asked.key not in CONFLICTS and is_sentence(name)
    ]
    if ranked and asked.most is not None and len(unique) > asked.most:
        troubles.append(too_many("too_many_wishes", reading, len(unique), asked.most))
        unique = unique[: asked.most]
    return Parsed(unique or None, "joined" if len(given) > 1 else "split", tuple(troubles))


def _capacity(reading: Reading, value: CellValue) -> Parsed:
    text = one_line(text_of(value))
    if turned := capacity_from_day(value):
        said = Trouble.of("capacity_became_date", Severity.NOTE, text=text[:80], range=turned)
        return Parsed(turned, troubles=(said,))
    found = capacity_of(value, reading.group)
    if found is not None and may_be_more(value, found):
        return Parsed(
            found, troubles=(Trouble.of("capacity_unsure", Severity.DECIDE, text=text[:80]),)
        )
    if found is not None:
        return Parsed(found)
    if is_nothing(text):
        return _NOT_GIVEN
    code = "capacity_is_date" if isinstance(value, dt.date) else "capacity_unreadable"
    return Parsed(None, troubles=(Trouble.of(code, Severity.DECIDE, text=text[:80]),))


_PARSERS: dict[FieldType, Callable[[Reading, CellValue], Parsed]] = {
    FieldType.TEXT: _text,
    FieldType.LONG: _text,
    FieldType.EMAIL: _email,
    FieldType.INTEGER: _integer,
    FieldType.DATE: _date,
    FieldType.CHOICE: parse_choice,
    FieldType.MULTI: parse_multi,
    FieldType.CAPACITY: _capacity,
    FieldType.CONSENT: parse_consent,
    FieldType.SCALE: parse_scale,
    FieldType.GRID: parse_grid,
}
