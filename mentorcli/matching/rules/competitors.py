"""Rule: mentor and mentee do not work for organisations that compete.

The profile names them: ``competitors = { groups = [["One Ltd", "Two Ltd"], …] }``.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.named_things import competing
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.likeness import Verdict

PURPOSE = "Nobody has to speak of their work with somebody from a competitor."
WORDS = "competing employers"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when the profile says that the two employers compete, or may."""
    mine, theirs = _groups_of(mentee, ground), _groups_of(mentor, ground)
    both = mine.keys() & theirs.keys()
    if (
        not both
        or ground.employers.verdict(mentee.text("employer"), mentor.text("employer"))
        is Verdict.SAME
    ):
        return None
    sure = any(mine[n] is theirs[n] is Verdict.SAME for n in both)
    said = ground.quote(mentor, "employer", (mentor.text("employer"),))
    where = f"{said}, a competitor" if said else "a competitor"
    works = "works" if sure else "may work"
    return f"{name_of(mentor)} {works} for {where} of {name_of(mentee)}'s employer."


def _groups_of(application: Application, ground: Ground) -> dict[int, Verdict]:
    """Return the groups that somebody's employer is in, or may be, by their places."""
    found: dict[int, Verdict] = {}
    for n, names in enumerate(competing(ground.programme)):
        verdicts = {ground.employers.verdict(application.text("employer"), x) for x in names}
        if verdict := next((v for v in (Verdict.SAME, Verdict.ASK) if v in verdicts), None):
            found[n] = verdict
    return found


def _looked_at(application: Application, ground: Ground) -> tuple[object, ...]:
    groups = _groups_of(application, ground)
    employer = ("employer", *ground.employers.meeting(application.text("employer"))[:1])
    return (*groups, employer) if groups else ()


PAIR_LOOK = Look(Way.MEETING, _looked_at, _looked_at)
