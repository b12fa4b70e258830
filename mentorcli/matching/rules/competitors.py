"""Rule: mentor and mentee do not work for organisations that compete.

The profile names them: ``competitors = { groups = [["One Ltd", "Two Ltd"], …] }``.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Side, Way
from mentorcli.matching.rules.same_employer import employer_key

PURPOSE = "Nobody has to speak of their work with somebody from a competitor."
WORDS = "competing employers"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when the profile says that the two employers compete."""
    mine, theirs = employer_key(mentee.text("employer")), employer_key(mentor.text("employer"))
    if mine == theirs or not any(mine in g and theirs in g for g in _groups(ground)):
        return None
    said = ground.quote(mentor, "employer", (mentor.text("employer"),))
    where = f"{said}, a competitor" if said else "a competitor"
    return f"{name_of(mentor)} works for {where} of {name_of(mentee)}'s employer."


def _groups(ground: Ground) -> list[frozenset[str]]:
    settings = next((r.settings for r in ground.programme.rules if r.key == "competitors"), {})
    return [frozenset(employer_key(str(n)) for n in group) for group in settings.get("groups", ())]


def _side() -> Side:
    def read(application: Application, ground: Ground) -> tuple[object, ...]:
        mine = employer_key(application.text("employer"))
        groups = [n for n, group in enumerate(_groups(ground)) if mine in group]
        return (*groups, ("employer", mine)) if groups else ()

    return read


PAIR_LOOK = Look(Way.MEETING, _side(), _side())
