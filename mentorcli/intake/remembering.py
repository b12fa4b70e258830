"""Confirmed forms: how a proposal becomes one, and how it is found again."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.form import ColumnMapping, FormMapping, FormProposal
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.intake.dialect import volatile_headers
from mentorcli.intake.headers import fingerprint as hash_of
from mentorcli.intake.headers import header_key, occurrences

ALIKE = 0.7


def fingerprint(headers: Sequence[str]) -> str:
    """Return what a form is known by: a hash of its titles in any order.

    Columns that a tool adds only at times (``Last modified time``) do not count.
    """
    return hash_of(headers, volatile_headers())


def mapping_of(
    proposal: FormProposal, programme: Programme, key: str, role: RoleKey
) -> FormMapping:
    """Return a confirmed proposal as the form to remember under ``key``."""
    headers = [c.header for c in proposal.columns]
    return FormMapping(
        key=key,
        programme=programme.key,
        role=role,
        dialect=proposal.dialect,
        fingerprint=fingerprint(headers),
        columns=tuple(
            ColumnMapping(c.header, c.occurrence, c.field, c.date_order, c.option, c.answers)
            for c in proposal.columns
            if c.field
        ),
        not_imported=tuple(c.header for c in proposal.columns if not c.field and c.header),
        headers=tuple(headers),
    )


def find(
    headers: Sequence[str], programme: str, remembered: Sequence[FormMapping], role: RoleKey | None
) -> FormMapping | None:
    """Return the remembered form of these titles: the same ones, else the one most alike.

    Alike is a form of which at least 70 % of the titles are there; two equally alike are none.
    """
    forms = [f for f in remembered if f.programme == programme and role in {None, f.role}]
    same = [f for f in forms if f.fingerprint == fingerprint(headers)]
    if same:
        return same[0] if len(same) == 1 else None
    scored = sorted(((_alike(f, headers), f) for f in forms), key=lambda s: (-s[0], s[1].key))
    if not scored or scored[0][0] < ALIKE:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][1]


def _titles(form: FormMapping) -> set[str]:
    mapped = {header_key(c.header) for c in form.columns}
    return (mapped | {header_key(h) for h in form.not_imported}) - volatile_headers()


def _alike(form: FormMapping, headers: Sequence[str]) -> float:
    known = _titles(form)
    return len(known & {header_key(h) for h in headers}) / max(len(known), 1)


def column_of(form: FormMapping, header: str, occurrence: int) -> ColumnMapping | None:
    """Return what a form remembers of a column, its field empty for left out; None for a new one."""
    wanted = header_key(header)
    for column in form.columns:
        if (header_key(column.header), column.occurrence) == (wanted, occurrence):
            return column
    if wanted in {header_key(h) for h in form.not_imported}:
        return ColumnMapping(header, occurrence, "")
    return None


def date_orders(form: FormMapping, headers: Sequence[str]) -> dict[int, str]:
    """Return the confirmed order of day and month of each column that has one, by index."""
    numbers = occurrences(headers)
    return {
        i: column.date_order
        for i, header in enumerate(headers)
        for column in form.columns
        if column.date_order
        and (header_key(column.header), column.occurrence) == (header_key(header), numbers[i])
    }


def drift(form: FormMapping, headers: Sequence[str], place: Place) -> list[Problem]:
    """Return a note on the titles that a remembered form has lost or gained."""
    if form.fingerprint == fingerprint(headers):
        return []
    now = {header_key(h): h for h in headers if h}
    before = {header_key(c.header): c.header for c in form.columns}
    before |= {header_key(h): h for h in form.not_imported}
    lost = [before[k][:80] for k in sorted(before.keys() - now.keys() - volatile_headers())]
    new = [now[k][:80] for k in sorted(now.keys() - before.keys() - volatile_headers())]
    said = {"form": form.key, "lost": "; ".join(lost) or "none", "new": "; ".join(new) or "none"}
    return [Problem.of("form_changed", Severity.NOTE, place, **said)]
