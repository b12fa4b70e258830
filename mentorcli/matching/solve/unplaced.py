"""Why somebody has no match, in a sentence and a code.

Codes for mentees: ``no_mentors``, ``no_common_language``, ``blocked_by_rules``, ``no_seats``,
``group_rules``, ``would_not_fill_group``, ``free_place``. For mentors: ``no_places``, ``only_one_to_one``,
``outside_group_size``, ``too_few_allowed``, ``not_needed``, ``no_group_forms``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.plan import Match, MatchingCase, Unplaced
from mentorcli.domain.text import counted, listed
from mentorcli.matching.board.board import BY_HAND, Board, board_of
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.phrases import name_of
from mentorcli.matching.solve.groups.outlook import group_faults
from mentorcli.matching.solve.mentor_options import MOST_SHOWN, Options, options_of
from mentorcli.matching.working_language import LANGUAGE_RULE, working_languages


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where, as places: the groups of each used mentor, mentees in order."""

    board: Board
    seats: tuple[tuple[int, int] | None, ...]
    groups: dict[int, tuple[int, ...]]

    def placed(self) -> Any:
        """Tell for each mentee whether they have a match, as an array."""
        import numpy as np

        there = np.zeros(len(self.board.mentees), bool)
        there[[i for members in self.groups.values() for i in members]] = True
        return there

    def free(self) -> Any:
        """Return how many places each mentor has left, as an array; -1 where no group can be."""
        import numpy as np

        taken = (len(self.groups.get(j, ())) for j in range(len(self.seats)))
        left = [(s[1] if s else -1) - n for s, n in zip(self.seats, taken, strict=True)]
        return np.array(left, np.int64)

    def running(self) -> Any:
        """Tell for each mentor whether they have somebody, as an array."""
        import numpy as np

        return np.isin(np.arange(len(self.seats)), list(self.groups))


def waiting(seating: Seating) -> tuple[Unplaced, ...]:
    """Return the mentees without a match, sorted by person id."""
    import numpy as np

    board, free, running = seating.board, seating.free(), seating.running()
    found = []
    for rows in board.grid.steps(np.flatnonzero(~seating.placed())):
        for i, scores, may in zip(rows.tolist(), *board.open_rows(rows), strict=True):
            options = np.flatnonzero(may)
            able = options[free[options] >= 0]
            best = able[np.argsort(-scores[able], kind="stable")[:MOST_SHOWN]]
            shown = tuple((board.mentors[j].person, int(scores[j])) for j in best.tolist())
            code, reason = _why_waiting(seating, i, (options, able), free, running)
            found.append(Unplaced(board.mentees[i].person, code, reason, shown))
    return tuple(found)


def waiting_beside(case: MatchingCase, matches: Iterable[Match]) -> tuple[Unplaced, ...]:
    """Return the mentees without a place in these matches of mentors, and why; who has left has none."""
    board = board_of(case)
    groups: dict[int, list[int]] = defaultdict(list)
    for match in matches:
        here = [board.place[p] for p in match.mentees if p in board.place]
        if here and match.mentor in board.seat:
            groups[board.seat[match.mentor]] += here
    seats = tuple(seats_of(a, case) for a in board.mentors)
    return waiting(Seating(board, seats, {j: tuple(sorted(g)) for j, g in groups.items()}))


def unused(seating: Seating) -> tuple[Unplaced, ...]:
    """Return the mentors without a match, sorted by person id."""
    import numpy as np

    board = seating.board
    idle = np.flatnonzero(~seating.running())
    if not len(idle):
        return ()
    options = options_of(board, idle, seating.placed())
    found = []
    for j, seen in zip(idle.tolist(), options, strict=True):
        shown = tuple((board.mentees[i].person, score) for i, score in seen.best)
        code, reason = _why_unused(seating, j, seen)
        found.append(Unplaced(board.mentors[j].person, code, reason, shown))
    return tuple(found)


