"""What people chose or wrote that is none of a field's known answers: it counts for nothing in matching."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import some_of

_LANGUAGES = "languages"
"""The field that is asked about by itself."""
_ONE_IN, _ONE_IN_TEN, _SEVERAL = 4, 10, 3
_NAMED = 4


def _given(
    programme: Programme, applications: Iterable[Application]
) -> Iterator[tuple[str, int, list[str]]]:
    """Yield each answer to a field with options: the field, how many were given, which are unknown."""
    known = {
        role: [(f.key, {o.code for o in f.options}) for f in fields if f.options]
        for role, fields in programme.fields.items()
    }
    for a in applications:
        for key, codes in known[a.role]:
            if key != _LANGUAGES and (given := a.choices(key)):
                yield key, len(given), [x for x in given if x not in codes]


def unknown_answers(
    programme: Programme, applications: Iterable[Application]
) -> dict[str, Counter[str]]:
    """Return by field what people chose or wrote that is none of its known answers, and how many did."""
    found = defaultdict[str, Counter[str]](Counter)
    for key, _, unknown in _given(programme, applications):
        if unknown:
            found[key].update(unknown)
    return dict(found)


def unread_answers(
    programme: Programme, applications: Sequence[Application]
) -> dict[str, list[tuple[str, int]]]:
    """Return by field what several people answered that is unknown, the most frequent first.

    Of fields alone to which many have given no known answer, more than one in four, or where many
    gave the same unknown one, one in ten and not two alone.
    """
    answered, unread, found = Counter[str](), Counter[str](), dict[str, list[tuple[str, int]]]()
    written = defaultdict[str, Counter[str]](Counter)
    for key, count, unknown in _given(programme, applications):
        answered[key] += 1
        if unknown:
            unread[key] += len(unknown) == count
            written[key].update(unknown)
    for key, texts in written.items():
        ((_, most), *_) = told = texts.most_common()
        alone = unread[key] > 1 and unread[key] * _ONE_IN > answered[key]
        if alone or most >= max(_SEVERAL, answered[key] / _ONE_IN_TEN):
            found[key] = [(text, n) for text, n in told if n > 1] or told
    return found


def unread_notes(programme: Programme, applications: Sequence[Application]) -> Iterator[Problem]:
    """Yield a note for each question to which many gave other answers than the profile knows."""
    for field, texts in unread_answers(programme, applications).items():
        told = some_of([f"“{text}” ({n})" for text, n in texts], _NAMED)
        yield Problem.of("answers_unread", Severity.NOTE, NOWHERE, field=field, texts=told)
