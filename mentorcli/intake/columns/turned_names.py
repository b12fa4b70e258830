"""Titles of first and last names that stand over each other's answers, as the addresses tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.table import text_of
from mentorcli.domain.text import unaccented
from mentorcli.intake.columns.column_choice import Choice, Ground
from mentorcli.intake.columns.header_fields import PARTLY

ASKED = ("first_name", "last_name", "email")
FEWEST = 3  # addresses: of fewer it may be chance
_PARTS = re.compile(r"[^\W\d_]+")


def with_turned_names(ground: Ground, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices with first and last name to be confirmed where addresses turn them round.

    All addresses of the kind ``first.last@`` have the last name first: the titles may be exchanged,
    or an organisation writes so. Once a person has said it, it is remembered with the form.
    """
    fed = {c.field: i for i, c in enumerate(choices) if c.field in ASKED}
    names = [fed.get(key, -1) for key in ASKED]
    if min(names) < 0 or not ground.open.issuperset(names[:2]):
        return list(choices)
    rows = zip(*(ground.values(i) for i in names), strict=True)
    found = [said for row in rows if (said := _order(*map(text_of, row)))]
    if len(found) < FEWEST or any(said > 0 for said in found):
        return list(choices)
    settled = list(choices)
    for i in names[:2]:
        why = f"{choices[i].reason}, but the addresses have the last name before the first"
        sure = min(choices[i].confidence, PARTLY)
        settled[i] = replace(choices[i], confidence=sure, reason=why)
    return settled


def _order(first: str, last: str, address: str) -> int:
    """Return 1 where an address has the first name before the last, -1 where after it, else 0."""
    parts = _PARTS.findall(unaccented(address.partition("@")[0]))
    one, two = ("".join(_PARTS.findall(unaccented(name))) for name in (first, last))
    if len(parts) != len(ASKED) - 1 or one == two:
        return 0
    return (parts == [one, two]) - (parts == [two, one])
