"""Rule: a private wish not to be matched with somebody, from either side."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.ground import Ground
from mentorcli.matching.looks import Look, Way
from mentorcli.matching.wording import name_of

PURPOSE = "Nobody is put together with somebody they asked not to be with."
WORDS = "a private wish"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason, without saying whose wish it was, when either asked not to."""
    return _blocks(mentee, mentor, ground)


def blocks_mates(one: Application, other: Application, ground: Ground) -> str | None:
    """Return the reason, without saying whose wish it was, when either mentee asked not to."""
    return _blocks(one, other, ground)


def _blocks(one: Application, other: Application, ground: Ground) -> str | None:
    asked = ground.names(one, "not_with", other.person)
    if not asked and not ground.names(other, "not_with", one.person):
        return None
    first, second = sorted((name_of(one), name_of(other)))
    return f"A private wish keeps {first} and {second} apart."


def _asking(application: Application, ground: Ground) -> tuple[tuple[str, str], ...]:
    """Return whom somebody asked not to be with, as meeting ``_asked`` of the other."""
    named = {person for found in ground.people(application, "not_with") for person in found}
    return (*(("first", person) for person in sorted(named)), ("second", application.person))


def _asked(application: Application, ground: Ground) -> tuple[tuple[str, str], ...]:
    named = {person for found in ground.people(application, "not_with") for person in found}
    return (("first", application.person), *(("second", person) for person in sorted(named)))


PAIR_LOOK = MATES_LOOK = Look(Way.MEETING, _asking, _asked)
