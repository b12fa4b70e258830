"""Cases that are not: other sizes, somebody away, somebody new, a rule switched off; whom to look for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.application import (
    Answer,
    Application,
    ApplicationState,
    Capacity,
    Given,
    Source,
)
from mentorcli.domain.language import in_order
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import match_key
from mentorcli.matching.solve.obstacles import with_group
from mentorcli.matching.solve.propose import solver_of
from mentorcli.matching.solve.solver import IMAGINED
from mentorcli.matching.working_language import working_languages

_BY_THEME = "no_common_theme"


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """What can be said of somebody new, and what they say all of unless something is said."""

    called: str
    fields: tuple[str, ...]
    open: tuple[str, ...]
    in_words: str
    """What the fields are called when a word is an option of none of them."""


_OF_MENTORS = ("languages", "themes", "industries", "functions", "meeting_modes")
_NEWCOMERS: dict[RoleKey, _Newcomer] = {
    "mentor": _Newcomer(
        "mentor", _OF_MENTORS, _OF_MENTORS, "language, theme, industry, function or way to meet"
    ),
    "mentee": _Newcomer(
        "person",
        ("languages", "goals", "themes", "meeting_modes", "unit"),
        ("languages", "goals", "themes", "meeting_modes"),
        "language, goal, theme, way to meet or unit",
    ),
}
"""By the role in which they would be found."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A kind of newcomer and how many more people one and two of them would give a place."""

    languages: tuple[str, ...]
    themes: tuple[str, ...]
    one: int
    two: int


def with_sizes(case: MatchingCase, fewest: int, most: int) -> MatchingCase:
    """Return the case with circles of other sizes. Raises UserError for sizes that make none."""
    if not 2 <= fewest <= most:  # noqa: PLR2004 - one is no circle
        raise UserError(
            f"Circles of {fewest} to {most} cannot be.",
            "Write the fewest (2 at least), then the most.",
            code=ExitCode.USAGE,
        )
    return with_group(case, fewest, most)


def without_person(case: MatchingCase, person: str) -> MatchingCase:
    """Return the case without somebody."""
    mentees, mentors = (
        tuple(a for a in side if a.person != person) for side in (case.mentees, case.mentors)
    )
    return replace(case, mentees=mentees, mentors=mentors)


def without_rule(case: MatchingCase, rule: str) -> MatchingCase:
    """Return the case with a rule switched off; raises UserError when it is not on."""
    rules = tuple(r for r in case.programme.rules if r.key != rule)
    if len(rules) == len(case.programme.rules):
        known = ", ".join(r.key for r in case.programme.rules)
        raise UserError(f"There is no rule {rule!r}.", f"Rules: {known}.", code=ExitCode.USAGE)
    return replace(case, programme=replace(case.programme, rules=rules))


def with_newcomer(case: MatchingCase, words: Iterable[str]) -> MatchingCase:
    """Return the case with a new mentor, or one more of circles, of whom ``words`` are answers.

    Words are option texts or codes; one that is an option of several fields is said in each, like
    something both wanted and offered. What is not said is as useful as can be: every language,
    theme and way to meet. Raises UserError for a word that is no option.
    """
    said: dict[str, list[str]] = {}
    for word in words:
        for field, code in _options(case, word):
            said.setdefault(field, []).append(code)
    return _joined(case, {field: tuple(codes) for field, codes in said.items()})


def advise(case: MatchingCase) -> tuple[Advice, ...]:
    """Return which kinds of newcomer would give a place to the most more people, the best first.

    Asked is each language with all themes, and the best of them with each theme alone (in circles
    only where a rule looks at themes). Every number is the exact maximum with one or two of them
    more, who are not counted themselves. Nobody missing gives nothing.

    Somebody who offers less gives no more places than somebody who offers more, unless a rule asks
    for different answers: what cannot be more than it is is not solved.
    """
    before = solver_of(case).most_placed()
    if before == len(case.mentees):
        return ()
    every, spoken = _every(case, "themes"), _every(case, "languages")
    bounded = not any("different" in rule.settings for rule in case.programme.rules)
    missing = len(case.mentees) - before
    most = _advice(case, spoken, every, before, (missing, missing)) if bounded else None
    limit = (most.one, most.two) if most else (missing, missing)
    found = [_advice(case, (x,), every, before, limit) for x in spoken]
    found.sort(key=lambda a: (-a.one, -a.two, spoken.index(a.languages[0])))
    if case.mentors or any(rule.key == _BY_THEME for rule in case.programme.rules):
        best = found[0]
        limit = (best.one, best.two) if bounded else limit
        found += [_advice(case, best.languages, (theme,), before, limit) for theme in every]
    ranked = sorted(found, key=lambda a: (-a.one, -a.two, len(a.themes), a.languages, a.themes))
    return tuple(ranked)


def _advice(
    case: MatchingCase,
    languages: tuple[str, ...],
    themes: tuple[str, ...],
    before: int,
    most: tuple[int, int],
) -> Advice:
    """Return what one and two of a kind would seat more, at ``most`` so many."""
    answers = {"languages": languages, "themes": themes}
    joined = _joined(case, answers)
    one = solver_of(joined).most_placed() - before if most[0] else 0
    if one == most[1]:
        return Advice(languages, themes, one, one)
    return Advice(
        languages, themes, one, solver_of(_joined(joined, answers)).most_placed() - before
    )


def _joined(case: MatchingCase, answers: dict[str, tuple[str, ...]]) -> MatchingCase:
    role = case.programme.form.finds
    new, people = _NEWCOMERS[role], case.of_role(role)
    number = sum(a.person.startswith(IMAGINED) for a in people) + 1
    values: dict[str, Answer] = {
        **{f: _every(case, f) for f in new.open},
        **{f: said for f, said in answers.items() if said},
    }
    if role == "mentor":
        fewest, most = case.programme.group
        # who joins a programme of pairs is not asked for more than one
        values["capacity"] = Capacity(fewest, most if case.programme.form.mates_meet else fewest)
    source, person = Source("what-if", "", "", "", "", "", "decision"), f"{IMAGINED}{number}"
    given = {field: Given(value, source) for field, value in values.items() if value}
    one = Application(
        cohort=case.cohort,
        role=role,
        person=person,
        name=f"New {new.called} {number}",  # no two have one name
        email="",
        state=ApplicationState.VALID,
        form="",
        response=person,
        submitted=None,
        answers=given,
    )
    if role == "mentor":
        return replace(case, mentors=(*people, one))
    return replace(case, mentees=(*people, one))


def _every(case: MatchingCase, field: str) -> tuple[str, ...]:
    if field == "languages":
        return in_order(x for a in case.mentees for x in working_languages(a))
    asked = case.programme.field(case.programme.form.finds, field)
    return tuple(o.code for o in asked.options if not o.means) if asked else ()


def _options(case: MatchingCase, word: str) -> Sequence[tuple[str, str]]:
    role = case.programme.form.finds
    found = [
        (key, option.code)
        for key in _NEWCOMERS[role].fields
        if (asked := case.programme.field(role, key))
        for option in asked.options
        if match_key(word) in {match_key(text) for text in option.spellings()}
    ]
    if found:
        return found
    raise UserError(
        f"{word!r} is no {_NEWCOMERS[role].in_words} of this programme.",
        "Write an option as the form has it, or its code.",
        code=ExitCode.USAGE,
    )
