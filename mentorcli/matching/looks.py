"""What a rule or criterion looks at, so that all pairs can be judged without asking about each.

A rule stays written once, as a function of two applications. Beside it stands its look: what it
reads on either side. Pairs whose looks are the same get the same verdict, so the function itself is
asked once for each kind of pair (``matching/tables.py``) and nothing is written a second time.
A rule or criterion without a look is asked about every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum

from mentorcli.domain.application import Application
from mentorcli.matching.ground import Ground

Side = Callable[[Application, Ground], Hashable]


class Way(StrEnum):
    """How a verdict depends on what is read."""

    ANSWERS = "answers"
    """On both sides as they are: asked once for each two different sides."""
    SHARED = "shared"
    """The first side is a tuple, the other a frozenset: on how many there are in the first, and
    how many of these are in the other."""
    MEETING = "meeting"
    """Both sides are tuples: no points, and nothing in the way, unless one thing (None is none) is
    in both; else on both tuples as they are."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is read of the mentee and of the mentor; for mates, of the one and of the other."""

    way: Way
    one: Side
    other: Side
