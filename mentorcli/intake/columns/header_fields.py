"""Which fields a header may mean, how surely, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from mentorcli.domain.programme import ROLES, Field, Programme, RoleKey
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.role_words import role_claimed
from mentorcli.intake.columns.title_words import OWN as OWN_FIELDS
from mentorcli.intake.columns.title_words import (
    fields_meant,
    looks_alike,
    of_another_in_brackets,
    speaks_of_another,
)
from mentorcli.intake.columns.vocabulary import content
from mentorcli.intake.headers import (
    halves_of,
    header_key,
    is_bracketed,
    last_segment,
    without_brackets,
    without_ordinal,
)
from mentorcli.intake.values.reading import NAMED

EXACT, HALVES, BRACKETS, BEGINS, SEGMENT, OWN, WORDED, NEAR, PARTLY = (
    100,
    98,
    98,
    97,
    95,
    95,
    95,
    80,
    85,
)
LOOSE = 75
"""Only with values that say the same."""
SHORT_HEADER = 30
LIKE = 90
LONG = 60
"""Longer questions are never taken on likeness alone."""
QUESTION = 20
_PLURAL = re.compile(r"\(\w{1,2}\)")
"""What many write for one or several: supervisor(s)."""


def is_bare_supervisor(title: str) -> bool:
    """Tell whether a title says no more than “supervisor”: of the thesis, or the line manager."""
    said = {*content(match_key(_PLURAL.sub("", title)))} - {"who", *content("name")}
    return said == {*content("supervisor")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that a column could feed: how sure (0-100) and why."""

    field: str
    confidence: int
    reason: str


@dataclass(frozen=True, slots=True)
class Titles:
    """All titles of a role's fields, as keys; each may name several fields."""

    role: RoleKey
    fields: Mapping[str, Field]
    exact: Mapping[str, tuple[str, ...]]
    bracketless: Mapping[str, tuple[str, ...]]
    found: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, init=False, compare=False)
    """What titles were found to mean: each is asked about several times."""

    @classmethod
    def of(cls, programme: Programme, role: RoleKey) -> Titles:
        """Return the titles of a role in a programme: keys, questions, synonyms."""
        fields = {f.key: f for f in programme.fields[role]}
        pairs = [(key, f.key) for f in fields.values() for key in _keys(f)]
        bare = [(without_brackets(key), field) for key, field in pairs]
        return cls(role, fields, _index(pairs), _index(bare))

    def other_role(self) -> RoleKey:
        """Return the role that these titles are not of."""
        return next(role for role in ROLES if role != self.role)


def _keys(asked: Field) -> Iterable[str]:
    texts = (asked.key, asked.key.replace("_", " "), *asked.headers.values(), *asked.synonyms)
    return dict.fromkeys(header_key(t) for t in texts)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, name in pairs:
        found.setdefault(key, {})[name] = None
    return {key: tuple(fields) for key, fields in found.items()}


def known_titles(programme: Programme, role: RoleKey | None = None) -> frozenset[str]:
    """Return every title key of one role, or of both."""
    every = [Titles.of(programme, r) for r in ((role,) if role else ROLES)]
    return frozenset(key for titles in every for key in (*titles.exact, *titles.bracketless))


def candidates(header: str, titles: Titles) -> tuple[Candidate, ...]:
    """Return the fields that a title means; only those of the surest kind of likeness."""
    if header not in titles.found:
        titles.found[header] = _candidates(header, titles)
    return titles.found[header]


def _candidates(header: str, titles: Titles) -> tuple[Candidate, ...]:
    key = header_key(header)
    if not key or is_bare_supervisor(header):
        return ()
    ways = _ways(header, key, titles)
    if role_claimed(header) == titles.other_role():
        ways = islice(ways, 1)  # who speaks as the other role is not asked this role's questions
    confidence, reason, fields = next((way for way in ways if way[2]), (0, "", ()))
    return tuple(Candidate(f, confidence, reason) for f in fields)


Way = tuple[int, str, tuple[str, ...]]
"""How sure, why, and which fields."""


