"""A look at a column's values: can they be what the title says, and in which order are its dates?"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from mentorcli.domain.form import SUBMITTED
from mentorcli.domain.problem import Asks, Problem, Reply, Severity
from mentorcli.domain.programme import CONFLICTS, Field, FieldType
from mentorcli.domain.table import CellValue, text_of
from mentorcli.domain.text import cut, one_line
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.columns.title_words import OWN_FIELDS
from mentorcli.intake.columns.value_signs import value_signs
from mentorcli.intake.headers import column_keys
from mentorcli.intake.values.addresses import ADDRESS
from mentorcli.intake.values.choices import LANGUAGES, one_choice, several_choices
from mentorcli.intake.values.date_order_words import MIXED, UNCLEAR, doubt_in
from mentorcli.intake.values.date_orders import first_in_doubt, in_doubt, order_of, settled_order
from mentorcli.intake.values.dates import numbered_day
from mentorcli.intake.values.number_bands import band_of
from mentorcli.intake.values.parsing import NAMES, parse
from mentorcli.intake.values.reading import LISTED, NAMED, Reading, is_error, is_nothing, option_key
from mentorcli.names.languages import read_languages
from mentorcli.names.yes_no import NO, YES, yes_or_no

LOOKED_AT = 200
SAMPLES = 3
SAMPLE_LENGTH = 60
FEW = 3
LONGEST = 300
HALF = 0.5
WORDS = 3
NEARLY_ALL = 0.8
_NUMBER = re.compile(r"^[\d\s.,+-]+$")
PHONE, _NO = "phone", "En"
"""A Finnish no, written as forms write it, which is also the code of a language."""
NO_YES = frozenset(
    [
        "department",
        "research_group",
        "since",
        "graduation",
        "degree",
        "approver",
        "nominated_by",
        "person_id",
        "invitation_code",
    ]
)
"""Beside what is somebody's own, fields in free words of which a bare yes says nothing."""
_IN_WORDS = frozenset({"employer", "job_title", "department", "research_group"})
"""Fields that no number answers."""
_CALLED = re.compile(r"(?:\d\D*){5}")
_READ = {FieldType.CAPACITY, FieldType.CONSENT, FieldType.DATE, FieldType.INTEGER}
MOSTLY = 0.6
SHORTEST = 4
"""Digits of a number that may be a name of something, such as a student number."""


def given_values(values: Sequence[CellValue]) -> list[CellValue]:
    """Return up to 200 values that say something."""
    return list(
        islice((v for v in values if not is_nothing(text_of(v)) and not is_error(v)), LOOKED_AT)
    )


def samples(values: Sequence[CellValue]) -> tuple[str, ...]:
    """Return up to three different values, shortened, for a person to look at."""
    texts: dict[str, None] = {}
    for text in islice((t for t in map(text_of, values) if not is_nothing(t)), LOOKED_AT):
        texts.setdefault(one_line(text))
        if len(texts) == SAMPLES:
            break
    return tuple(cut(t, SAMPLE_LENGTH) for t in texts)


def doubt(reading: Reading, given: Sequence[CellValue]) -> tuple[str, bool]:
    """Return why given values can hardly feed a field (empty for no doubt), and if not at all.

    Only an address, a telephone number and a name are refused. All else is asked.
    """
    texts = [text_of(v)[:LONGEST] for v in given]
    asked = reading.field
    if asked.type is FieldType.EMAIL or (asked.key == PHONE and given):
        mark, what = (
            (ADDRESS, "addresses") if asked.key != PHONE else (_CALLED, "telephone numbers")
        )
        few = sum(1 for t in texts if mark.search(t)) < max(1, HALF * len(texts))
        return (f"its values are no {what}", True) if few else ("", False)
    if not given:
        return ("it is empty", True) if asked.key in NAMES else ("", False)
    if asked.type in NAMED or asked.type is FieldType.LONG or _needs_words(asked):
        why, surely = _unlike_a_name(asked, texts)
        if why or asked.type in NAMED or asked.key in NAMES:
            return why, surely
    if why := _unlike_words(asked, texts):
        return why, False
    if asked.type in _READ:
        return _unreadable(reading, given), False
    listed = asked.type in LISTED and bool(asked.options) and len(given) >= FEW
    chosen = sum(1 for v in given if is_chosen(reading, v)) if listed else len(given)
    why = "few of its values are options" if chosen < HALF * len(given) else ""
    return why, not chosen and None not in map(yes_or_no, texts)


