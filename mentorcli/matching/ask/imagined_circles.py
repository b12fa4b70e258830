"""Pools that are not: one more equal, other sizes of circles; which kind of equal would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.application import Answer, Application, ApplicationState, Given, Source
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import match_key
from mentorcli.matching.ask.imagined_cases import Advice
from mentorcli.matching.board.circle_pool import pool_of
from mentorcli.matching.solve.circles.columns import choices_of
from mentorcli.matching.solve.circles.stages import best_of

_ABOUT = ("languages", "goals", "themes", "meeting_modes", "unit")
_SAID_BY_ALL = ("languages", "goals", "themes", "meeting_modes")
"""What somebody imagined says all of when nothing else is said."""
_BY_THEME = "no_common_theme"
_NEW = "what-if-"


def with_equal(case: MatchingCase, words: Sequence[str]) -> MatchingCase:
    """Return the case with one more equal of whom ``words`` are answers (option texts or codes).

    A word that is an option of several fields is said in each, like something both wanted and
    offered. What is not said is as useful as can be: every language, goal, theme and way to meet.
    Raises UserError for a word that is no option.
    """
    said: dict[str, list[str]] = {}
    for word in words:
        for field, code in _options(case.programme, word):
            said.setdefault(field, []).append(code)
    answers = {f: tuple(said[f]) for f in said}
    return _joined(case, answers)


def with_circles(case: MatchingCase, fewest: int, most: int) -> MatchingCase:
    """Return the case with circles of other sizes. Raises UserError for sizes that make none."""
    if not 2 <= fewest <= most:  # noqa: PLR2004 - one is no circle
        raise UserError(
            f"Circles of {fewest} to {most} cannot be.",
            "Write the fewest (2 at least), then the most.",
            code=ExitCode.USAGE,
        )
    return replace(case, programme=replace(case.programme, group=(fewest, most)))


def advise_equals(case: MatchingCase) -> tuple[Advice, ...]:
    """Return which kinds of equal would give a circle to the most of those who are there.

    Asked is each language, and where a rule looks at themes, the best language with each theme. Every
    number is the exact maximum with one or two such people more, who are not counted. Nobody
    missing gives nothing.
    """
    before = _most_seated(case)
    if before == len(case.mentees):
        return ()
    every = _every(case.programme, "themes")
    found = [_advice(case, (language,), every, before) for language in LANGUAGES]
    found.sort(key=lambda a: (-a.one, -a.two, LANGUAGES.index(a.languages[0])))
    if any(rule.key == _BY_THEME for rule in case.programme.rules):
        found += [_advice(case, found[0].languages, (theme,), before) for theme in every]
    return tuple(
        sorted(found, key=lambda a: (-a.one, -a.two, len(a.themes), a.languages, a.themes))
    )


def _advice(
    case: MatchingCase, languages: tuple[str, ...], themes: tuple[str, ...], before: int
) -> Advice:
    answers = {"languages": languages, "themes": themes}
    one = _joined(case, answers)
    two = _joined(one, answers)
    return Advice(languages, themes, *(_most_seated(x) - before for x in (one, two)))


def _most_seated(case: MatchingCase) -> int:
    """Return how many of those who are really there can have a circle."""
    circles = choices_of(pool_of(case))
    real = [i for i, a in enumerate(circles.pool.people) if not a.person.startswith(_NEW)]
    gain = [len(set(m) & set(real)) for m in circles.members]
    found = best_of(circles, tuple(range(len(gain))), (), gain)
    return found[1] if found else 0


def _joined(case: MatchingCase, answers: dict[str, tuple[str, ...]]) -> MatchingCase:
    number = sum(a.person.startswith(_NEW) for a in case.mentees) + 1
    source = Source("what-if", "", "", "", "", "", "decision")
    every = {f: _every(case.programme, f) for f in _SAID_BY_ALL}
    values: dict[str, Answer] = {**every, **answers}
    person = f"{_NEW}{number}"
    new = Application(
        case.cohort, "mentee", person, f"A new equal ({number})", "", ApplicationState.VALID, "",
        person, None, {field: Given(value, source) for field, value in values.items() if value},
    )  # fmt: skip
    return replace(case, mentees=(*case.mentees, new))


def _every(programme: Programme, field: str) -> tuple[str, ...]:
    if field == "languages":
        return LANGUAGES
    asked = programme.field("mentee", field)
    return tuple(o.code for o in asked.options) if asked else ()


def _options(programme: Programme, word: str) -> list[tuple[str, str]]:
    found = [
        (key, option.code)
        for key in _ABOUT
        if (asked := programme.field("mentee", key))
        for option in asked.options
        if match_key(word) in {match_key(text) for text in option.spellings()}
    ]
    if found:
        return found
    raise UserError(
        f"{word!r} is no language, goal, theme, way to meet or unit of this programme.",
        "Write an option as the form has it, or its code.",
        code=ExitCode.USAGE,
    )
