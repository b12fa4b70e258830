"""Places and languages of a group, as mentors and the programme allow them."""

from __future__ import annotations

from mentorcli.domain.application import Capacity
from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.programme import Programme

LANGUAGE_RULE = "common_language"


def seats_of(capacity: Capacity, programme: Programme) -> tuple[int, int] | None:
    """Return how many mentees a group of this mentor may have, or None when it cannot be one.

    A mentor's own bounds and those of the programme hold both.
    """
    fewest = max(capacity.fewest, programme.group[0], 1)
    most = min(capacity.most, programme.group[1])
    return (fewest, most) if fewest <= most else None


def choose_language(members: tuple[tuple[str, ...], ...]) -> Language:
    """Return the working language of a group from each member's languages in their order.

    Of the languages that all share the one that stands earliest in their lists taken together;
    equal ones in the order of LANGUAGES. When none is shared (the rule is switched off), the one
    that most members chose.
    """

    def order(language: Language) -> tuple[int, int, int]:
        lists = [m for m in members if language in m]
        return -len(lists), sum(m.index(language) for m in lists), LANGUAGES.index(language)

    return min(LANGUAGES, key=order)
