"""Which field a column asks for, by evidence that adds up: words of its title, and its values.

Each sign of a column speaks for fields, or against, with the points of ``weights.toml``. Signs are
the lists of ``vocabulary.toml`` that words of the title stand in (in capitals), and what the values
look like; a field gains where the values are its own answers and loses where they cannot be.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from mentorcli.domain.programme import CONFLICTS, FieldType, RoleKey
from mentorcli.domain.table import CellValue
from mentorcli.intake.columns.column_values import doubt, values_agree
from mentorcli.intake.columns.title_words import title_signs
from mentorcli.intake.columns.value_signs import NO_VALUES, value_signs
from mentorcli.intake.values.reading import Reading

FILE = Path(__file__).parent / "weights.toml"
NOTHING, ALWAYS = "nothing", "always"
AGREES, DOUBTED, REFUSED = 5, -3, -50
"""Points for a field whose answers the values are, hardly are, and cannot be."""
LEAD, FAIR_LEAD, CLEAR_LEAD, DECIDED_LEAD = 2, 4, 6, 12
"""So many points ahead of the next a field is taken for likely, for sure where no harm is done or
where somebody must answer it, and whatever the values."""
KIN = {
    "unit": "department",
    "school": "unit",
    "themes": "goals",
    "functions": "job_title",
    "earlier": "experience",
}
"""Fields that are asked in the words of another: where only that other is asked, it is meant."""
TOLD = 3
"""So many of a title's words a reason names."""


class Weighed(NamedTuple):
    """A field, the points of the evidence for it, and the words of the title that speak for it."""

    field: str
    points: float
    words: tuple[str, ...]


@cache
def _weights() -> tuple[Mapping[str, str], Mapping[str, Mapping[str, int]]]:
    """Return the role (or none) of each known field, and the points of each sign by field.

    What speaks for nothing differs by role: ``nothing@mentee``, ``nothing@mentor``.
    """
    roles: dict[str, str] = {}
    points: dict[str, dict[str, int]] = {}
    for key, text in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        field, _, role = key.partition("@")
        name = key if field == NOTHING else field
        roles[name] = role
        said = text.split()
        for sign, weight in zip(said[::2], said[1::2], strict=True):
            points.setdefault(sign, {})[name] = int(weight)
    return roles, points


def leading_fields(
    title: str,
    role: RoleKey,
    fields: Collection[str],
    values: tuple[str, ...] = (NO_VALUES,),
    fit: Callable[[str], float] = lambda _: 0,
) -> tuple[list[Weighed], float]:
    """Return the field that the evidence speaks for, with those near it, and the lead in points.

    ``fields`` are those the programme asks of the role; fields that it does not ask are weighed
    too, and where one of them leads, one of the other role clearly does, or nothing does, none is
    returned, but where names may tell a conflict. Where it speaks for nothing the lead is below 0.
    ``values`` is what the values look like; ``fit`` gives what they add for a field.
    """
    roles, _ = _weights()
    points = _points(title, values)
    open_to = {f for f, only in roles.items() if only in ("", role)} | roles.keys() & fields
    known = {f: points[f] for f in open_to if f in fields or KIN.get(f) not in fields}
    still = known.keys() & fields
    while near := [f for f in still if known[f] >= max(known.values()) - AGREES + DOUBTED]:
        still -= {*near}
        known |= {f: known[f] + fit(f) for f in near}
    first, second, *_ = ordered = sorted(known, key=lambda f: (-known[f], f))
    lead = known[first] - known[second]
    near = [f for f in ordered if known[first] - known[f] < LEAD]
    theirs = [f for f in roles.keys() - open_to if f not in KIN or KIN[f] not in fields]
    rival = any(points[f] - known[first] > CLEAR_LEAD for f in theirs if not f.startswith(NOTHING))
    if "names" in values and first in CONFLICTS and first in fields:
        # asked at least: a conflict that is passed over costs most
        near, lead = [f for f in near if f in fields], lead if near == [first] else 0
    elif any(f not in fields for f in near) or rival:
        return [], -lead if first.startswith(NOTHING) else lead
    return [Weighed(f, known[f], _words_for(title, f)) for f in near], lead


def points_of_values(reading: Reading, given: Sequence[CellValue]) -> int:
    """Return the points that values add for the field that they would be read for."""
    if not given or reading.field.type is FieldType.CONSENT:
        return 0  # many questions are answered with a yes
    against, hopeless = doubt(reading, given)
    if against:
        return REFUSED if hopeless else DOUBTED
    answered = "yes" not in value_signs(given) and values_agree(reading, given)
    return AGREES if answered else 0


def _points(title: str, values: tuple[str, ...]) -> dict[str, float]:
    found = dict(_points_of_words(title))
    _, points = _weights()
    for sign in values:
        for field, weight in points.get(sign, {}).items():
            found[field] += weight
    return found


@lru_cache(maxsize=16_384)
def _points_of_words(title: str) -> Mapping[str, float]:
    roles, points = _weights()
    found = {field: float(points[ALWAYS].get(field, 0)) for field in roles}
    for name, sign in title_signs(title).items():
        for field, weight in points.get(name, {}).items():
            found[field] += sign.loudness * weight
    return found


def _words_for(title: str, field: str) -> tuple[str, ...]:
    """Return the words of a title that speak most for a field."""
    _, points = _weights()
    told: dict[str, float] = {}
    for name, sign in title_signs(title).items():
        if (weight := points.get(name, {}).get(field, 0) * sign.loudness) > 0:
            for words in sign.words:
                told[words] = told.get(words, 0) + weight
    return tuple(sorted(told, key=lambda w: -told[w])[:TOLD])