def _unlike_words(asked: Field, texts: Sequence[str]) -> str:
    """Return what texts mostly are that no words answer: addresses, or numbers for an employer."""
    if sum(1 for t in texts if ADDRESS.fullmatch(t.strip())) > HALF * len(texts):
        return "its values are addresses"
    numbers = sum(1 for t in texts if _NUMBER.match(t)) if asked.key in _IN_WORDS else 0
    return "its values are numbers" if numbers > HALF * len(texts) else ""


def _unreadable(reading: Reading, given: Sequence[CellValue]) -> str:
    """Return why values can hardly be numbers of people, days or a yes; empty for no doubt."""
    many = Counter(given)  # most say the same
    found = {v: parse(reading, (v,)) for v in many}
    days = {v for v in many if isinstance(v, dt.date) or (isinstance(v, str) and numbered_day(v))}
    fits = days if reading.field.type is FieldType.DATE else set()
    read = sum(n for v, n in many.items() if v in fits or found[v].value is not None)
    if read < HALF * len(given):
        return "few of its values can be read so"
    turned = reading.field.type is FieldType.CAPACITY and days == many.keys()
    return "its values are days" if turned else ""


def _unlike_a_name(asked: Field, texts: Sequence[str]) -> tuple[str, bool]:
    """Return why texts can hardly be names, or what else is somebody's own, and if not at all.

    A conflict that may be told in them is never refused: what is no name there is asked.
    """
    bare = [yes_or_no(t) if t.split()[1:] == [] else None for t in texts]
    long = asked.type is FieldType.LONG and len(texts) >= FEW and True in bare
    if None not in bare and (_needs_words(asked) or long):
        return "its values are yes or no", True
    if asked.type not in NAMED and asked.key not in NAMES:
        return "", False
    if bare.count(True) >= HALF * len(texts):
        never = asked.key not in CONFLICTS and None not in bare
        return "its values are a yes", asked.type is not FieldType.PEOPLE or never
    if asked.type is FieldType.RANKED and _are_told(texts):
        return "its values are no names", True
    odd = sum(1 for t in texts if ADDRESS.search(t) or _NUMBER.match(t)) > HALF * len(texts)
    return "its values are no names" if odd else "", asked.key in NAMES


def _needs_words(asked: Field) -> bool:
    """Tell whether a bare yes or no answers a field with free words in no way."""
    free = asked.type in LISTED and not asked.options
    return free or asked.key in OWN_FIELDS or asked.key in NO_YES


def _are_told(texts: Sequence[str]) -> bool:
    """Tell whether texts are sentences in which nobody is named."""
    looks = value_signs(texts)
    return "sentences" in looks and "names" not in looks


def values_agree(reading: Reading, given: Sequence[CellValue]) -> bool:
    """Tell whether given values alone nearly say what a column is: addresses, or known options."""
    if len(given) < FEW or doubt(reading, given)[0]:
        return False
    if reading.field.type in {FieldType.EMAIL, FieldType.CAPACITY} or reading.field.key == PHONE:
        return True
    telling = [v for v in given if not _says_any(reading, v)]
    known = sum(1 for v in telling if _codes(reading, v))
    return reading.field.type in LISTED and known >= max(1, NEARLY_ALL * len(telling))


def are_sentences(given: Sequence[CellValue]) -> bool:
    """Tell whether values are texts of several words, rather than answers of a list."""
    texts = [text_of(v) for v in given]
    return sum(len(t.split()) for t in texts) > WORDS * len(texts) and not any(
        ";" in t for t in texts
    )


def answers_in(reading: Reading, given: Sequence[CellValue]) -> int:
    """Return how many different options of a field stand in given values."""
    return len({code for value in given for code in _codes(reading, value)})


def _says_any(reading: Reading, value: CellValue) -> bool:
    """Tell whether a cell says no more than “any of these”, as to any question."""
    return reading.known.get(option_key(text_of(value))) in reading.anything