def _why_waiting(
    seating: Seating, i: int, options: tuple[Any, Any], free: Any, running: Any
) -> tuple[str, str]:
    board, name = seating.board, name_of(seating.board.mentees[i])
    allowed, able = options
    if not len(allowed):
        return _nobody_allowed(board, i)
    many, takes = counted(len(allowed), "mentor"), board.case.programme.form.match
    if not len(able):
        return "no_seats", f"The rules allow {name} {many}, but none of them can take a {takes}."
    room = able[running[able] & (free[able] > 0)].tolist()
    idle = able[~running[able]].tolist()
    if now := _open_to(seating, i, room, idle):
        return "free_place", f"{name} could have a free place with {_names(seating, now)}."
    if room and not idle:
        return "group_rules", f"{name} {_group_in_the_way(seating, i, room)}."
    if idle:
        has = "has" if len(idle) == 1 else "have"
        return "would_not_fill_group", (
            f"The rules allow {name} with {_names(seating, idle)}, who {has} no group: "
            f"{_nobody_beside(seating, i, idle)}."
        )
    full, none = ", and all their places are taken", len(allowed) - len(able)
    if none:
        rest = "others" if len(able) > 1 else "other"
        full = f"; {none} of them can take no {takes}, and all places with the {rest} are taken"
    cost = f"a place for {name} would cost somebody else theirs"
    return "no_seats", f"The rules allow {name} {many}{full}; {cost}."


def _open_to(seating: Seating, i: int, room: list[int], idle: list[int]) -> list[int]:
    """Return the mentors with whom somebody could have a place as things are."""
    groups, board = seating.groups, seating.board
    alone = [j for j in idle if (seats := seating.seats[j]) and seats[0] <= 1]
    return [*(j for j in room if not group_faults(board, [i, *groups[j]], j)), *alone]


def _nobody_beside(seating: Seating, i: int, idle: list[int]) -> str:
    """Return why no group forms for somebody with mentors who have none."""
    board, placed = seating.board, seating.placed()
    rest = [k for k in range(len(placed)) if not placed[k] and k != i]
    fewest = min(seats[0] for j in idle if (seats := seating.seats[j]))
    said: Counter[str] = Counter()
    for j in idle:
        here = [k for k in rest if board.allowed((k, j))]
        why = _kept_from(board, i, here, j)
        if len(here) - len(why) >= fewest - 1:
            return _COSTS if placed.any() else "no group can be filled"
        said |= Counter(text for texts in why.values() for text in texts)
    others = "nobody else who waits" if rest else "nobody else waits who"
    if not said:
        return f"a group needs {fewest}, and {others} could join it"
    reasons = listed([f"{text} ({n})" for text, n in sorted(said.items(), key=_most_first)])
    return f"a group needs {fewest}, and the others who wait cannot sit with {name_of(board.mentees[i])}: {reasons}"


_COSTS = "none can be filled for them without leaving somebody else without a place"


def _kept_from(board: Board, i: int, others: list[int], j: int) -> dict[int, list[str]]:
    """Return what keeps somebody from some other mentees in a mentor's group, where anything does."""
    spoken = [set(working_languages(x)) for x in (board.mentees[i], board.mentors[j])]
    shared = spoken[0] & spoken[1]
    needed = any(rule.key == LANGUAGE_RULE for rule in board.rules)
    found = {}
    for k in others:
        why = [board.words(key) for key in board.apart.get((min(i, k), max(i, k)), ())]
        if needed and not shared & set(working_languages(board.mentees[k])):
            why.append("no language that all share")
        if why:
            found[k] = why
    return found


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _nobody_allowed(board: Board, i: int) -> tuple[str, str]:
    name, number = name_of(board.mentees[i]), len(board.mentors)
    if not number:
        return "no_mentors", f"No mentor has applied, so {name} waits."
    reasons = _reasons(board, i)
    if reasons[LANGUAGE_RULE] and not working_languages(board.mentees[i]):
        return "no_common_language", f"It is not known in which language {name} can be mentored."
    if reasons[LANGUAGE_RULE] == number:
        return "no_common_language", (
            f"None of the {counted(number, 'mentor')} works in a language that {name} chose."
        )
    said = listed(
        [f"{board.words(key)} ({n})" for key, n in sorted(reasons.items(), key=_most_first)]
    )
    return "blocked_by_rules", (
        f"The rules leave {name} none of the {counted(number, 'mentor')}: {said}."
    )


