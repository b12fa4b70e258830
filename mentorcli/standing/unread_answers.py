"""What people chose or wrote that is none of a field's known answers: it counts for nothing in matching."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.programme import Field, Programme
from mentorcli.domain.text import listed

_LANGUAGES = "languages"
"""The field that is asked about by itself."""
_ONE_IN, _ONE_IN_TEN, _SEVERAL = 4, 10, 3
_NAMED = 4


def _of_options(programme: Programme, a: Application) -> Iterator[Field]:
    return (f for f in programme.fields[a.role] if f.options and f.key != _LANGUAGES)


def unknown_answers(
    programme: Programme, applications: Iterable[Application]
) -> dict[str, Counter[str]]:
    """Return by field what people chose or wrote that is none of its known answers, and how many did."""
    found = defaultdict[str, Counter[str]](Counter)
    for a in applications:
        for asked in _of_options(programme, a):
            found[asked.key].update(x for x in a.choices(asked.key) if asked.option(x) is None)
    return {key: texts for key, texts in found.items() if texts}


def unread_answers(
    programme: Programme, applications: Sequence[Application]
) -> dict[str, list[tuple[str, int]]]:
    """Return by field what several people answered that is unknown, the most frequent first.

    Of fields alone to which many have given no known answer, more than one in four, or where many
    gave the same unknown one, one in ten and not two alone.
    """
    answered, unread = Counter[str](), Counter[str]()
    for a in applications:
        for asked in _of_options(programme, a):
            given = a.choices(asked.key)
            answered[asked.key] += bool(given)
            unread[asked.key] += bool(given) and all(asked.option(x) is None for x in given)
    found = {}
    for key, texts in unknown_answers(programme, applications).items():
        ((_, most), *_) = told = texts.most_common()
        alone = unread[key] > 1 and unread[key] * _ONE_IN > answered[key]
        if alone or most >= max(_SEVERAL, answered[key] / _ONE_IN_TEN):
            found[key] = [(text, n) for text, n in told if n > 1] or told[:1]
    return found


def unread_notes(programme: Programme, applications: Sequence[Application]) -> Iterator[Problem]:
    """Yield a note for each question to which many gave other answers than the profile knows."""
    for field, texts in unread_answers(programme, applications).items():
        said = [f"“{text}” ({n})" for text, n in texts[:_NAMED]]
        more = [f"{len(texts) - _NAMED} more"] if len(texts) > _NAMED else []
        told = listed([*said, *more])
        yield Problem.of("answers_unread", Severity.NOTE, NOWHERE, field=field, texts=told)
