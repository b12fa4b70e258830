"""What stands in the way of somebody without a match: the fewest rules and people, and repairs.

A blocking set is irreducible: with all its rules in force and all its people seated there is no
place for the person, and without any one of them there is. Every question "is there a plan?" is an
exact integer program. People are preferred out of the set, so a set of rules alone is found where
there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.application import Capacity, Given, Source
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.plan import Blocking, MatchingCase, Plan, Repair, mentors_by_mentee
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.ask.irreducible import Possible, blocking_of
from mentorcli.matching.ask.what_if import held, pairs_of, together_on
from mentorcli.matching.board.board import Board, board_of
from mentorcli.matching.board.edges import Edge, Edges
from mentorcli.matching.board.mixing import NO_MIX, mix_of
from mentorcli.matching.board.seats import LANGUAGE_RULE, seats_of
from mentorcli.matching.ground import working_languages
from mentorcli.matching.solve.groups.milp import best
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.task import Task, task_of

MOST_TRIED = 6
"""How many changes are tried for a repair, those with the best score first."""

MOST_KEPT = 3
"""With how many whom the rules allow it is tried to keep somebody, at whose cost."""


def blocking(case: MatchingCase, plan: Plan, person: str, role: RoleKey) -> Blocking:
    """Return the rules and people that together keep somebody without a match."""
    board = board_of(case)
    possible = _questions(board, person, role)
    seated = [p for p in mentors_by_mentee(plan.matches) if (p, role) != (person, "mentee")]
    return blocking_of([r.key for r in board.rules], seated, possible)


def still_blocked(case: MatchingCase, person: str, role: RoleKey, found: Blocking) -> bool:
    """Tell whether a set of rules and people leaves no plan with a place for somebody."""
    possible = _questions(board_of(case), person, role)
    named = [*(f"rule:{r}" for r in found.rules), *(f"person:{p}" for p in found.people)]
    return not possible(named)


def _questions(board: Board, person: str, role: RoleKey) -> Possible:
    """Return a function that tells whether a plan seats somebody and obeys the rules and people."""
    mentee_place = {a.person: i for i, a in enumerate(board.mentees)}
    mentor_place = {a.person: j for j, a in enumerate(board.mentors)}

    def possible(named: Sequence[str]) -> bool:
        kept = {x.partition(":")[2] for x in named if x.startswith("rule:")}
        seated = [mentee_place[x.partition(":")[2]] for x in named if x.startswith("person:")]
        task = _under(board, frozenset(kept))
        here = mentee_place[person] if role == "mentee" else mentor_place[person]
        mine = [int((e.i if role == "mentee" else e.j) == here) for e in task.edges]
        rows = [Fixed(mine, 1, or_more=True)]
        rows += [Fixed([int(e.i == i) for e in task.edges], 1) for i in seated]
        everything = range(len(task.edges))
        return best(task, everything, rows, [0] * len(task.edges)) is not None

    return possible


def _under(board: Board, kept: frozenset[str]) -> Task:
    """Return the task with only some of the rules in force; decisions hold; scores are left out."""
    off = [rule.key for rule in board.rules if rule.key not in kept]
    full = task_of(board)
    by_language = LANGUAGE_RULE in kept
    blocked = {pair for pair, keys in board.blocked.items() if not set(keys) <= set(off)}
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
    alone = board.case.programme.form == "pairs"
    mix = mix_of(board.mentees, [r for r in board.rules if r.key in kept], board.ground)
    apart = {pair for pair, keys in board.apart.items() if not set(keys) <= set(off)}
    return replace(full, edges=Edges.of(edges), current=frozenset(),
                   apart=frozenset() if alone else frozenset(apart),
                   mix=NO_MIX if alone else mix)  # fmt: skip


def _shared(board: Board, i: int, j: int) -> frozenset[Language]:
    both = [set(working_languages(a)) for a in (board.mentees[i], board.mentors[j])]
    return frozenset(LANGUAGES) & both[0] & both[1]


def repairs(case: MatchingCase, plan: Plan, person: str, role: RoleKey) -> tuple[Repair, ...]:
    """Return single changes that give somebody a match, the cheapest first, each re-solved.

    Tried are a pair of theirs that one rule alone forbids, and one place more with a mentor whom
    the rules allow: the best by score, at most 6 in all. And to keep a mentee with one of the best
    3 whom the rules allow, which may cost somebody else a place.
    """
    board = board_of(case)
    ranked = sorted(_candidates(board, person, role), key=lambda x: (-x[0], x[1:]))
    # places are the mentor's, whichever mentee they are for
    once = {(x[1], "" if x[1] == "capacity" else x[2], *x[3:]): x for x in reversed(ranked)}
    tried = [x for x in ranked if x in once.values()][:MOST_TRIED]
    found = []
    for _, kind, mentee, mentor, rule, places in tried:
        changed = _changed(case, kind, mentee, mentor, rule, places)
        other = board_of(changed)
        task = task_of(other, pairs_of(plan))
        mine = [
            int(
                (other.mentees[e.i].person == person)
                if role == "mentee"
                else (other.mentors[e.j].person == person)
            )
            for e in task.edges
        ]
        outcome = held(other, task, plan, Fixed(mine, 1, or_more=True), gently=True, changed=True)
        if outcome.possible:
            found.append(Repair(kind, mentee, mentor, rule, places, outcome))
    return tuple(sorted((*found, *_instead(board, plan, person, role)), key=_price))


def _instead(board: Board, plan: Plan, person: str, role: RoleKey) -> list[Repair]:
    """Return what keeping somebody with the best whom the rules allow costs the others."""
    if role != "mentee":
        return []
    i = next(i for i, a in enumerate(board.mentees) if a.person == person)
    allowed = [j for j in range(len(board.mentors)) if board.allowed((i, j))]
    best_first = sorted(allowed, key=lambda j: (-board.scores[i, j], board.mentors[j].person))
    pairs = [(person, board.mentors[j].person) for j in best_first[:MOST_KEPT]]
    task = task_of(board, pairs_of(plan)) if pairs else None
    kept = [(pair, together_on(board, task, plan, pair, gently=True)) for pair in pairs if task]
    return [Repair("keep", *pair, "", 0, outcome) for pair, outcome in kept if outcome.possible]


def _price(repair: Repair) -> tuple[object, ...]:
    then = {s.key: s.then for s in repair.outcome.stages}
    return (
        -then.get("seated", 0), len(repair.outcome.moves), -then.get("worst_served", 0),
        -then.get("total", 0), repair.kind, repair.mentee, repair.mentor,
    )  # fmt: skip


def _candidates(
    board: Board, person: str, role: RoleKey
) -> list[tuple[int, str, str, str, str, int]]:
    mine = [
        (i, j)
        for i, a in enumerate(board.mentees)
        for j, b in enumerate(board.mentors)
        if (a if role == "mentee" else b).person == person and (i, j) not in board.forbidden
    ]
    found = []
    for i, j in mine:
        mentee, mentor = board.mentees[i].person, board.mentors[j].person
        score = sum(p.points for p in board.parts((i, j)))
        rules = board.blocked.get((i, j), ())
        seats = seats_of(board.mentors[j].capacity(), board.case.programme)
        if len(rules) == 1 and seats:
            found.append((score, "override", mentee, mentor, rules[0], 0))
        more = (seats[1] if seats else board.mentors[j].capacity().most) + 1
        fewest, most = board.case.programme.group
        if not rules and fewest <= more <= most:
            found.append((score, "capacity", mentee, mentor, "", more))
    return found


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
    people = tuple(
        replace(
            a,
            answers={
                **a.answers,
                "capacity": Given(Capacity(min(a.capacity().fewest, places), places), source),
            },
        )
        if a.person == mentor
        else a
        for a in case.mentors
    )
    return replace(case, mentors=people)
