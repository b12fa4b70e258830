"""What people chose or wrote that is none of a field's known answers: it counts for nothing in matching."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.programme import Field, Programme

_LANGUAGES = "languages"
"""The field that is asked about by itself."""
_ONE_IN = 4


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


def unread_fields(programme: Programme, applications: Sequence[Application]) -> list[str]:
    """Return the fields for which many have given no known answer, but others: more than one in four."""
    answered, unread = Counter[str](), Counter[str]()
    for a in applications:
        for asked in _of_options(programme, a):
            given = a.choices(asked.key)
            answered[asked.key] += bool(given)
            unread[asked.key] += bool(given) and all(asked.option(x) is None for x in given)
    return [key for key, n in unread.items() if n > 1 and n * _ONE_IN > answered[key]]
