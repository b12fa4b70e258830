"""Why somebody has no match, in a sentence and a code.

Codes for mentees: ``no_mentors``, ``no_common_language``, ``blocked_by_rules``, ``no_seats``,
``group_rules``, ``would_not_fill_group``. For mentors: ``no_places``, ``only_one_to_one``,
``outside_group_size``, ``too_few_allowed``, ``not_needed``, ``no_group_forms``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mentorcli.domain.plan import Unplaced
from mentorcli.matching.board import BY_HAND, Board
from mentorcli.matching.mixing import broken_mixes
from mentorcli.matching.seats import LANGUAGE_RULE
from mentorcli.matching.task import Task
from mentorcli.matching.wording import counted, listed, name_of

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where, as places: the groups of each used mentor, mentees in order."""

    board: Board
    task: Task
    groups: dict[int, tuple[int, ...]]

    def placed(self) -> frozenset[int]:
        """Return the mentees with a match."""
        return frozenset(i for members in self.groups.values() for i in members)


def waiting(seating: Seating) -> tuple[Unplaced, ...]:
    """Return the mentees without a match, sorted by person id."""
    placed = seating.placed()
    return tuple(
        _mentee(seating, i) for i in range(len(seating.board.mentees)) if i not in placed
    )  # fmt: skip


def unused(seating: Seating) -> tuple[Unplaced, ...]:
    """Return the mentors without a match, sorted by person id."""
    return tuple(
        _mentor(seating, j) for j in range(len(seating.board.mentors)) if j not in seating.groups
    )


def _mentee(seating: Seating, i: int) -> Unplaced:
    board = seating.board
    options = [j for j in range(len(board.mentors)) if board.allowed((i, j))]
    able = [j for j in options if seating.task.seats[j] is not None]
    best = sorted(able, key=lambda j: (-board.scores[i, j], board.mentors[j].person))
    shown = tuple((board.mentors[j].person, board.scores[i, j]) for j in best[:MOST_SHOWN])
    code, reason = _why_waiting(seating, i, options)
    return Unplaced(board.mentees[i].person, code, reason, shown)


def _why_waiting(seating: Seating, i: int, options: list[int]) -> tuple[str, str]:
    board, name = seating.board, name_of(seating.board.mentees[i])
    if not board.mentors:
        return "no_mentors", f"No mentor has applied, so {name} waits."
    if not options:
        return _nobody_allowed(board, i)
    able = [j for j in options if seating.task.seats[j] is not None]
    if not able:
        return "no_seats", (
            f"The rules allow {name} {_mentors(options)}, but none of them can take a group."
        )
    running = [j for j in able if j in seating.groups]
    free = [j for j in running if len(seating.groups[j]) < _most(seating, j)]
    idle = [j for j in able if j not in seating.groups]
    if free and not idle:
        return "group_rules", f"{name} {_group_in_the_way(seating, i, free)}."
    if idle:
        return "would_not_fill_group", (
            f"The rules allow {name} with {_names(seating, idle)}, who {_has(idle)} no group: none "
            "can be filled for them without leaving somebody else without a place."
        )
    return "no_seats", (
        f"The rules allow {name} {_mentors(able)}, and all their places are taken; a place for "
        f"{name} would cost somebody else theirs."
    )


def _nobody_allowed(board: Board, i: int) -> tuple[str, str]:
    name, number = name_of(board.mentees[i]), len(board.mentors)
    verdicts = [
        board.blocked.get((i, j), ()) + ((BY_HAND,) if (i, j) in board.forbidden else ())
        for j in range(number)
    ]
    reasons = Counter(key for keys in verdicts for key in keys)
    if reasons[LANGUAGE_RULE] == number:
        return "no_common_language", (
            f"None of the {counted(number, 'mentor')} works in a language that {name} chose."
        )
    said = listed([
        f"{board.words(key)} ({n})"
        for key, n in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))
    ])  # fmt: skip
    return "blocked_by_rules", (
        f"The rules leave {name} none of the {counted(number, 'mentor')}: {said}."
    )


def _group_in_the_way(seating: Seating, i: int, free: list[int]) -> str:
    board = seating.board
    ranked = sorted(free, key=lambda j: (-board.scores[i, j], board.mentors[j].person))
    said = []
    for j in ranked[:MOST_SHOWN]:
        mentor = name_of(board.mentors[j])
        rules = [board.apart.get((min(i, k), max(i, k)), ()) for k in seating.groups[j]]
        keys = sorted({key for found in rules for key in found})
        group = [board.mentees[k] for k in (i, *seating.groups[j])]
        mixes = [rule.words for rule in broken_mixes(board.rules, group, board.ground)]
        why = listed([*(board.words(k) for k in keys), *mixes]) or "no language that all share"
        said.append(f"{mentor} ({why})")
    return f"cannot join a group that has a free place: {listed(said)}"


def _mentor(seating: Seating, j: int) -> Unplaced:
    board = seating.board
    options = [i for i in range(len(board.mentees)) if board.allowed((i, j))]
    best = sorted(options, key=lambda i: (-board.scores[i, j], board.mentees[i].person))
    shown = tuple((board.mentees[i].person, board.scores[i, j]) for i in best[:MOST_SHOWN])
    code, reason = _why_unused(seating, j, options)
    return Unplaced(board.mentors[j].person, code, reason, shown)


def _why_unused(seating: Seating, j: int, options: list[int]) -> tuple[str, str]:
    board, seats = seating.board, seating.task.seats[j]
    name, capacity = name_of(board.mentors[j]), board.mentors[j].capacity()
    fewest, most = board.case.programme.group
    if capacity.most < 1:
        return "no_places", f"{name} offers no place."
    if seats is None:
        groups = f"groups here have {fewest}" + (f" to {most}" if most > fewest else "")
        takes = f"{name} takes {capacity} at a time, and {groups}."
        return ("only_one_to_one" if capacity.most == 1 else "outside_group_size"), takes
    if len(options) < seats[0]:
        allowed = counted(len(options), "mentee") if options else "no mentee"
        return "too_few_allowed", f"The rules allow {name} {allowed}; a group needs {seats[0]}."
    if len(seating.placed()) == len(board.mentees):
        return "not_needed", f"Every mentee has a place without {name}."
    left = [i for i in options if i not in seating.placed()]
    if not left:
        return "not_needed", f"All {len(options)} mentees whom the rules allow {name} have a place."
    return "no_group_forms", (
        f"{counted(len(left), 'waiting mentee')} could be with {name}, but no group of {seats[0]} "
        "forms without leaving somebody else without a place."
    )


def _most(seating: Seating, j: int) -> int:
    return (seating.task.seats[j] or (0, 0))[1]


def _mentors(options: list[int]) -> str:
    return counted(len(options), "mentor")


def _has(idle: list[int]) -> str:
    return "has" if len(idle) == 1 else "have"


def _names(seating: Seating, mentors: list[int]) -> str:
    names = [name_of(seating.board.mentors[j]) for j in mentors[:MOST_SHOWN]]
    more = len(mentors) - len(names)
    return listed([*names, counted(more, "other")] if more else names)
