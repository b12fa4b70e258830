"""Which fields a header may mean, how surely, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mentorcli.domain.programme import CONFLICTS, ROLES, Field, FieldType, Programme, RoleKey
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.field_evidence import (
    CLEAR_LEAD,
    DECIDED_LEAD,
    FAIR_LEAD,
    LEAD,
    leading_fields,
)
from mentorcli.intake.columns.role_words import role_claimed
from mentorcli.intake.columns.title_words import (
    OWN_FIELDS,
    asks_only_a_name,
    of_another_in_brackets,
    speaks_of_another,
    title_signs,
)
from mentorcli.intake.columns.value_signs import NO_VALUES
from mentorcli.intake.columns.vocabulary import UNKNOWN, content
from mentorcli.intake.headers import (
    halves_of,
    header_key,
    last_segment,
    without_brackets,
    without_ordinal,
)
from mentorcli.intake.values.parsing import NAMES
from mentorcli.intake.values.reading import NAMED

EXACT, HALVES, BRACKETS, BEGINS = 100, 98, 98, 97
SEGMENT, OWN, WORDED, NEAR, PARTLY = 95, 96, 95, 80, 85
LISTED_POINTS = 100
"""More than evidence gathers: a listed question is as good as said."""
SHORT_HEADER, LIKE, SEVERAL, QUESTION = 30, 90, 2, 20
TOGETHER = "asked together"
SHORT_ANSWERS = {FieldType.TEXT, FieldType.CHOICE}
_BOTH = re.compile(r"\s+(?:and|ja|sekä|och|samt|&|\+)\s+")
_PLURAL = re.compile(r"\(\w{1,2}\)")  # what many write for one or several: supervisor(s)


@lru_cache(maxsize=4_096)
def is_bare_supervisor(title: str) -> bool:
    """Tell whether a title says no more than “supervisor”: of the thesis, or the line manager."""
    said = {*content(match_key(_PLURAL.sub("", title)))} - {"who", *content("name")}
    return said == {*content("supervisor")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that a column could feed: how sure (0-100) and why.

    ``points`` are those of the evidence, where its words and values told, ``lead`` those ahead.
    """

    field: str
    confidence: int
    reason: str
    points: float = LISTED_POINTS
    lead: float = LISTED_POINTS


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


@dataclass(frozen=True, slots=True)
class Values:
    """What a column's values say of its field: their looks, and points for fields they fit."""

    looks: tuple[str, ...] = (NO_VALUES,)
    fit: Callable[[str], float] = lambda _: 0


def candidates(
    header: str, titles: Titles, values: Callable[[], Values] | None = None
) -> tuple[Candidate, ...]:
    """Return the fields that a title means; only those of the surest kind of likeness.

    A title that is no listed question means what its words and the column's ``values`` speak for;
    where these speak for different fields, all of them.
    """
    if header not in titles.found:
        titles.found[header] = _by_title(header, titles)
    found = titles.found[header]
    if values is None or not _is_weighed(header, titles, found):
        return found
    told, lead = _worded(header, titles, values())
    weighed = found and found[0].lead < DECIDED_LEAD and found[0].field not in CONFLICTS
    if lead <= -LEAD and weighed:
        return ()  # with its values it asks for no field
    apart = {c.field for c in told}.isdisjoint(c.field for c in found)
    return (*found, *told) if apart and found and found[0].confidence != NEAR else told or found


def _is_weighed(header: str, titles: Titles, found: tuple[Candidate, ...]) -> bool:
    """Tell whether no listed question told what a title means, so that its values count."""
    silent = is_bare_supervisor(header) or role_claimed(header) == titles.other_role()
    return (not found and not silent) or any(c.lead < DECIDED_LEAD for c in found)


def _by_title(header: str, titles: Titles) -> tuple[Candidate, ...]:
    key = header_key(header)
    if not key or is_bare_supervisor(header):
        return ()
    found = _first(_listed(header, titles))
    if found or role_claimed(header) == titles.other_role():
        return found  # who speaks as the other role is not asked this role's questions
    return _worded(header, titles, Values())[0] or _first(_unsure(header, key, titles))


