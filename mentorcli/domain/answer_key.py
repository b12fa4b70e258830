"""Answer keys: what an answer is known by within its form, a number or a time with an address's mark."""

from __future__ import annotations

import re

VERSION = re.compile(r"^(f-[a-z0-9]+:)?(copy(\d+):)?")
"""What a key begins with: the language and the copy of the form, mostly nothing."""
MADE = re.compile(r"(?:^| )r-[a-z2-7]{10}$")
"""What a key ends with that is made from somebody's address."""

_CARRIED = re.compile(r"^2[0-9]{3}-[a-z]+ ")
"""What a key begins with in a cohort to which its answer was carried over: the cohort it comes from."""


def carried_key(cohort: str, answer: str) -> str:
    """Return the key of an answer to a cohort's form in a later cohort, whose form counts anew."""
    return f"{cohort} {answer}"


def is_carried(answer: str) -> bool:
    """Tell whether an answer was given in an earlier cohort: no export of this one has it."""
    return bool(_CARRIED.match(answer))


def version_of(answer: str) -> str:
    """Return the version that an answer's key belongs to, empty for the form's first one."""
    found = VERSION.match(answer)
    return found[0] if found else ""


def in_any_order(answer: str) -> str:
    """Return a key that is the same however day, month and year of its time are read.

    Where nothing tells their order a key has the time as it was written, later as it was meant.
    """
    made = MADE.search(answer)
    if made is None:
        return answer
    first = version_of(answer)
    numbers = [int(n) for n in re.findall(r"\d+", answer[len(first) : made.start()])]
    day, time = sorted(n % 100 for n in numbers[:3]), numbers[3:]
    while time and not time[-1]:  # “8:19” and 08:19:00 are one time
        time.pop()
    return f"{first}{day}{time}{made[0]}"
