"""How many mentees a mentor takes, out of what mentors write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from mentorcli.domain.application import Capacity
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import match_key
from mentorcli.intake.values import capacity_words as words
from mentorcli.intake.values.numbers_turned_days import numbers_of_day

MOST_BELIEVED = 9
COUPLE = 2
LONGEST = 300
_YEARS = range(1900, 2100)
_SHORT = r"\b(max|maks|min|enint|väh|kork|ca|n|noin|approx|henk|hlö|pers|kpl|st|no|nr|nro|esim|resp|p|v|mån|tim)\."
_PARTS = re.compile(
    r"[,;()\n\[\]]|(?<=\d)[.!](?=\s|$)|(?<=\w{5})[.!](?=\s|$)|\b(?:but|mutta|men|plus|however)\b|\s[–—-]\s(?=[^\W\d])"
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[-'’.][^\W\d_]+)*|[%-]")
_KNOWN_SIGNS = re.compile(r"^[\w\s,;:()\[\]\n.!'’\"“”?%/–—-]*$")
_FRACTION = re.compile(r"\d[.,:/]\d|(?<!\w)-\d|\d\s*[–—-]\s*(?:$|[^\w\s])")
_DASHES = str.maketrans("−‐‑‒", "----")  # noqa: RUF001 - the dashes that people's programs write


class _Kind(Enum):
    """What a word is, beside a number."""

    NUMBER = auto()
    PEOPLE = auto()
    GROUP = auto()
    OTHER = auto()
    LANGUAGE = auto()
    MOST = auto()
    LEAST = auto()
    EXACT = auto()
    OR = auto()
    NOT = auto()
    FILLER = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class _Word:
    kind: _Kind
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Said:
    """A number or range that counts people, how it was bounded, and whether people are named."""

    low: int
    high: int
    bounds: frozenset[_Kind]
    named: bool = False


class _Unclear(Exception):  # noqa: N818 - no error: an answer that a person must see to
    pass


_NOUNS = frozenset({_Kind.PEOPLE, _Kind.GROUP, _Kind.OTHER, _Kind.LANGUAGE})
_BOUNDS = frozenset({_Kind.MOST, _Kind.LEAST, _Kind.EXACT})
_COUNTED = _BOUNDS | {_Kind.NUMBER, _Kind.PEOPLE, _Kind.OR, _Kind.FILLER}
"""What may stand around a number that counts; anything else makes it a question."""
_BETWEEN = frozenset({_Kind.OR, _Kind.PEOPLE, _Kind.FILLER, _Kind.MOST})


def capacity_of(value: CellValue, group: tuple[int, int]) -> Capacity | None:
    """Return what a mentor says, or None when it cannot be read with certainty: hours, for example.

    ``group`` is the programme's (fewest, most): a bare ``3`` or ``max 3`` is the most that a
    mentor takes, so the fewest is the group's; ``2-3`` and ``2 tai 3`` are taken as said. Numbers
    that count meetings, hours or years beside it do not count.
    """
    if isinstance(value, bool):
        return None
    text = match_key(str(value)) if isinstance(value, str | int) else ""
    text = text.translate(_DASHES).strip(" .!\"“”'")
    if words.ORDINAL.search(str(value)):
        return None
    if text in words.NOBODY:
        return Capacity(0, 0)
    try:
        return _together(_people(text), group, elastic=bool(words.ELASTIC.search(text)))
    except _Unclear:
        return None


def _people(text: str) -> list[_Said]:
    """Return what a text says of people in numbers; raises _Unclear where that is not certain."""
    if len(text) > LONGEST or not _KNOWN_SIGNS.match(text):
        raise _Unclear
    plain = _plain(re.sub(r"(?<=\d)[.,]0+(?!\d)", "", text))
    if _FRACTION.search(plain) or words.UNSURE.search(plain):
        raise _Unclear
    said = [s for part in _PARTS.split(plain) for s in _counted(_words(part))]
    counted = [s for s in said if s]
    if said and said[0] is None and not (counted and all(s.named for s in counted)):
        # whoever begins with meetings may go on with them
        raise _Unclear
    return [s for s in counted if _Kind.NOT not in s.bounds]


def may_be_more(value: CellValue, said: Capacity) -> bool:
    """Tell whether a number is said in words that many use of a few more: a couple, pari, ett par."""
    text = words.SPAN.sub(" ", match_key(str(value)).strip(" .!\"“”'"))
    return said.most == COUPLE and bool(words.COUPLE.search(text))


def capacity_from_day(value: CellValue) -> Capacity | None:
    """Return the range of which a spreadsheet made a day: ``2-3`` became 2 March, or None."""
    found = numbers_of_day(value)
    if found is None or found[0] == found[1] or found[1] > MOST_BELIEVED:
        return None
    return Capacity(*found)


def _plain(text: str) -> str:
    """Return a text with its set phrases in words that stand for themselves."""
    text = words.SPAN.sub(lambda m: f"{m[1] or '2'} or {m[2] or m[4]}", text)
    for pattern, plain in (
        (words.LISTED, r"\1 or \2"),
        (words.LIKED, r"\1 or \2"),
        (words.PREFERRED, r"\1"),
        (words.ELASTIC, " "),
        (words.MAY_TAKE, " "),
        (words.BETWEEN, r"\1 or \2"),
        (words.NOT_MORE_THAN, " max "),
        (words.NO_MORE, " "),
        (words.ONE_TO_ONE, " "),
        (words.ONE, "1"),
        (words.COUPLE, "2 "),
        (words.GROUP_SIZE, " "),
        (words.IN_GROUP, " "),
        (words.ONE_GROUP_OF, " "),
    ):
        text = pattern.sub(plain, text)
    text = re.sub(_SHORT, r"\1 ", text)
    text = re.sub(r"(?<=\d)\s*[–—-]{1,2}\s*(?=\d)", " or ", text)
    text = re.sub(r"(?<=\d):?(?=[^\W\d_])", " ", text)
    return re.sub(r"(?<=[^\W\d_])\s*[–—-]\s*(?=\d)", " ", text)


def _words(part: str) -> list[_Word]:
    return [_word(token) for token in _TOKEN.findall(part)]


def _word(token: str) -> _Word:
    number = int(token) if token.isdecimal() else words.NUMBER_WORDS.get(token)
    if number is not None:
        return _Word(_Kind.OTHER) if number in _YEARS else _Word(_Kind.NUMBER, number)
    for kind, known in _SETS.items():
        if token in known:
            return _Word(kind)
    for kind, pattern in _PATTERNS.items():
        if pattern.fullmatch(token):
            return _Word(kind)
    return _Word(_Kind.UNKNOWN)


_SETS = {
    _Kind.MOST: words.MOST,
    _Kind.LEAST: words.LEAST,
    _Kind.EXACT: words.EXACT,
    _Kind.OR: words.OR,
    _Kind.NOT: words.NOT,
    _Kind.FILLER: words.FILLERS,
}
_PATTERNS = {
    _Kind.PEOPLE: words.PEOPLE,
    _Kind.GROUP: words.GROUP,
    _Kind.LANGUAGE: words.LANGUAGE,
    _Kind.OTHER: words.OTHER,
}


def _counted(said: Sequence[_Word]) -> list[_Said | None]:
    """Return what the numbers of a part of an answer count, None for one that counts no people.

    Raises _Unclear where that is not certain.
    """
    kinds = {w.kind for w in said}
    if _Kind.NUMBER not in kinds:
        if {_Kind.NOT, _Kind.OTHER} <= kinds:  # not this year
            raise _Unclear
        return []
    found: list[_Said | None] = []
    start = 0
    for first, last in _runs(said):
        noun = _noun_after(said, last)
        upto = next((i for i in range(last + 1, len(said)) if _is_number(said[i])), len(said))
        found.append(_judged(said[start:upto], said[first : last + 1], noun))
        start = last + 1
    people = [s for s in found if s and _Kind.NOT not in s.bounds]
    if len(people) > 1 and not all(s.bounds for s in people[1:]):  # one and one
        raise _Unclear
    return found


def _is_number(word: _Word) -> bool:
    return word.kind is _Kind.NUMBER


def _runs(said: Sequence[_Word]) -> list[tuple[int, int]]:
    """Return where numbers stand, those with a word for ``or`` between them together."""
    runs: list[tuple[int, int]] = []
    for i, word in enumerate(said):
        if not _is_number(word):
            continue
        between = {w.kind for w in said[runs[-1][1] + 1 : i]} if runs else set()
        if _Kind.OR in between and between <= _BETWEEN:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def _noun_after(said: Sequence[_Word], last: int) -> _Kind | None:
    """Return what a number counts: the next noun before another number."""
    for word in said[last + 1 :]:
        if word.kind in _NOUNS:
            return word.kind
        if _is_number(word):
            break
    return None


def _judged(around: Sequence[_Word], run: Sequence[_Word], noun: _Kind | None) -> _Said | None:
    """Return the people that numbers count; None where they count something else or are denied."""
    kinds = [w.kind for w in around]
    at = kinds.index(_Kind.NUMBER)
    if noun is _Kind.OTHER or (noun is None and _Kind.OTHER in kinds[:at]):
        return None
    if at and kinds[at - 1] is _Kind.NOT and len(run) == 1:
        return _Said(0, 0, frozenset({_Kind.NOT}))
    people = noun is _Kind.PEOPLE
    allowed = _COUNTED | {_Kind.GROUP} if people else _COUNTED
    numbers = [w.number for w in run if _is_number(w)]
    if not allowed.issuperset(kinds[: at + len(run)]) or not allowed.issuperset(kinds[at:]):
        raise _Unclear
    if max(numbers) > MOST_BELIEVED or len(numbers) > 2:  # noqa: PLR2004 - the two ends of a range
        raise _Unclear
    if _Kind.LEAST in kinds[at + len(run) :]:  # 2 min may be minutes
        raise _Unclear
    return _Said(min(numbers), max(numbers), frozenset(kinds) & _BOUNDS, people)


def _together(said: Sequence[_Said], group: tuple[int, int], *, elastic: bool) -> Capacity | None:
    """Return what all that counts says together, or None where it does not agree."""
    bounds = frozenset[_Kind]().union(*(s.bounds for s in said))
    ranges = {(s.low, s.high) for s in said}
    if not ranges or (len(ranges) > 1 and not (elastic or bounds & {_Kind.MOST, _Kind.LEAST})):
        return None
    low, high = min(s.low for s in said), max(s.high for s in said)
    if low != high or _Kind.EXACT in bounds or {_Kind.LEAST, _Kind.MOST} <= bounds:
        return Capacity(low, high)
    if _Kind.LEAST in bounds:
        return Capacity(low, max(low, group[1]))
    return Capacity(min(group[0], high), high)
