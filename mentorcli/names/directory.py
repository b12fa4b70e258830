"""Who is meant by one name: somebody for certain, or who may be, or nobody here.

Somebody is meant only where no other reading disputes it; a likeness, and somebody else's first name
beside the same surname, is asked about. Whatever asks who is meant asks here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise

from mentorcli.domain.text import match_key, one_line
from mentorcli.names.agreement import AnotherFirst, Person, Tier, person_of, tier
from mentorcli.names.inflection import is_surname_too, nominatives
from mentorcli.names.letters import bare, begun_alike, sound
from mentorcli.names.slips import NearWords
from mentorcli.names.titles import BEHIND, OF_A_SEX, plain
from mentorcli.names.word_index import Found, people_by
from mentorcli.names.written import TOKEN, Word, Written, written

ADDRESS = re.compile(r"[^\s@<>;,()\[\]:\"']+@[^\s@<>;,()\[\]\"']+")
_TWO, _PET, _SHORT, _FULL, _ALL = 2, 3, 5, 6, "*"


class Sure(StrEnum):
    """How a name was understood."""

    MEANT = "meant"
    """One person, and no other reading disputes it."""
    ASK = "ask"
    """It may be one of several, or somebody whose name is only like it."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a name means: one person when it is sure, else those to ask about, likeliest first."""

    text: str
    sure: Sure
    people: Found = ()


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """People among whom names are looked for, by every word that may lead to them."""

    people: Mapping[str, Person]
    emails: Mapping[str, Found]
    surnames: Mapping[str, Found]
    longer: Mapping[str, Found]
    """By first name and surname those with more first names, who may be meant by fewer."""
    parts: Mapping[str, Found]
    """By halves of surnames and names that stand between the first and the last."""
    firsts: Mapping[str, Found]
    called: Mapping[str, Found]
    """By first name and the first letter of a surname, to find surnames that are cut short."""
    sounds: Mapping[str, Found]
    near: Mapping[str, NearWords]
    """The surnames, to find those that are misspelt: of all, and by the letter of the first name."""
    alike: Mapping[str, str]
    """For each person the first one of those with the same first names."""
    heard: dict[str, Understood] = field(default_factory=dict)
    """What was understood before: the same names are asked for again and again."""

    def meaning(self, text: str) -> Understood:
        """Return who is meant by one name or address."""
        text = one_line(text)
        return self.heard.get(text) or self.heard.setdefault(text, self._meaning(text))

    def _meaning(self, text: str) -> Understood:
        addresses = [a.strip(".:") for a in ADDRESS.findall(text)]
        if not addresses:
            return self._called(text)
        rest = ADDRESS.sub(" ", text).replace("mailto", " ")
        named = self._called(rest)
        known = dict.fromkeys(p for a in addresses for p in self.emails.get(match_key(a), ()))
        if known:
            disputed = len(known) > 1 or (named.people and not known.keys() & {*named.people})
            sure = Sure.ASK if disputed else Sure.MEANT
            return Understood(text, sure, (*known, *named.people) if disputed else (*known,))
        if written(rest).words:
            return Understood(text, named.sure, named.people)
        perhaps = dict.fromkeys(p for a in addresses for p in self._by_local_part(a))
        return asked(text, perhaps)

    def _by_local_part(self, address: str) -> Iterator[str]:
        """Yield whose name stands before the @ of an address that nobody here has."""
        local = re.sub(r"[\d_.+]+", " ", address.partition("@")[0]).strip()
        yield from self._called(local).people
        if " " not in local:
            yield from self.run_together(bare(local.casefold()))
            for letter, rest in ((local[:1], local[1:]), (local[-1:], local[:-1])):
                yield from self._called(f"{letter}. {rest}").people

    def run_together(self, word: str) -> list[str]:
        """Return whose first name and surname a small word is, without a space: ``annalaine``."""
        return [p for p, one in self.people.items() if word in one.run_together()]

    def with_surname(self, text: str) -> Found:
        """Return whose surname a word is as it stands."""
        words = written(text).words
        forms = words[0].forms if len(words) == 1 else ()
        return tuple(sorted({p for form in forms for p in self.surnames.get(form, ())}))

    def has(self, name: Written) -> bool:
        """Tell whether somebody's whole name is written, accents, hyphens and order aside."""
        another = AnotherFirst(name, self.people, self.alike)
        near = self._candidates(name, another) if name.words else ()
        return any(not self.people[p].name.key.isdisjoint(name.key) for p in near)

    def _called(self, text: str) -> Understood:
        name = written(text)
        tiers = self.tiers(name)
        best = max(tiers.values(), default=Tier.OTHER)
        if best is Tier.OTHER:
            return Understood(text, Sure.NOBODY)
        if best < Tier.AGREES:
            return asked(text, sorted(tiers, key=lambda p: (-tiers[p], p)))
        found = sorted(p for p, t in tiers.items() if t is best)
        rivals = sorted(self._rivals(name, tiers, best))
        sure = len(found) == 1 and not rivals and not self._doubtful(name, text, found[0])
        return Understood(text, Sure.MEANT if sure else Sure.ASK, (*found, *rivals))

    def _rivals(self, name: Written, tiers: Mapping[str, Tier], best: Tier) -> Iterator[str]:
        """Yield who may be meant as well as those with whom the name agrees best."""
        for person, reached in tiers.items():
            theirs = self.people[person]
            if reached is best:
                continue
            if best is Tier.EXACT:
                accents = any(not w.raw.isascii() for w in name.words)
                if not accents and reached is Tier.NAME and theirs.is_same(name):
                    yield person
            elif (name.others and reached >= Tier.LIKE) or (
                best is Tier.AGREES and reached is Tier.LIKE and self._disputes(name, theirs)
            ):
                yield person

    def _disputes(self, name: Written, theirs: Person) -> bool:
        """Tell whether a surname alone is somebody's first name, or an initial one of their others."""
        if len(name.words) == 1:
            return bool(theirs.firsts) and not name.words[0].forms.isdisjoint(
                theirs.firsts[0].forms
            )
        return any(not w.forms.isdisjoint(theirs.last) for w in name.words)

    def _doubtful(self, name: Written, text: str, person: str) -> bool:
        """Tell whether a surname is their first name too, inflected and so short or so like another, or a “Mrs”."""
        one, said = self.people[person], {plain(t) for t in TOKEN.findall(text)}
        lone = len(name.words) == 1
        disputed = lone and (not said.isdisjoint(OF_A_SEX) or self._disputes(name, one))
        if disputed or one.has_other_particles(name):
            return True
        theirs, exact = one.last, any(not w.forms.isdisjoint(one.last) for w in name.words)
        if exact or not said.isdisjoint(BEHIND):
            return False
        inflected = [w for w in name.words if not w.plain_forms().isdisjoint(theirs)]
        least = _SHORT if lone else _SHORT - 1
        return any(
            len(w.raw) < least
            or is_surname_too(min(w.forms, key=len), theirs, led=w is not name.words[-1])
            for w in inflected
        )

    def tiers(self, name: Written, *, every: bool = False) -> dict[str, Tier]:
        """Return how well a name agrees with those with whom it agrees at all.

        Surnames a slip away are looked for where nobody agrees; with ``every`` always, without namesakes.
        """
        another = AnotherFirst(name, self.people, self.alike)
        near = dict.fromkeys(self._candidates(name, another))
        some = [p for p in near if not (every and another.has(p))]
        found = self._judged(name, {}, some, another)
        agrees = max(found.values(), default=Tier.OTHER) >= Tier.AGREES
        if not name.words or (agrees and not every):
            return found
        return self._judged(name, found, dict.fromkeys(self._near(name)), another)

    def _judged(
        self, name: Written, found: dict[str, Tier], people: Iterable[str], another: AnotherFirst
    ) -> dict[str, Tier]:
        """Return ``found`` with how well a name agrees with more people; told once for all namesakes."""
        namesakes: dict[frozenset[str], Tier] = {}
        for person in (p for p in people if p not in found):
            one = self.people[person]
            namesake = one.is_plain() and not name.others and another.has(person)
            known = namesakes.get(one.last) if namesake else None
            if reached := tier(name, one) if known is None else known:
                found[person] = reached
            if namesake:
                namesakes[one.last] = reached
        return found

    def _candidates(self, name: Written, another: AnotherFirst) -> Iterator[str]:
        """Yield those who have a word of the name as (a part of) their surname, or as first name."""
        for form in self._forms((*(words := name.words), *name.others)):
            yield from self.surnames.get(form, ())
            yield from [p for p in self.parts.get(form, ()) if not another.has(p)]  # halves
        for one, other in pairwise(words):
            for form in (a + b for a in one.forms for b in other.forms):
                yield from self.surnames.get(form, ())
        if len(words) == 1 or (words and words[-1].is_initial):
            yield from (p for form in self._forms(words[:1]) for p in self.firsts.get(form, ()))
            short = {f[:_PET] + letter for f in words[0].forms for letter in words[-1].initials}
            yield from (p for some in sorted(short) for p in self.called.get(some, ()))
        elif len(words) == _TWO and words[0].is_initial:
            yield from (p for form in self._forms(words[1:]) for p in self.firsts.get(form, ()))

    def _forms(self, words: Iterable[Word]) -> Iterator[str]:
        for word in words:
            for form in sorted(word.forms):
                yield form
                yield from nominatives(form)
                if form.endswith(("ov", "ev", "in", "yn")):
                    yield f"{form}a"
            if len(word.parts) > 1:
                yield from (form for part in word.parts for form in sorted(part))

    def _near(self, name: Written) -> Iterator[str]:
        """Yield those whose surname sounds like a word of the name or is a slip of the pen away.

        With two words, only those whose first name begins like one of them.
        """
        words = [w for w in name.words if not w.is_initial]
        ends = dict.fromkeys((*words[:1], *words[-1:]))
        surname = len(words) == len(name.words) and not name.others  # tells of itself
        for word in ends:
            firsts = begun_alike(f[0] for w in name.words if w is not word for f in w.forms)
            for form in sorted(word.near_forms()):
                for person in self._sounding(form, firsts):
                    letters = self.people[person].letters
                    if not firsts or not letters or letters[0] in firsts:
                        yield person
            initials = sorted({form[0] for form in word.forms})
            for called in sorted(f for w in words if w is not word for f in w.forms):
                few = (p for c in initials for p in self.called.get(called + c, ()))
                yield from (p for p in few if not surname or self.people[p].has_surname_near(ends))

    def _sounding(self, form: str, firsts: Collection[str]) -> Iterator[str]:
        """Yield those whose surname sounds alike, and of those who begin like ``firsts`` if any the near ones."""
        if len(form) < _SHORT - 1:
            return
        yield from (p for last in self.sounds.get(sound(form), ()) for p in self.surnames[last])
        least, letters = (_SHORT, (*firsts, "")) if firsts else (_FULL, (_ALL,))
        near = [self.near[x] for x in letters if x in self.near and len(form) >= least]
        for surname in sorted({surname for words in near for surname in words.near(form)}):
            yield from self.surnames[surname]