def _ways(header: str, key: str, titles: Titles) -> Iterator[Way]:
    """Yield confidence, reason and fields of each kind of likeness, the surest kind first."""
    yield EXACT, "the question of this field", titles.exact.get(key, ())
    halves = list(_by_halves(header, titles))
    yield from (way for way in halves if way[0] == HALVES or len(way[2]) > 1)
    if not of_another_in_brackets(key, titles.role):
        bare = titles.bracketless.get(without_brackets(key), ())
        yield BRACKETS, "the question of this field", bare
    yield BEGINS, "begins with the question of this field", _beginnings(key, titles)
    yield SEGMENT, "numbered title of this field", _without_number(key, titles)
    yield SEGMENT, "its last part is a title of this field", _by_segment(header, key, titles)
    yield _by_words(header, titles)
    yield from halves
    yield NEAR, "a title much like this field's", _by_likeness(header, key, titles)
    loose = fields_meant(header, titles.role, tuple(titles.fields), loose=True)
    yield LOOSE, "a word of its title and its values say so", tuple(m.field for m in loose)


def _by_halves(header: str, titles: Titles) -> Iterator[Way]:
    """Yield what the halves of a title mean (``Nimi / Name``): together, apart, or only some."""
    found = [
        {f for f in _half(half, titles) if not _anothers(f, header, titles)}
        for half in halves_of(header)
    ]
    every = tuple(sorted(set().union(*found)))
    if not every or looks_alike(header) or of_another_in_brackets(header_key(header), titles.role):
        return
    if all(found) and (shared := set.intersection(*found)):
        yield HALVES, "both halves of its title ask for this field", tuple(sorted(shared))
    elif all(found) and not is_bracketed(header):
        yield PARTLY, "a half of its title asks for this field, the other for another", every
    elif len(every) == 1:
        yield PARTLY, "one half of its title asks for this field", every


def _half(half: str, titles: Titles) -> tuple[str, ...]:
    key = header_key(half)
    if is_bare_supervisor(half):
        return ()
    exact = titles.exact.get(key) or titles.bracketless.get(without_brackets(key))
    return exact or _beginnings(key, titles) or _by_words(half, titles)[2]


def _beginnings(key: str, titles: Titles) -> tuple[str, ...]:
    """Questions grow tails (a date, ``max 600 characters``); a whole question before one tells."""
    found = [
        (len(known), fields)
        for known, fields in titles.bracketless.items()
        if len(known) >= QUESTION
        and key.startswith(known)
        and not key[len(known) : len(known) + 1].isalnum()
    ]
    return max(found)[1] if found else ()


def _without_number(key: str, titles: Titles) -> tuple[str, ...]:
    bare = without_ordinal(key)
    fields = titles.exact.get(bare, ()) if bare != key else ()
    return tuple(f for f in fields if titles.fields[f].type in NAMED)


def _by_segment(header: str, key: str, titles: Titles) -> tuple[str, ...]:
    segment = last_segment(header)
    found = titles.exact.get(segment, ()) if segment != key else ()
    return tuple(f for f in found if not _anothers(f, header, titles))


def _by_words(header: str, titles: Titles) -> tuple[int, str, tuple[str, ...]]:
    found = fields_meant(header, titles.role, tuple(titles.fields))
    whole = all(m.share == 1.0 for m in found) and len(header) <= LONG
    reason = "its words ask for this field" if whole else "some of its words ask for this field"
    return WORDED if whole else PARTLY, reason, tuple(m.field for m in found)


def _anothers(field: str, header: str, titles: Titles) -> bool:
    """Tell whether a title speaks of somebody else, where a field is the answerer's own."""
    return field in OWN_FIELDS and speaks_of_another(header, titles.role)


def _by_likeness(header: str, key: str, titles: Titles) -> tuple[str, ...]:
    if len(key) > SHORT_HEADER:
        return ()
    from rapidfuzz import fuzz

    scored = [
        (fuzz.ratio(match_key(key), known), fields)
        for known, fields in titles.exact.items()
        if len(known) <= SHORT_HEADER
    ]
    best = max((score for score, _ in scored), default=0.0)
    if best < LIKE:
        return ()
    found = dict.fromkeys(f for score, fields in scored if score == best for f in fields)
    return tuple(f for f in found if not _anothers(f, header, titles))
