"""Rule: somebody in both roles is not matched with themselves, under two addresses either.

Equal names are one person until somebody says otherwise: ``mentorcli questions settle``.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.domain.importing import identity_of
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.written import name_keys

PURPOSE = "Nobody is matched with themselves."
WORDS = "the same person"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when both applications are of one person, or of two with one name."""
    if not ground.one_person(mentee, mentor):
        return None
    if mentee.person == mentor.person:
        return f"{name_of(mentee)} applied in both roles and cannot be their own mentor."
    if frozenset({identity_of(mentee), identity_of(mentor)}) in ground.same:
        return f"{name_of(mentee)} and {name_of(mentor)} are one person, as you said."
    both = "in both roles" if mentor.role == "mentor" else "twice"
    return f"{name_of(mentee)} applied {both}, under two addresses, and may be one person."


def _marks(application: Application, ground: Ground) -> tuple[tuple[object, ...], ...]:
    """Return what two applications of one person have in common, as far as it can be told."""
    mine = identity_of(application)
    said = sorted(sorted(pair) for pair in ground.same if mine in pair)
    return (
        ("person", application.person),
        *(("name", *key) for key in sorted(name_keys(application.name))),
        *(("said", *pair) for pair in said),
    )


PAIR_LOOK = Look(Way.MEETING, _marks, _marks)
