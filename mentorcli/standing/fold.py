"""The facts of a cohort, folded: what stands of all that happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorcli.domain.fact import Agreement, Fact, Kind, Paper, Session, Signature
from mentorcli.domain.match_life import Approach, Life, Return

BINDING = ("people", "term")
"""What an agreement must be made from for the signatures under its last edition to count."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What the facts of a cohort come to.

    ``invited`` has for each gathering the people who are invited to it as things stand, each with the
    newest fact, what it and those before it tell by role, and the first day on which it was so; ``cancelled`` are gatherings called off and not invited to since, ``spared`` has for
    each those whose invitation was taken back by name: nobody invites them but by name. ``letters``
    has the newest fact of each letter that was written, by key; ``left`` has the day on which each (person, role) withdrew. ``calendar`` and ``reported`` are the numbers of the
    newest such facts, 0 for none. ``signed_once`` are the people who have signed anything, also under
    an agreement that was made anew; ``signatures_void`` were taken back and not kept again.
    """

    lives: tuple[Life, ...] = ()
    signatures: tuple[Signature, ...] = ()
    signed_once: frozenset[str] = frozenset()
    signatures_void: frozenset[Signature] = frozenset()
    sessions: tuple[Session, ...] = ()
    returns: tuple[Return, ...] = ()
    agreements: Mapping[str, Paper] = field(default_factory=dict)
    invited: Mapping[str, Mapping[str, Fact]] = field(default_factory=dict)
    cancelled: frozenset[str] = frozenset()
    spared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    letters: Mapping[str, Fact] = field(default_factory=dict)
    left: Mapping[tuple[str, str], dt.date] = field(default_factory=dict)
    approaches: tuple[Approach, ...] = ()
    approved: dt.date | None = None
    calendar: int = 0
    reported: int = 0


def taken_back(facts: Sequence[Fact]) -> set[int]:
    """Return the numbers of the facts that count no more; taking back may itself be taken back."""
    gone: set[int] = set()
    for fact in reversed(facts):
        if fact.kind is Kind.TAKEN_BACK and fact.number not in gone:
            gone.add(int(fact.about))
    return gone


def standing_facts(facts: Iterable[Fact], by: dt.date | None = None) -> Iterator[Fact]:
    """Yield the facts that were not taken back, in their order; with ``by`` those known by that day.

    What was taken back later had not been on any day. A cohort is there on every day.
    """
    every = tuple(facts)
    gone = taken_back(every)
    for fact in every:
        known = by is None or fact.known is None or fact.known <= by
        there = known or fact.kind is Kind.COHORT_MADE
        if there and fact.number not in gone and fact.kind is not Kind.TAKEN_BACK:
            yield fact


def happened(stands: Sequence[Fact]) -> Happened:
    """Return what the facts of one cohort that stand come to, whatever their order of days: later ones win."""
    lives = {f.match: f.value for f in stands if f.kind is Kind.MATCH}
    met = {f.value for f in stands if f.kind is Kind.MET}
    came = {(f.match, f.person, f.about): f.value for f in stands if f.kind is Kind.CAME_BACK}
    invited, cancelled = _invitations(stands)
    papers, signed, once, void = _papers(stands)
    return Happened(
        lives=tuple(life for _, life in sorted(lives.items())),
        signatures=tuple(s for _, s in sorted(signed.items())),
        signed_once=frozenset(person for _, person in once),
        signatures_void=frozenset(void),
        sessions=tuple(sorted(met, key=lambda s: (s.match, s.mentee, s.on))),
        returns=tuple(r for _, r in sorted(came.items())),
        agreements=papers,
        invited=invited,
        cancelled=cancelled,
        spared=_spared(stands),
        letters=_letters(stands),
        left=withdrawals(stands),
        approaches=_approaches(stands),
        approved=max(
            (f.known for f in stands if f.kind is Kind.APPROVED and f.known and not f.match),
            default=None,
        ),
        calendar=_newest(stands, Kind.CALENDAR),
        reported=_newest(stands, Kind.REPORTED),
    )


def _letters(facts: Iterable[Fact]) -> dict[str, Fact]:
    letters: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind is Kind.LETTER and "key" in fact.value:
            letters[fact.value["key"]] = fact
        elif fact.kind is Kind.LETTER_DROPPED:
            letters.pop(fact.value.get("key", ""), None)  # of somebody erased nothing is kept
    return letters


def _approaches(facts: Iterable[Fact]) -> tuple[Approach, ...]:
    """Return what the newest facts say of each colleague and mentee, who was asked first first."""
    found: dict[tuple[str, str], Approach] = {}
    for fact in facts:
        day, key = fact.on or fact.known, (fact.about, fact.person)
        if fact.kind is Kind.APPROACHED and "answer" in fact.value and day is not None:
            asked = found[key].asked if key in found else day
            said = fact.value
            found[key] = Approach(*key, said["name"], asked, said["answer"], day)
    return tuple(sorted(found.values(), key=lambda a: (a.asked, a.mentee, a.colleague)))


def withdrawals(facts: Iterable[Fact]) -> dict[tuple[str, str], dt.date]:
    """Return the day on which each (person, role) withdrew who is not back, by facts that stand."""
    left: dict[tuple[str, str], dt.date] = {}
    for fact in facts:
        if fact.kind is Kind.WITHDRAWN and (day := fact.on or fact.known):
            left[fact.person, fact.about] = day
        elif fact.kind is Kind.BACK:
            left.pop((fact.person, fact.about), None)
    return left


def last_approval(stands: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the approvals that the approved plan comes from: of a whole plan, and of each pair since."""
    told: list[Fact] = []
    for fact in stands:
        if fact.kind is Kind.APPROVED:
            told = [*(told if fact.match else ()), fact]
    return tuple(told)


