"""What a column's values look like: addresses, numbers, years, a yes, names, sentences, a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from mentorcli.domain.table import CellValue, text_of

FIRST, LONGEST = 6, 300
HALF = 0.5
NO_VALUES = "none"
_YES = re.compile(
    r"(?:yes|no|y|n|true|false|x|ok|(?:i )?(?:agree|accept|confirm)|maybe|kyllä|joo|ei|en|hyväksyn|suostun|"
    r"sitoudun|ehkä|ja|jo|nej|godkän\w*|samtyck\w*|förbinder|kanske|jag (?:god|samt)\w+)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÅÄÖ][\w'-]+,? [A-ZÅÄÖ][\w'-]+")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d")
SHORT, SHORTER, MANY_DIGITS, FEW_DIGITS, FEW_LETTERS, WORDS = 80, 40, 6, 3, 4, 4
LOOKS: Mapping[str, Callable[[str], bool]] = {
    "addresses": lambda t: "@" in t and "." in t,
    "phones": lambda t: (
        len(_DIGIT.findall(t)) >= MANY_DIGITS and len(_LETTER.findall(t)) <= FEW_LETTERS
    ),
    "numbers": lambda t: 0 < len(_DIGIT.findall(t)) <= FEW_DIGITS and len(t) < SHORTER,
    "years": lambda t: bool(_YEAR.search(t)),
    "yes": lambda t: len(t) < SHORTER and bool(_YES.match(t)),
    "sentences": lambda t: len(t.split()) > WORDS and ";" not in t,
    "names": lambda t: len(t) < SHORT and bool(_NAME.search(t)),
    "lists": lambda t: ";" in t,
    "word": lambda t: len(t.split()) == 1,
}


def value_signs(given: Sequence[CellValue]) -> tuple[str, ...]:
    """Return what at least half of the first given values look like; that there are none."""
    texts = [text_of(v)[:LONGEST] for v in given[:FIRST]]
    if not texts:
        return (NO_VALUES,)
    return tuple(
        name for name, looks in LOOKS.items() if sum(map(looks, texts)) >= HALF * len(texts)
    )
