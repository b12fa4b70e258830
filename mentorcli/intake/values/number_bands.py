"""Options that are spans of numbers (``5-10``, ``Over 20``): which one a plain number falls in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from mentorcli.domain.programme import Option
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import match_key
from mentorcli.intake.values.numbers_turned_days import numbers_of_day

_HIGHEST = 100
_SPAN = re.compile(r"(\d{1,2})\s*(?:[-–—]|to|till)\s*(\d{1,2})")
_UNDER = re.compile(r"(?:under|less than|fewer than|below|alle|mindre än|färre än|<)\s*(\d{1,2})")
_OVER = re.compile(r"(?:over|more than|above|yli|enemmän kuin|över|mer än|fler än|>)\s*(\d{1,2})")
_FROM = re.compile(
    r"(\d{1,2})\s*(?:\+|or more|and more|tai enemmän|tai yli|eller (?:mer|fler)|och (?:mer|fler))|(?:at least|vähintään|minst)\s*(\d{1,2})"
)
_UNIT = r"(?:\s*(?:years?|yrs?\.?|y|vuotta|vuosi|v\.?|vuoden|år|a))?"
_NUMBER = re.compile(r"(\d{1,2})(?:[.,]0+)?" + _UNIT)


def band_of(text: str, options: Sequence[Option]) -> str:
    """Return the code of the one option whose span of numbers holds a plain number, or nothing.

    A number at which two spans meet (10 of ``5-10`` and ``10-20``) is in neither for certain.
    """
    said = match_key(text).strip(" .")
    span, number = _span(said), _NUMBER.fullmatch(said)
    if not span and not number:
        return ""
    bands = _bands(options).items()
    codes = [c for c, band in bands if band == span or (number and int(number[1]) in band)]
    return codes[0] if len(codes) == 1 else ""


def turned_option(value: CellValue, known: Mapping[str, str]) -> str:
    """Return the code of the one span of which a spreadsheet made a day: 5-10 is 5 October."""
    numbers = numbers_of_day(value)
    if not numbers:
        return ""
    low, high = numbers
    codes = {known[key] for key in (f"{low}-{high}", f"{high}-{low}") if key in known}
    return codes.pop() if len(codes) == 1 else ""


def _bands(options: Sequence[Option]) -> dict[str, range]:
    """Return the spans of options; none where they do not all have the same in every language."""
    spans = {option.code: _spans(option.labels.values()) for option in options}
    sure = {code: found.pop() for code, found in spans.items() if len(found) == 1}
    two = len(sure) > 1 and any(s.start and s.stop <= _HIGHEST for s in sure.values())
    return sure if two else {}


def _spans(labels: Iterable[str]) -> set[range]:
    return {span for label in labels if (span := _span(match_key(label)))}


def _span(label: str) -> range | None:
    bare = re.sub(r"\s*(?:years?|yrs?|vuotta|vuosi|år|v)\b\.?", "", label).strip()
    if found := _SPAN.fullmatch(bare):
        return range(int(found[1]), int(found[2]) + 1)
    if found := _UNDER.fullmatch(bare):
        return range(int(found[1]))
    if found := _OVER.fullmatch(bare):
        return range(int(found[1]) + 1, _HIGHEST + 1)
    if found := _FROM.fullmatch(bare):
        return range(int(found[1] or found[2]), _HIGHEST + 1)
    return None
