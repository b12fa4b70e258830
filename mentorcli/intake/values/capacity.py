"""How many mentees a mentor takes, out of what mentors write."""

from __future__ import annotations

import re

from mentorcli.domain.application import Capacity
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import match_key

MOST_BELIEVED = 9
LONGEST = 300
_WORDS = {
    0: "zero nolla noll",
    1: "one yksi yhden yhtä yhdelle ett",
    2: "two kaksi kahden kahta kahdelle två couple pair pari",
    3: "three kolme kolmen kolmea kolmelle tre",
    4: "four neljä neljän neljää fyra",
    5: "five viisi viiden viittä fem",
    6: "six kuusi kuuden kuutta sex",
}
_NUMBERS = {word: n for n, words in _WORDS.items() for word in words.split()}
_TOKENS = re.compile(r"\d+(?:[.,]\d+)?|\w+(?:['’]\w+)?", re.UNICODE)
_NOT = {"not", "no", "ei", "en", "inte", "ej", "without"}
_AT_LEAST = re.compile(r"\b(?:at least|vähintään|minst|minimum|min)\b")
_EXACTLY = re.compile(r"\b(?:exactly|tasan|täsmälleen|precis|exakt)\b")
_OF_TIME = re.compile(
    r"(?<![^\W\d_])(?:h|kk|hrs?|hours?|months?|years?|weeks?|meetings?|sessions?|times|tunti\w*|tunnin|kuukau\w*|"
    r"vuo[dns]\w*|viiko\w*|viikko\w*|tapaami\w*|kerta\w*|kertoja|timm\w*|månad\w*|år\w*|veck\w*|möte\w*|"
    r"träff\w*|gånger)(?!\w)"
)
"""Words of time beside a number: it may count hours or meetings, and no people."""
_NOBODY = {"none", "nobody", "en yhtään", "ei yhtään", "ingen", "inga", "en ketään", "en voi"}
_SWEDISH_ONE = re.compile(r"\ben\s+(?:adept|person|doktorand|mentee|enda)")


def capacity_of(value: CellValue, group: tuple[int, int]) -> Capacity | None:
    """Return what a mentor says, or None when it cannot be read with certainty: hours, for example.

    ``group`` is the programme's (fewest, most): a bare ``3`` or ``max 3`` is the most that a
    mentor takes, so the fewest is the group's; ``2-3`` and ``2 tai 3`` are taken as said.
    """
    if isinstance(value, bool):
        return None
    text = match_key(str(value)).strip(" .!") if isinstance(value, str | int) else ""
    if text in _NOBODY:
        return Capacity(0, 0)
    numbers = _numbers(text) if len(text) <= LONGEST and not _OF_TIME.search(text) else []
    if not numbers or max(numbers) > MOST_BELIEVED:
        return None
    low, high = min(numbers), max(numbers)
    if _AT_LEAST.search(text) and low == high:
        return Capacity(low, max(low, group[1]))
    if low != high or _EXACTLY.search(text):
        return Capacity(low, high)
    return Capacity(min(group[0], high), high)


def _numbers(text: str) -> list[int]:
    """Return the numbers said, without those that follow a word for not; none for a fraction."""
    tokens = _TOKENS.findall(text)
    if any("." in t or "," in t for t in tokens if t[0].isdigit()):
        return []
    numbers = []
    for before, token in zip(["", *tokens], tokens, strict=False):
        number = int(token) if token.isdecimal() else _NUMBERS.get(token)
        if number is not None and before not in _NOT:
            numbers.append(number)
    if not numbers and _SWEDISH_ONE.search(text):
        numbers.append(1)
    return numbers
