"""The words of a sentence with names in it: which of them look like a name, which are titles, which neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_VERBS = ("imme", "emme")
"""How Finnish verbs end that tell what “we” do or did: “Erosimme Erkin kanssa”."""
_FIRSTS = frozenset({"My", "Min", "Mina", "Han", "Vi"})
"""Small words that are first names before a surname."""


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
    if tokens and tokens[0].spoken and tokens[0].key in POSSESSIVE:
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
    tokens: list[Token] = []
    for k, m in enumerate(found):
        key = bare(m[0].rstrip(".").casefold())
        beside = is_beside(m[0])
        initial = m[0] == "I" and (
            0 < k == len(found) - 1 or [w[0].istitle() for w in found] == [True] * 2
        )
        last = k + 1 == len(found) and k > 0 and tokens[-1].name and not tokens[-1].parted
        first = m[0] in _FIRSTS and (last or _stands_before_a_name(text[m.end() :]))
        beside, initial = beside and not first, initial or first
        spoken = is_spoken(key) and not initial  # “Salmi I”, “I Salmi”, “Min Salmi”
        after = text[m.end() : found[k + 1].start()] if k + 1 < len(found) else "."
        stop = m[0].endswith(".") and not (beside or len(key) <= _SMALL)
        name = (m[0][:1].isupper() or not capitals) and (not spoken or _is_initial(m[0]))
        parted = stop or bool(after.strip(" \"'“”<>"))
        tokens.append(Token(m[0], key, beside, spoken, name, parted))
    return tuple(tokens)


def neighbours(tokens: Sequence[Token], at: int) -> tuple[Token | None, Token | None]:
    """Return the words before and behind one, where no stop parts them."""
    before = tokens[at - 1] if at and not tokens[at - 1].parted else None
    return before, tokens[at + 1] if at + 1 < len(tokens) and not tokens[at].parted else None


def is_part(token: Token | None) -> bool:
    """Tell whether a word beside a surname may be the first name to it."""
    return token is not None and token.name and not (token.beside or token.key.endswith(_VERBS))


def _stands_before_a_name(text: str) -> bool:
    """Tell whether a word with a capital that is no title and of no sentence follows."""
    found = re.match(r" ([^\W\d_a-zåäö][\w'’-]*)", text)
    if found is None or len(found[1]) == 1:
        return found is not None  # “Min A.”
    return not (is_beside(found[1]) or is_spoken(bare(found[1].casefold())))


def _is_initial(text: str) -> bool:
    return len(text.rstrip(".")) == 1 and text.isupper() and (text.endswith(".") or text != "I")
