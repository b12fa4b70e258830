"""Rule: a conflict that the mentor declared, about the mentee or a supervisor of theirs."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.ground import Ground
from mentorcli.matching.looks import Look, Way
from mentorcli.matching.names import alike, signs_of
from mentorcli.matching.wording import name_of

PURPOSE = "Nobody is mentored by somebody who declared that they know them or their supervisor."
WORDS = "a declared conflict"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when the mentor's answer on conflicts concerns the mentee."""
    declared = mentor.choices("known")
    if not declared:
        return None
    if ground.names(mentor, "known", mentee.person):
        return f"{name_of(mentor)} declared a conflict that concerns {name_of(mentee)}."
    if any(alike(name, s) for name in declared for s in mentee.choices("supervisors")):
        return f"{name_of(mentor)} declared a conflict with a supervisor of {name_of(mentee)}."
    return None


def _declared(mentor: Application, ground: Ground) -> tuple[tuple[str, ...], ...]:
    named = {person for found in ground.people(mentor, "known") for person in found}
    people = tuple(("person", person) for person in sorted(named))
    return (*people, *signs_of(mentor.choices("known")))


PAIR_LOOK = Look(
    Way.MEETING,
    lambda mentee, _: (("person", mentee.person), *signs_of(mentee.choices("supervisors"))),
    _declared,
)
