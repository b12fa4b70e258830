"""Several answers in one cell: known options first, then brackets, then the separator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mentorcli.domain.programme import Option
from mentorcli.domain.text import clean, match_key, unaccented
from mentorcli.intake.headers import header_key

LONGEST_OPTION = 8
LIKE = 78
LONGEST_TEXT = 120
LONGEST_NOTHING = 30
"""Whoever writes more has said something."""
_HALVES = re.compile(r"[()\[\]/|=\n]|\s[-–—:]\s|[–—]")
"""Between an option and the same one in another language: “Finnish (suomi)”."""
_FALLBACKS = (";", ",", "/", "\n", " and ", " ja ", " och ", " & ")


def spellings(options: Sequence[Option]) -> dict[str, str]:
    """Return every key that means an option, to the option's code; the first option wins."""
    found: dict[str, str] = {}
    for option in options:
        for text in option.spellings():
            found.setdefault(_key(text), option.code)
    return found


def _key(text: str) -> str:
    return header_key(text).strip("\"'“”•- ")


def _code(text: str, known: Mapping[str, str]) -> str | None:
    """Return the code of an option; of one in two languages, where each half is the same option."""
    if code := known.get(_key(text)):
        return code
    halves = [half for half in _HALVES.split(text) if half.strip(" .:")]
    codes = {known.get(_key(half)) for half in halves} if len(halves) > 1 else set()
    return codes.pop() if len(codes) == 1 else None


def one_choice(text: str, known: Mapping[str, str]) -> tuple[str, bool]:
    """Return the option's code, or the cleaned text, and whether it is known."""
    code = _code(text.strip().rstrip(";"), known)
    return (code, True) if code else (clean(text).strip("; "), False)


def several_choices(
    text: str, known: Mapping[str, str], separators: Sequence[str]
) -> tuple[tuple[str, bool], ...]:
    """Return the choices of a cell as (code or text, known), each once, in order.

    An option may hold the separator itself: the longest run of pieces that is an option wins.
    An unknown piece goes on to where its brackets close. Where the tool's separator leaves
    something unknown, another one is taken only if it makes every piece known.
    """
    whole = one_choice(text, known)
    if whole[1]:
        return (whole,)
    separator = next((s for s in separators if s.strip(" ") in text), separators[0])
    found = _split(text, separator, known)
    if not all(sure for _, sure in found):
        for other in _FALLBACKS:
            again = _split(text, other, known)
            if again and all(sure for _, sure in again):
                found = again
                break
    return tuple(dict.fromkeys(found))


def _split(text: str, separator: str, known: Mapping[str, str]) -> list[tuple[str, bool]]:
    word = separator.strip(" ")
    pattern = (
        rf"\s{word}\s"
        if word.isalpha() or word == "&"
        else re.escape(word) + (r"(?=\s)" if separator == ", " else "")
    )
    pieces = re.split(pattern, text, flags=re.IGNORECASE)
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(pieces):
        if not pieces[at].strip():
            at += 1
            continue
        to, code = _longest(pieces, at, word, known)
        if code is None:
            to = _closed(pieces, at, word)
            rest = clean(word.join(pieces[at:to]))
            if rest:
                found.append((rest, False))
        else:
            found.append((code, True))
        at = to
    return found


def _longest(
    pieces: Sequence[str], at: int, word: str, known: Mapping[str, str]
) -> tuple[int, str | None]:
    for to in range(min(len(pieces), at + LONGEST_OPTION), at, -1):
        code = _code(word.join(pieces[at:to]), known)
        if code is not None:
            return to, code
    return at + 1, None


def _closed(pieces: Sequence[str], at: int, word: str) -> int:
    """Return where an unknown piece ends: at once, or where its bracket closes."""
    for to in range(at + 1, min(len(pieces), at + LONGEST_OPTION) + 1):
        text = word.join(pieces[at:to])
        if text.count("(") <= text.count(")"):
            return to
    return at + 1


_plain = lru_cache(maxsize=2_048)(unaccented)
"""The same options are compared with every unknown answer."""


def nearest_option(text: str, options: Sequence[Option]) -> str:
    """Return the label of the option that a text is most like, or an empty string."""
    from rapidfuzz import fuzz

    wanted = unaccented(text[:LONGEST_TEXT])
    scored = [
        (fuzz.ratio(wanted, _plain(spelling)), spelling)
        for option in options
        for spelling in option.spellings()[1:]
    ]
    best = max(scored, default=(0.0, ""), key=lambda s: s[0])
    return best[1] if best[0] >= LIKE else ""


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is no answer."""
    bare = text.strip(" .;!")
    return len(bare) <= LONGEST_NOTHING and match_key(bare).strip(" .;!") in _NOTHING


_NOTHING = frozenset({
    "", "-", "–", "—", "--", "---", "n/a", "na", "n.a", "none", "nothing", "not applicable", "nil",
    "null", "ei ole", "ei mitään", "ei mikään", "ei vastausta", "ingen", "inget", "inga",     "?", "/", "#n/a", "not shown",
})  # fmt: skip
_NOBODY = frozenset({
    "no", "nope", "no one", "nobody", "no-one", "en", "ei", "nej", "ei ketään", "en ketään", "ei kukaan",
    "ingen särskild", "en tunne", "en tunne ketään", "nej, ingen", "no, none", "ei ole ketään",
    "not that i know", "en tiedä", "i don't know", "vet inte", "no conflicts", "ei ole jääviyksiä",
})  # fmt: skip


def is_nobody(text: str) -> bool:
    """Tell whether a cell that asks for people says that there are none."""
    return is_nothing(text) or match_key(text).strip(" .;!") in _NOBODY
