"""A look at a column's values: can they be what the title says?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from mentorcli.domain.programme import Field, FieldType
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import one_line
from mentorcli.intake.values.choices import is_nothing, one_choice, several_choices
from mentorcli.intake.values.parsing import NAMES, Reading, parse, text_of

LOOKED_AT = 200
SAMPLES = 3
SAMPLE_LENGTH = 60
FEW = 3
LONGEST = 300
HALF = 0.5
NEARLY_ALL = 0.8
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_NUMBER = re.compile(r"^[\d\s.,+-]+$")
_READ = {FieldType.CAPACITY, FieldType.CONSENT, FieldType.DATE, FieldType.INTEGER}
_LISTED = {FieldType.CHOICE, FieldType.MULTI}


def given_values(values: Sequence[CellValue]) -> list[CellValue]:
    """Return up to 200 values that say something."""
    return list(islice((v for v in values if not is_nothing(text_of(v))), LOOKED_AT))


def samples(values: Sequence[CellValue]) -> tuple[str, ...]:
    """Return up to three different values, shortened, for a person to look at."""
    texts = dict.fromkeys(one_line(text_of(v)) for v in given_values(values))
    return tuple(_short(t) for t in list(texts)[:SAMPLES])


def _short(text: str) -> str:
    return text if len(text) <= SAMPLE_LENGTH else text[: SAMPLE_LENGTH - 1] + "…"


def doubt(reading: Reading, values: Sequence[CellValue]) -> tuple[str, bool]:
    """Return why a column can hardly feed a field (empty for no doubt), and if it cannot at all.

    Only an address and a name are refused: without them a row is nobody's. All else is asked.
    """
    given = given_values(values)
    texts = [text_of(v)[:LONGEST] for v in given]
    asked = reading.field
    if asked.type is FieldType.EMAIL:
        return _addresses(texts)
    if not given:
        return ("it is empty", True) if asked.key in NAMES else ("", False)
    if asked.type in {FieldType.PEOPLE, FieldType.RANKED} or asked.key in NAMES:
        return _like_names(texts), asked.key in NAMES
    if asked.type in _READ:
        read = sum(1 for v in given if parse(reading, (v,)).value is not None)
        return "few of its values can be read so" if read < HALF * len(given) else "", False
    if asked.type in _LISTED:
        return _like_options(reading, asked, given)
    return "", False


def supported(reading: Reading, values: Sequence[CellValue]) -> bool:
    """Tell whether a column's values alone nearly say what it is: addresses, or known options."""
    given = given_values(values)
    if len(given) < FEW or doubt(reading, values)[0]:
        return False
    if reading.field.type in {FieldType.EMAIL, FieldType.CAPACITY}:
        return True
    return reading.field.type in _LISTED and _known(reading, given) >= NEARLY_ALL * len(given)


def answers_in(reading: Reading, values: Sequence[CellValue]) -> int:
    """Return how many different options of a field stand in a column."""
    return len({code for value in given_values(values) for code in _codes(reading, value)})


def _addresses(texts: Sequence[str]) -> tuple[str, bool]:
    addresses = sum(1 for t in texts if _ADDRESS.search(t))
    if not addresses or addresses < HALF * len(texts):
        return "its values are no addresses", True
    return "", False


def _like_names(texts: Sequence[str]) -> str:
    odd = sum(1 for t in texts if _ADDRESS.search(t) or _NUMBER.match(t))
    return "its values are no names" if odd > HALF * len(texts) else ""


def _like_options(reading: Reading, asked: Field, given: Sequence[CellValue]) -> tuple[str, bool]:
    if not asked.options or len(given) < FEW:
        return "", False
    few = _known(reading, given) < HALF * len(given)
    return ("few of its values are options" if few else ""), False


def _known(reading: Reading, given: Sequence[CellValue]) -> int:
    return sum(1 for value in given if _codes(reading, value))


def _codes(reading: Reading, value: CellValue) -> set[str]:
    """Return the known options that a cell names; long texts name none."""
    text = text_of(value)
    code, known = one_choice(text, reading.known)
    if known or reading.field.type is not FieldType.MULTI or len(text) > LONGEST:
        return {code} if known else set()
    pieces = several_choices(text, reading.known, reading.separators)
    return {code for code, sure in pieces if sure}
