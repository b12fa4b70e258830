"""Rule: a private wish not to be matched with somebody, from either side."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.directory import Sure

PURPOSE = "Nobody is put together with somebody they asked not to be with."
WORDS = "a private wish"


def blocks_pair(one: Application, other: Application, ground: Ground) -> str | None:
    """Return the reason, without saying whose wish it was, when either asked not to."""
    asked = {ground.kept_from(a, "not_with").get(b.person) for a, b in ((one, other), (other, one))}
    asked.add(ground.declares(other, one, "not_with"))  # “no students of Virtanen”
    if asked == {None}:
        return None
    first, second = sorted((name_of(one), name_of(other)))
    if Sure.MEANT in asked:
        return f"A private wish keeps {first} and {second} apart."
    return f"A private wish may keep {first} and {second} apart; it must be asked about."


blocks_mates = blocks_pair


def _asking(application: Application, ground: Ground) -> tuple[tuple[str, ...], ...]:
    """Return whom somebody asked not to be with, as meeting ``_asked`` of the other."""
    people = ground.kept_from(application, "not_with")
    named = (("first", person, sure) for person, sure in people.items())
    led = (("led", text, sure) for text in application.choices("supervisors") for sure in Sure)
    return (*named, *led, *(("second", application.person, sure) for sure in Sure))


def _asked(application: Application, ground: Ground) -> tuple[tuple[str, ...], ...]:
    people = ground.kept_from(application, "not_with")
    named = (("second", person, sure) for person, sure in people.items())
    led = (("led", *text) for text in ground.declared_by(application, "not_with").items())
    return (*(("first", application.person, sure) for sure in Sure), *led, *named)


PAIR_LOOK = MATES_LOOK = Look(Way.MEETING, _asking, _asked)
