"""Titles that go on from the question before them: “If yes, who?”, “Vilka?”, “Entä henkilöt?”."""

from __future__ import annotations

import re
from functools import lru_cache

from mentorcli.domain.text import match_key
from mentorcli.intake.columns.title_words import title_signs
from mentorcli.intake.columns.vocabulary import words_of

_IN_THAT_CASE = re.compile(
    r"^\W*(?:(?:and|but|entä|mutta|och|men),? )?(?:"
    r"if (?:yes|so|any|applicable|you (?:answered|said|replied|ticked|chose|do|did|have|are|know)(?! not))|"
    r"jos (?:kyllä|on|niin|vastasit|valitsit|olet|tunnet|teet|sinulla on)(?! et)|"
    r"mikäli (?:kyllä|on|niin|vastasit|valitsit)|siinä tapauksessa|"
    r"om (?:ja|så|du (?:svara\w*|har|känner|gör|kryssa\w*)(?! inte))|i så fall|i sådana fall)\b"
)
_AND = re.compile(r"^\W*(?:and|entä|och) (?!if\b|jos\b|om\b)")
_ASKS_ON = frozenset({"WHO", "WHERE", "WHEN", "NAME", "PERSON", "EXPLAIN", "KINDS", "WAY"})
_FEW_WORDS = 5


@lru_cache(maxsize=4_096)
def goes_on(title: str) -> bool:
    """Tell whether a title says that it is asked in the case of an answer before it."""
    return bool(_IN_THAT_CASE.match(match_key(title)))


@lru_cache(maxsize=4_096)
def adds(title: str) -> bool:
    """Tell whether a title asks for one thing more of what was asked before: ``And any people?``."""
    return bool(_AND.match(match_key(title))) and len(words_of(title)) <= _FEW_WORDS


@lru_cache(maxsize=4_096)
def asks_on(title: str) -> bool:
    """Tell whether a title alone does not say of what it asks: ``Which ones?``, ``Who?``."""
    alone = _AND.sub("", _IN_THAT_CASE.sub("", match_key(title)))
    few = 0 < len(words_of(alone)) <= _FEW_WORDS
    return few and title_signs(alone).keys() <= _ASKS_ON
