"""Proposing and explaining circles of equals, from the same description of a case as all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from mentorcli import __version__
from mentorcli.domain.decision import Decision
from mentorcli.domain.person import circle_id
from mentorcli.domain.plan import (
    Explanation,
    Match,
    MatchingCase,
    PairOutlook,
    PairScore,
    Plan,
    Unplaced,
)
from mentorcli.domain.problem import NOWHERE, Problem, Severity, UserError
from mentorcli.domain.text import counted
from mentorcli.matching.board.barred import why_barred
from mentorcli.matching.board.board import BY_HAND
from mentorcli.matching.board.circle_pool import Pool, circle_rule_counts, objection, pool_of
from mentorcli.matching.board.fingerprint import case_hash, profile_hash, seal_of
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.board.seats import choose_language
from mentorcli.matching.ground import working_languages
from mentorcli.matching.solve.circles.columns import choices_of
from mentorcli.matching.solve.circles.stages import best_of, solve_circles
from mentorcli.matching.solve.circles.tied import tied_problems
from mentorcli.matching.solve.groups.stages import NoAnswerError
from mentorcli.matching.wording import listed, name_of

MOST_SHOWN = 3


def best_circles(
    case: MatchingCase, keys: Sequence[str], against: Sequence[tuple[str, str]] = (),
    most_moves: int | None = None,
) -> Plan:  # fmt: skip
    """Return the best plan of circles by the stages ``keys``.

    ``against`` holds the pairs that were together in the plan that is repaired. Somebody moves who
    loses one of them. Raises UserError when kept pairs cannot all be, and for too many circles.
    """
    pool = pool_of(case)
    circles = choices_of(pool, against)
    rows = () if most_moves is None else (circles.at_most(most_moves),)
    try:
        chosen, stages = solve_circles(circles, keys, rows)
    except NoAnswerError:
        raise _impossible(pool, most_moves) from None
    made = [circles.members[g] for g in chosen]
    placed = {i for m in made for i in m}
    plan = Plan(
        cohort=case.cohort,
        inputs=case_hash(case),
        version=__version__,
        matches=tuple(sorted((_match(pool, m) for m in made), key=lambda m: m.id)),
        waiting=tuple(_waiting(pool, i) for i in range(len(pool.people)) if i not in placed),
        unused=(),
        stages=stages,
        rules=circle_rule_counts(pool),
        decisions=tuple(sorted(set(case.decisions))),
        profile=profile_hash(case.programme),
        against=tuple(sorted(against)),
        most_moves=most_moves,
    )
    return replace(plan, seal=seal_of(plan))


def fewest_moved(case: MatchingCase, against: Sequence[tuple[str, str]]) -> int:
    """Return how many people lose company in every plan; ``against`` as for ``best_circles``."""
    circles = choices_of(pool_of(case), against)
    found = best_of(circles, tuple(range(len(circles.members))), (), circles.stay)
    return circles.old - found[1] if found else 0


def _match(pool: Pool, members: tuple[int, ...]) -> Match:
    people = [pool.people[i] for i in members]
    pairs = tuple(_person(pool, i, members) for i in members)
    ids = pool.ids(members)
    return Match(
        id=circle_id(pool.case.cohort, ids),
        mentor="",
        mentees=ids,
        language=choose_language(tuple(working_languages(a) for a in people)),
        score=sum(p.score for p in pairs),
        pairs=pairs,
    )


def _person(pool: Pool, i: int, members: tuple[int, ...]) -> PairScore:
    parts = pool.parts(i, members)
    kept = any(i in pair for pair in pool.kept)
    excused = sorted({k for p, rules in pool.excused.items() if i in p for k in rules})
    reason = " ".join(reason_between(pool, i, k) for k in members if k != i)
    if kept:
        against = f" against a rule: {', '.join(excused)}" if excused else ""
        reason += f" Kept by hand{against}."
    return PairScore(pool.people[i].person, sum(p.points for p in parts), parts, reason, kept)


def reason_between(pool: Pool, one: int, other: int) -> str:
    """Return the sentence that says what one person finds in another."""
    me, mate = pool.people[one], pool.people[other]
    return reason_of(me, mate, pool.criteria, pool.ground, pool.parts_between(one, other))


def _waiting(pool: Pool, i: int) -> Unplaced:
    name, person = name_of(pool.people[i]), pool.people[i].person
    others = [k for k in range(len(pool.people)) if k != i]
    options = [
        k for k in others
        if not pool.blocked(i, k) and (min(i, k), max(i, k)) not in pool.forbidden
    ]  # fmt: skip
    if not options:
        words = {r.key: r.words for r in pool.rules}
        said = Counter(words[key] for k in others for key in pool.blocked(i, k))
        ranked = sorted(said.items(), key=lambda x: (-x[1], x[0]))
        why = listed([f"{text} ({number})" for text, number in ranked]) or "your decisions"
        reason = f"The rules leave {name} none of the {len(others)} others: {why}."
        return Unplaced(person, "blocked_by_rules", reason)
    ranked_people = sorted(options, key=lambda k: (-_both(pool, i, k), pool.people[k].person))
    best = tuple((pool.people[k].person, _both(pool, i, k)) for k in ranked_people[:MOST_SHOWN])
    reason = (
        f"The rules allow {name} with {counted(len(options), 'other')}, but no circle can be filled "
        "for them without leaving somebody else without a place."
    )
    return Unplaced(person, "would_not_fill_group", reason, best)


def _both(pool: Pool, i: int, k: int) -> int:
    return sum(pool.points[i, k]) + sum(pool.points[k, i])


def _impossible(pool: Pool, most_moves: int | None) -> UserError:
    people = [name_of(a) for a in pool.people]
    kept = [f"{people[i]} with {people[k]}" for i, k in sorted(pool.kept)]
    said = f"No plan holds all the pairs that you kept: {listed(kept)}." if kept else ""
    if most_moves is not None:
        said += f" None moves {counted(most_moves, 'person')} at most." if kept else (
            f"No plan moves so few: {most_moves}.")  # fmt: skip
    return UserError(
        said or "No plan puts these people into circles.",
        "Free one of the kept pairs, or allow more moves, and run again.",
    )


def judge_peers(case: MatchingCase, decisions: Iterable[Decision]) -> tuple[Problem, ...]:
    """Return what is wrong with decisions about equals, as ``judge`` does."""
    asked = sorted(set(decisions))
    pool = pool_of(replace(case, decisions=tuple(asked)))
    names = {a.person: name_of(a) for a in pool.people}
    wrong = [
        Problem.of(
            "decision_unknown_person", Severity.NOTE, kind=d.kind.value,
            mentee=names.get(d.mentee, d.mentee), mentor=names.get(d.mentor, d.mentor),
            missing=d.mentor if d.mentee in names else d.mentee,
        )
        for d in asked
        if d.mentee not in names or d.mentor not in names
    ]  # fmt: skip
    wrong += [
        Problem.of("decided_with_themselves", Severity.DECIDE, kind=d.kind.value,
                   person=names.get(d.mentee, d.mentee))
        for d in asked
        if d.mentee == d.mentor
    ]  # fmt: skip
    for i, k in sorted(pool.kept):
        both = {"mentee": name_of(pool.people[i]), "mentor": name_of(pool.people[k])}
        if (i, k) in pool.forbidden:
            wrong.append(Problem.of("keep_and_forbid", Severity.DECIDE, NOWHERE, **both))
        for rule in pool.rules:
            if rule.key in pool.blocked(i, k):
                why = objection(rule, pool.people[i], pool.people[k], pool.ground)
                wrong.append(Problem.of("keep_breaks_rule", Severity.BLOCKER, NOWHERE, **both,
                                        rule=rule.key, why=why))  # fmt: skip
    return (*wrong, *tied_problems(pool))


def explain_peer(case: MatchingCase, plan: Plan, person: str) -> Explanation:
    """Return why somebody is in their circle, the others who may be with them, and who may not."""
    pool = pool_of(case)
    place = {a.person: i for i, a in enumerate(pool.people)}
    if person not in place:
        raise UserError(f"{person} is not in {case.cohort} with a complete application.")
    me = place[person]
    match = next((m for m in plan.matches if person in m.mentees), None)
    mates = set(match.mentees) - {person} if match else set()
    outlooks = sorted(
        (peer_outlook(pool, plan, me, k) for k in place.values() if k != me),
        key=lambda o: (-o.score, o.mentor),
    )
    found = next((u for u in plan.waiting if u.person == person), None)
    pair = next((p for p in match.pairs if p.mentee == person), None) if match else None
    headline = pair.reason if pair else found.reason if found else "Not in this plan."
    rest = [o for o in outlooks if o.mentor not in mates]
    return Explanation(
        person, "mentee", headline, match, tuple(o for o in outlooks if o.mentor in mates),
        tuple(o for o in rest if o.allowed()), tuple(o for o in rest if not o.allowed()),
    )  # fmt: skip


def peer_outlook(pool: Pool, plan: Plan, me: int, other: int) -> PairOutlook:
    """Return what two equals give each other, and what keeps them apart."""
    people = (pool.people[me], pool.people[other])
    found = [
        (rule.key, objection(rule, *people, pool.ground))
        for rule in pool.rules
        if rule.key in pool.blocked(me, other)
    ]
    if (min(me, other), max(me, other)) in pool.forbidden:
        found.append((BY_HAND, why_barred(pool.case.decisions, *people)))
    parts = pool.parts_between(me, other)
    circle = next((m.mentees for m in plan.matches if people[1].person in m.mentees), ())
    standing = "has no circle in this plan" if not circle else f"is in a circle of {len(circle)}"
    if people[0].person in circle:
        standing = "together in this plan"
    return PairOutlook(
        people[0].person, people[1].person, tuple(found), sum(p.points for p in parts), parts,
        reason_between(pool, me, other), "" if found else standing,
    )  # fmt: skip


def company(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the pairs that are together in a plan of circles, sorted."""
    return tuple(sorted(pair for m in plan.matches for pair in combinations(m.mentees, 2)))
