"""Tie-break numbers of pairs: fixed by the cohort and the two people, made for many pairs at once.

Each person has a number of 64 bits from SHA-256 of the cohort's key, the role and the person id. A
pair's numbers come from mixing the two (the finaliser of SplitMix64, Steele, Lea and Flood 2014),
64 bits at a time, cut into numbers of 16 bits. So they depend on identities only, and not on rows,
machines or versions, and a hundred million pairs take seconds instead of minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

DIGIT_BITS = 16
DIGITS = 16
_A_ROUND = 64 // DIGIT_BITS
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """The tie-break numbers of all pairs of mentees (``one``) and mentors (``other``), by place.

    Those of the mentees are mixed already.
    """

    one: Any
    other: Any

    def of(self, i: Any, j: Any, digit: int) -> Any:
        """Return the ``digit``-th number of each pair (arrays of places), as int64."""
        import numpy as np

        turn = np.uint64((digit // _A_ROUND) * _GOLDEN & _MASK)
        mixed = _mixed(_mixed(self.one[i] + self.other[j]) + turn)
        shift = np.uint64(64 - DIGIT_BITS * (digit % _A_ROUND + 1))
        return (mixed >> shift & np.uint64((1 << DIGIT_BITS) - 1)).astype(np.int64)


def ties_of(cohort: str, mentees: Iterable[str], mentors: Iterable[str]) -> Ties:
    """Return the tie-break numbers of a cohort's people, given as person ids in the board's order."""
    import numpy as np

    return Ties(
        _mixed(np.array([_number(cohort, "mentee", p) for p in mentees], np.uint64)),
        np.array([_number(cohort, "mentor", p) for p in mentors], np.uint64),
    )


def _number(cohort: str, role: str, person: str) -> int:
    text = f"{cohort}\x1f{role}\x1f{person}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "big")


def _mixed(z: Any) -> Any:
    import numpy as np

    z = (z ^ (z >> np.uint64(30))) * np.uint64(_FIRST)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(_SECOND)
    return z ^ (z >> np.uint64(31))
