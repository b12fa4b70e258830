"""Rules about a whole group: nobody alone in it with something, not all of it alike.

A rule gives each mentee a label, or none. In a group of two or more, a label of ``never_alone`` is
had by none or by two at least, and one of ``never_all`` not by everybody. Groups of one are free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.matching.ground import Ground
from mentorcli.matching.rules import Label, Rule


@dataclass(frozen=True, slots=True)
class Mix:
    """Sets of mentees, as places: of each, a group has not just one; or not only these."""

    alone: tuple[frozenset[int], ...] = ()
    alike: tuple[frozenset[int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.alone or self.alike)

    def allows(self, members: Collection[int]) -> bool:
        """Tell whether a group of these mentees is as the rules want it."""
        if len(members) < 2:  # noqa: PLR2004 - one is no group to be alone in
            return True
        lone = any(len(same.intersection(members)) == 1 for same in self.alone)
        return not lone and not any(same.issuperset(members) for same in self.alike)


NO_MIX = Mix()


def mix_of(mentees: Sequence[Application], rules: Iterable[Rule], ground: Ground) -> Mix:
    """Return the sets that the rules make of a cohort's mentees."""
    rules = tuple(rules)
    alone = [same for rule in rules for same in _sets(mentees, rule.alone, ground)]
    alike = [same for rule in rules for same in _sets(mentees, rule.alike, ground)]
    return Mix(tuple(alone), tuple(same for same in alike if len(same) > 1))


def _sets(
    mentees: Sequence[Application], label: Label | None, ground: Ground
) -> list[frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    if label is not None:
        for i, mentee in enumerate(mentees):
            found[label(mentee, ground)].add(i)
    return [frozenset(same) for text, same in sorted(found.items()) if text]


def broken_mixes(
    rules: Iterable[Rule], group: Sequence[Application], ground: Ground
) -> tuple[Rule, ...]:
    """Return the rules that a group of mentees as it is does not satisfy."""
    everybody = range(len(group))
    return tuple(r for r in rules if not mix_of(group, [r], ground).allows(everybody))
