"""Rule: mentor and mentee do not work for the same employer."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.likeness import Verdict

PURPOSE = "Nobody is mentored by somebody from their own workplace."
WORDS = "the same employer"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when both gave the same employer, or may have, however it is written."""
    verdict = ground.employers.verdict(mentee.text("employer"), mentor.text("employer"))
    if verdict is Verdict.DIFFERENT:
        return None
    said = ground.quote(mentor, "employer", (mentor.text("employer"),)) or "the same employer"
    both = f"{name_of(mentee)} and {name_of(mentor)}"
    return f"{both} {'both' if verdict is Verdict.SAME else 'may both'} work for {said}."


def _employer(application: Application, ground: Ground) -> tuple[object, ...]:
    return ground.employers.meeting(application.text("employer"))


PAIR_LOOK = Look(Way.MEETING, _employer, _employer)
