"""What may not lie in a file that travels: verdicts that would tell an answer for statistics.

Such a criterion gives no points on the page and such a rule, and every rule about the mix of a group,
is judged when the page's decisions are read back. In a discreet page no reason is given either that
rests on an answer which only HR may read: whatever does not say that it reads open answers only, does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import ROLES, Programme, Visibility
from mentorcli.matching.comparisons import Comparison, comparison_of
from mentorcli.matching.criteria import Criterion, criteria_of, meeting_line
from mentorcli.matching.rules import Rule, rules_of
from mentorcli.matching.working_language import LANGUAGE_RULE

PRIVATE, APART = "", "A private answer keeps these two apart."
"""What stands for the rule, and for its sentence, where a discreet page does not tell them."""


def shown_criteria(case: MatchingCase) -> tuple[Criterion, ...]:
    """Return the criteria whose points are on the page."""
    programme = case.programme
    return tuple(
        c
        for c in criteria_of(programme)
        if not (c.line and Visibility.STATISTICS in _read(c.line, programme))
    )


def judged_later(case: MatchingCase) -> tuple[Rule, ...]:
    """Return the rules whose verdicts are not on the page."""
    lines, programme = _lines(case.programme), case.programme
    return tuple(
        rule
        for rule in rules_of(programme)
        if rule.alone
        or rule.alike
        or (rule.key in lines and Visibility.STATISTICS in _read(lines[rule.key], programme))
    )


def open_meeting(programme: Programme) -> Comparison | None:
    """Return what tells whether people can meet, where that tells no answer for statistics."""
    line = meeting_line(programme)
    return line if line and Visibility.STATISTICS not in _read(line, programme) else None


def open_rules(case: MatchingCase) -> frozenset[str]:
    """Return the rules that certainly read nothing but what the others of a match may see."""
    lines, programme = _lines(case.programme), case.programme
    seen = (k for k, line in lines.items() if _read(line, programme) == {Visibility.MATCH})
    return frozenset((LANGUAGE_RULE, *seen))


def _lines(programme: Programme) -> dict[str, Comparison]:
    asked: dict[str, Mapping[str, Any]] = {r.key: r.settings for r in programme.rules}
    found = {k: comparison_of("matching/rules", k, said, programme) for k, said in asked.items()}
    return {key: line for key, line in found.items() if line is not None}


def _read(line: Comparison, programme: Programme) -> set[Visibility]:
    """Return who may read the answers that a line holds against each other, in either role."""
    fields = {line.mine, line.theirs, line.without} - {""}
    asked = (programme.field(role, key) for role in ROLES for key in fields)
    return {field.visible_to for field in asked if field}