def _worded(header: str, titles: Titles, values: Values) -> tuple[tuple[Candidate, ...], float]:
    """Return the fields that the evidence of words and values speaks for, one or several near, and the lead."""
    found, lead = leading_fields(header, titles.role, titles.fields, values.looks, values.fit)
    called = UNKNOWN in title_signs(header) and any(f.field == "full_name" for f in found)
    halves = halves_of(header) if len(found) == 1 else ()
    said = {*(listed := [titles.exact.get(header_key(h)) for h in halves])} - {None}
    told = listed[-1:] and said == {(found[0].field,)} and listed[-1]
    grave = any(titles.fields[f.field].required or f.field in NAMES for f in found)
    clear = lead >= (CLEAR_LEAD if grave else FAIR_LEAD) and not called  # it may be a thing's name
    clear &= leading_fields(header, titles.role, titles.fields)[1] >= LEAD and len(said) <= 1
    sure = WORDED if clear or told or asks_only_a_name(header, titles.role) else PARTLY
    if halves and all(
        found[0].field in (_half(h, titles) or _half_by_words(h, titles)) for h in halves
    ):
        sure = HALVES
    both = found and sure != HALVES and _asked_together(header, titles)
    single = (Candidate(f.field, sure, _because(f.words), f.points, lead) for f in found)
    return both or tuple(single), lead


def _asked_together(header: str, titles: Titles) -> tuple[Candidate, ...]:
    """Return the fields of a title that asks two short things (``School and department``, ``Unit / lab``)."""
    every = [
        _half(part, titles) or _half_by_words(part, titles, CLEAR_LEAD)
        for part in halves_of(header) or _BOTH.split(header)
    ]
    asked = {f for fields in every for f in fields if titles.fields[f].type in SHORT_ANSWERS}
    asked -= OWN_FIELDS if speaks_of_another(header, titles.role) else set()
    if not len(every) == len(asked) == SEVERAL or not all(every) or asked & NAMES:
        return ()
    return tuple(Candidate(f, PARTLY, TOGETHER, 0, 0) for f in sorted(asked))


def _because(words: Sequence[str]) -> str:
    said = ", ".join(f"“{w}”" for w in words)
    return f"asked with the words {said}" if words else "its values say so"


Way = tuple[int, str, tuple[str, ...]]
"""How sure, why, and which fields."""


def _first(ways: Iterable[Way]) -> tuple[Candidate, ...]:
    confidence, reason, fields = next((way for way in ways if way[2]), (0, "", ()))
    return tuple(Candidate(f, confidence, reason) for f in fields)


def _listed(header: str, titles: Titles) -> Iterator[Way]:
    """Yield what the listed questions tell, the surest kind of likeness first."""
    key = header_key(header)
    if not key or is_bare_supervisor(header):
        return
    yield EXACT, "the question of this field", titles.exact.get(key, ())
    if role_claimed(header) == titles.other_role():
        return
    if not of_another_in_brackets(key, titles.role):
        yield HALVES, "both halves of its title ask for this field", _by_halves(header, titles)
        bare = titles.bracketless.get(without_brackets(key), ())
        yield BRACKETS, "the question of this field", bare
    own = _OWN.sub("", key)
    yield BRACKETS, "the question of this field", titles.exact.get(own, ()) if own != key else ()
    yield BEGINS, "begins with the question of this field", _beginnings(key, titles)
    yield SEGMENT, "numbered title of this field", _without_number(key, titles)
    yield SEGMENT, "its last part is a title of this field", _by_segment(header, key, titles)


_OWN = re.compile(r"^(?:your|my|oma|din|ditt|dina|min|mitt|mina) |(?<=\w{4})si$")
"""Whose it is: “Your unit”, “Yksikkösi” and “Din enhet” ask for the unit."""


def _unsure(header: str, key: str, titles: Titles) -> Iterator[Way]:
    halves = {f for half in halves_of(header) for f in _half(half, titles)}
    if not speaks_of_another(header, titles.role):
        yield PARTLY, "a half of its title asks for this field", tuple(sorted(halves))
    yield NEAR, "a title much like this field's", _by_likeness(header, key, titles)


def _by_halves(header: str, titles: Titles) -> tuple[str, ...]:
    """Return the fields that both halves of a title mean (``Nimi / Name``)."""
    found = [_half(half, titles) for half in halves_of(header)]
    return tuple(sorted(set.intersection(*found))) if found else ()


def _half(half: str, titles: Titles) -> set[str]:
    if is_bare_supervisor(half):
        return set()
    key = header_key(half)
    exact = titles.exact.get(key) or titles.bracketless.get(without_brackets(key))
    return set(exact or _beginnings(key, titles))


def _half_by_words(half: str, titles: Titles, least: float = 0) -> set[str]:
    told, lead = leading_fields(half, titles.role, titles.fields)
    return {t.field for t in told if lead >= least and not is_bare_supervisor(half)}


def _beginnings(key: str, titles: Titles) -> tuple[str, ...]:
    """Questions grow tails (a date, ``max 600 characters``); a whole question before one tells."""
    if len(key) < QUESTION:
        return ()
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
    last = (last_segment(header), header_key(header.rsplit("? ", 1)[-1]))
    found = next((titles.exact[s] for s in last if s != key and s in titles.exact), ())
    return tuple(f for f in found if not _anothers(f, header, titles))


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
