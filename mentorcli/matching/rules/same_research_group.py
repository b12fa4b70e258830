"""Rule: two mentees of one research group are not in one mentoring group."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.likeness import Verdict

PURPOSE = "Mentees can speak freely: nobody from their own research group listens."
WORDS = "the same research group"


def blocks_mates(one: Application, other: Application, ground: Ground) -> str | None:
    """Return the reason when both gave the same research group, or may have."""
    verdict = ground.groups.verdict(one.text("research_group"), other.text("research_group"))
    if verdict is Verdict.DIFFERENT:
        return None
    first = min(one, other, key=lambda a: a.person)
    said = ground.quote(first, "research_group", (first.text("research_group"),))
    both = " and ".join(sorted((name_of(one), name_of(other))))
    may = "are" if verdict is Verdict.SAME else "may be"
    return f"{both} {may} in the same research group{', ' + said if said else ''}."


def _group(application: Application, ground: Ground) -> tuple[object, ...]:
    return ground.groups.meeting(application.text("research_group"))


MATES_LOOK = Look(Way.MEETING, _group, _group)
