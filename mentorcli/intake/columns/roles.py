"""Whose form an export is, mentees' or mentors', and which remembered form of that role.

What tells a role: titles in which somebody speaks as one, fields that only one role has, a column
that says it, and the remembered form of the very same titles. Where these contradict each other,
or say nothing, a person must say. Titles that are merely like a remembered form's tell nothing
where what they ask speaks for the other role, or for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from mentorcli.domain.form import SURE, FormMapping
from mentorcli.domain.language import Language
from mentorcli.domain.programme import CONFLICTS, ROLES, RoleKey
from mentorcli.intake.columns.assignments import Assignment
from mentorcli.intake.columns.column_choice import Export, sections
from mentorcli.intake.columns.field_evidence import CLEAR_LEAD
from mentorcli.intake.columns.header_fields import Titles, candidates
from mentorcli.intake.columns.remembered_forms import find, holds_all, is_same
from mentorcli.intake.columns.role_columns import role_column
from mentorcli.intake.columns.role_words import (
    anybodys_fields,
    hinting_fields,
    of_another_time,
    role_claimed,
)
from mentorcli.intake.columns.title_words import role_named
from mentorcli.intake.headers import header_key, without_brackets

CLAIM, HINT = 2, 1
"""What a title tells that claims a role or surely means a field of only one; and perhaps means it."""
ENOUGH, CLEAR = 2, 3
"""So much is needed for a role, and so many times as much as for the other."""
SAME = 0.7
FEW = 3


def role_of(
    export: Export, remembered: Sequence[FormMapping], by_hand: Mapping[int, Assignment]
) -> RoleKey | None:
    """Return the role that an export's form is for; None when a person must say."""
    own = [role for role in ROLES if export.programme.fields[role]]
    if len(own) == 1:
        return own[0]
    table, headers = export.layout.table, export.layout.headers
    forms = [f for f in remembered if f.programme == export.programme.key]
    same = {f.role for f in forms if is_same(f, headers)}
    told, column = _roles_told(export, by_hand), role_column(export)
    asked = _clear(told, ENOUGH)
    if column:
        (role, *more), others = column.roles, same if len(same) == 1 else set()
        return role if not more and {role} >= {asked or role} | others else None
    if len(same) == 1:
        (role,) = same
        named = role_named(f"{PurePath(table.file).stem} {table.sheet}")
        return role if named in {None, role} or asked == role else None
    alike = same or {r for r in ROLES if form_of(export, forms, r)}
    grown = {f.role for f in forms if holds_all(f, headers)}
    if asked is None and grown and grown == alike:
        asked = _clear(told, HINT)  # the form itself, with more questions or other spellings
    return asked if not alike or asked in alike else None


def form_of(export: Export, remembered: Sequence[FormMapping], role: RoleKey) -> FormMapping | None:
    """Return the remembered form of a role that an export is from, in whichever language."""
    programme = export.programme.key
    if found := find(export.layout.headers, programme, remembered, role):
        return found
    forms = [f for f in remembered if (f.programme, f.role) == (programme, role)]
    others = [f for f in forms if _is_in_another_language(f, export, export.titles(role))]
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


def _clear(told: Mapping[RoleKey, int], least: int) -> RoleKey | None:
    """Return the role that so much tells at least; None when it cannot be told, or titles disagree."""
    best, other = sorted(ROLES, key=lambda r: -told[r])
    return best if told[best] >= max(least, CLEAR * told[other]) else None


def _roles_told(export: Export, by_hand: Mapping[int, Assignment]) -> Mapping[RoleKey, int]:
    """Return how much the titles tell of each role."""
    told = Counter[RoleKey]()
    seen = set[str]()
    under = frozenset[int]().union(*(sections(export.headings, export.titles(r)) for r in ROLES))
    for i, part in enumerate(export.headings):
        title = part.option if i in under else part.question or part.title
        if i not in by_hand and title in seen:
            continue  # the options of one question tell no more than the question
        seen.add(title)
        hand = by_hand[i].field if i in by_hand else ""
        if (claimed := role_claimed(title)) and not _is_for_both(title, export):
            told[claimed] += CLAIM
        for role in ROLES:
            told[role] += _only_of(role, title, export, hand)
    return told


def _is_for_both(title: str, export: Export) -> bool:
    """Tell whether this is the programme's own question to both roles, in whosever words."""
    key = without_brackets(header_key(title))
    return all(
        any(
            key == without_brackets(header_key(text))
            for field in export.programme.fields[role]
            for text in field.headers.values()
        )
        for role in ROLES
    )


def _only_of(role: RoleKey, title: str, export: Export, hand: str) -> int:
    """Return how much a title tells that asks a field which only this role has.

    A telephone or a job may be asked of anybody, whichever role the programme has a field for.
    """
    fields = export.programme.fields
    others = {f.key for r in ROLES if r != role for f in fields[r]} | anybodys_fields()
    if hand:
        return CLAIM if hand in {f.key for f in fields[role]} - others else 0
    if role_claimed(title) or of_another_time(title):
        return 0
    here, there = (
        candidates(title, export.titles(r)) for r in sorted(ROLES, key=lambda r: r != role)
    )
    if not here or {c.field for c in here} & others:
        return 0
    if here[0].field in CONFLICTS and role_named(title) == role:
        return 0  # whom somebody knows of the mentors is asked of mentees
    if there and there[0].points > here[0].points - CLEAR_LEAD:
        return 0
    sure = here[0].confidence >= SURE and here[0].lead >= CLEAR_LEAD
    sure &= here[0].field not in hinting_fields()
    return CLAIM if sure else HINT
