"""The forms of match: mentees in groups, pairs, people in circles; what each is called and who meets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

Role = Literal["mentee", "mentor"]
Part = Literal["mentee", "mentor", "peer"]
FormKey = Literal["groups", "pairs", "peers"]


@dataclass(frozen=True, slots=True)
class MatchForm:
    """How the people of a programme are matched. ``key`` is how a profile names it.

    ``sides`` are the roles in which people apply, those who look for somebody first: circles have
    one, and in them everybody looks and is found. ``match`` is what one match is called, ``person``
    and ``people`` who is given a place in it, ``partner`` with whom, ``place`` what they then have.
    """

    key: FormKey
    sides: tuple[Role, ...]
    match: str
    person: str
    partner: str
    place: str
    individual: bool = False
    """Does each who is given a place also meet the mentor alone? In groups they do."""
    mates_meet: bool = True
    """Do those who are matched with one person meet one another? In pairs they never do."""

    @property
    def people(self) -> str:
        """Return what those are called who are given a place, when there are several."""
        return "people" if self.person == "person" else f"{self.person}s"

    @property
    def matches(self) -> str:
        """Return what matches are called, when there are several."""
        return f"{self.match}s"

    @property
    def finds(self) -> Role:
        """Return the role of those who are found: mentors, or in circles everybody."""
        return self.sides[-1]

    @property
    def led(self) -> bool:
        """Tell whether a match has a mentor, so that a place in it is a place with that mentor."""
        return len(self.sides) > 1

    def other_side(self, role: Role) -> Role:
        """Return the role of those with whom somebody of a role is put together."""
        return self.sides[-1] if role == self.sides[0] else self.sides[0]

    def part(self, role: Role) -> Part:
        """Return what somebody who applied in a role is towards the others of a match."""
        return role if self.led else "peer"

    def people_of(self, role: Role) -> str:
        """Return what all those are called who applied in a role: mentors, mentees, or people."""
        return self.people if role == "mentee" else f"{role}s"

    def called_after(self, mentor: str, mentees: tuple[str, ...]) -> tuple[str, ...]:
        """Return whose names tell a match from others: its mentor's, where one leads a group, else all."""
        return (
            (mentor,) if self.led and self.mates_meet else tuple(filter(None, (mentor, *mentees)))
        )

    def placed(self, pair: tuple[str, str]) -> tuple[str, ...]:
        """Return who of two that are together is given the place: the mentee, in circles both."""
        return pair[:1] if self.led else pair

    def ordered(self, one: str, other: str) -> tuple[str, str]:
        """Return two people as a decision names them: mentee and mentor, in circles by their ids."""
        return (one, other) if self.led or one < other else (other, one)

    def counted_company(self, company: tuple[str, ...], here: Collection[str]) -> tuple[str, ...]:
        """Return of those with whom somebody was who count for a move: in circles who is still here."""
        return company if self.led else tuple(p for p in company if p in here)


GROUPS = MatchForm(
    "groups", ("mentee", "mentor"), "group", "mentee", "mentor", "place", individual=True
)
PAIRS = MatchForm(
    "pairs", ("mentee", "mentor"), "pair", "mentee", "mentor", "place", mates_meet=False
)
CIRCLES = MatchForm("peers", ("mentee",), "circle", "person", "with", "circle")
FORMS = {form.key: form for form in (GROUPS, PAIRS, CIRCLES)}
