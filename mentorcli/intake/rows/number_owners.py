"""Whose each number of a form is in each of its copies, and what the rows of a file say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.importing import Identity, Settled, identity_of
from mentorcli.intake.rows.response_keys import without_copy
from mentorcli.intake.rows.same_person import one_person
from mentorcli.names.written import first_names, name_keys

MOST = 2
"""Another copy is what at least so many rows speak for, and more than half of those known."""
Rows = Mapping[int, Application]
Numbers = Mapping[int, str]
"""Answers, and their numbers in the form, by row."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that is held back, as an application that it would be.

    ``doubted`` is the copy in which its number may be somebody else's, 0 where that is no matter.
    """

    application: Application
    doubted: int = 0


@dataclass(frozen=True, slots=True)
class Votes:
    """Rows whose number is known in one copy: surely its owner's, likely, or somebody else's.

    ``unmoved`` are sure ones given at the moment that is stored: no second answer of the person;
    ``namesakes`` likely ones that share the name alone.
    """

    sure: AbstractSet[int]
    likely: AbstractSet[int]
    against: AbstractSet[int]
    unmoved: AbstractSet[int]
    namesakes: AbstractSet[int]

    def agreeing(self) -> AbstractSet[int]:
        """Return the rows that say that the file is of this copy."""
        return self.sure | self.likely

    def are_of_another_copy(self) -> bool:
        """Tell whether most of the known numbers are other people's."""
        return len(self.against) >= MOST and len(self.against) > len(self.agreeing())

    def doubted(self) -> AbstractSet[int]:
        """Return the rows to ask about; a likely one needs others for it, more than against it.

        Namesakes do not bear each other out: two copies may have several.
        """
        others = len(self.agreeing()) - 1
        if others <= len(self.against) or not (others >= MOST or self.unmoved):
            return self.against | self.likely
        borne_out = self.unmoved or len(self.agreeing() - self.namesakes) >= MOST
        return self.against if borne_out else self.against | self.namesakes

    def firm(self) -> AbstractSet[int]:
        """Return the rows that are beyond doubt their number's owners'."""
        return self.agreeing() - self.doubted()

    def settle_it(self) -> bool:
        """Tell whether it is beyond doubt that the file is of this copy."""
        return bool(self.firm())


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose each number of one form is, by copy; the first copy is always there.

    ``reserved`` are the numbers of rows whose owner is in doubt, by copy and number: they say
    nothing of others, and nobody else gets them. ``known`` are people by address and name.
    """

    copies: Mapping[int, Mapping[str, Sequence[Application]]]
    reserved: Mapping[tuple[int, str], Waiting]
    known: AbstractSet[Identity]
    aliases: Mapping[Identity, Identity]
    settled: Settled

    @classmethod
    def of(
        cls,
        one: Application,
        existing: Sequence[Application],
        waiting: Sequence[Waiting],
        settled: Settled,
    ) -> Owners:
        """Return the owners of the numbers of the form that ``one`` is an answer to."""
        people: dict[str, list[Application]] = {}
        for a in existing:
            people.setdefault(a.person, []).append(a)
        keys = dict(settled.known) | {a.response_key(): a.person for a in existing}
        found = [(key, a) for key, person in keys.items() for a in people.get(person, ())]
        mine = [
            w for w in waiting if (w.application.role, w.application.form) == (one.role, one.form)
        ]
        found += [(w.application.response_key(), w.application) for w in mine if not w.doubted]
        copies: dict[int, dict[str, list[Application]]] = {1: {}}
        for (role, form, response), a in found:
            if (role, form) == (one.role, one.form):
                copy, number = without_copy(response)
                copies.setdefault(copy, {}).setdefault(number, []).append(a)
        reserved = {without_copy(w.application.response): w for w in mine if w.doubted}
        known = {identity_of(a) for a in existing}
        return cls(copies, reserved, known, one_person(settled.same), settled)

    def anything(self) -> bool:
        """Tell whether any number of the form is known."""
        return bool(self.reserved) or any(self.copies.values())

    def new_copy(self) -> int:
        """Return the number of a copy of which nothing is known."""
        return max(*self.copies, *(copy for copy, _ in self.reserved), 1) + 1

    def owner(self, copy: int, number: str) -> Sequence[Application]:
        """Return the applications of a number's owner; nothing where it is nobody's."""
        return self.copies.get(copy, {}).get(number, ())

    def votes(self, copy: int, numbers: Numbers, rows: Rows) -> Votes:
        """Return what the rows say of their being answers of a copy."""
        moments = Counter(d.submitted for d in rows.values())
        moments |= Counter(a.submitted for own in self.copies[copy].values() for a in own)
        here = {identity_of(d) for d in rows.values()}
        found: dict[int, set[int]] = {0: set(), 1: set(), 2: set()}
        for n, draft in rows.items():
            owner = self.owner(copy, numbers[n])
            if owner and self.is_same(copy, numbers[n], draft):
                found[2].add(n)
            elif owner:
                alone = moments[draft.submitted] == 1
                like = max(likeness(draft, a, moment=alone) for a in owner)
                elsewhere = like == 1 and any(identity_of(a) in here for a in owner)
                found[0 if elsewhere else like].add(n)
        unmoved = {
            n
            for n in found[2]
            if any(a.submitted == rows[n].submitted for a in self.owner(copy, numbers[n]))
        }
        namesakes = {
            n for n in found[1] if _share_nothing_else(rows[n], self.owner(copy, numbers[n]))
        }
        return Votes(found[2], found[1], found[0], unmoved, namesakes)

    def is_same(self, copy: int, number: str, draft: Application) -> bool:
        """Tell whether it was said that a number's owner and an answer are one person."""
        first = self.aliases.get(identity_of(draft))
        owner = [identity_of(a) for a in self.owner(copy, number)] if first else []
        return any(self.aliases.get(name) == first for name in owner)

    def is_settled(self, copy: int, number: str, draft: Application) -> bool:
        """Tell whether an answer is known not to be that of a number's owner, if of somebody."""
        mine, owner = identity_of(draft), self.owner(copy, number)
        pairs = {frozenset({mine, identity_of(a)}) for a in owner}
        return not owner or bool(pairs & self.settled.different) or mine in self.known

    def in_doubt(self, numbers: Numbers, rows: Rows) -> dict[int, tuple[int, int]]:
        """Return the rows that wait already since their owner is in doubt: copy, and doubted copy."""
        waiting = {
            (number, identity_of(w.application)): (copy, w.doubted)
            for (copy, number), w in self.reserved.items()
        }
        found = {n: waiting.get((numbers[n], identity_of(d))) for n, d in rows.items()}
        return {n: at for n, at in found.items() if at is not None}

    def is_taken(self, copy: int, number: str, draft: Application) -> bool:
        """Tell whether a number is an answer's already, or a row of somebody else waits under it."""
        waiting = self.reserved.get((copy, number))
        other = waiting and identity_of(waiting.application) != identity_of(draft)
        return bool(other or self.owner(copy, number))

    def elsewhere(self, copy: int, number: str, draft: Application) -> int:
        """Return the first other copy in which a number is the draft's own, else is nobody's."""
        mine, last = identity_of(draft), self.new_copy()
        others = [c for c in range(1, last + 2) if c != copy]
        there = {c: list(self.owner(c, number)) for c in others}
        for (c, n), w in self.reserved.items():
            if n == number and c in there:
                there[c].append(w.application)
        own = [c for c in others if any(identity_of(a) == mine for a in there[c])]
        return own[0] if own else next(c for c in others if c > 1 and not there[c])


def _share_nothing_else(draft: Application, owner: Sequence[Application]) -> bool:
    """Tell whether an answer and the owner of its number have neither address nor moment in common."""
    email, moment = identity_of(draft)[0], draft.submitted
    return not any(email == identity_of(a)[0] or (moment and moment == a.submitted) for a in owner)


def likeness(draft: Application, owner: Application, *, moment: bool) -> int:
    """Return 2 where an answer is surely its number's owner's, 1 where it is likely, else 0.

    Name, address and, where a ``moment`` tells answers apart, that: two of the three are sure, name
    or address alone are likely, and so is the moment with the first name.
    """
    (email, name), (address, known) = identity_of(draft), identity_of(owner)
    if (email, name) == (address, known):
        return 2
    named = name == known or not name_keys(name).isdisjoint(name_keys(known))
    mailed = bool(email) and email == address
    timed = moment and draft.submitted is not None and draft.submitted == owner.submitted
    if named or mailed:
        return 2 if named + mailed + timed > 1 else 1
    first = first_names(name)
    return int(timed and bool(first) and first == first_names(known))
