"""Cases that are not: another capacity, somebody away, a new mentor, a rule switched off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.application import (
    Answer,
    Application,
    ApplicationState,
    Capacity,
    Given,
    Source,
)
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import match_key
from mentorcli.matching.ask.obstacles import with_places
from mentorcli.matching.board.board import board_of
from mentorcli.matching.solve.groups.stages import most_seated
from mentorcli.matching.solve.task import task_of

_ABOUT = ("languages", "themes", "industries", "functions", "meeting_modes")


@dataclass(frozen=True, slots=True)
class Advice:
    """A kind of mentor and how many more mentees one and two of them would seat."""

    languages: tuple[str, ...]
    themes: tuple[str, ...]
    one: int
    two: int


def with_capacity(case: MatchingCase, mentor: str, places: int) -> MatchingCase:
    """Return the case with a mentor who takes at most so many."""
    return with_places(case, mentor, places)


def without_person(case: MatchingCase, person: str) -> MatchingCase:
    """Return the case without somebody."""
    return replace(
        case,
        mentees=tuple(a for a in case.mentees if a.person != person),
        mentors=tuple(a for a in case.mentors if a.person != person),
    )


def without_rule(case: MatchingCase, rule: str) -> MatchingCase:
    """Return the case with a rule switched off; raises UserError when it is not on."""
    rules = tuple(r for r in case.programme.rules if r.key != rule)
    if len(rules) == len(case.programme.rules):
        known = ", ".join(r.key for r in case.programme.rules)
        raise UserError(f"There is no rule {rule!r}.", f"Rules: {known}.", code=ExitCode.USAGE)
    return replace(case, programme=replace(case.programme, rules=rules))


def with_mentor(case: MatchingCase, words: Sequence[str]) -> MatchingCase:
    """Return the case with a new mentor of whom ``words`` are answers (option texts or codes).

    What is not said is as useful as can be: every language, theme and way to meet. Raises UserError
    for a word that is no option of languages, themes, industries, functions or ways to meet.
    """
    said: dict[str, list[str]] = {}
    for word in words:
        field, code = _option(case.programme, word)
        said.setdefault(field, []).append(code)
    answers = {field: tuple(said.get(field) or _every(case.programme, field)) for field in _ABOUT}
    return _joined(case, answers)


def advise(case: MatchingCase) -> tuple[Advice, ...]:
    """Return which kinds of mentor would seat the most more mentees, the best first.

    Asked is each language with all themes, and the best of them with each theme alone; every number
    is the exact maximum of a case with one or two such mentors more.
    """
    before = most_seated(task_of(board_of(case)))
    if before == len(case.mentees):
        return ()
    every = _every(case.programme, "themes")
    found = [_advice(case, (x,), every, before) for x in LANGUAGES]
    found.sort(key=lambda a: (-a.one, -a.two, LANGUAGES.index(a.languages[0])))
    best = found[0].languages
    found += [_advice(case, best, (theme,), before) for theme in every]
    return tuple(
        sorted(found, key=lambda a: (-a.one, -a.two, len(a.themes), a.languages, a.themes))
    )


def _advice(
    case: MatchingCase, languages: tuple[str, ...], themes: tuple[str, ...], before: int
) -> Advice:
    answers = {f: _every(case.programme, f) for f in _ABOUT} | {
        "languages": languages, "themes": themes}  # fmt: skip
    one = _joined(case, answers)
    two = _joined(one, answers)
    gained = [most_seated(task_of(board_of(x))) - before for x in (one, two)]
    return Advice(languages, themes, *gained)


def _joined(case: MatchingCase, answers: dict[str, tuple[str, ...]]) -> MatchingCase:
    number = sum(a.person.startswith("what-if-") for a in case.mentors) + 1
    fewest, most = case.programme.group
    source = Source("what-if", "", "", "", "", "", "decision")
    values: dict[str, Answer] = {**answers, "capacity": Capacity(fewest, most)}
    person = f"what-if-{number}"
    new = Application(
        case.cohort, "mentor", person, f"A new mentor ({number})", "", ApplicationState.VALID, "",
        person, None, {field: Given(value, source) for field, value in values.items()},
    )  # fmt: skip
    return replace(case, mentors=(*case.mentors, new))


def _every(programme: Programme, field: str) -> tuple[str, ...]:
    if field == "languages":
        return LANGUAGES
    asked = programme.field("mentor", field)
    return tuple(o.code for o in asked.options) if asked else ()


def _option(programme: Programme, word: str) -> tuple[str, str]:
    for field in _ABOUT:
        asked = programme.field("mentor", field)
        for option in asked.options if asked else ():
            if match_key(word) in {match_key(text) for text in option.spellings()}:
                return field, option.code
    raise UserError(
        f"{word!r} is no language, theme, industry, function or way to meet of this programme.",
        "Write an option as the form has it, or its code.",
        code=ExitCode.USAGE,
    )
