"""Who somebody is, whatever row, spelling or file they came in."""

from __future__ import annotations

import hashlib

from mentorcli.domain.text import match_key

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_TWO_LETTERS = tuple(a + b for a in _BASE32 for b in _BASE32)
"""What ten bits are in base 32 (RFC 4648): five look-ups instead of a loop over bytes."""


def stable_id(prefix: str, *parts: str) -> str:
    """Return a short identifier made from ``parts`` alone: ``prefix`` and 10 letters or digits.

    The same parts give the same identifier on every machine; 50 bits of SHA-256, so among 10,000
    people two share one with a chance of about 1 in 20 million.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()
    bits, two = int.from_bytes(digest[:8], "big") >> 14, _TWO_LETTERS
    return (
        f"{prefix}-{two[bits >> 40]}{two[bits >> 30 & 1023]}{two[bits >> 20 & 1023]}"
        f"{two[bits >> 10 & 1023]}{two[bits & 1023]}"
    )


def person_id(email: str, name: str) -> str:
    """Return the identifier of somebody first seen with this address and name."""
    return stable_id("p", match_key(email), match_key(name))
