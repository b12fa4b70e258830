"""Response keys: what an answer is known by within its form.

Each language and each copy of a form is a survey that counts its answers from 1, so a number begins
with the version that it belongs to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mentorcli.domain.answer_key import MADE, VERSION, in_any_order
from mentorcli.domain.application import Application
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.domain.text import match_key, stable_id


def made_of(*parts: str) -> str:
    """Return the end of a key that is made from somebody's address, and name where need be."""
    return stable_id("r", *map(match_key, parts))


def counts_answers(response: str) -> bool:
    """Tell whether a key is a number that the form gave, not one made from an address."""
    return not MADE.search(response)


def version(form: FormMapping, fingerprint: str, copy: int) -> str:
    """Return what response keys of these titles in a copy begin with; mostly nothing."""
    language = f"{fingerprint}:" if fingerprint in form.variants else ""
    return language + (f"copy{copy}:" if copy > 1 else "")


def without_copy(response: str) -> tuple[int, str]:
    """Return the copy that a response key belongs to, and the key as the first copy has it."""
    found = VERSION.match(response)
    if found is None or not found[2]:
        return 1, response
    return int(found[3]), (found[1] or "") + response[found.end() :]


def under_known_keys(
    readings: Sequence[RowReading], form: str, known: Iterable[Application]
) -> tuple[RowReading, ...]:
    """Return rows under the keys of their answers that are known: a key stays, however it is read."""
    keys = {in_any_order(a.response): a.response for a in known if a.form == form}
    found = []
    for reading in readings if keys else ():
        key = keys.get(in_any_order(reading.response), reading.response)
        found.append(reading if key == reading.response else _under(reading, key))
    return tuple(found if keys else readings)


def _under(reading: RowReading, key: str) -> RowReading:
    draft = replace(reading.draft, response=key) if reading.draft else None
    return replace(reading, response=key, draft=draft)


def hash_of(value: object) -> str:
    """Return what a cell's text is known by, without the text."""
    return hashlib.sha256(str(value).encode("utf-8", "replace")).hexdigest()[:24]


def answer_keys(proposal: FormProposal, readings: Sequence[RowReading]) -> dict[int, str]:
    """Return what each row's answer is known by: its response key, else a hash of what it says."""
    rows = {row.number: row for row in proposal.table.rows}
    columns = [i for i, c in enumerate(proposal.columns) if c.field]
    return {
        r.number: r.response
        or "row " + hash_of("\x1f".join(rows[r.number].text(i) for i in columns))
        for r in readings
    }


def unkeyed(readings: Iterable[RowReading]) -> frozenset[str]:
    """Return what answers would be known by without a column of their numbers or times."""
    drafts = [r.draft for r in readings if r.draft]
    return frozenset(made_of(d.email, d.name) for d in drafts) - {d.response for d in drafts}
