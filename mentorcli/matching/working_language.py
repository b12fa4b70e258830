"""The languages that somebody can be matched in, and the one in which a match works."""

from __future__ import annotations

from functools import cache

from mentorcli.domain.application import Application
from mentorcli.domain.language import in_order
from mentorcli.names.languages import is_language

LANGUAGE_RULE = "common_language"


def working_languages(application: Application) -> tuple[str, ...]:
    """Return the languages that somebody chose, as codes in the answer's order."""
    return _working(application.choices("languages"))


@cache
def _working(chosen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for x in chosen if is_language(x)))


def choose_language(members: tuple[tuple[str, ...], ...]) -> str:
    """Return the working language of a group from each member's languages in their order.

    Of the languages that all share the one that stands earliest in their lists taken together;
    equal ones in the order of ``in_order``. When none is shared (the rule is switched off), the one
    that most members chose.
    """
    every = in_order(x for member in members for x in member)

    def order(language: str) -> tuple[int, int, int]:
        lists = [m for m in members if language in m]
        return -len(lists), sum(m.index(language) for m in lists), every.index(language)

    return min(every, key=order)
