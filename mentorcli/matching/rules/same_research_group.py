"""Rule: two mentees of one research group are not in one mentoring group."""

from __future__ import annotations

import re
from functools import lru_cache

from mentorcli.domain.application import Application
from mentorcli.domain.text import match_key, unaccented
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way, blank_answers

PURPOSE = "Mentees can speak freely: nobody from their own research group listens."
WORDS = "the same research group"

_EMPTY_WORDS_TEXT = (
    "the group research lab laboratory team unit ryhma tutkimusryhma labra laboratorio "
    "grupp grupen forskargrupp forskningsgrupp of for and"
)
_EMPTY_WORDS = frozenset(_EMPTY_WORDS_TEXT.split())
_WORD = re.compile(r"[^\W_]+")


def blocks_mates(one: Application, other: Application, ground: Ground) -> str | None:
    """Return the reason when both gave the same research group."""
    key = research_group_key(one.text("research_group"))
    if not key or key != research_group_key(other.text("research_group")):
        return None
    first = min(one, other, key=lambda a: a.person)
    said = ground.quote(first, "research_group", (first.text("research_group"),))
    both = " and ".join(sorted((name_of(one), name_of(other))))
    return f"{both} are in the same research group{', ' + said if said else ''}."


@lru_cache(maxsize=1 << 14)
def research_group_key(text: str) -> str:
    """Return a group's name without accents, punctuation, case and words like ``lab``."""
    if match_key(text) in blank_answers():
        return ""
    words = _WORD.findall(unaccented(text))
    return " ".join(w for w in words if w not in _EMPTY_WORDS) or " ".join(words)


MATES_LOOK = Look(
    Way.MEETING,
    lambda one, _: (research_group_key(one.text("research_group")) or None,),
    lambda other, _: (research_group_key(other.text("research_group")) or None,),
)
