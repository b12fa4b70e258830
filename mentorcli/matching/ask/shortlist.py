"""A shortlist for one mentee: every mentor judged by the rules and criteria, nobody placed."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.language import Language, as_language
from mentorcli.domain.plan import MatchingCase, ScorePart
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.ground import ground_of, working_languages
from mentorcli.matching.rules import rules_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor as seen for one mentee.

    ``blocked_by`` holds the first rule in the way as (rule, sentence), and then there is no score; ``parts`` and ``reason`` are made
    for those on the shortlist only.
    """

    mentor: str
    score: int
    language: Language | None
    blocked_by: tuple[tuple[str, str], ...] = ()
    parts: tuple[ScorePart, ...] = ()
    reason: str = ""


def shortlist(case: MatchingCase, mentee: Application, most: int) -> tuple[Candidate, ...]:
    """Return the mentors of the case, best first: the ``most`` best with reasons, then the rest.

    Mentors whom a rule forbids come last. Equal scores are ordered by person id.
    """
    ground, rules, criteria = ground_of(case), rules_of(case.programme), criteria_of(case.programme)
    found: list[tuple[bool, int, str, Application, tuple[tuple[str, str], ...]]] = []
    for mentor in case.mentors:
        said = ((r.key, r.pair(mentee, mentor, ground)) for r in rules if r.pair)
        first = next(((key, why) for key, why in said if why is not None), None)
        blocked: tuple[tuple[str, str], ...] = (first,) if first else ()
        points = (c.points(mentee, mentor, c.most, ground) for c in criteria)
        score = 0 if blocked else sum(points)
        found.append((bool(blocked), -score, mentor.person, mentor, blocked))
    found.sort(key=lambda f: f[:3])
    made = []
    for place, (barred, less, person, mentor, blocked) in enumerate(found):
        shown = place < most and not barred
        parts = tuple(c.part(mentee, mentor, ground) for c in criteria) if shown else ()
        reason = reason_of(mentee, mentor, criteria, ground, parts) if shown else ""
        made.append(Candidate(person, -less, shared(mentee, mentor), blocked, parts, reason))
    return tuple(made)


def shared(mentee: Application, mentor: Application) -> Language | None:
    """Return the first of the mentee's languages that the mentor has too."""
    theirs = working_languages(mentor)
    both = [x for x in working_languages(mentee) if x in theirs]
    return as_language(both[0]) if both else None
