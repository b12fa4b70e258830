"""Rows of which the words stand in each other's columns, told by other rows or by the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby, permutations

from mentorcli.domain.programme import FieldType
from mentorcli.domain.table import Row, text_of
from mentorcli.domain.text import unaccented
from mentorcli.intake.rows.form_on_table import FormOnTable
from mentorcli.intake.values.parsing import NAMES

OVERLAP = 0.3
"""Share of their values that two columns may have in common to be told apart by them."""
FEW, FEW_WORDS = 2, 3
_MOSTLY, _SHORTEST = 0.8, 3
_WORDS = (FieldType.TEXT, FieldType.LONG)
_SIDES: tuple[Callable[[str, str], bool], ...] = (str.startswith, str.endswith)
Pair = tuple[int, int]
"""A column in which a value stands, and the one where it belongs."""


def swapped_words(form: FormOnTable) -> dict[int, set[Pair]]:
    """Return rows of which words stand in each other's columns, with where each belongs."""
    words = [
        fed[0]
        for key, fed in form.columns.items()
        if len(fed) == 1 and (r := form.readings.get(key)) and r.field.type in _WORDS
    ]
    found = _by_other_rows(form, words)
    for number, pairs in _by_address(form, words):
        found.setdefault(number, set()).update(pairs)
    return found


def _by_address(form: FormOnTable, words: Sequence[int]) -> Iterator[tuple[int, set[Pair]]]:
    """Yield neighbouring rows whose address has another column's words where others have a name.

    In most rows the address begins or ends with what a column of names holds.
    """
    addresses = form.columns.get("email", ())
    names = [i for i in words for key in NAMES - {"full_name"} if i in form.columns.get(key, ())]
    if len(addresses) != 1 or not names:
        return
    local = {
        row.number: _letters(row.text(addresses[0]).partition("@")[0]) for row in form.layout.body
    }

    def fits(row: Row, i: int, has: Callable[[str, str], bool]) -> bool:
        text = _letters(row.text(i))
        return len(text) >= _SHORTEST and has(local[row.number], text)

    body = form.layout.body
    sides = {b: max(_SIDES, key=lambda has: sum(fits(row, b, has) for row in body)) for b in names}
    for b, has in sides.items():
        said = [row for row in body if row.text(b) and local[row.number]]
        odd = [row for row in said if not fits(row, b, has)]
        others = {
            row.number: {
                (a, b)
                for a in words
                if fits(row, a, has) and not (a in sides and fits(row, a, sides[a]))
            }
            for row in odd
        }
        astray = {n for n, pairs in others.items() if pairs}
        fitting = len(said) - len(odd)
        if fitting <= max(FEW, len(astray), _MOSTLY * (len(said) - len(astray))):
            continue
        for is_astray, block in groupby(said, lambda row: row.number in astray):  # noqa: B023 - used at once
            numbers = [row.number for row in block]
            if is_astray and len(numbers) >= FEW:
                yield from ((n, others[n]) for n in numbers)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, unaccented(text)))


def _by_other_rows(form: FormOnTable, words: Sequence[int]) -> dict[int, set[Pair]]:
    """Return rows in which two columns of words have what others have in the other one.

    Or one has what others have in the other one, which has a sentence instead.
    """
    texts = {i: [text_of(v) for v in form.layout.values(i)] for i in words}
    counts = {i: Counter(filter(None, texts[i])) for i in words}
    long = {i: _words_of_most(counts[i]) > FEW_WORDS for i in words}
    found: dict[int, set[Pair]] = {}
    for a, b in permutations(words, 2):
        one, other = counts[a], counts[b]
        if one.keys().isdisjoint(other):
            continue
        rows = set()
        for row, left, right in zip(form.layout.body, texts[a], texts[b], strict=True):
            if other[left] <= one[left]:
                continue
            sentence = long[a] and not long[b] and len(left.split()) <= FEW_WORDS
            if one[right] > other[right] or (sentence and len(right.split()) > FEW_WORDS):
                rows.add(row.number)
        for number in rows if not _are_alike(form, a, b, rows) else ():
            found.setdefault(number, set()).add((a, b))
    return found


def _are_alike(form: FormOnTable, a: int, b: int, without: Collection[int]) -> bool:
    """Tell whether two columns mostly hold the same words, as first and second wishes do."""
    rest = [row for row in form.layout.body if row.number not in without]
    one, other = ({row.text(i) for row in rest if row.text(i)} for i in (a, b))
    return len(one & other) > OVERLAP * min(len(one), len(other))


def _words_of_most(texts: Counter[str]) -> int:
    """Return the number of words that half of the texts have at least."""
    every = sorted(len(text.split()) for text in texts.elements())
    return every[len(every) // 2] if every else 0
