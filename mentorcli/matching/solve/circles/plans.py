"""Plans of circles: what is said of each circle and of each person in it, and who waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mentorcli import __version__
from mentorcli.domain.match_life import with_new_ids
from mentorcli.domain.plan import Match, PairScore, Plan, Stage, Unplaced
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import counted, listed
from mentorcli.matching.board.circle_pool import Pool, circle_rule_counts
from mentorcli.matching.board.fingerprint import case_hash, profile_hash
from mentorcli.matching.phrases import name_of
from mentorcli.matching.working_language import choose_language, working_languages

MOST_SHOWN = 3


def plan_of(pool: Pool, made: Sequence[tuple[int, ...]], stages: tuple[Stage, ...]) -> Plan:
    """Return the plan of some circles of a pool, with everybody else waiting."""
    placed = {i for members in made for i in members}
    return Plan(
        cohort=pool.case.cohort,
        inputs=case_hash(pool.case),
        version=__version__,
        matches=with_new_ids(pool.case.cohort, (_match(pool, m) for m in made)),
        waiting=tuple(
            _waiting(pool, i, any_placed=bool(placed))
            for i in range(len(pool.people))
            if i not in placed
        ),
        unused=(),
        stages=stages,
        rules=circle_rule_counts(pool),
        decisions=tuple(sorted(set(pool.case.decisions))),
        profile=profile_hash(pool.case.programme),
    )


def _match(pool: Pool, members: tuple[int, ...]) -> Match:
    people = [pool.people[i] for i in members]
    pairs = tuple(_person(pool, i, members) for i in members)
    ids = pool.ids(members)
    return Match(
        id="",
        mentor="",
        mentees=ids,
        language=choose_language(tuple(working_languages(a) for a in people)),
        score=sum(p.score for p in pairs),
        pairs=pairs,
    )


def _person(pool: Pool, i: int, members: tuple[int, ...]) -> PairScore:
    parts = pool.parts(i, members)
    kept = any(i in pair for pair in pool.kept)
    excused = sorted({k for p, rules in pool.kept.items() if i in p for k in rules})
    reason = " ".join(pool.reason(i, k) for k in members if k != i)
    if kept:
        against = f" against a rule: {', '.join(excused)}" if excused else ""
        reason += f" Kept by hand{against}."
    return PairScore(pool.people[i].person, sum(p.points for p in parts), parts, reason, kept)


def _waiting(pool: Pool, i: int, *, any_placed: bool) -> Unplaced:
    name, person = name_of(pool.people[i]), pool.people[i].person
    others = [k for k in range(len(pool.people)) if k != i]
    options = [
        k for k in others if not pool.blocked(i, k) and (min(i, k), max(i, k)) not in pool.forbidden
    ]
    if not options:
        words = {r.key: r.words for r in pool.rules}
        said = Counter(words[key] for k in others for key in pool.blocked(i, k))
        ranked = sorted(said.items(), key=lambda x: (-x[1], x[0]))
        why = listed([f"{text} ({number})" for text, number in ranked]) or "your decisions"
        reason = f"The rules leave {name} none of the {len(others)} others: {why}."
        return Unplaced(person, "blocked_by_rules", reason)
    ranked_people = sorted(
        options, key=lambda k: (-pool.points_both_ways(i, k), pool.people[k].person)
    )
    best = tuple(
        (pool.people[k].person, pool.points_both_ways(i, k)) for k in ranked_people[:MOST_SHOWN]
    )
    costs = " without leaving somebody else without a place" * any_placed
    reason = (
        f"The rules allow {name} with {counted(len(options), 'other')}, but no circle can be filled "
        f"for them{costs}."
    )
    return Unplaced(person, "would_not_fill_group", reason, best)


def impossible(pool: Pool, most_moves: int | None) -> UserError:
    """Return the error for kept pairs that cannot all be, or for too few moves."""
    people = [name_of(a) for a in pool.people]
    kept = [f"{people[i]} with {people[k]}" for i, k in sorted(pool.kept)]
    said = f"No plan holds all the pairs that you kept: {listed(kept)}." if kept else ""
    if most_moves is not None:
        said += (
            f" None moves {counted(most_moves, 'person')} at most."
            if kept
            else (f"No plan moves so few: {most_moves}.")
        )
    return UserError(
        said or "No plan puts these people into circles.",
        "Free one of the kept pairs, or allow more moves, and run again.",
    )
