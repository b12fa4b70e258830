"""Rule: a conflict that the mentor declared, about the mentee or a supervisor of theirs."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.directory import Sure

PURPOSE = "Nobody is mentored by somebody who declared that they know them or their supervisor."
WORDS = "a declared conflict"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when the mentor's answer on conflicts concerns, or may concern, the mentee."""
    if sure := ground.kept_from(mentor, "known").get(mentee.person):
        concerns = "concerns" if sure is Sure.MEANT else "may concern"
        return f"{name_of(mentor)} declared a conflict that {concerns} {name_of(mentee)}."
    if sure := ground.declares(mentor, mentee, "known"):
        about = "with" if sure is Sure.MEANT else "that may be about"
        return f"{name_of(mentor)} declared a conflict {about} a supervisor of {name_of(mentee)}."
    return None


def _declared(mentor: Application, ground: Ground) -> tuple[tuple[str, str, Sure], ...]:
    people = ground.kept_from(mentor, "known").items()
    texts = ground.declared_by(mentor, "known").items()
    return (*(("person", *x) for x in people), *(("supervisor", *x) for x in texts))


def _concerned(mentee: Application, _: Ground) -> tuple[tuple[str, str, Sure], ...]:
    who = (("person", mentee.person), *(("supervisor", t) for t in mentee.choices("supervisors")))
    return tuple((kind, what, sure) for kind, what in who for sure in Sure)


PAIR_LOOK = Look(Way.MEETING, _concerned, _declared)
