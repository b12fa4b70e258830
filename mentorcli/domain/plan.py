"""A plan: a proposed set of matches with its scores, reasons and proofs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.decision import Decision
from mentorcli.domain.importing import Identity
from mentorcli.domain.language import Language
from mentorcli.domain.programme import Programme, RoleKey


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one criterion gave a pair: ``points`` of at most ``most``, and why in a few words."""

    criterion: str
    points: int
    most: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class PairScore:
    """A mentee with a mentor. ``score`` is the sum of the parts; ``reason`` one English sentence."""

    mentee: str
    score: int
    parts: tuple[ScorePart, ...]
    reason: str
    kept_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One mentor with one or more mentees, who share the working ``language``.

    A circle of equals has no ``mentor`` (empty); its people are the ``mentees``, and each entry of
    ``pairs`` is what one of them gets from the others on average.

    ``id`` is stable while the mentor is; people are person ids; ``pairs`` has one entry for each
    mentee in the order of ``mentees`` (sorted by person id).
    """

    id: str
    mentor: str
    mentees: tuple[str, ...]
    language: Language
    score: int
    pairs: tuple[PairScore, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One objective, solved in order: the value reached and the best that could be reached.

    ``unit`` says what is counted (``mentees``, ``points``). A stage is proved when both are equal.
    ``proof`` says what the bound rests on: ``prices`` (whole numbers in the plan's certificate),
    ``counting`` (there are no more people or places), ``branch_and_bound`` (the solver's search,
    in floating point).
    """

    key: str
    value: int
    bound: int
    unit: str
    proof: str = ""

    def proved(self) -> bool:
        """Tell whether no better value exists."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many mentee-mentor (or mentee-mentee) pairs a rule blocks, and how many it alone does."""

    rule: str
    blocked: int
    alone: int
    of: int
    kind: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody without a match: ``reason`` is a sentence, ``code`` its kind for the report.

    ``best`` are up to three people of the other role who would be allowed, best score first, as
    (person id, score).
    """

    person: str
    code: str
    reason: str
    best: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierMatch:
    """Two people who were together before: as mentee and mentor, or as mentees of one group."""

    one: str
    other: str
    cohort: str


@dataclass(frozen=True, slots=True)
class MatchingCase:
    """All that a plan depends on: nothing else may change it.

    ``mentees`` and ``mentors`` are the valid applications; any order gives the same plan.
    """

    cohort: str
    programme: Programme
    mentees: tuple[Application, ...]
    mentors: tuple[Application, ...]
    decisions: tuple[Decision, ...] = ()
    earlier: tuple[EarlierMatch, ...] = ()
    waited: tuple[str, ...] = ()
    """Mentees who were left waiting in an earlier period, as person ids."""
    different: frozenset[frozenset[Identity]] = frozenset()
    """Identities of which a person said that they are two people, though they have one name."""
    same: frozenset[frozenset[Identity]] = frozenset()
    """Identities of which a person said that they are one."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Whole prices above 0 of people, as (person id, price), sorted; all others cost 0."""

    mentees: tuple[tuple[str, int], ...] = ()
    mentors: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a checker needs to see without a solver that nothing better exists (weak duality).

    Mentees kept by hand and the places they take are left out. In each step every possible pair
    costs at least what it is worth, and all mentees and places together cost what the plan is
    worth: ``seated`` with each pair worth 1; ``floor`` the same with the pairs above the worst
    score only, and too cheap to seat as many; ``total`` with pairs at or above it worth ``bonus``
    and their score. ``ties`` are prices of the pairs that ``total`` prices exactly, each worth
    ``weight`` for each end with a price there, less its first tie-break number.
    """

    seated: Prices
    floor: Prices
    bonus: int
    total: Prices
    weight: int
    ties: Prices


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposal for a cohort.

    ``inputs`` is a SHA-256 over the case in canonical form; matches are sorted by id, unplaced
    people by person id, so equal inputs give equal bytes. ``profile`` is a SHA-256 of the
    programme's rules, criteria and fields; ``against`` holds the pairs (mentee, mentor) of the
    plan that this one repairs, empty for a new one; ``seal`` is a SHA-256 of all the rest.
    """

    cohort: str
    inputs: str
    version: str
    matches: tuple[Match, ...]
    waiting: tuple[Unplaced, ...]
    unused: tuple[Unplaced, ...]
    stages: tuple[Stage, ...]
    rules: tuple[RuleCount, ...]
    decisions: tuple[Decision, ...] = ()
    profile: str = ""
    against: tuple[tuple[str, str], ...] = ()
    most_moves: int | None = None
    """How many of ``against`` were allowed to change; the stages are the best within that."""
    certificate: Certificate | None = None
    seal: str = ""

    def match_of(self, person: str) -> Match | None:
        """Return the match that somebody is in, as mentor or as mentee, or None."""
        return next((m for m in self.matches if person == m.mentor or person in m.mentees), None)


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose place differs between two plans; None is no place. Mentors as person ids."""

    mentee: str
    before: str | None
    after: str | None


def moves_between(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Return the mentees whose mentor differs, sorted by person id."""
    old, new = mentors_by_mentee(before.matches), mentors_by_mentee(after.matches)
    people = sorted(set(old) | set(new))
    return tuple(
        Move(p, old.get(p), new.get(p)) for p in people if old.get(p) != new.get(p)
    )  # fmt: skip


