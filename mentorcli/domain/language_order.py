"""In which order somebody put the languages that they chose: often nobody knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from mentorcli.domain.admission import entry_of
from mentorcli.domain.application import Application, Given
from mentorcli.domain.match_life import Selected

LANGUAGES = "languages"
BY_LIST = "by list"
"""The rule of an answer in which the language that a list gives for the person was put first."""
_TYPED = {"override", BY_LIST}
_SEVERAL = ", "


def in_known_order(people: Iterable[Application]) -> frozenset[tuple[str, str]]:
    """Return the (role, person) of whom the order of choosing is known.

    Of columns it is not, a tick has no place in a row; of a cell where the tool keeps it, as two
    people's answers show that have two languages the other way round. Many tools write all alike.
    """
    rows, ways = list[Application](), defaultdict[str, set[tuple[str, ...]]](set)
    for one in people:
        source = one.answers[LANGUAGES].source if len(one.choices(LANGUAGES)) > 1 else None
        if source and _SEVERAL not in source.cell and source.rule != BY_LIST:
            rows.append(one)
            if source.rule not in _TYPED:
                ways[one.form].update(combinations(one.choices(LANGUAGES), 2))
    kept = {form for form, seen in ways.items() if any(way[::-1] in seen for way in seen)}
    return frozenset(one.key() for one in rows if one.form in kept)


def with_listed_languages(
    people: Collection[Application], listed: Sequence[Selected]
) -> tuple[Application, ...]:
    """Return people; of whom no order is known with the language first that a list gives for them."""
    known = in_known_order(people) if any(s.language for s in listed) else None
    return tuple(people if known is None else _listed(people, listed, known))


def _listed(
    people: Iterable[Application], listed: Sequence[Selected], known: Collection[tuple[str, str]]
) -> Iterator[Application]:
    for one in people:
        chosen = one.choices(LANGUAGES)
        entry = entry_of(one, listed) if len(chosen) > 1 and one.key() not in known else None
        if entry is None or entry.language not in chosen:
            yield one
            continue
        first = tuple(dict.fromkeys((entry.language, *chosen)))
        given = Given(first, replace(one.answers[LANGUAGES].source, rule=BY_LIST))
        yield replace(one, answers={**one.answers, LANGUAGES: given})
