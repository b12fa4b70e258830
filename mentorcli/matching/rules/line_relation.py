"""Rule: no two people of a group where one leads the other, and no mentor leads their mentee.

Looks at the line manager and at the supervisors that somebody named.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Side, Way
from mentorcli.names.comparison import alike, signs_of

PURPOSE = "Everybody can speak freely: nobody sits with somebody who leads them."
WORDS = "a line relation"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:  # noqa: ARG001 - the contract of all rules
    """Return the reason when one of the two is the other's line manager."""
    if not (_leads(mentor, mentee, "line_manager") or _leads(mentee, mentor, "line_manager")):
        return None
    return _sentence(mentee, mentor)


def blocks_mates(one: Application, other: Application, ground: Ground) -> str | None:  # noqa: ARG001 - the contract of all rules
    """Return the reason when one mentee is the other's line manager or supervisor."""
    fields = ("line_manager", "supervisors")
    if not any(_leads(*two, f) for two in ((one, other), (other, one)) for f in fields):
        return None
    return _sentence(one, other)


def _leads(leader: Application, led: Application, field: str) -> bool:
    return any(alike(name, leader.name) for name in led.choices(field))


def _sentence(one: Application, other: Application) -> str:
    both = " and ".join(sorted((name_of(one), name_of(other))))
    return f"{both} seem to be in a line relation."


def _marks(up: str, down: str, *fields: str) -> Side:
    """Return what reads the leaders that somebody named as ``up``, and their own name as ``down``."""
    return lambda application, _: (
        *((up, *sign) for f in fields for sign in signs_of(application.choices(f))),
        *((down, *sign) for sign in signs_of((application.name,))),
    )


def _look(*fields: str) -> Look:
    return Look(Way.MEETING, _marks("one", "other", *fields), _marks("other", "one", *fields))


PAIR_LOOK = _look("line_manager")
MATES_LOOK = _look("line_manager", "supervisors")