def asked(text: str, people: Iterable[str]) -> Understood:
    """Return that a text may mean some people, or nobody where there are none."""
    found = tuple(dict.fromkeys(people))
    return Understood(text, Sure.ASK if found else Sure.NOBODY, found)


def directory_of(people: Iterable[tuple[str, str, str]]) -> Directory:
    """Return the directory of people, each as (id, name, e-mail address)."""
    return _directory(tuple(sorted({*people})))


@lru_cache(maxsize=16)
def _directory(people: tuple[tuple[str, str, str], ...]) -> Directory:
    """Return a directory, the same one while the people are the same: it remembers what it heard."""
    known = {person: person_of(name) for person, name, _ in people}
    every = known.items()
    called: dict[tuple[tuple[Word, ...], str], str] = {}
    surnames = people_by((form, p) for p, one in every for form in one.last)
    near: dict[str, set[str]] = {_ALL: {*surnames}}
    for one in known.values():
        near.setdefault(one.letters[:1], set()).update(one.last)
    return Directory(
        known,
        emails=people_by((match_key(email), p) for p, _, email in people),
        surnames=surnames,
        longer=people_by((f"{f} {last}", p) for p, one in every for f, last in one.ends()),
        parts=people_by((form, p) for p, one in every for form in one.parts),
        firsts=people_by(
            (form, p)
            for p, one in every
            for word in one.firsts[:1]
            for form in (*word.forms, *chain.from_iterable(word.parts), one.letters)
        ),
        called=people_by(
            (form + last[0], p)
            for p, one in every
            for word in one.firsts[:1]
            for form in {short for f in word.forms for short in (f, f[:_PET])}
            for last in one.last
            if last
        ),
        sounds=people_by((sound(form), form) for form in surnames),
        near={letter: NearWords(tuple(sorted(few))) for letter, few in near.items()},
        alike={p: called.setdefault((one.firsts, one.letters), p) for p, one in every},
    )
