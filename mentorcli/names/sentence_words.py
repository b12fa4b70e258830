"""The words of a sentence with names in it: which of them look like a name, which are titles, which neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.names.directory import ADDRESS
from mentorcli.names.letters import bare
from mentorcli.names.surname_words import POSSESSIVE, is_spoken
from mentorcli.names.titles import is_beside
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
        initial = m[0] == "I" and (
            0 < k == len(found) - 1 or [w[0].istitle() for w in found] == [True] * 2
        )
        spoken = is_spoken(key) and not initial  # “Salmi I”, “I Salmi”
        after = text[m.end() : found[k + 1].start()] if k + 1 < len(found) else "."
        stop = m[0].endswith(".") and not (beside or len(key) <= _SMALL)
        name = (m[0][:1].isupper() or not capitals) and (not spoken or _is_initial(m[0]))
        parted = stop or bool(after.strip(" \"'“”<>"))
        tokens.append(Token(m[0], key, beside, spoken, name, parted))
    return tuple(tokens)


def _is_initial(text: str) -> bool:
    return len(text.rstrip(".")) == 1 and text.isupper() and (text.endswith(".") or text != "I")
