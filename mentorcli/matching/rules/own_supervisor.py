"""Rule: a supervisor or thesis advisor does not mentor their own doctoral student."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.directory import Sure

PURPOSE = "Nobody is mentored by their own supervisor or thesis advisor."
WORDS = "their own supervisor"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when the mentor is, or may be, among the mentee's supervisors."""
    sure = ground.kept_from(mentee, "supervisors").get(mentor.person)
    if sure is None:
        return None
    seems = "seems to" if sure is Sure.MEANT else "may"
    return f"{name_of(mentor)} {seems} be a supervisor or advisor of {name_of(mentee)}."


PAIR_LOOK = Look(
    Way.MEETING,
    lambda mentee, ground: tuple(ground.kept_from(mentee, "supervisors").items()),
    lambda mentor, _: ((mentor.person, Sure.MEANT), (mentor.person, Sure.ASK)),
)
