"""What a checker needs to know of a case, each rule and criterion asked anew, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from mentorcli.domain.application import Application
from mentorcli.domain.decision import GROUP_SIZE, DecisionKind
from mentorcli.domain.plan import CAN_MEET, MEET_TOGETHER, MatchingCase
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.comparisons import Comparison
from mentorcli.matching.criteria import Criterion, criteria_of, meeting_line
from mentorcli.matching.rule_inputs import Ground
from mentorcli.matching.rules import Rule, rules_of

LANGUAGE_RULE = "common_language"


@dataclass(frozen=True, slots=True)
class Facts:
    """A case by person id. ``kept`` maps each kept pair (mentee, mentor) to the rules overridden.

    Decisions about people without a valid application count for nothing.
    """

    case: MatchingCase
    ground: Ground
    rules: tuple[Rule, ...]
    criteria: tuple[Criterion, ...]
    meeting: Comparison | None
    """Who has a way to meet in common, where a stage asks."""
    mentees: Mapping[str, Application]
    mentors: Mapping[str, Application]
    kept: Mapping[tuple[str, str], frozenset[str]]
    forbidden: frozenset[tuple[str, str]]
    rows: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """For each mentee that was asked about, the mentors that rules forbid, and which rules."""

    @property
    def one_to_one(self) -> bool:
        """Tell whether a mentor's mentees are separate pairs."""
        return not self.case.programme.form.mates_meet

    @property
    def by_language(self) -> bool:
        """Tell whether a match needs a language that all its people chose."""
        return any(rule.key == LANGUAGE_RULE for rule in self.rules)

    @property
    def found(self) -> Mapping[str, Application]:
        """Return those with whom somebody can have a place."""
        return self.of_role(self.case.programme.form.finds)

    def of_role(self, role: RoleKey) -> Mapping[str, Application]:
        """Return the people of a role."""
        return self.mentees if role == "mentee" else self.mentors

    def between(self, one: str, other: str) -> tuple[str, ...]:
        """Return the rules that keep two apart who would be together: in circles either way round."""
        if self.case.programme.form.led:
            return self.broken(one, other)
        a, b, ground = self.mentees[one], self.mentees[other], self.ground
        return tuple(
            r.key
            for r in self.rules
            if (r.pair and (r.pair(a, b, ground) or r.pair(b, a, ground)))
            or (r.mates and r.mates(a, b, ground))
        )

    def bounds(self, mentor: str) -> tuple[int, int]:
        """Return the fewest and most mentees of a mentor; (1, 0) for none at all."""
        own, (low, high) = self.mentors[mentor].capacity(), self.case.programme.group
        small = any(m == mentor and GROUP_SIZE in excused for (_, m), excused in self.kept.items())
        alone = not self.case.programme.form.mates_meet
        low, high = 1 if small else max(1, low, own.fewest * (not alone)), min(high, own.most)
        return (low, high) if low <= high else (1, 0)

    def score(self, mentee: str, mentor: str) -> int:
        """Return the sum of the points of a pair."""
        one, other = self.mentees[mentee], self.found[mentor]
        return sum(c.points(one, other, c.most, self.ground) for c in self.criteria)

    def unmet(self, one: str, other: str) -> bool:
        """Tell whether two have no way to meet in common, and that counts."""
        line, people = self.meeting, (self.mentees[one], self.found[other])
        return line is not None and line.blocks(*people, self.ground) is not None

    def can_meet(self, people: Iterable[str]) -> bool:
        """Tell whether there is a way to meet that nobody of these has left out, who was asked."""
        line, here = self.meeting, (self.mentees.get(p) or self.mentors.get(p) for p in people)
        every = [line.meant(a, self.case.programme) for a in here if a and line]
        asked = [ways for ways in every if ways]
        return not asked or any(all(way in ways for ways in asked) for way in asked[0])

    def broken(self, mentee: str, mentor: str) -> tuple[str, ...]:
        """Return the rules that forbid a pair."""
        if (row := self.rows.get(mentee)) is not None:
            return row.get(mentor, ())
        return self._asked(self.mentees[mentee], self.mentors[mentor])

    def barred(self, mentee: str) -> Mapping[str, tuple[str, ...]]:
        """Return every mentor whom rules forbid a mentee, with the rules; asked once."""
        if mentee not in self.rows:
            me = self.mentees[mentee]
            found = ((mentor, self._asked(me, other)) for mentor, other in self.mentors.items())
            self.rows[mentee] = {mentor: keys for mentor, keys in found if keys}
        return self.rows[mentee]

    def _asked(self, one: Application, other: Application) -> tuple[str, ...]:
        return tuple(r.key for r in self.rules if r.pair and r.pair(one, other, self.ground))

    def apart(self, one: str, other: str) -> tuple[str, ...]:
        """Return the rules that keep two mentees out of one group."""
        first, second = self.mentees[one], self.mentees[other]
        return tuple(r.key for r in self.rules if r.mates and r.mates(first, second, self.ground))

    def possible(self) -> list[tuple[str, str]]:
        """Return every pair that may be: no rule, no decision and no size forbids it.

        Mentees kept by hand are left out.
        """
        settled = {mentee for mentee, _ in self.kept}
        able = [m for m in self.mentors if self.bounds(m)[1]]
        free = [m for m in self.mentees if m not in settled]
        return [
            (mentee, mentor)
            for mentee, barred in ((m, self.barred(m)) for m in free)
            for mentor in able
            if mentor not in barred and (mentee, mentor) not in self.forbidden
        ]

    def options(self) -> dict[tuple[str, str], int]:
        """Return the score of every pair that may be."""
        return {pair: self.score(*pair) for pair in self.possible()}

    def places(self) -> dict[str, int]:
        """Return how many mentees each mentor can take besides those kept by hand."""
        taken = [mentor for _, mentor in self.kept]
        return {m: max(self.bounds(m)[1] - taken.count(m), 0) for m in self.mentors}


