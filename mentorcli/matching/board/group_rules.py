"""What holds for a whole group: its places, a language for all, and who may not be in it together.

A rule gives each mentee a label, or none. In a group of two or more, a label of ``never_alone`` is
had by none or by two at least, and one of ``never_all`` not by everybody. Groups of one are free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import listed
from mentorcli.matching.board.board import Board
from mentorcli.matching.criteria import meeting_line
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground
from mentorcli.matching.rules import Label, Rule
from mentorcli.matching.working_language import LANGUAGE_RULE, working_languages
from mentorcli.names.languages import language_name


def seats_of(mentor: Application, case: MatchingCase) -> tuple[int, int] | None:
    """Return how many mentees a group of this mentor may have, or None when it cannot be one.

    A mentor's own bounds and those of the programme hold both, but for a group that goes on smaller
    by decision. Where each pair is by itself, a mentor of “2-3” may have one.
    """
    capacity, (fewest, most) = mentor.capacity(), case.programme.group
    own = capacity.fewest if case.programme.form.mates_meet else 1
    fewest = 1 if case.may_be_small(mentor.person) else max(own, fewest, 1)
    most = min(capacity.most, most)
    return (fewest, most) if fewest <= most else None


@dataclass(frozen=True, slots=True)
class Mix:
    """Sets of mentees, as places: of each, a group has not just one; or not only these."""

    alone: tuple[frozenset[int], ...] = ()
    alike: tuple[frozenset[int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.alone or self.alike)

    def allows(self, members: Collection[int]) -> bool:
        """Tell whether a group of these mentees is as the rules want it."""
        if len(members) < 2:  # noqa: PLR2004 - one is no group to be alone in
            return True
        lone = any(len(same.intersection(members)) == 1 for same in self.alone)
        return not lone and not any(same.issuperset(members) for same in self.alike)


def mix_of(mentees: Sequence[Application], rules: Iterable[Rule], ground: Ground) -> Mix:
    """Return the sets that the rules make of a cohort's mentees."""
    rules = tuple(rules)
    alone = [same for rule in rules for same in _sets(mentees, rule.alone, ground)]
    alike = [same for rule in rules for same in _sets(mentees, rule.alike, ground)]
    return Mix(tuple(alone), tuple(same for same in alike if len(same) > 1))


def _sets(
    mentees: Sequence[Application], label: Label | None, ground: Ground
) -> list[frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    if label is not None:
        for i, mentee in enumerate(mentees):
            found[label(mentee, ground)].add(i)
    return [frozenset(same) for text, same in sorted(found.items()) if text]


def broken_mixes(
    rules: Iterable[Rule], group: Sequence[Application], ground: Ground
) -> tuple[Rule, ...]:
    """Return the rules that a group of mentees as it is does not satisfy."""
    everybody = range(len(group))
    return tuple(r for r in rules if not mix_of(group, [r], ground).allows(everybody))


def share_language(board: Board, j: int, members: Iterable[int]) -> bool:
    """Tell whether a mentor and mentees have a language for all, or need none.

    Who is kept with the mentor against that rule is not asked, as the solver does not ask them.
    """
    if not any(rule.key == LANGUAGE_RULE for rule in board.rules):
        return True
    shared = set(working_languages(board.mentors[j]))
    for i in members:
        if LANGUAGE_RULE not in board.kept.get((i, j), ()):
            shared &= set(working_languages(board.mentees[i]))
    return bool(shared)


def group_notes(
    plan: Plan, people: Iterable[Application], programme: Programme
) -> tuple[Problem, ...]:
    """Return a note for each match whose language somebody in it did not choose, or that cannot meet.

    Of a language there is one only where a pair was kept against the rule; without the rule nothing is
    said. Each two of a group may have a way to meet, and all of them none.
    """
    by_role = {(a.role, a.person): a for a in people}
    ruled = any(count.rule == LANGUAGE_RULE for count in plan.rules)
    found = []
    for match in plan.matches:
        asked = [by_role.get(("mentee", p)) for p in match.mentees]
        asked.append(by_role.get(("mentor", match.mentor)))
        there = [a for a in asked if a is not None]
        without = [a for a in there if match.language not in working_languages(a)]
        if ruled and without:
            found.append(_note(match.language, there, without))
        if len(there) > 2 and not can_meet(there, programme):  # noqa: PLR2004 - of two a stage tells
            names = listed([name_of(a) for a in there])
            found.append(Problem.of("group_cannot_meet", Severity.NOTE, people=names))
    return tuple(found)


def can_meet(people: Iterable[Application], programme: Programme) -> bool:
    """Tell whether some way to meet suits all of these; who was not asked can meet in any."""
    line = meeting_line(programme)
    ways = [w for a in people if line and (w := line.meant(a, programme))]
    return not ways or bool(frozenset.intersection(*ways))


def _note(language: str, there: Sequence[Application], without: Sequence[Application]) -> Problem:
    return Problem.of(
        "match_language_not_chosen",
        Severity.NOTE,
        language=language_name(language),
        people=listed([name_of(a) for a in there]),
        who=listed([name_of(a) for a in without]),
    )
