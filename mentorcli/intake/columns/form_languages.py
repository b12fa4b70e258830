"""One form in two languages: the same fields asked, each title in the other language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mentorcli.domain.form import FormMapping
from mentorcli.domain.language import Language
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.intake.columns.candidates import Titles, candidates
from mentorcli.intake.columns.question_parts import Heading
from mentorcli.intake.headers import header_key, without_brackets

SAME = 0.7
FEW = 3


def in_another_language(
    headings: Sequence[Heading],
    dialect: str,
    programme: Programme,
    remembered: Sequence[FormMapping],
    role: RoleKey,
) -> FormMapping | None:
    """Return the one remembered form that asks the same fields in another language, or None."""
    found = []
    for form in remembered:
        if form.programme != programme.key or form.role != role or form.dialect != dialect:
            continue
        titles = Titles.of(programme, form.role)
        asked = {c.field for c in form.columns if not c.field.startswith("@")}
        here = _fields(headings, titles)
        one, other = (_language(t, titles) for t in (form.headers, [h.title for h in headings]))
        if one and other and one != other and len(asked & here) >= SAME * len(asked | here):
            found.append(form)
    return found[0] if len(found) == 1 else None


def _fields(headings: Sequence[Heading], titles: Titles) -> set[str]:
    found = set()
    for part in headings:
        meant = candidates(part.question or part.title, titles)
        found |= {c.field for c in meant} if len(meant) == 1 else set()
    return found


def _language(headers: Sequence[str], titles: Titles) -> Language | None:
    """Return the language in which most titles are a field's question, where three are."""
    texts = {
        without_brackets(header_key(text)): language
        for field in titles.fields.values()
        for language, text in field.headers.items()
    }
    spoken = Counter(
        texts[key] for h in headers if (key := without_brackets(header_key(h))) in texts
    )
    (language, count), *_ = [*spoken.most_common(1), ("en", 0)]
    return language if count >= FEW else None