def facts_of(case: MatchingCase) -> Facts:
    """Return the facts of a case, people in the order of their ids."""
    mentees = {a.person: a for a in sorted(case.mentees, key=lambda a: a.person)}
    leading = case.mentors if case.programme.form.led else ()  # circles have no place for them
    mentors = {a.person: a for a in sorted(leading, key=lambda a: a.person)}
    others = {a.person for a in case.found}
    heard = [d for d in case.decisions if d.mentee in mentees and d.mentor in others]
    ordered, kind = case.programme.form.ordered, DecisionKind.KEEP
    kept = {ordered(d.mentee, d.mentor): frozenset(d.overrides) for d in heard if d.kind is kind}
    forbidden = {ordered(d.mentee, d.mentor) for d in heard if d.kind is not kind}
    asked = not {CAN_MEET, MEET_TOGETHER}.isdisjoint(case.programme.stages)
    return Facts(
        case,
        ground_of(case),
        rules_of(case.programme),
        criteria_of(case.programme),
        meeting_line(case.programme) if asked else None,
        mentees,
        mentors,
        kept,
        frozenset(forbidden),
    )


def first_tie_number(cohort: str, mentee: str, mentor: str) -> int:
    """Return the first tie-break number of a pair: the upper 16 of the 64 bits mixed of the two."""
    one, other = (
        int.from_bytes(
            sha256(f"{cohort}\x1f{role}\x1f{person}".encode("utf-8", "replace")).digest()[:8], "big"
        )
        for role, person in (("mentee", mentee), ("mentor", mentor))
    )
    return _mixed(_mixed(_mixed(one) + other)) >> 48


def circle_tie_number(cohort: str, members: tuple[str, ...]) -> int:
    """Return the first tie-break number of a circle: the upper 16 bits of its people's digest."""
    digest = sha256("\x1f".join((cohort, *members)).encode("utf-8", "replace")).digest()
    return digest[0] << 8 | digest[1]


def _mixed(number: int) -> int:
    """Mix 64 bits (the finaliser of SplitMix64)."""
    number %= 1 << 64
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 % (1 << 64)
    number = (number ^ number >> 27) * 0x94D049BB133111EB % (1 << 64)
    return number ^ number >> 31
