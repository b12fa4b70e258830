"""What was decided after a review workbook was written: it stays unless the workbook speaks of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.text import one_line
from mentorcli.matching.wording import name_of

Pair = tuple[str, str]
Changed = Mapping[Pair, tuple[Decision | None, Decision | None]]


def changed_since(shown: Sequence[Decision], now: Sequence[Decision]) -> Changed:
    """Return the pairs on which other is decided now than a workbook showed, as (shown, now)."""
    was, stands = ({(d.mentee, d.mentor): d for d in found} for found in (shown, now))
    return {
        pair: (was.get(pair), stands.get(pair))
        for pair in sorted({*was, *stands})
        if was.get(pair) != stands.get(pair)
    }


def repeats(shown: Decision | None, kind: DecisionKind | None, why: str) -> bool:
    """Tell whether a row says no more than the workbook itself showed when it was written."""
    if shown is None or kind is None:
        return shown is None and kind is None
    return shown.kind is kind and one_line(shown.why) == one_line(why)


def since_problems(
    changed: Changed, said: Collection[Pair], final: Collection[Decision], case: MatchingCase
) -> list[Problem]:
    """Return a note for each decision made since: it stays, stays taken back, or gives way.

    ``said`` are the pairs of which the workbook itself speaks, ``final`` what holds after it.
    """
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    holding = {(d.mentee, d.mentor): d.kind for d in final}
    problems = []
    for pair, (_, now) in changed.items():
        kind = now.kind if now else None
        if holding.get(pair) is not kind:
            code = "review_since_gives_way" if now else ""
        else:
            code = "" if pair in said else "review_since_stays" if now else "review_since_freed"
        if code:
            one, other = (names.get(p, p) for p in pair)
            problems.append(
                Problem.of(
                    code, Severity.NOTE, one=one, other=other, kind=kind.value if kind else ""
                )
            )
    return problems
