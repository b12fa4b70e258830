"""The words of a sentence with names in it: which of them look like a name, which are titles, which neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.domain.text import says_not
from mentorcli.names.directory import ADDRESS
from mentorcli.names.letters import bare
from mentorcli.names.surname_words import (
    DOUBT,
    PEACE,
    POSSESSIVE,
    ROLE,
    TOGETHER,
    is_spoken,
    without_refusal,
)
from mentorcli.names.titles import WIVES, is_beside
from mentorcli.names.written import PARTICLES, TOKEN

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST = 4
_SMALL = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: whether it looks like a name, and whether a stop parts it from the next."""

    text: str
    key: str
    beside: bool
    spoken: bool
    name: bool
    parted: bool


@lru_cache(maxsize=1 << 14)
def is_name(text: str) -> bool:
    """Tell whether a text is a name with at most titles beside it; else it is a sentence."""
    tokens = tokens_of(ADDRESS.sub(" ", text))
    words = [t for t in tokens if not t.beside]
    if tokens and tokens[0].key in POSSESSIVE:
        return False  # “my dad”
    if len(tokens) > 1 and tokens[-1].key in WIVES:
        return False
    if any(t.spoken and not _is_initial(t.text) for t in words) or len(words) > _LONGEST:
        return False
    small = sum(t.text[:1].islower() for t in words if t.key not in PARTICLES)
    words = [t for t in words if t.key not in PARTICLES or t.text[:1].isupper()]
    return small == 0 or (small == len(words) and small <= _SMALL)


@lru_cache(maxsize=1 << 12)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a sentence in order; what stands in brackets is left out."""
    text = BRACKETS.sub(" , ", text)
    found = list(TOKEN.finditer(text))
    capitals = any(m[0][:1].isupper() for m in found)
    tokens = []
    for k, m in enumerate(found):
        key = bare(m[0].rstrip(".").casefold())
        beside = is_beside(m[0])
        spoken = is_spoken(key) and not (m[0] == "I" and 0 < k == len(found) - 1)  # “Salmi I”
        after = text[m.end() : found[k + 1].start()] if k + 1 < len(found) else "."
        stop = m[0].endswith(".") and not (beside or len(key) <= _SMALL)
        name = (m[0][:1].isupper() or not capitals) and (not spoken or _is_initial(m[0]))
        parted = stop or bool(after.strip(" \"'“”<>"))
        tokens.append(Token(m[0], key, beside, spoken, name, parted))
    return tuple(tokens)


def affirms(text: str, field: str) -> bool:
    """Tell whether a sentence names whom the field asks for, and does not doubt or deny it.

    With whom somebody must not be, it says so, or what they are to the writer; or it is names alone.
    """
    said = without_refusal(text) if field == "not_with" else text
    asks = field == "supervisors" or (field == "known" and TOGETHER.search(text) is not None)
    if field == "not_with":
        tokens = tokens_of(text)
        told = said != text or any(
            t.beside or t.key in WIVES or ROLE.fullmatch(t.key) for t in tokens
        )
        asks = told or not any(t.text[:1].islower() for t in tokens)
    return asks and not (DOUBT.search(said) or says_not(said) or PEACE.search(text))


def _is_initial(text: str) -> bool:
    return len(text.rstrip(".")) == 1 and text.isupper() and (text.endswith(".") or text != "I")
