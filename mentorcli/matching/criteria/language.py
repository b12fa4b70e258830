"""Criterion: the two can speak the language that they put first."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import first_name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way, working_languages

PURPOSE = "The language that the mentee, and then the mentor, put first is shared."


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return all when both put one first, two thirds for the mentee's, a third for the mentor's."""
    return most * _thirds(working_languages(mentee), working_languages(mentor)) // 3


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return which first language is shared."""
    mine, theirs = working_languages(mentee), working_languages(mentor)
    thirds, who = _thirds(mine, theirs), first_name_of(mentee)
    if not thirds:
        return "shares neither's first language"
    first = ground.quote(mentor, "languages", theirs[:1] if thirds == 1 else mine[:1])
    if not first or not ground.quotable("mentee", "languages"):
        return "shares a language that one of them put first"
    if not (mentee.was_asked("languages") and mentor.was_asked("languages")):
        return f"works in {first} too"
    if thirds == 1:
        return f"puts {first} first, which {who} chose too"
    return f"also puts {first} first" if thirds > 2 else f"speaks {first}, which {who} put first"  # noqa: PLR2004 - thirds of the points


def _thirds(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    if not mine or not theirs:
        return 0
    if mine[0] == theirs[0]:
        return 3
    return 2 if mine[0] in theirs else int(theirs[0] in mine)


LOOK = Look(
    Way.ANSWERS,
    lambda mentee, _: working_languages(mentee),
    lambda mentor, _: working_languages(mentor),
)
