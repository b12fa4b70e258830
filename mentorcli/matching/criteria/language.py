"""Criterion: the match works in the language that the two put first.

Two thirds of the points are for the mentee's first language, a third for the mentor's. That somebody
put a language first is known where they chose one only, or where the order of choosing is known
(``domain/language_order.py``); in which one the match works where the two share one only, or in a pair. What is not known
is neutral.
"""

from __future__ import annotations

from collections.abc import Hashable

from mentorcli.domain.application import Application
from mentorcli.domain.match_form import MatchForm
from mentorcli.matching.phrases import first_name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way, neutral
from mentorcli.matching.working_language import working_languages

PURPOSE = "The match works in the language that its people put first."

_WHOLE, _MENTEES, _MENTORS = 3, 2, 1


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:
    """Return all when both put the language of the match first, else their parts."""
    works = _works_in(mentee, mentor, ground.programme.form)
    if not {*working_languages(mentee)} & {*working_languages(mentor)}:
        return 0
    sides = ((_first(mentee, ground), _MENTEES), (_first(mentor, ground), _MENTORS))
    met = sum(part for first, part in sides if works and first == works)
    unknown = sum(part for first, part in sides if not (works and first))
    return most * met // _WHOLE + neutral(most * unknown // _WHOLE, ground)


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return who put the language of the match first; empty where that is not known."""
    works, who = _works_in(mentee, mentor, ground.programme.form), first_name_of(mentee)
    mine, theirs = (works and _first(a, ground) == works for a in (mentee, mentor))
    if not mine and not theirs:
        known = works and _first(mentee, ground) and _first(mentor, ground)
        return "put another language first, as did " + who if known else ""
    said = ground.quote(mentor, "languages", (works,))
    if not said or not ground.quotable("mentee", "languages"):
        return "shares a language that one of them put first"
    if not (mentee.was_asked("languages") and mentor.was_asked("languages")):
        return f"works in {said} too"
    if mine and theirs:
        return f"also puts {said} first"
    return (
        f"speaks {said}, which {who} put first"
        if mine
        else f"puts {said} first, which {who} chose too"
    )


def _first(application: Application, ground: Ground) -> str:
    """Return the language that somebody certainly put first, or an empty text."""
    chosen = working_languages(application)
    known = chosen and (len(chosen) == 1 or application.key() in ground.ordered)
    return chosen[0] if known else ""


def language_unsettled(one: Application, other: Application, form: MatchForm) -> bool:
    """Tell whether two share languages, and the two alone do not tell which one they use."""
    shared = {*working_languages(one)} & {*working_languages(other)}
    return bool(shared) and not _works_in(one, other, form)


def _works_in(mentee: Application, mentor: Application, form: MatchForm) -> str:
    """Return the language that a match of the two works in, or an empty text where others decide."""
    mine, theirs = working_languages(mentee), working_languages(mentor)
    shared = [x for x in mine if x in theirs]
    if len(shared) == 1:
        return shared[0]
    if not shared or form.mates_meet:
        return ""
    sums = {x: mine.index(x) + theirs.index(x) for x in shared}
    first, *others = sorted(shared, key=lambda x: sums[x])
    return "" if sums[others[0]] == sums[first] else first


def _read(application: Application, ground: Ground) -> Hashable:
    return working_languages(application), application.key() in ground.ordered


LOOK = Look(Way.ANSWERS, _read, _read)
