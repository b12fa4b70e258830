"""Every plan that a small cohort can have, listed one by one, whatever the form of match.

Rules, points and tie-break numbers are worked out here from the answers and the profile, and shared
with nothing of the product. A question about a changed cohort is asked of a changed case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.plan import MatchingCase
from oracles.profile_points import met, no_way, nowhere, points, speaks

Group = tuple[str, tuple[str, ...]]
"""A mentor, nobody in a circle, and the others in the order of their ids."""
Made = tuple[Group, ...]
Company = dict[str, tuple[str, ...]]
DIGITS = 4
TOO_MANY = 200_000


class TooManyError(Exception):
    """There are more plans than are listed."""


@dataclass(frozen=True)
class EveryPlan:
    """A case, and all the plans that its rules and decisions allow.

    ``old`` is with whom each had a place in a plan that moves are counted from.
    """

    case: MatchingCase
    old: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def people(self) -> dict[str, Application]:
        both = (*self.case.mentees, *self.case.mentors)
        return {a.person: a for a in sorted(both, key=lambda a: a.person)}

    @cached_property
    def mentees(self) -> list[str]:
        return sorted(a.person for a in self.case.mentees)

    @property
    def led(self) -> bool:
        return self.case.programme.form.key != "peers"

    @property
    def mates(self) -> bool:
        return self.case.programme.form.key != "pairs"

    @cached_property
    def kept(self) -> dict[frozenset[str], frozenset[str]]:
        return {
            frozenset((d.mentee, d.mentor)): frozenset(d.overrides)
            for d in self.case.decisions
            if d.kind is DecisionKind.KEEP and {d.mentee, d.mentor} <= self.people.keys()
        }

    @cached_property
    def forbidden(self) -> set[frozenset[str]]:
        kind = DecisionKind.FORBID
        return {frozenset((d.mentee, d.mentor)) for d in self.case.decisions if d.kind is kind}

    # rules -------------------------------------------------------------------------------------

    @cached_property
    def rules(self) -> dict[str, Mapping[str, Any]]:
        return {r.key: r.settings for r in self.case.programme.rules}

    def broken(self, one: str, other: str) -> set[str]:
        """Return the rules between two who would be partners: mentee and mentor, or two of a circle."""
        a, b = self.people[one], self.people[other]
        found = set(self._pair(a, b))
        return (
            found
            if self.led
            else found | set(self._pair(b, a)) | set(self.mates_broken(one, other))
        )

    def _pair(self, a: Application, b: Application) -> Iterator[str]:
        if "common_language" in self.rules and not speaks(a) & speaks(b):
            yield "common_language"
        if "no_common_theme" in self.rules and not set(a.choices("goals")) & set(
            b.choices("themes")
        ):
            yield "no_common_theme"
        if (
            "same_employer" in self.rules
            and a.text("employer")
            and a.text("employer") == b.text("employer")
        ):
            yield "same_employer"
        for key, line in self.rules.items():
            got, of = met(line, a, b, self.case) if "field" in line else (0, 0)
            if of and not got:
                yield key

    def mates_broken(self, one: str, other: str) -> set[str]:
        """Return the rules between two who would be with the same mentor, or in one circle."""
        a, b = self.people[one], self.people[other]
        found = set()
        if "same_research_group" in self.rules and a.text("research_group"):
            found |= (
                {"same_research_group"}
                if a.text("research_group") == b.text("research_group")
                else set()
            )
        if "same_supervisor" in self.rules and set(a.choices("supervisors")) & set(
            b.choices("supervisors")
        ):
            found.add("same_supervisor")
        return found if self.mates else set()

    def allowed(self, one: str, other: str) -> bool:
        """Tell whether two may be partners, by the rules and by what was decided."""
        two = frozenset((one, other))
        free = self.kept.get(two, frozenset())
        return two not in self.forbidden and not self.broken(one, other) - free

    def seats(self, mentor: str) -> tuple[int, int]:
        """Return how many a mentor may have; pairs are by themselves, so that “2-3” may have one."""
        low, high = self.case.programme.group
        own = self.people[mentor].capacity()
        return max(low, own.fewest if self.mates else 1, 1), min(high, own.most)

    def may_be(self, group: Group) -> bool:
        """Tell whether a group of the right size is allowed."""
        mentor, members = group
        if mentor and not all(self.allowed(p, mentor) for p in members):
            return False
        for one, other in combinations(members, 2) if self.mates else ():
            if self.led:
                if self.mates_broken(one, other):
                    return False
            elif not self.allowed(one, other):
                return False
        if not self.mates or "common_language" not in self.rules:
            return True
        everybody = [*members, *([mentor] if mentor else [])]
        excused = [
            p for p in members if "common_language" in self.kept.get(frozenset((p, mentor)), ())
        ]
        return bool(
            set.intersection(*(speaks(self.people[p]) for p in everybody if p not in excused))
        )

    # plans -------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[list[Group]]:
        """Return the groups that each mentor may have; for circles one list of all circles."""
        low, high = self.case.programme.group
        if not self.led:
            sizes = range(max(low, 2), high + 1)
            every = [("", m) for n in sizes for m in combinations(self.mentees, n)]
            return [[g for g in every if self.may_be(g)]]
        found = []
        for mentor in sorted(a.person for a in self.case.mentors):
            least, most = self.seats(mentor)
            able = [p for p in self.mentees if self.allowed(p, mentor)]
            every = [(mentor, m) for n in range(least, most + 1) for m in combinations(able, n)]
            found.append([g for g in every if self.may_be(g)])
        return found

    @cached_property
    def plans(self) -> list[Made]:
        """Return every plan that holds the kept pairs. Raises TooManyError."""
        return [p for p in self._every() if self._holds(p)]

    def _every(self) -> Iterator[Made]:
        number = 0
        walk = _led(self.groups, frozenset()) if self.led else _circles(self.groups[0], frozenset())
        for number, plan in enumerate(walk):
            if number > TOO_MANY:
                raise TooManyError
            yield plan

    def _holds(self, made: Made) -> bool:
        together = {frozenset(x) for g in made for x in ties_of(g)}
        return self.kept.keys() <= together

    @cached_property
    def placed_sets(self) -> set[frozenset[str]]:
        """Return every set of people whom some plan places, found without listing plans."""
        if not self.led:
            return self._circle_sets()
        found = {frozenset[str]()}
        for groups, mentor in zip(
            self.groups, sorted(a.person for a in self.case.mentors), strict=True
        ):
            mine = {p for two in self.kept if mentor in two for p in two - {mentor}}
            able = [frozenset(m) for _, m in groups if mine <= set(m)]
            able += [frozenset()] if not mine else []
            found = {x | g for x in found for g in able if x.isdisjoint(g)}
        held = {p for two in self.kept for p in two if p in self.mentees}
        return {x for x in found if held <= x}

    def _circle_sets(self) -> set[frozenset[str]]:
        whole = [
            frozenset(m) for _, m in self.groups[0] if all(len(k & set(m)) != 1 for k in self.kept)
        ]
        found = {frozenset[str]()}
        for p in self.mentees:
            mine = [c for c in whole if min(c) == p]
            found |= {x | c for x in found for c in mine if x.isdisjoint(c)}
        return {x for x in found if all(k <= x for k in self.kept)}

    # points ------------------------------------------------------------------------------------

    @cached_property
    def _points(self) -> dict[tuple[str, str], dict[str, int]]:
        return {}

    def parts(self, one: str, other: str) -> dict[str, int]:
        """Return the points of each criterion that somebody has with a partner."""
        if (one, other) not in self._points:
            a, b = self.people[one], self.people[other]
            self._points[one, other] = {
                c.key: points(c.key, c.points, c.settings, a, b, self.case)
                for c in self.case.programme.criteria
            }
        return self._points[one, other]

    def person_parts(self, group: Group, person: str) -> dict[str, int]:
        """Return somebody's points in a group by criterion: in a circle the mean, rounded down."""
        mentor, members = group
        others = [mentor] if mentor else [p for p in members if p != person]
        every = [self.parts(person, o) for o in others]
        return {key: sum(p[key] for p in every) // len(others) for key in every[0]}

    def score(self, group: Group, person: str) -> int:
        """Return somebody's points in a group."""
        return sum(self.person_parts(group, person).values())

    @cached_property
    def _of_group(self) -> dict[Group, dict[str, Any]]:
        return {}

    def _worth(self, group: Group) -> dict[str, Any]:
        if group not in self._of_group:
            mentor, members = group
            scores = {p: self.score(group, p) for p in members}
            held = {p for p in members if mentor and frozenset((p, mentor)) in self.kept}
            cohort = self.case.cohort
            ties = (
                [tie_numbers(cohort, p, mentor) for p in members]
                if mentor else [circle_numbers(cohort, members)]
            )  # fmt: skip
            company = {
                p: (mentor,) if mentor else tuple(x for x in members if x != p) for p in members
            }
            here = self.people.keys()
            stays = sum(
                bool(w := [o for o in self.old.get(p, ()) if self.led or o in here])
                and set(w) <= set(c)
                for p, c in company.items()
            )
            new = [p for p in members if mentor not in self.old.get(p, ())]
            staying = mentor and any(mentor in o for p, o in self.old.items() if p in here)
            self._of_group[group] = {
                "waited": len(set(members) & set(self.case.waited)), "seated": len(members),
                "can_meet": sum(no_way(self.people[a], self.people[b]) for a, b in ties_of(group)),
                "meet_together": nowhere([self.people[p] for p in (*members, *filter(None, (mentor,)))]),
                "free": [s for p, s in scores.items() if p not in held],
                "every": list(scores.values()), "stays": stays,
                "newcomers": len(new) if staying else 0,
                "ties": [sum(t[k] for t in ties) for k in range(DIGITS)],
            }  # fmt: skip
        return self._of_group[group]

    @cached_property
    def movable(self) -> int:
        """Return how many had a place that they could keep, and are still here."""
        here = self.people.keys()
        mine = {p: [o for o in others if self.led or o in here] for p, others in self.old.items()}
        return sum(bool(others) and p in here for p, others in mine.items())

    def values(self, made: Made) -> dict[str, Any]:
        """Return what each stage is worth in a plan; ``ties`` are its first numbers."""
        worths = [self._worth(g) for g in made]
        free = sorted(s for w in worths for s in w["free"]) or sorted(
            s for w in worths for s in w["every"]
        )
        found = {
            key: sum(w[key] for w in worths)
            for key in ("waited", "seated", "can_meet", "meet_together", "newcomers")
        }
        found |= {
            "mentors_used": sum(bool(m) for m, _ in made),
            "total": sum(s for w in worths for s in w["every"]),
            "fewest_moves": self.movable - sum(w["stays"] for w in worths),
            "ties": [sum(w["ties"][k] for w in worths) for k in range(DIGITS)],
            "worst_served": free[0] if free else 0,
        }
        for k in range(2, 6):
            found[f"worst_served_{k}"] = free[min(k, len(free)) - 1] if free else 0
        return found

    @cached_property
    def valued(self) -> list[tuple[Made, dict[str, Any]]]:
        """Return every plan with its values."""
        return [(p, self.values(p)) for p in self.plans]

    def best(
        self, stages: Sequence[str], some: Callable[[Made], bool] = lambda _: True
    ) -> list[tuple[Made, dict[str, Any]]]:
        """Return the plans among some that are best by stages in order, all but the tie-break."""
        left = [x for x in self.valued if some(x[0])]
        for key in stages:
            if key == "tie_break" or not left:
                continue
            low = key in {"can_meet", "meet_together", "fewest_moves", "newcomers"}
            top = (min if low else max)(v[key] for _, v in left)
            room = self.case.programme.tolerance.of(top) if key == "worst_served" else 0
            left = [(p, v) for p, v in left if v[key] == top or (room and v[key] >= top - room)]
        return left

    def chosen(self, stages: Sequence[str]) -> tuple[Made, dict[str, Any]] | None:
        """Return the one best plan: the smallest tie-break numbers decide."""
        left = self.best(stages)
        return min(left, key=lambda x: x[1]["ties"]) if left else None

    def stages(self) -> list[str]:
        """Return the profile's stages without the tie-break, and without those that are about nobody."""
        out = {"tie_break"}
        if set(self.mentees).isdisjoint(self.case.waited):
            out.add("waited")
        if self.case.programme.form.key == "pairs":
            out.add("meet_together")
        return [k for k in self.case.programme.stages if k not in out]


def ties_of(group: Group) -> list[tuple[str, str]]:
    """Return the pairs that a group puts together."""
    mentor, members = group
    return [(p, mentor) for p in members] if mentor else list(combinations(members, 2))


def company(made: Made) -> Company:
    """Return with whom everybody has a place."""
    return {
        p: (mentor,) if mentor else tuple(x for x in members if x != p)
        for mentor, members in made
        for p in members
    }


def _led(groups: Sequence[Sequence[Group]], used: frozenset[str]) -> Iterator[Made]:
    if not groups:
        yield ()
        return
    yield from _led(groups[1:], used)
    for group in groups[0]:
        if used.isdisjoint(group[1]):
            for rest in _led(groups[1:], used | set(group[1])):
                yield (group, *rest)


def _circles(circles: Sequence[Group], used: frozenset[str]) -> Iterator[Made]:
    yield ()
    for k, circle in enumerate(circles):
        if used.isdisjoint(circle[1]):
            for rest in _circles(circles[k + 1 :], used | set(circle[1])):
                yield (circle, *rest)


def tie_numbers(cohort: str, mentee: str, mentor: str) -> list[int]:
    """Return the first numbers by which equal plans are told apart, of a mentee and a mentor."""
    one, other = (
        int.from_bytes(hashlib.sha256(f"{cohort}\x1f{role}\x1f{who}".encode()).digest()[:8], "big")
        for role, who in (("mentee", mentee), ("mentor", mentor))
    )
    mixed = _mix(_mix(_mix(one) + other))
    return [mixed >> shift & 0xFFFF for shift in (48, 32, 16, 0)]


def _mix(z: int) -> int:
    z &= 2**64 - 1
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & 2**64 - 1
    z = (z ^ z >> 27) * 0x94D049BB133111EB & 2**64 - 1
    return z ^ z >> 31


def circle_numbers(cohort: str, circle: Sequence[str]) -> list[int]:
    """Return the same of a circle."""
    digest = hashlib.sha256("\x1f".join((cohort, *circle)).encode()).digest()
    return [digest[2 * k] * 256 + digest[2 * k + 1] for k in range(DIGITS)]
