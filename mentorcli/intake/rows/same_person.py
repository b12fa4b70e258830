"""Whether two answers are one person's: somebody known to the workspace, or somebody new.

The ladder: the answer's own key where the name or the address agrees too, the organisation's number
of the person, address and name. Two answers with one name and one unit but two addresses are asked
about, see ``person_questions.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorcli.domain.application import Application, Given, sorted_applications
from mentorcli.domain.importing import Identity, Settled, identity_of
from mentorcli.domain.text import match_key, person_id, stable_id, unaccented

NUMBER = "person_id"
"""The field for the organisation's number of a person, for example a student number."""


def number_of(application: Application) -> str:
    """Return the organisation's number of the person as compared, or an empty string."""
    number = application.text(NUMBER)
    return match_key(number) if number else ""


def one_person(same: Iterable[frozenset[Identity]]) -> dict[Identity, Identity]:
    """Return for each identity that was said to be another one's the first of all that are one."""
    first: dict[Identity, Identity] = {}
    for pair in sorted(sorted(p) for p in same):
        known = sorted({first.get(i, i) for i in pair})
        group = {i for i, f in first.items() if f in known} | set(pair)
        first |= dict.fromkeys(group, known[0])
    return first


def at_address_elsewhere(draft: Application, settled: Settled) -> list[tuple[Identity, str, str]]:
    """Return who answered from this address in other cohorts: identity, name and person, the latest first."""
    there = settled.elsewhere.get(match_key(draft.email), ())
    return [((match_key(draft.email), match_key(name)), name, person) for name, person in there]


@dataclass(slots=True)
class _People:
    """People as far as they are known, by number and by address and name."""

    aliases: Mapping[Identity, Identity]
    taken: set[str]
    settled: Settled
    by_number: dict[str, str] = field(default_factory=dict)
    by_identity: dict[Identity, str] = field(default_factory=dict)
    numbers: dict[str, Given] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def add(self, application: Application, key: Identity | None = None) -> None:
        """Note somebody, known by ``key`` where it was made before; who is first keeps a name.

        Somebody known by the number alone, under another name and address, is not noted: the
        number may be mistyped, and nobody else must be taken for its owner.
        """
        key = key or self.key(application)
        seen = self.seen.get(application.person)
        if seen is None:
            self.seen[application.person] = set(key)
        elif seen.isdisjoint(key):
            return
        else:
            seen.update(key)
        self.by_identity.setdefault(key, application.person)
        self.keep_number(application)

    def keep_number(self, application: Application) -> None:
        """Note somebody's number, unless the person has come with one already."""
        number = number_of(application)
        if number and application.person not in self.numbers:
            self.by_number.setdefault(number, application.person)
            self.numbers[application.person] = application.answers[NUMBER]

    def key(self, application: Application) -> Identity:
        """Return the address and name that somebody is known by."""
        own = identity_of(application)
        return self.aliases.get(own, own)

    def person(self, draft: Application, key: Identity) -> str:
        """Return a known person, or a new identifier that is nobody's who has since been renamed."""
        number = number_of(draft)
        if number and number in self.by_number:
            return self.by_number[number]
        known = self.by_identity.get(key)
        if known is None:
            return self._elsewhere(draft) or self._new(draft, key, number)
        given = self.numbers.get(known)
        contradicts = number and given and match_key(str(given.value)) not in {"", number}
        return self._new(draft, key, number) if contradicts else known

    def _elsewhere(self, draft: Application) -> str:
        """Return who has this address in another cohort and is the same, as far as that is known."""
        there = at_address_elsewhere(draft, self.settled)
        found = (p for i, _, p in there if p not in self.seen and self._is_one(draft, i))
        return next(found, "")

    def _is_one(self, draft: Application, other: Identity) -> bool:
        """Tell whether it was said that two are one, or nothing was and the first name is the same."""
        own = identity_of(draft)
        if self.settled.decides(own, other):
            return frozenset({own, other}) in self.settled.same
        one, two = (unaccented(name).split() for _, name in (own, other))
        return bool(one and two) and (one[0] in two or two[0] in one)

    def with_number(self, draft: Application) -> Application:
        """Return a draft with the number that an older answer of the person gave."""
        given = self.numbers.get(draft.person)
        if given is None or number_of(draft):
            return draft
        return replace(draft, answers={**draft.answers, NUMBER: given})

    def _new(self, draft: Application, key: Identity, number: str) -> str:
        new = stable_id("p", "number", number) if number else person_id(*key)
        count = 2
        while new in self.taken:
            new = stable_id("p", *identity_of(draft), number, str(count))
            count += 1
        self.taken.add(new)
        return new


def with_known_people(
    drafts: Mapping[int, Application],
    existing: Sequence[Application],
    settled: Settled | None = None,
) -> dict[int, Application]:
    """Return the drafts (by row) with the identifiers of the people that they are from.

    An answer under a response key seen before keeps its person, whatever was edited in it: that
    the key is this person's was seen to before, see ``form_copies.py``. Others are found as they stand
    after that; somebody not found is new. The order of the rows decides nothing.
    """
    settled = settled or Settled()
    stored = dict(settled.known) | {a.response_key(): a.person for a in existing}
    keys = {n: d.response_key() for n, d in drafts.items()}
    kept = {n: _as(d, stored[keys[n]]) for n, d in drafts.items() if keys[n] in stored}
    edited = {keys[n] for n in kept}
    standing = [a for a in existing if a.response_key() not in edited]
    people = _People(one_person(settled.same), {*stored.values()}, settled)
    for a in sorted_applications((*standing, *kept.values())):
        people.add(a)
    for a in existing:
        people.keep_number(a)
    found = dict(kept)
    rest = (n for n in drafts if n not in kept)
    for n in sorted(rest, key=lambda n: _numbered_first(drafts[n])):
        key = people.key(drafts[n])
        found[n] = _as(drafts[n], people.person(drafts[n], key))
        people.add(found[n], key)
    if not people.numbers:
        return found
    return {n: people.with_number(d) for n, d in found.items()}


def _as(draft: Application, person: str) -> Application:
    return draft if draft.person == person else replace(draft, person=person)


def _numbered_first(draft: Application) -> tuple[bool, str, Identity]:
    number = number_of(draft)
    return not number, number, identity_of(draft)
