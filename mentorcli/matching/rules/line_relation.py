"""Rule: no two people of a group where one leads the other, and no mentor leads their mentee.

Looks at the line manager and at the supervisors that somebody named.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Side, Way
from mentorcli.names.directory import Sure

PURPOSE = "Everybody can speak freely: nobody sits with somebody who leads them."
WORDS = "a line relation"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when one of the two is, or may be, the other's line manager."""
    return _sentence(mentee, mentor, ground, "line_manager")


def blocks_mates(one: Application, other: Application, ground: Ground) -> str | None:
    """Return the reason when one mentee is, or may be, the other's line manager or supervisor."""
    return _sentence(one, other, ground, "line_manager", "supervisors")


def _sentence(one: Application, other: Application, ground: Ground, *fields: str) -> str | None:
    led = ((one, other.name), (other, one.name))
    found = {ground.same_names(a.choices(f), (name,)) for a, name in led for f in fields} - {None}
    if not found:
        return None
    both = " and ".join(sorted((name_of(one), name_of(other))))
    return f"{both} {'seem to' if Sure.MEANT in found else 'may'} be in a line relation."


def _marks(up: str, down: str, *fields: str) -> Side:
    """Return what reads the leaders that somebody named as ``up``, and their own name as ``down``."""
    return lambda application, ground: (
        *((up, name) for f in fields for name in application.choices(f)),
        *((down, name) for name in ground.every_name((application.name,))),
    )


def _look(*fields: str) -> Look:
    return Look(Way.MEETING, _marks("one", "other", *fields), _marks("other", "one", *fields))


PAIR_LOOK = _look("line_manager")
MATES_LOOK = _look("line_manager", "supervisors")