def _reasons(board: Board, i: int) -> Counter[str]:
    """Return how many mentors each rule, or your decision, keeps from a mentee."""
    import numpy as np

    bits = board.grid.block(np.array([i]))[1][0].astype(np.int64)
    for (one, j), excused in board.kept.items():
        if one == i:
            bits[j] &= ~sum(1 << n for n, r in enumerate(board.rules) if r.key in excused)
    found = Counter({rule.key: int((bits >> n & 1).sum()) for n, rule in enumerate(board.rules)})
    found[BY_HAND] = sum(one == i for one, _ in board.forbidden)
    return +found


def _group_in_the_way(seating: Seating, i: int, free: list[int]) -> str:
    board = seating.board
    ranked = sorted(free, key=lambda j: (-board.points((i, j)), board.mentors[j].person))
    said = []
    for j in ranked[:MOST_SHOWN]:
        mentor = name_of(board.mentors[j])
        said.append(f"{mentor} ({listed(group_faults(board, [i, *seating.groups[j]], j))})")
    return f"cannot join a group that has a free place: {listed(said)}"


def _why_unused(seating: Seating, j: int, options: Options) -> tuple[str, str]:
    board, seats = seating.board, seating.seats[j]
    name, capacity = name_of(board.mentors[j]), board.mentors[j].capacity()
    fewest, most = board.case.programme.group
    if capacity.most < 1:
        said = board.mentors[j].value("capacity") is not None
        unsaid = f"It is not known how many mentees {name} takes."
        return "no_places", f"{name} offers no place." if said else unsaid
    if seats is None:
        groups = f"groups here have {fewest}" + (f" to {most}" if most > fewest else "")
        takes = f"{name} takes {capacity} at a time, and {groups}."
        return ("only_one_to_one" if capacity.most == 1 else "outside_group_size"), takes
    if options.number < seats[0]:
        allowed = counted(options.number, "mentee") if options.number else "no mentee"
        needs = f"; a group needs {seats[0]}" if seats[0] > 1 else ""
        return "too_few_allowed", f"The rules allow {name} {allowed}{needs}."
    if options.everybody_placed:
        return "not_needed", f"Every mentee has a place without {name}."
    if not options.left:
        few = options.number == 1
        whom = "The one mentee" if few else f"All {options.number} mentees"
        return (
            "not_needed",
            f"{whom} whom the rules allow {name} {'has' if few else 'have'} a place.",
        )
    return "no_group_forms", (
        f"{counted(options.left, 'waiting mentee')} could be with {name}, but "
        f"{_no_group_of_those(seating, j, seats[0])}."
    )


def _no_group_of_those(seating: Seating, j: int, fewest: int) -> str:
    """Return why those who wait make no group with a mentor."""
    board, placed = seating.board, seating.placed()
    here = [k for k in range(len(placed)) if not placed[k] and board.allowed((k, j))]
    if len(here) < fewest:
        return f"a group needs {fewest}"
    said: Counter[str] = Counter()
    for at, i in enumerate(here):
        why = _kept_from(board, i, here[:at] + here[at + 1 :], j)
        if len(here) - 1 - len(why) >= fewest - 1:
            more = " without leaving somebody else without a place" * bool(placed.any())
            return f"no group of {fewest} forms{more}"
        said |= Counter(text for texts in why.values() for text in texts)
    reasons = listed([text for text, _ in sorted(said.items(), key=_most_first)])
    return f"they cannot sit with each other: {reasons}"


def _names(seating: Seating, mentors: list[int]) -> str:
    names = [name_of(seating.board.mentors[j]) for j in mentors[:MOST_SHOWN]]
    more = len(mentors) - len(names)
    return listed([*names, counted(more, "other")] if more else names)