def _newest(facts: Iterable[Fact], kind: Kind) -> int:
    return max((f.number for f in facts if f.kind is kind), default=0)


def differs(before: Paper, made: Agreement) -> bool:
    """Tell whether an agreement binds others, or to other days, than the edition before it."""
    return any(
        old.basis.get(part) != made.basis.get(part)
        for old in before.by_language.values()
        for part in BINDING
        if old.basis and made.basis
    )


def _papers(
    facts: Iterable[Fact],
) -> tuple[
    dict[str, Paper], dict[tuple[str, str], Signature], set[tuple[str, str]], set[Signature]
]:
    """Return the newest agreements, and the signatures that count: under one made anew they do not.

    A match keeps the day of an edition that says the same. The third are all (match, person) who signed,
    the fourth the signatures that were taken back and not kept again.
    """
    void: set[Signature] = set()
    papers: dict[str, Paper] = {}
    signed: dict[tuple[str, str], Signature] = {}
    once: set[tuple[str, str]] = set()
    for fact in facts:
        if fact.kind is Kind.SIGNED:
            signed[fact.match, fact.person] = fact.value
            once.add((fact.match, fact.person))
            void.discard(fact.value)
        elif fact.kind is Kind.SIGNATURE_VOID:
            signed.pop((fact.match, fact.person), None)
            once.discard((fact.match, fact.person))
            void.add(fact.value)
        elif fact.kind is Kind.AGREEMENT and fact.known is not None:
            made, before = fact.value, papers.get(fact.match, Paper(fact.known, {}))
            if differs(before, made):
                signed = {key: s for key, s in signed.items() if key[0] != fact.match}
                before = Paper(fact.known, {})
            papers[fact.match] = replace(
                before, by_language={**before.by_language, made.language: made}
            )
    return papers, signed, once, void


def _spared(facts: Iterable[Fact]) -> dict[str, frozenset[str]]:
    """Return by gathering whose invitation was taken back by name, and who was not invited since."""
    spared: dict[str, frozenset[str]] = {}
    for fact in facts:
        before = spared.get(fact.about, frozenset())
        if fact.kind is Kind.CALLED_OFF and fact.value.get("by_name"):
            spared[fact.about] = before | {fact.person}
        elif fact.kind is Kind.INVITED:
            spared[fact.about] = before - {fact.person}
        elif fact.kind is Kind.CALLED_OFF and not fact.person:
            spared.pop(fact.about, None)
    return spared


def _invitations(facts: Iterable[Fact]) -> tuple[dict[str, dict[str, Fact]], frozenset[str]]:
    invited: dict[str, dict[str, Fact]] = {}
    off: dict[str, bool] = {}
    for fact in facts:
        if fact.kind is Kind.INVITED:
            there = invited.setdefault(fact.about, {})
            before = there.get(fact.person, fact)
            same = all(one in _events_of(before) for one in _events_of(fact))
            first = (before.on if same else None) or fact.known
            there[fact.person] = replace(fact, on=first, value={**before.value, **fact.value})
            off[fact.about] = False
        elif fact.kind is Kind.CALLED_OFF and fact.person:
            invited.get(fact.about, {}).pop(fact.person, None)
        elif fact.kind is Kind.CALLED_OFF:
            invited.pop(fact.about, None)
            off[fact.about] = True
    return invited, frozenset(gathering for gathering, is_off in off.items() if is_off)


def _events_of(invitation: Fact) -> list[object]:
    """Return the events that an invitation told last, by role; one of an earlier version kept none."""
    return [said.get("event") for said in invitation.value.values() if isinstance(said, dict)]
