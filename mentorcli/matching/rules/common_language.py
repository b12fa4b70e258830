"""Rule: a mentee and a mentor need a language in common.

That a whole group shares one language is more than each pair sharing some: the working language
of a group is part of what is solved (``solve/task.py``).
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.domain.text import match_key
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.matching.working_language import working_languages

PURPOSE = "A group works in one language that all its members chose."
WORDS = "no common language"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when the two chose no language in common."""
    theirs = working_languages(mentor)
    if any(language in theirs for language in working_languages(mentee)):
        return None
    wanted = ground.quote(mentee, "languages", mentee.choices("languages"))
    offered = ground.quote(mentor, "languages", mentor.choices("languages"))
    if not wanted or not offered:
        return f"{name_of(mentee)} and {name_of(mentor)} have no working language in common."
    if same := set(map(match_key, mentee.choices("languages"))) & set(
        map(match_key, mentor.choices("languages"))
    ):
        both = [x for x in mentee.choices("languages") if match_key(x) in same]
        said = ground.quote(mentee, "languages", both)
        return f"{name_of(mentee)} and {name_of(mentor)} both wrote {said}, which tells no language for certain."
    does = "mentors in" if mentor.role == "mentor" else "chose"
    return f"{name_of(mentee)} chose {wanted}, but {name_of(mentor)} {does} {offered}."


PAIR_LOOK = Look(
    Way.ANSWERS,
    lambda mentee, _: frozenset(working_languages(mentee)),
    lambda mentor, _: frozenset(working_languages(mentor)),
)
