"""Conflict rules, one file each: written once, used to solve, to judge by hand, to explain.

A rule is switched on by its name in the profile. What compares an answer of two people is a line of
the profile (``matching/comparisons.py``); anything else is a module here. It has ``PURPOSE`` (one sentence),
``WORDS`` (what stands in the way, like "the same employer") and one or both of::

    def blocks_pair(mentee, mentor, ground) -> str | None    # may this mentor have this mentee?
    def blocks_mates(one, other, ground) -> str | None       # may these two mentees share a group?

Each returns None when nothing stands in the way, else the reason as one English sentence. The
sentence quotes only answers that the others of a match may see; of the rest it says that there is
one. ``blocks_mates`` gives the same verdict whichever mentee comes first.

A rule about the whole group has one of these instead, and ``GROUP`` (one sentence on a group that
breaks it, which names no answer)::

    def never_alone(mentee, ground) -> str    # nobody may be the only one of a group with this
    def never_all(mentee, ground) -> str      # not everybody of a group may have this

Each returns a label, or an empty text for a mentee whom the rule does not concern.

``PAIR_LOOK`` and ``MATES_LOOK`` say what each of the two reads (``matching/rule_inputs.py``), so that large
cohorts are judged without asking about every pair. A rule without them is right, only slower.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.programme import Programme
from mentorcli.files.shipped import module_in
from mentorcli.matching.comparisons import comparison_of
from mentorcli.matching.rule_inputs import Ground, Look

Test = Callable[[Application, Application, Ground], str | None]
Label = Callable[[Application, Ground], str]

ALWAYS: tuple[str, ...] = ("same_person",)
"""Rules that no profile can switch off."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its module states it."""

    key: str
    purpose: str
    words: str
    pair: Test | None
    mates: Test | None
    alone: Label | None = None
    alike: Label | None = None
    group: str = ""
    pair_look: Look | None = None
    mates_look: Look | None = None


def rules_of(programme: Programme) -> tuple[Rule, ...]:
    """Return the rules in force, those of the profile in its order."""
    settings: dict[str, Mapping[str, Any]] = {key: {} for key in ALWAYS}
    settings |= {r.key: r.settings for r in programme.rules}
    return tuple(_rule(key, said, programme) for key, said in settings.items())


def _rule(key: str, settings: Mapping[str, Any], programme: Programme) -> Rule:
    line = comparison_of("matching/rules", key, settings, programme)
    if line is not None:
        return Rule(key, line.purpose(), line.stands(), line.blocks, None, pair_look=line.look())
    module = module_in("matching/rules", key)
    pair, mates = getattr(module, "blocks_pair", None), getattr(module, "blocks_mates", None)
    alone, alike = getattr(module, "never_alone", None), getattr(module, "never_all", None)
    group = getattr(module, "GROUP", "")
    looks = (getattr(module, name, None) for name in ("PAIR_LOOK", "MATES_LOOK"))
    return Rule(key, module.PURPOSE, module.WORDS, pair, mates, alone, alike, group, *looks)
