"""Whether two texts name one thing: for certain, perhaps, or not; worked out once for a cohort.

What a text names is read into marks (``employers.py``, ``groups.py``); two texts are compared by
their marks alone, and by what a person said of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What two texts are to one another."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


_SAID = {True: Verdict.SAME, False: Verdict.DIFFERENT}


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names; ``key`` is equal for two ways of writing one name.

    One thing of ``wholes`` in both makes them one; of ``signs``, perhaps one. ``known`` are places
    in a shipped list and ``kin`` families there: of two that are known the list alone decides.
    Where a text names ``several`` things, one of them may tell it from another: “Optics, Team A”.
    """

    key: str
    wholes: frozenset[str]
    signs: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    several: bool = False


Read = Callable[[str], Named | None]
"""Returns what a text names; None where it says that there is none."""


def compared(one: Named | None, other: Named | None) -> Verdict:
    """Return what two are to one another; nothing is never the same as anything."""
    if one is None or other is None:
        return Verdict.DIFFERENT
    if not one.known.isdisjoint(other.known):
        return Verdict.SAME
    akin = not one.kin.isdisjoint(other.kin)
    if one.known and other.known:
        return Verdict.ASK if akin else Verdict.DIFFERENT
    if not one.wholes.isdisjoint(other.wholes):
        each_more = one.wholes - other.wholes and other.wholes - one.wholes
        return Verdict.ASK if one.several and other.several and each_more else Verdict.SAME
    return Verdict.ASK if akin or not one.signs.isdisjoint(other.signs) else Verdict.DIFFERENT


@dataclass(frozen=True, slots=True)
class Alike:
    """What the texts of a cohort are to one another.

    ``near`` has for each key the keys that are not different, with what they are.
    """

    read: Read
    near: Mapping[str, Mapping[str, Verdict]] = field(default_factory=dict)

    def verdict(self, one: str, other: str) -> Verdict:
        """Return what two texts are to one another."""
        mine, theirs = self.read(one), self.read(other)
        if mine is None or theirs is None:
            return Verdict.DIFFERENT
        if mine.key == theirs.key:
            return Verdict.SAME
        return self.near.get(mine.key, {}).get(theirs.key, Verdict.DIFFERENT)

    def meeting(self, text: str) -> tuple[object, ...]:
        """Return what two texts have in common exactly where they are not different."""
        named = self.read(text)
        if named is None:
            return ()
        pairs = (tuple(sorted((named.key, other))) for other in self.near.get(named.key, ()))
        return (named.key, *sorted(pairs))


def key_of(read: Read, text: str) -> str:
    """Return the key of what a text names, empty where it names nothing."""
    named = read(text)
    return named.key if named else ""


def alike_of(
    texts: Iterable[str], read: Read, told: Mapping[frozenset[str], bool], own: str = ""
) -> Alike:
    """Return what texts are to one another; ``told`` has what a person said of two keys.

    ``own`` is the organisation itself, which everybody knows: nothing is asked about it.
    """
    named: dict[str, Named] = {}
    for n in filter(None, map(read, sorted(set(texts)))):
        named[n.key] = _joined(named.get(n.key, n), n)
    near: dict[str, dict[str, Verdict]] = defaultdict(dict)
    ours = read(own) if own else None
    for one, other in _meeting(named.values(), told):
        if one not in named or other not in named:
            continue
        mine, theirs = named[one], named[other]
        said = told.get(frozenset((one, other)))
        verdict = compared(mine, theirs) if said is None else _SAID[said]
        if verdict is Verdict.ASK and (at_home := _at_home(ours, mine, theirs)):
            if at_home != {True}:
                continue
            verdict = Verdict.SAME
        if verdict is not Verdict.DIFFERENT:
            near[one][other] = near[other][one] = verdict
    return Alike(read, near)


def _at_home(ours: Named | None, *two: Named) -> set[bool]:
    """Return whether each of two is the organisation itself, empty where neither is for certain.

    A short form of its name is: it has no word of its own.
    """
    if ours is None or all(compared(ours, one) is not Verdict.SAME for one in two):
        return set()
    whole = [{*name.split()} for name in ours.wholes]
    return {
        compared(ours, one) is Verdict.SAME
        or any({*name.split()} <= words for name in one.wholes for words in whole)
        for one in two
    }


def _joined(one: Named, other: Named) -> Named:
    """Return what two ways of writing one name say together: “Neste”, “Neste (part-time)”."""
    marks = (one.wholes | other.wholes, one.signs | other.signs)
    lists = (one.known | other.known, one.kin | other.kin)
    return Named(one.key, *marks, *lists, one.several and other.several)


MOST_SHARING = 8
"""A word that more names of a cohort share tells none of them from another."""


def _meeting(named: Iterable[Named], told: Iterable[frozenset[str]]) -> set[tuple[str, str]]:
    """Return the pairs of keys that may be anything but different, the smaller first."""
    having: dict[tuple[str, str], list[str]] = defaultdict(list)
    for n in named:
        for kind in ("wholes", "signs", "known", "kin"):
            for mark in getattr(n, kind):
                having[kind, mark].append(n.key)
    found = {(min(p), max(p)) for p in told if len(p) > 1}
    for (kind, _), keys in having.items():
        if kind != "signs" or len(keys) <= MOST_SHARING:
            found.update((a, b) for a in keys for b in keys if a < b)
    return found