def mentors_by_mentee(matches: Sequence[Match]) -> dict[str, str]:
    """Return each placed mentee's mentor; for equals all others of their circle, joined by ``+``."""
    return {
        mentee: match.mentor or _others(match, mentee)
        for match in matches
        for mentee in match.mentees
    }


def _others(match: Match, person: str) -> str:
    return "+".join(p for p in match.mentees if p != person)


@dataclass(frozen=True, slots=True)
class PairOutlook:
    """A mentee and a mentor looked at, whether or not they are together.

    ``blocked_by`` holds each rule that forbids the pair as (rule, sentence), empty when the pair
    is allowed; ``score`` and ``parts`` are what it gives or would give; ``standing`` says in a few
    words how it stands in the plan, for example that the mentor's group is full.
    """

    mentee: str
    mentor: str
    blocked_by: tuple[tuple[str, str], ...]
    score: int
    parts: tuple[ScorePart, ...]
    reason: str
    standing: str = ""

    def allowed(self) -> bool:
        """Tell whether no rule and no decision forbids the pair."""
        return not self.blocked_by


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why somebody is where they are in a plan.

    ``headline`` is one sentence; ``together`` the pairs made; ``alternatives`` the other allowed
    pairs and ``blocked`` the forbidden ones, both best score first.
    """

    person: str
    role: RoleKey
    headline: str
    match: Match | None
    together: tuple[PairOutlook, ...]
    alternatives: tuple[PairOutlook, ...]
    blocked: tuple[PairOutlook, ...]


@dataclass(frozen=True, slots=True)
class StageChange:
    """What a stage is worth in a plan and in another; ``key`` as in Stage."""

    key: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The best plan if something must be so, against the plan that there is.

    ``possible`` is False when no plan at all has it; ``stages`` are those of the profile without the
    tie-break; ``moves`` is who then has another mentor, as few as that plan allows.
    """

    possible: bool
    stages: tuple[StageChange, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocking:
    """Rules and people that together leave somebody without a match.

    None can be left out: without any one of the rules, or if any one of the people gave up having
    a place, there would be one. With ``everybody`` the people are all who have a place, taken as one:
    not all of them need keep theirs. ``enough`` is False when even without all of them there is none.
    """

    rules: tuple[str, ...]
    people: tuple[str, ...]
    enough: bool = True
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that gives somebody a place, with what the plan is then worth.

    ``kind`` is ``override`` (the pair is allowed against ``rule``), ``capacity`` (the mentor takes
    ``places`` at most) or ``keep`` (the pair is kept, whoever loses a place).
    """

    kind: str
    mentee: str
    mentor: str
    rule: str
    places: int
    outcome: WhatIf


@dataclass(frozen=True, slots=True)
class Change:
    """What a plan would be if one thing were otherwise: ``what`` names it in a few words."""

    what: str
    outcome: WhatIf


@dataclass(frozen=True, slots=True)
class Firmness:
    """How much a pair rests on: ``left`` of ``tried`` changes of a weight by a quarter break it.

    ``tied`` tells that another plan, just as good but for the tie-break, does without the pair.
    """

    mentee: str
    mentor: str
    left: int
    tried: int
    tied: bool

    def firm(self) -> bool:
        """Tell whether the pair stays whatever is changed."""
        return not self.left and not self.tied


@dataclass(frozen=True, slots=True)
class Envy:
    """A mentee and a mentor who would both be better served together, by their scores.

    ``now`` is the mentee's score (0 without a match); ``instead`` the mentee whose place it would
    be, or empty for a free place.
    """

    mentee: str
    mentor: str
    score: int
    now: int
    instead: str
    instead_score: int
