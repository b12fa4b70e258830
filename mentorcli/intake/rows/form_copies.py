"""Copies of one form: each counts its answers from 1, so a number alone is nobody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorcli.domain.application import Application
from mentorcli.domain.form import FormProposal
from mentorcli.domain.importing import Identity, RowReading, Settled, identity_of
from mentorcli.domain.problem import Problem, Severity
from mentorcli.intake.rows.person_questions import Doubt
from mentorcli.intake.rows.response_keys import counts_answers, without_copy
from mentorcli.intake.rows.same_person import one_person
from mentorcli.names.comparison import name_keys

MOST = 2
"""Another copy is what at least so many rows speak for, and more than half of those known."""


@dataclass(frozen=True, slots=True)
class InCopy:
    """An export with the copy of its form that it is from.

    ``told`` is what to say of it, ``asked`` the rows (by number) whose owner is in doubt.
    """

    proposal: FormProposal
    told: tuple[Problem, ...] = ()
    asked: Mapping[int, Doubt] = field(default_factory=dict)


def in_its_copy(
    proposal: FormProposal,
    readings: Sequence[RowReading],
    existing: Sequence[Application],
    settled: Settled,
    *,
    kept: bool,
) -> InCopy:
    """Return an export with the copy of its form that its answers are from.

    A number is somebody's only where the name or the address is theirs too. The copy is the one
    of which most rows agree; where most of the known numbers are other people's in each, it is one
    that nobody knew. A single row that is not its number's owner is asked about, and counts as
    one of another copy. A ``kept`` export stays what it was when it came.
    """
    rows = {r.number: r.draft for r in readings if r.draft and counts_answers(r.draft.response)}
    if not rows or not existing:
        return InCopy(proposal)
    numbers = {n: without_copy(d.response)[1] for n, d in rows.items()}
    owners = _Owners.of(next(iter(rows.values())), existing, settled)
    if kept:
        apart = [n for n in rows if numbers[n] in proposal.apart]
        apart = [n for n in apart if not owners.is_same(proposal.copy, numbers[n], rows[n])]
        return owners.with_apart(proposal, {n: rows[n] for n in apart}, numbers)
    agree = {c: [n for n in rows if owners.agrees(c, numbers[n], rows[n])] for c in owners.copies}
    copy = max(agree, key=lambda c: (len(agree[c]), -c))
    known = [n for n in rows if numbers[n] in owners.copies[copy]]
    apart = [n for n in known if n not in set(agree[copy])]
    if len(apart) < MOST or 2 * len(apart) <= len(known):
        found = replace(proposal, copy=copy)
        return owners.with_apart(found, {n: rows[n] for n in apart}, numbers)
    place = proposal.table.place()
    told = Problem.of("another_copy", Severity.NOTE, place, count=len(apart))
    return InCopy(replace(proposal, copy=max(owners.copies) + 1, apart={}), (told,))


@dataclass(frozen=True, slots=True)
class _Owners:
    """Whose each number of one form is, by copy; the first copy is always there."""

    copies: Mapping[int, Mapping[str, str]]
    people: Mapping[str, Sequence[Application]]
    aliases: Mapping[Identity, Identity]
    settled: Settled

    @classmethod
    def of(cls, one: Application, existing: Sequence[Application], settled: Settled) -> _Owners:
        """Return the owners of the numbers of the form that ``one`` is an answer to."""
        people: dict[str, list[Application]] = {}
        for a in existing:
            people.setdefault(a.person, []).append(a)
        keys = dict(settled.known) | {a.response_key(): a.person for a in existing}
        copies: dict[int, dict[str, str]] = {1: {}}
        for (role, form, response), person in keys.items():
            if (role, form) == (one.role, one.form) and person in people:
                copy, number = without_copy(response)
                copies.setdefault(copy, {})[number] = person
        return cls(copies, people, one_person(settled.same), settled)

    def owner(self, copy: int, number: str) -> Sequence[Application]:
        """Return the applications of a number's owner; nothing where it is nobody's."""
        return self.people.get(self.copies.get(copy, {}).get(number, ""), ())

    def agrees(self, copy: int, number: str, draft: Application) -> bool:
        """Tell whether a number's owner has the name or the address of an answer."""
        mine = identity_of(draft)
        alike = any(_alike(mine, identity_of(a)) for a in self.owner(copy, number))
        return alike or self.is_same(copy, number, draft)

    def is_same(self, copy: int, number: str, draft: Application) -> bool:
        """Tell whether it was said that a number's owner and an answer are one person."""
        first = self.aliases.get(identity_of(draft))
        owner = [identity_of(a) for a in self.owner(copy, number)]
        return first is not None and any(self.aliases.get(name) == first for name in owner)

    def with_apart(
        self, proposal: FormProposal, apart: Mapping[int, Application], numbers: Mapping[int, str]
    ) -> InCopy:
        """Return an export with these rows counted as answers of another copy, and asked about."""
        copy = proposal.copy
        others = {numbers[n]: self._elsewhere(copy, numbers[n], d) for n, d in apart.items()}
        asked = {}
        for n, draft in apart.items():
            owner = self.owner(copy, numbers[n])
            pairs = {frozenset({identity_of(draft), identity_of(a)}) for a in owner}
            if not pairs & self.settled.different and not self._is_known(draft):
                asked[n] = Doubt.about("response_of_another", owner)
        return InCopy(replace(proposal, apart=others), asked=asked)

    def _is_known(self, draft: Application) -> bool:
        """Tell whether somebody has the very name and address of an answer."""
        mine = identity_of(draft)
        return any(identity_of(a) == mine for every in self.people.values() for a in every)

    def _elsewhere(self, copy: int, number: str, draft: Application) -> int:
        """Return the first other copy in which a number is the draft's own, else is nobody's."""
        own = [c for c in sorted(self.copies) if c != copy and self.agrees(c, number, draft)]
        last = max(self.copies) + 2
        free = (c for c in range(2, last) if c != copy and number not in self.copies.get(c, {}))
        return own[0] if own else next(free)


def _alike(one: Identity, other: Identity) -> bool:
    """Tell whether two have one address, or one name whatever its accents and order of words."""
    if one[0] == other[0] or one[1] == other[1]:
        return True
    return not name_keys(one[1]).isdisjoint(name_keys(other[1]))
