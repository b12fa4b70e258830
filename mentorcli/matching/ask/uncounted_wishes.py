"""Wishes that do not count, as the answers that would meet them were given for statistics only."""

from __future__ import annotations

from collections.abc import Iterator

from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.matching.comparisons import only_counted
from mentorcli.matching.criteria import criteria_of


def uncounted_wishes(case: MatchingCase) -> Iterator[Problem]:
    """Yield a note where a wish does not count, as the others were told that their answer would not."""
    for criterion in criteria_of(case.programme):
        line = criterion.line
        if line is None:
            continue
        wishing = sum(not {*a.choices(line.mine)} <= {*line.open} for a in case.mentees)
        if wishing and any(only_counted(a, line.theirs) for a in case.found):
            said = {"count": wishing, "question": line.asked}
            yield Problem.of("answer_for_statistics", Severity.NOTE, NOWHERE, **said)
