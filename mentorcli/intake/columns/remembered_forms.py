"""Confirmed forms: how a proposal becomes one, and how it is found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.form import ColumnMapping, FormMapping, FormProposal
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.intake.columns.dialect import volatile_headers
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
    """Return a confirmed proposal as the form to remember under ``key``.

    What the form remembers of its other languages stays.
    """
    headers = [c.header for c in proposal.columns]
    columns = tuple(
        ColumnMapping(c.header, c.occurrence, c.field, c.date_order, c.option, c.answers)
        for c in proposal.columns
        if c.field
    )
    form = FormMapping(
        key=key,
        programme=programme.key,
        role=role,
        dialect=proposal.dialect,
        fingerprint=fingerprint(headers),
        columns=columns,
        not_imported=tuple(c.header for c in proposal.columns if not c.field and c.header),
        headers=tuple(headers),
    )
    return _with_languages(form, proposal) if proposal.base else form


def _with_languages(form: FormMapping, proposal: FormProposal) -> FormMapping:
    """Return a form together with what its base knows of the same questions in other languages."""
    base = proposal.base
    if base is None or not (proposal.variant or base.variants):
        return form
    here = {header_key(h) for h in form.headers}
    own = set() if proposal.variant else {header_key(h) for h in base.headers}
    others = [c for c in base.columns if header_key(c.header) not in here | own]
    left = [h for h in base.not_imported if header_key(h) not in here | own]
    variants = base.variants
    if proposal.variant and form.fingerprint not in variants:
        variants = (*variants, form.fingerprint)
    first = base if proposal.variant else form
    return replace(
        first,
        columns=(*others, *form.columns) if proposal.variant else (*form.columns, *others),
        not_imported=(*form.not_imported, *left),
        variants=variants,
    )


def find(
    headers: Sequence[str], programme: str, remembered: Sequence[FormMapping], role: RoleKey
) -> FormMapping | None:
    """Return a role's remembered form of these titles: the same ones, else the one most alike.

    Alike is a form of which at least 70 % of the titles are there; two equally alike are none.
    """
    forms = [f for f in remembered if (f.programme, f.role) == (programme, role)]
    own = fingerprint(headers)
    same = [f for f in forms if own in {f.fingerprint, *f.variants}]
    if same:
        return same[0] if len(same) == 1 else None
    scored = sorted(((_alike(f, headers), f) for f in forms), key=lambda s: (-s[0], s[1].key))
    if not scored or scored[0][0] < ALIKE:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][1]


def _titles(form: FormMapping) -> set[str]:
    """Return the titles of a form in its first language."""
    every = form.headers or (*(c.header for c in form.columns), *form.not_imported)
    return {header_key(h) for h in every if h} - volatile_headers()


def is_alike(form: FormMapping, headers: Sequence[str]) -> bool:
    """Tell whether titles are mostly those of a form in its first language."""
    return _alike(form, headers) >= ALIKE


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
