"""Codes: what thousands of pairs have is written once, in a table, and each pair says which entry.

People's names in a sentence are written as marks, so that one entry serves all whom it is said of. The
marks are noncharacters, which no stored text has; putting the names back gives the sentence itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import first_name_of, name_of

SIGNS = "".join(c for c in map(chr, range(33, 127)) if c not in "\"\\<>&'")
"""The digits of a code: each is one byte in JSON and in HTML."""
ONE, OTHER, CALLED = "\ufdd0", "\ufdd1", "\ufdd2"
"""Stand for the name of the first of two people, of the second, and the first's first name."""


def marked(text: str, one: Application, other: Application) -> str:
    """Return a text about two people with marks for their names."""
    text = text.replace(name_of(one), ONE).replace(name_of(other), OTHER)
    return text.replace(first_name_of(one), CALLED)


@dataclass(slots=True)
class Table:
    """Entries of a kind, each once, and the place of that of each pair, in the order of the pairs."""

    entries: dict[Any, int] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)

    def add(self, entry: Any) -> None:
        """Note the entry of the next pair."""
        self.places.append(self.entries.setdefault(entry, len(self.entries)))

    def written(self) -> dict[str, Any]:
        """Return the entries and the pairs' codes, all of one width."""
        base, width = len(SIGNS), 1
        while base**width < len(self.entries):
            width += 1
        coded = [_digits(n, width) for n in range(len(self.entries))]
        return {
            "table": list(self.entries),
            "width": width,
            "codes": "".join([coded[n] for n in self.places]),
        }


def _digits(number: int, width: int) -> str:
    base, signs = len(SIGNS), []
    for _ in range(width):
        number, digit = divmod(number, base)
        signs.append(SIGNS[digit])
    return "".join(reversed(signs))


def as_block(data: Any) -> str:
    """Return data as JSON that may stand in a script block: nothing in it ends the block."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def triangle(number: int) -> Sequence[tuple[int, int]]:
    """Return all two of so many places, the smaller first, in the order of their codes."""
    return [(i, k) for i in range(number) for k in range(i + 1, number)]
