"""Which groups have a language for all, and who did not choose the one that their match has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.language import LANGUAGE_NAMES
from mentorcli.domain.plan import Plan
from mentorcli.domain.problem import Problem, Severity
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.seats import LANGUAGE_RULE
from mentorcli.matching.ground import working_languages
from mentorcli.matching.wording import listed, name_of


def share_language(board: Board, j: int, members: Iterable[int]) -> bool:
    """Tell whether a mentor and mentees have a language for all, or need none.

    Who is kept with the mentor against that rule is not asked, as the solver does not ask them.
    """
    if not any(rule.key == LANGUAGE_RULE for rule in board.rules):
        return True
    shared = set(working_languages(board.mentors[j]))
    for i in members:
        if LANGUAGE_RULE not in board.overridden.get((i, j), ()):
            shared &= set(working_languages(board.mentees[i]))
    return bool(shared)


def not_spoken(plan: Plan, people: Iterable[Application]) -> tuple[Problem, ...]:
    """Return a note for each match whose language somebody in it did not choose.

    There is one only where a pair was kept against the rule; without the rule nothing is said.
    """
    if all(count.rule != LANGUAGE_RULE for count in plan.rules):
        return ()
    by_role = {(a.role, a.person): a for a in people}
    found = []
    for match in plan.matches:
        asked = [by_role.get(("mentee", p)) for p in match.mentees]
        asked.append(by_role.get(("mentor", match.mentor)))
        there = [a for a in asked if a is not None]
        if without := [a for a in there if match.language not in working_languages(a)]:
            found.append(_note(match.language, there, without))
    return tuple(found)


def _note(language: str, there: Sequence[Application], without: Sequence[Application]) -> Problem:
    return Problem.of(
        "match_language_not_chosen",
        Severity.NOTE,
        language=LANGUAGE_NAMES.get(language, language),
        people=listed([name_of(a) for a in there]),
        who=listed([name_of(a) for a in without]),
    )
