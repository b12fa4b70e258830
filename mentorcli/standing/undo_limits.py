"""Which later facts rest on an earlier one: it is not taken back before they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mentorcli.domain.fact import Fact, Kind

Rests = Callable[[Fact, Fact], bool]

_MATCH = frozenset(
    {Kind.MATCH, Kind.AGREEMENT, Kind.SIGNED, Kind.SIGNATURE_VOID, Kind.MET, Kind.CAME_BACK}
)
_PLAN = _MATCH | {
    Kind.APPROVED,
    Kind.PROPOSED,
    Kind.INVITED,
    Kind.CALLED_OFF,
    Kind.LETTER,
    Kind.LETTER_DROPPED,
    Kind.REPORTED,
    Kind.MOVED,
}


def _same(kinds: frozenset[Kind], *names: str) -> Rests:
    """Return the test that a later fact is of these kinds and equal in these fields."""
    return lambda first, later: (
        later.kind in kinds and all(getattr(first, n) == getattr(later, n) for n in names)
    )


def _invitation(first: Fact, later: Fact) -> bool:
    """Tell whether a later invitation, or one taken back, is of the same people."""
    same = later.kind in {Kind.INVITED, Kind.CALLED_OFF} and first.about == later.about
    return same and ("" in {first.person, later.person} or first.person == later.person)


_SIGNED = frozenset({Kind.SIGNED, Kind.SIGNATURE_VOID})
_LETTERS = frozenset({Kind.LETTER, Kind.LETTER_DROPPED})
_RESTS: Mapping[Kind, Rests] = {
    Kind.MATCH: _same(_MATCH, "match"),
    Kind.MET: _same(frozenset(), "match"),
    Kind.CAME_BACK: _same(frozenset({Kind.CAME_BACK}), "match", "person", "about"),
    Kind.APPROACHED: _same(frozenset({Kind.APPROACHED}), "person", "about"),
    Kind.AGREEMENT: _same(_SIGNED | {Kind.AGREEMENT}, "match"),
    Kind.SIGNED: _same(_SIGNED, "match", "person"),
    Kind.SIGNATURE_VOID: _same(_SIGNED, "match", "person"),
    Kind.INVITED: _invitation,
    Kind.CALLED_OFF: _invitation,
    Kind.LETTER: _same(_LETTERS, "person", "about"),
    Kind.LETTER_DROPPED: _same(_LETTERS, "person", "about"),
    Kind.SENT_BY_HAND: _same(frozenset(), "person"),
    Kind.SETTLED: _same(frozenset(), "person"),
    Kind.APPROVED: _same(_PLAN, "cohort"),
    Kind.ANSWERED: lambda _, later: later.kind is Kind.APPROVED and not later.match,
    Kind.REPORTED: _same(frozenset({Kind.REPORTED}), "cohort"),
    Kind.WITHDRAWN: _same(frozenset({Kind.WITHDRAWN, Kind.BACK}), "cohort", "person", "about"),
    Kind.BACK: _same(frozenset({Kind.WITHDRAWN, Kind.BACK}), "cohort", "person", "about"),
    Kind.CALENDAR: _same(frozenset({Kind.CALENDAR}), "cohort"),
    Kind.MOVED: _same(frozenset({Kind.MOVED, Kind.APPROVED}), "cohort"),
}


def can_be_taken_back(fact: Fact) -> bool:
    """Tell whether something rests on facts of this kind that can be as if it had not been."""
    if fact.kind in {Kind.SENT_BY_HAND, Kind.SETTLED}:
        return "key" in fact.value  # an earlier version did not keep which draft it was
    if fact.kind is Kind.APPROACHED:
        return bool(fact.value.get("answer") != "asked")  # the letter is in the outbox
    return fact.kind in _RESTS or fact.kind is Kind.TAKEN_BACK


def resting(facts: Iterable[Fact], stands: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return which of the facts that stand rest on one of these, and were written by a later command."""
    first = [f for f in facts if f.kind in _RESTS]
    last = max((f.number for f in first), default=0)
    acts = {f.deed.act for f in first}
    later = (f for f in stands if f.number > last and f.deed.act not in acts)
    return tuple(
        f for f in later if any(_RESTS[one.kind](one, f) for one in first if one.cohort == f.cohort)
    )
