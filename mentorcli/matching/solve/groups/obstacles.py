"""What stands in the way of somebody without a match, and which single changes may give one.

Every question "is there a plan?" is an exact integer program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorcli.domain.application import Capacity, Given, Source
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.mixing import NO_MIX, mix_of
from mentorcli.matching.board.seats import LANGUAGE_RULE, seats_of
from mentorcli.matching.ground import working_languages
from mentorcli.matching.solve.groups.milp import best
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.solver import Placed, Possible, Together, Trial
from mentorcli.matching.solve.task import Edge, Edges, Task, task_of

MOST_TRIED = 6
"""How many changes are tried for a repair, those with the best score first."""

MOST_KEPT = 3
"""With how many whom the rules allow it is tried to keep somebody, at whose cost."""


def possible_on(board: Board, person: str, role: RoleKey) -> Possible:
    """Return a function that tells whether a plan seats somebody and obeys rules and people."""
    mentees = {a.person: i for i, a in enumerate(board.mentees)}
    mentors = {a.person: j for j, a in enumerate(board.mentors)}

    def possible(named: Sequence[str]) -> bool:
        kept = {x.partition(":")[2] for x in named if x.startswith("rule:")}
        seated = [mentees[x.partition(":")[2]] for x in named if x.startswith("person:")]
        task = _under(board, frozenset(kept))
        here = mentees[person] if role == "mentee" else mentors[person]
        mine = [int((e.i if role == "mentee" else e.j) == here) for e in task.edges]
        rows = [Fixed(mine, 1, or_more=True)]
        rows += [Fixed([int(e.i == i) for e in task.edges], 1) for i in seated]
        everything = range(len(task.edges))
        return best(task, everything, rows, [0] * len(task.edges)) is not None

    return possible


def _under(board: Board, kept: frozenset[str]) -> Task:
    """Return the task with only some of the rules in force; decisions hold; scores are left out."""
    off = {rule.key for rule in board.rules if rule.key not in kept}
    full, by_language = task_of(board), LANGUAGE_RULE in kept
    blocked = {pair for pair, keys in board.blocked.items() if not off.issuperset(keys)}
    known = {(e.i, e.j): e for e in full.edges}
    everything = frozenset(x for e in full.edges for x in e.languages) or frozenset({"en"})
    edges = []
    for i in range(len(board.mentees)):
        for j in range(len(board.mentors)):
            if (i, j) in blocked or (i, j) in board.forbidden or full.seats[j] is None:
                continue
            edge = known.get((i, j))
            languages = edge.languages if edge and by_language else everything
            if edge is None and by_language:
                languages = _shared(board, i, j)
            edges.append(Edge(i, j, 0, languages, bool(edge and edge.kept)))
    free = replace(full, edges=Edges.of(edges), current=frozenset(), apart=frozenset(), mix=NO_MIX)
    if not board.case.programme.form.mates_meet:
        return free
    apart = frozenset(pair for pair, keys in board.apart.items() if not off.issuperset(keys))
    mix = mix_of(board.mentees, [r for r in board.rules if r.key in kept], board.ground)
    return replace(free, apart=apart, mix=mix)


def _shared(board: Board, i: int, j: int) -> frozenset[Language]:
    both = [set(working_languages(a)) for a in (board.mentees[i], board.mentors[j])]
    return frozenset(LANGUAGES) & both[0] & both[1]


def trials_on(board: Board, person: str, role: RoleKey) -> list[Trial]:
    """Return the single changes that are tried for somebody, the best by score first.

    A pair of theirs that one rule alone forbids, and one place more with a mentor whom the rules
    allow: at most 6 in all. And to keep a mentee with one of the best 3 whom the rules allow, which
    may cost somebody else a place.
    """
    placed = Placed(person, role)
    ranked = sorted(_changes(board, placed), key=lambda x: (-x[0], x[1:]))
    # places are the mentor's, whichever mentee they are for
    once = {(x[1], "" if x[1] == "capacity" else x[2], *x[3:]): x for x in reversed(ranked)}
    tried = [x for x in ranked if x in once.values()][:MOST_TRIED]
    return [
        *(Trial(*x[1:], _changed(board.case, *x[1:]), placed) for x in tried),
        *(_kept(board, person) if role == "mentee" else ()),
    ]


def _changes(board: Board, who: Placed) -> Iterator[tuple[int, str, str, str, str, int]]:
    """Yield changes as (score, and what makes a ``Trial``: kind, mentee, mentor, rule, places)."""
    fewest, most = board.case.programme.group
    for i, a in enumerate(board.mentees):
        for j, b in enumerate(board.mentors):
            mine = (a if who.role == "mentee" else b).person == who.person
            if not mine or (i, j) in board.forbidden:
                continue
            score = sum(p.points for p in board.parts((i, j)))
            rules, seats = (
                board.blocked.get((i, j), ()),
                seats_of(b.capacity(), board.case.programme),
            )
            if len(rules) == 1 and seats:
                yield score, "override", a.person, b.person, rules[0], 0
            more = (seats[1] if seats else b.capacity().most) + 1
            if not rules and fewest <= more <= most:
                yield score, "capacity", a.person, b.person, "", more


def _kept(board: Board, person: str) -> Iterator[Trial]:
    """Yield the keeping of somebody with each of the best whom the rules allow."""
    i = next(i for i, a in enumerate(board.mentees) if a.person == person)
    allowed = [j for j in range(len(board.mentors)) if board.allowed((i, j))]
    best_first = sorted(allowed, key=lambda j: (-board.scores[i, j], board.mentors[j].person))
    for j in best_first[:MOST_KEPT]:
        mentor = board.mentors[j].person
        yield Trial("keep", person, mentor, "", 0, board.case, Together(person, mentor))


def _changed(
    case: MatchingCase, kind: str, mentee: str, mentor: str, rule: str, places: int
) -> MatchingCase:
    if kind == "override":
        decision = Decision(mentee, mentor, DecisionKind.KEEP, "what if", (rule,))
        return replace(case, decisions=(*case.decisions, decision))
    return with_places(case, mentor, places)


def with_places(case: MatchingCase, mentor: str, places: int) -> MatchingCase:
    """Return the case with a mentor who takes ``places`` mentees at most."""
    source = Source("what-if", "", "", "", "", str(places), "decision")
    one = next(a for a in case.mentors if a.person == mentor)
    taken = Given(Capacity(min(one.capacity().fewest, places), places), source)
    changed = replace(one, answers={**one.answers, "capacity": taken})
    return replace(case, mentors=tuple(changed if a is one else a for a in case.mentors))