def is_chosen(reading: Reading, value: CellValue) -> bool:
    """Tell whether a cell is read as options, also by a plain number that falls in one."""
    text, codes = text_of(value), reading.known.values()
    says = {YES, NO} <= {*codes} and yes_or_no(text) is not None
    return bool(_codes(reading, value) or says or band_of(text, reading.field.options))


def _codes(reading: Reading, value: CellValue) -> frozenset[str]:
    """Return the known options that a cell names; long texts name none, nor does “all of these”."""
    text = text_of(value)
    if text not in reading.codes:
        reading.codes[text] = frozenset(_codes_in(reading, text)) - reading.anything
    return reading.codes[text]


def _codes_in(reading: Reading, text: str) -> set[str]:
    if reading.field.key == LANGUAGES and text.strip() == _NO:
        return set()
    if reading.field.key == LANGUAGES and not (said := read_languages(text)).left:
        return {*said.codes} & {*reading.known.values()}  # “suomeksi”, “på svenska”
    if not reading.may_name_option(text):
        return set()
    code, known = one_choice(text, reading.known)
    if known or reading.field.type is not FieldType.MULTI or len(text) > LONGEST:
        return {code} if known else set()
    pieces = several_choices(text, reading.known, reading.separators)
    return {code for code, sure in pieces if sure}


def date_orders(
    layout: Layout, fields: Mapping[int, str], asked: Sequence[Field], told: Mapping[int, str]
) -> dict[int, str]:
    """Return the order of each column (index) that holds days, with what was ``told`` about it."""
    wanted = {SUBMITTED} | {f.key for f in asked if f.type is FieldType.DATE}
    return {
        i: settled_order(order_of(layout.values(i)), told.get(i, ""))
        for i, field in fields.items()
        if field in wanted
    }


def date_problems(layout: Layout, orders: Mapping[int, str]) -> list[Problem]:
    """Return a problem for each column whose order a person must settle."""
    problems = []
    codes = {"?": "date_order_unclear", "!": "date_order_mixed"}
    keys = column_keys(layout.headers)
    for i, order in orders.items():
        values = layout.values(i)
        doubt = doubt_in(order)
        if doubt == MIXED or (doubt and any(in_doubt(v, order) for v in values)):
            at = first_in_doubt(values, order)
            said = {"text": text_of(values[at])[:40], "header": layout.headers[i][:80]}
            place = layout.table.place(layout.body[at].number, i)
            about = (place.file, layout.headers[i], str(keys[i][1]))
            asks = Asks(Reply.ORDER, about) if doubt == UNCLEAR else None
            found = Problem.of(codes[doubt], Severity.DECIDE, place, **said)
            problems.append(replace(found, asks=asks))
    return problems


def lost_zeros(
    layout: Layout, columns: Mapping[str, Sequence[int]], asked: Sequence[Field]
) -> list[Problem]:
    """Return a note for each text column whose numbers differ in length as lost zeros make them.

    Most cells must be digits alone; suspected are those one digit shorter than the most common
    length that begins with zero elsewhere, or than the most common one where none begins so.
    """
    problems = []
    for field in asked:
        for i in columns.get(field.key, ()) if field.type is FieldType.TEXT else ():
            if rows := _without_zero(layout.values(i)):
                place = layout.table.place(layout.body[rows[0]].number, i)
                said = {"field": field.key, "count": len(rows)}
                problems.append(Problem.of("zeros_lost", Severity.NOTE, place, **said))
    return problems


def _without_zero(values: Sequence[CellValue]) -> list[int]:
    """Return the places of numbers that may have lost a zero."""
    texts = [(i, text) for i, v in enumerate(values) if (text := text_of(v))]
    digits = [(i, t) for i, t in texts if t.isascii() and t.isdecimal() and len(t) >= SHORTEST]
    if len(digits) < max(FEW, MOSTLY * len(texts)):
        return []
    lengths = Counter(len(t) for _, t in digits)
    common, count = max(lengths.items(), key=lambda x: (x[1], x[0]))
    zeros = [len(t) for _, t in digits if t.startswith("0")]
    if not zeros and count < HALF * len(digits):
        return []
    full = max(zeros, default=common)
    return [i for i, t in digits if len(t) == full - 1 and not t.startswith("0")]
