"""Who has a place and how well they are served, by group, with intervals; who gains by narrow answers.

A rate has Wilson's interval (E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", JASA 22, 1927), a mean score that of its standard error; both at 95 %. A
difference is told only where the interval of a group and that of all others do not overlap.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.matching.solve.propose import propose

_Z = 1.959963984540054
"""The normal deviate of 95 %."""
GROUPED_BY = ("school", "stage", "level", "languages", "gender")
BREADTH = ("goals", "industries", "meeting_modes", "languages")
"""Fields of which somebody may choose one option or many."""
NOT_SAID = "not stated"

Rate = tuple[float, float]


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """How a group of mentees fared.

    ``rate`` and ``score`` are intervals (low, high), None where there are too few to tell; scores
    are those of the placed; the numbers of too small a group are None, not to show them. ``verdict`` is ``too few to tell``, ``no difference shown``, or
    ``placed less often``, ``placed more often``, ``lower scores``, ``higher scores`` than others.
    """

    field: str
    group: str
    people: int | None
    placed: int | None
    rate: Rate | None
    score: Rate | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """Somebody with ``others`` who would be with ``instead``, or nobody, if few answers gave no more points."""

    mentee: str
    others: tuple[str, ...]
    instead: tuple[str, ...]


def wilson(placed: int, people: int) -> Rate:
    """Return Wilson's interval for a share of ``people``, who are 1 at least."""
    share, z2 = placed / people, _Z * _Z
    centre = (share + z2 / (2 * people)) / (1 + z2 / people)
    spread = math.sqrt(share * (1 - share) / people + z2 / (4 * people * people))
    half = _Z * spread / (1 + z2 / people)
    return max(0.0, centre - half), min(1.0, centre + half)


def mean_interval(scores: list[int]) -> Rate:
    """Return the interval of a mean of two scores or more."""
    number, mean = len(scores), sum(scores) / len(scores)
    variance = sum((s - mean) ** 2 for s in scores) / (number - 1)
    half = _Z * math.sqrt(variance / number)
    return mean - half, mean + half


def by_group(case: MatchingCase, plan: Plan) -> tuple[GroupOutcome, ...]:
    """Return how each group fared by school, stage, level, languages and gender, where they are asked."""
    asked = [f for f in GROUPED_BY if case.programme.field("mentee", f) is not None]
    return tuple(x for f in asked for x in _outcomes(case, plan, f, partial(_said, f)))


def by_breadth(case: MatchingCase, plan: Plan) -> tuple[GroupOutcome, ...]:
    """Return how those fared who chose one, two and more options, field by field."""
    asked = [f for f in BREADTH if case.programme.field("mentee", f) is not None]
    return tuple(x for f in asked for x in _outcomes(case, plan, f, partial(_breadth, f)))


def _said(field: str, application: Application) -> str:
    return " + ".join(sorted(application.choices(field))) or NOT_SAID


def _breadth(field: str, application: Application) -> str:
    return str(len(application.choices(field)))


def _outcomes(
    case: MatchingCase, plan: Plan, field: str, group_of: Callable[[Application], str]
) -> list[GroupOutcome]:
    scores = {p.mentee: p.score for m in plan.matches for p in m.pairs}
    groups: dict[str, list[str]] = defaultdict(list)
    for a in sorted(case.mentees, key=lambda a: a.person):
        groups[group_of(a)].append(a.person)
    everybody = [a.person for a in case.mentees]
    return [
        _outcome(
            field,
            name,
            members,
            [p for p in everybody if p not in set(members)],
            scores,
            case.programme.small_cell,
        )
        for name, members in sorted(groups.items())
    ]


def _outcome(
    field: str, name: str, members: list[str], others: list[str], scores: dict[str, int], few: int
) -> GroupOutcome:
    mine, theirs = ([scores[p] for p in group if p in scores] for group in (members, others))
    if len(members) < few:
        return GroupOutcome(field, name, None, None, None, None, "too few to tell")
    rate = wilson(len(mine), len(members))
    score = mean_interval(mine) if len(mine) >= max(few, 2) else None
    verdict = "too few to tell"
    if len(others) >= few:
        verdict = _compared(
            rate, wilson(len(theirs), len(others)), "placed less often", "placed more often"
        )
        if verdict == "" and score and len(theirs) >= max(few, 2):
            verdict = _compared(score, mean_interval(theirs), "lower scores", "higher scores")
        verdict = verdict or "no difference shown"
    return GroupOutcome(field, name, len(members), len(mine), rate, score, verdict)


def _compared(mine: Rate, theirs: Rate, less: str, more: str) -> str:
    if mine[1] < theirs[0]:
        return less
    return more if mine[0] > theirs[1] else ""


def gained_by_narrow_answers(case: MatchingCase, plan: Plan) -> tuple[Narrow, ...]:
    """Return who has a place or mentor only because fewer choices made each count for more.

    A share of two goals is easier to fill than a share of three. The cohort is matched again with
    every mentee's goals and ways to meet counted against the most that anybody chose; those who
    chose fewer than that and then stand elsewhere are returned. Exact, by one more solve.
    """
    fields = [f for f in ("goals", "meeting_modes") if case.programme.field("mentee", f)]
    most = {f: max((len(a.choices(f)) for a in case.mentees), default=0) for f in fields}
    padded = tuple(_padded(a, most) for a in case.mentees)
    narrow = {a.person for a, b in zip(case.mentees, padded, strict=True) if a is not b}
    now, then = plan.company(), propose(replace(case, mentees=padded)).company()
    changed = (p for p in sorted(narrow & now.keys()) if then.get(p) != now[p])
    return tuple(Narrow(p, now[p], then.get(p, ())) for p in changed)


def _padded(application: Application, most: dict[str, int]) -> Application:
    answers = dict(application.answers)
    for field, number in most.items():
        chosen = application.choices(field)
        if chosen and len(chosen) < number:
            filler = tuple(f"\x1f{k}" for k in range(number - len(chosen)))
            answers[field] = replace(answers[field], value=(*chosen, *filler))
    same = answers == dict(application.answers)
    return application if same else replace(application, answers=answers)
