"""Whose form an export is, mentees' or mentors', and which remembered form of that role.

A remembered form tells the role of its own titles only. Titles that are merely like it tell nothing
where what they ask speaks for the other role, or for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from mentorcli.domain.form import FormMapping
from mentorcli.domain.language import Language
from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.intake.columns.assignments import Assignment
from mentorcli.intake.columns.column_choice import Export
from mentorcli.intake.columns.header_fields import Titles, candidates
from mentorcli.intake.columns.remembered_forms import find, is_same
from mentorcli.intake.columns.title_words import role_named
from mentorcli.intake.headers import header_key, without_brackets

ONLY_ONE_ROLE = 3
CLEAR = 2
SAME = 0.7
FEW = 3


def role_of(
    export: Export, remembered: Sequence[FormMapping], by_hand: Mapping[int, Assignment]
) -> RoleKey | None:
    """Return the role that an export's form is for; None when a person must say."""
    table, headers = export.layout.table, export.layout.headers
    forms = [f for f in remembered if f.programme == export.programme.key]
    same = {f.role for f in forms if is_same(f, headers)}
    if len(same) == 1:
        (role,) = same
        named = role_named(f"{PurePath(table.file).stem} {table.sheet}")
        clear = named in {None, role} or _role_asked(export, by_hand) == role
        return role if clear else None
    asked = _role_asked(export, by_hand)
    alike = same or {r for r in ROLES if form_of(export, forms, r)}
    return asked if not alike or asked in alike else None


def form_of(export: Export, remembered: Sequence[FormMapping], role: RoleKey) -> FormMapping | None:
    """Return the remembered form of a role that an export is from, in whichever language."""
    programme = export.programme.key
    if found := find(export.layout.headers, programme, remembered, role):
        return found
    forms = [f for f in remembered if (f.programme, f.role) == (programme, role)]
    titles = Titles.of(export.programme, role)
    others = [f for f in forms if _is_in_another_language(f, export, titles)]
    return others[0] if len(others) == 1 else None


def _is_in_another_language(form: FormMapping, export: Export, titles: Titles) -> bool:
    """Tell whether an export asks the same fields as a form, but in another language."""
    if form.dialect != export.dialect.key:
        return False
    one, other = (_language(t, titles) for t in (form.headers, [h.title for h in export.headings]))
    asked = {c.field for c in form.columns if not c.field.startswith("@")}
    meant = [candidates(part.question or part.title, titles) for part in export.headings]
    here = {found[0].field for found in meant if len(found) == 1}
    different = one is not None and other is not None and one != other
    return different and len(asked & here) >= SAME * len(asked | here)


def _language(headers: Sequence[str], titles: Titles) -> Language | None:
    """Return the language in which most titles are a field's question, where three are."""
    texts = {
        without_brackets(header_key(text)): language
        for field in titles.fields.values()
        for language, text in field.headers.items()
    }
    keys = [without_brackets(header_key(h)) for h in headers]
    for language, count in Counter(texts[key] for key in keys if key in texts).most_common(1):
        return language if count >= FEW else None
    return None


def _role_asked(export: Export, by_hand: Mapping[int, Assignment]) -> RoleKey | None:
    """Return the role whose own fields the columns feed; None when it cannot be told."""
    scores = dict.fromkeys(ROLES, 0)
    for role in ROLES:
        other = {f.key for r in ROLES if r != role for f in export.programme.fields[r]}
        titles = Titles.of(export.programme, role)
        for i, part in enumerate(export.headings):
            asked = candidates(part.question or part.title, titles)
            said = [by_hand[i].field] if i in by_hand else [c.field for c in asked]
            fields = [f for f in said if f in titles.fields]
            scores[role] += 1 if fields else 0
            scores[role] += ONLY_ONE_ROLE if fields and not set(fields) & other else 0
    best, second = sorted(ROLES, key=lambda r: -scores[r])
    return best if scores[best] - scores[second] >= CLEAR else None
