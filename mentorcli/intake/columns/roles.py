"""Whose form an export is, mentees' or mentors', and which remembered form of that role.

A remembered form tells the role of its own titles only. Titles that are merely like it tell nothing
where what they ask speaks for the other role, or for neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from mentorcli.domain.form import FormMapping
from mentorcli.domain.programme import ROLES, Programme, RoleKey
from mentorcli.intake.columns import remembered_forms as remembering
from mentorcli.intake.columns.by_hand import Said
from mentorcli.intake.columns.candidates import Titles, candidates
from mentorcli.intake.columns.column_choice import Seen
from mentorcli.intake.columns.form_languages import in_another_language
from mentorcli.intake.columns.title_words import role_named

ONLY_ONE_ROLE = 3
CLEAR = 2


def role_of(
    seen: Seen,
    programme: Programme,
    remembered: Sequence[FormMapping],
    by_hand: Mapping[int, Said],
) -> RoleKey | None:
    """Return the role that an export's form is for; None when a person must say."""
    table, headers = seen.layout.table, seen.layout.headers
    mark = remembering.fingerprint(headers)
    forms = [f for f in remembered if f.programme == programme.key]
    same = {f.role for f in forms if mark in {f.fingerprint, *f.variants}}
    if len(same) == 1:
        (role,) = same
        named = role_named(f"{PurePath(table.file).stem} {table.sheet}")
        if named in {None, role} or _asked(seen, programme, by_hand) == role:
            return role
        return None
    asked = _asked(seen, programme, by_hand)
    alike = same or {r for r in ROLES if form_of(seen, programme, forms, r)}
    return asked if not alike or asked in alike else None


def form_of(
    seen: Seen, programme: Programme, remembered: Sequence[FormMapping], role: RoleKey
) -> FormMapping | None:
    """Return the remembered form of a role that an export is from, in whichever language."""
    headers = seen.layout.headers
    found = remembering.find(headers, programme.key, remembered, role)
    return found or in_another_language(
        seen.headings, seen.dialect.key, programme, remembered, role
    )


def is_another_language(form: FormMapping, headers: Sequence[str]) -> bool:
    """Tell whether titles are a remembered form in another language than its first."""
    mark = remembering.fingerprint(headers)
    return mark in form.variants or not remembering.is_alike(form, headers)


def _asked(seen: Seen, programme: Programme, by_hand: Mapping[int, Said]) -> RoleKey | None:
    """Return the role whose own fields the columns feed; None when it cannot be told."""
    scores = dict.fromkeys(ROLES, 0)
    for role in ROLES:
        other = {f.key for r in ROLES if r != role for f in programme.fields[r]}
        titles = Titles.of(programme, role)
        for i, part in enumerate(seen.headings):
            asked = candidates(part.question or part.title, titles)
            said = [by_hand[i].field] if i in by_hand else [c.field for c in asked]
            fields = [f for f in said if f in titles.fields]
            scores[role] += 1 if fields else 0
            scores[role] += ONLY_ONE_ROLE if fields and not set(fields) & other else 0
    best, second = sorted(ROLES, key=lambda r: -scores[r])
    return best if scores[best] - scores[second] >= CLEAR else None
