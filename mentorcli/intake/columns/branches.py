"""Questions that stand twice because a form branches: ``Mentees`` and ``Mentees2``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.table import CellValue
from mentorcli.intake.columns.candidates import SEVERAL, SURE
from mentorcli.intake.columns.column_choice import Choice, Ground
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.choices import is_nothing
from mentorcli.intake.values.parsing import text_of

_NUMBERED = re.compile(r"^(?P<base>.*[^\W\d_][?:.]?) ?(?P<number>[2-9]|1\d)$")


def branches(ground: Ground, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices with numbered copies of a question joined to it, to be confirmed.

    A copy may feed the same field only where no row answers both.
    """
    settled = list(choices)
    headers = ground.seen.layout.headers
    first = {header_key(h): i for i, h in reversed(list(enumerate(headers)))}
    for i in range(len(headers)):
        found = _NUMBERED.match(header_key(headers[i]))
        base = first.get(header_key(found["base"])) if found else None
        if base is None or base == i or settled[i].option:
            continue
        field = settled[base].field
        if field is None or field.startswith("@") or settled[base].option:
            continue
        if field not in ground.titles.fields or ground.titles.fields[field].type in SEVERAL:
            continue
        if i not in ground.open and settled[i].field != field:
            continue
        settled[base], copy = _joined(ground, settled[base], base, i, field)
        settled[i] = copy if i in ground.open else replace(settled[i], group=copy.group)
    return settled


def _joined(
    ground: Ground, leader: Choice, base: int, copy: int, field: str
) -> tuple[Choice, Choice]:
    both = any(
        _says(a) and _says(b) for a, b in zip(ground.values(base), ground.values(copy), strict=True)
    )
    if both:
        why = f"a numbered copy of {field}, but rows answer both"
        return leader, Choice(None, 0, why, (field,), "branch_answered_twice")
    group = leader.group or f"branches of {field}"
    confidence = min(leader.confidence, SURE - 5)
    why = f"{field} on another path of the form"
    copied = Choice(field, confidence, why, (), "branch_column", group=group)
    return replace(leader, group=group), copied


def _says(value: CellValue) -> bool:
    return not is_nothing(text_of(value))
