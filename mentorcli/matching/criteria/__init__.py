"""Scoring criteria, one file each: whole points from 0 to the most that the profile gives.

A criterion is switched on by its name in the profile. What compares an answer of two people is a
line (``matching/comparisons.py``), here as ``NAME.toml`` or in the profile itself. Anything else is a
module here. It has ``PURPOSE`` (one sentence) and::

    def points(mentee, mentor, most, ground) -> int          # 0..most, whole numbers only
    def words(mentee, mentor, ground) -> str                 # why, with the mentor as subject

``points`` runs for every pair and stays cheap; ``words`` only for pairs that somebody looks at.
Words quote only answers that the others of a match may see. A criterion may also have
``opening(mentee, ground)``: what the mentee asks for, with the mentee as subject. ``LOOK`` says what
``points`` reads (``matching/rule_inputs.py``); without it every pair is asked about, which is slower.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.plan import ScorePart
from mentorcli.domain.programme import CriterionSetting, Programme
from mentorcli.files.shipped import module_in
from mentorcli.matching.comparisons import Comparison, comparison_of
from mentorcli.matching.rule_inputs import Ground, Look


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as its module states it, with the most points that the profile gives it."""

    key: str
    purpose: str
    most: int
    points: Callable[[Application, Application, int, Ground], int]
    words: Callable[[Application, Application, Ground], str]
    opening: Callable[[Application, Ground], str] | None
    look: Look | None = None
    line: Comparison | None = None

    def part(self, mentee: Application, mentor: Application, ground: Ground) -> ScorePart:
        """Return what this criterion gives a pair, and why."""
        points = self.points(mentee, mentor, self.most, ground)
        return ScorePart(self.key, points, self.most, self.words(mentee, mentor, ground))


_MEETING = "meeting_mode"
NO_WAY = "no way to meet in common"


def meeting_line(programme: Programme) -> Comparison | None:
    """Return the line that tells whether two have a way to meet in common, as the profile words it."""
    said = next((c.settings for c in programme.criteria if c.key == _MEETING), {})
    return comparison_of("matching/criteria", _MEETING, said, programme)


def criteria_of(programme: Programme) -> tuple[Criterion, ...]:
    """Return the criteria of a profile in its order; those worth no points are left out."""
    return tuple(_criterion(c, programme) for c in programme.criteria if c.points)


def _criterion(setting: CriterionSetting, programme: Programme) -> Criterion:
    key, most = setting.key, setting.points
    line = comparison_of("matching/criteria", key, setting.settings, programme)
    if line is not None:
        return Criterion(
            key, line.purpose(), most, line.points, line.words, line.opening, line.look(), line
        )
    module = module_in("matching/criteria", key)
    opening, look = (getattr(module, name, None) for name in ("opening", "LOOK"))
    return Criterion(key, module.PURPOSE, most, module.points, module.words, opening, look)
