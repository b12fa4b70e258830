"""A plan: a proposed set of matches with its scores, reasons and proofs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from mentorcli.domain.application import Application
from mentorcli.domain.certificate import Certificate
from mentorcli.domain.decision import GROUP_SIZE, Decision, DecisionKind
from mentorcli.domain.importing import Identity
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.question import Meaning, OneThing


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

    People are person ids; ``pairs`` has an entry for each mentee in the order of ``mentees`` (sorted).
    A circle has no ``mentor`` (empty); its people are the ``mentees``, and each entry of ``pairs`` is
    what one of them gets from the others on average. ``id`` is stable while the mentor is.
    """

    id: str
    mentor: str
    mentees: tuple[str, ...]
    language: str
    score: int
    pairs: tuple[PairScore, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Return everybody in it, the mentor first."""
        return (self.mentor, *self.mentees) if self.mentor else self.mentees

    def members(self) -> tuple[tuple[RoleKey, str], ...]:
        """Return everybody in it with the role in which they applied, the mentor first."""
        led: tuple[tuple[RoleKey, str], ...] = (("mentor", self.mentor),) if self.mentor else ()
        return (*led, *(("mentee", p) for p in self.mentees))

    def others(self, person: str) -> tuple[str, ...]:
        """Return everybody in it besides somebody."""
        return tuple(p for p in self.people if p != person)

    def company(self, person: str) -> tuple[str, ...]:
        """Return with whom somebody has a place in it: the mentor, in a circle all others."""
        return (self.mentor,) if self.mentor else self.others(person)

    def ties(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs that it puts together: each mentee and the mentor, or all two of a circle."""
        if self.mentor:
            return tuple((mentee, self.mentor) for mentee in self.mentees)
        return tuple(combinations(self.mentees, 2))


@dataclass(frozen=True, slots=True)
class Stage:
    """One objective, solved in order: the value reached and the best that could be reached.

    ``unit`` says what is counted, ``proof`` what the bound rests on: ``prices`` (whole numbers in the
    plan's certificate), ``counting`` (no more people or places), ``none_fewer`` (none but those kept
    by hand), ``branch_and_bound`` (the solver's search, in floating point).
    """

    key: str
    value: int
    bound: int
    unit: str
    proof: str = ""
    within: int | None = None  # how far below the bound the profile lets later stages bring it

    def kept(self) -> int:
        """Return what later stages may not fall below: its value, or what the profile allows."""
        return self.value if self.within is None else self.bound - self.within

    def proved(self) -> bool:
        """Tell whether no better value exists, but for what the profile allows."""
        return abs(self.bound - self.value) <= (self.within or 0)


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

    ``mentees`` and ``mentors`` are the valid applications, in any order.
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
    same: frozenset[frozenset[Identity]] = frozenset()
    """Identities of which a person said that they are two people with one name, or one person."""
    meanings: tuple[Meaning, ...] = ()
    """What a person said of names in answers that could not be told."""
    one_things: tuple[OneThing, ...] = ()
    """What a person said of two names: of an employer, of a group."""
    organisation: str = ""
    """Who runs the programme: nobody is asked whether another employer is it."""
    beside: tuple[Application, ...] = ()
    """Applications that are not matched yet, as something is missing: they may be meant by a name."""

    def may_be_small(self, mentor: str) -> bool:
        """Tell whether a mentor's group goes on by decision, with however few mentees."""
        small = {
            d.mentee for d in self.decisions if d.mentor == mentor and GROUP_SIZE in d.overrides
        }
        return bool(small) and any(a.person in small for a in self.mentees)

    def known(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the applications of one role, those that are not matched yet too."""
        return (*self.of_role(role), *(a for a in self.beside if a.role == role))

    def of_role(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the applications of one role."""
        return self.mentees if role == "mentee" else self.mentors

    @property
    def found(self) -> tuple[Application, ...]:
        """Return those with whom somebody can have a place: the mentors, in circles everybody."""
        return self.of_role(self.programme.form.finds)

    def partners(self, one: Application) -> tuple[Application, ...]:
        """Return those with whom somebody could be paired: the other side, in circles all others."""
        role = self.programme.form.other_side(one.role)
        return tuple(a for a in self.of_role(role) if a.person != one.person)

    def still_here(self, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Return the pairs whose people who were given a place are still here and did not part."""
        here, form = {a.person for a in self.mentees}, self.programme.form
        parted = {form.ordered(d.mentee, d.mentor) for d in self.decisions if d.parted_on()}
        return tuple(p for p in pairs if here.issuperset(form.placed(p)) and p not in parted)

    def roles_around(self, role: RoleKey) -> tuple[RoleKey, ...]:
        """Return whom people of a role come to meet: partners, and mates where these meet."""
        form = self.programme.form
        mates = (role,) if form.mates_meet and role != form.finds else ()
        return (form.other_side(role), *mates)


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
        """Return the match that somebody is in, in whatever role, or None."""
        return next((m for m in self.matches if person in m.people), None)

    def company(self) -> dict[str, tuple[str, ...]]:
        """Return for everybody with a place with whom: their mentor, in circles all others."""
        return {p: m.company(p) for m in self.matches for p in m.mentees}

    def ties(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs that are together, sorted (see ``Match.ties``)."""
        return tuple(sorted(pair for m in self.matches for pair in m.ties()))

    def kept_pairs(self) -> tuple[Decision, ...]:
        """Return the decisions, sorted, by which people are together since somebody keeps them so."""
        kept = (d for d in sorted(self.decisions) if d.kind is DecisionKind.KEEP)
        company = self.company()
        return tuple(d for d in kept if d.mentor in company.get(d.mentee, ()))

    def excused_pairs(self) -> tuple[Decision, ...]:
        """Return those of them by which people are together against a rule."""
        return tuple(d for d in self.kept_pairs() if d.overrides)

    def people(self) -> frozenset[str]:
        """Return everybody whom the plan speaks of, with a match or without."""
        placed = [p for m in self.matches for p in m.people]
        return frozenset((*placed, *(u.person for u in (*self.waiting, *self.unused))))


WAITED, MENTORS_USED, CAN_MEET = "waited", "mentors_used", "can_meet"
MEET_TOGETHER = "meet_together"
"""Counts the groups, or circles, that have no way to meet in common."""
NONE_FEWER, LOST_SOMEBODY, NEWCOMERS = "none_fewer", "lost_somebody", "newcomers"
"""Stages of a repair; the last counts who is new in a group that stays."""
LOWER_IS_BETTER = frozenset({CAN_MEET, MEET_TOGETHER, "fewest_moves", NEWCOMERS, "tie_break"})


def objectives(case: MatchingCase) -> tuple[str, ...]:
    """Return the stages of the profile in order.

    ``waited`` only where somebody waited before, ``meet_together`` where more than two meet.
    """
    idle = {
        WAITED: {a.person for a in case.mentees}.isdisjoint(case.waited),
        MEET_TOGETHER: not case.programme.form.mates_meet,
    }
    return tuple(k for k in case.programme.stages if not idle.get(k))
