"""What a rule or criterion may look at: the profile, who is meant by a name, the past; and how it looks.

A rule stays written once, as a function of two applications. Beside it stands its look: what it
reads on either side. Pairs whose looks are the same get the same verdict, so the function itself is
asked once for each kind of pair (``board/tables.py``) and nothing is written a second time.
A rule or criterion without a look is asked about every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from mentorcli.domain.application import Application
from mentorcli.domain.importing import Identity, identity_of
from mentorcli.domain.language import label
from mentorcli.domain.programme import Field, Programme, RoleKey, Visibility
from mentorcli.domain.question import Meaning
from mentorcli.domain.text import match_key
from mentorcli.matching.phrases import quoted
from mentorcli.names.directory import Sure, Understood
from mentorcli.names.employers import read_employer
from mentorcli.names.groups import read_group
from mentorcli.names.languages import language_name
from mentorcli.names.likeness import Alike
from mentorcli.names.mentions import (
    NOTHING_HEARD,
    Heard,
    as_told,
)
from mentorcli.names.written import name_keys

Leaders = Mapping[str, Mapping[str, Sure]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rule or criterion may look at besides the two applications.

    ``earlier`` maps two person ids, the smaller first, to the cohort they were together in;
    ``before`` maps a person id to the others of ``earlier``. ``wished`` maps the text of a wish to
    what it means; ``conflicts`` maps (field, answer) to the people whom it means or may mean, and
    ``declared`` that of a mentor to the supervisors, as the mentees wrote them.
    ``different`` and ``same`` are the identities that were said to be two people, or one.
    """

    programme: Programme
    earlier: Mapping[tuple[str, str], str]
    before: Mapping[str, tuple[str, ...]]
    wished: Mapping[str, Understood]
    conflicts: Mapping[tuple[str, tuple[str, ...]], Heard]
    declared: Mapping[tuple[str, tuple[str, ...]], Heard]
    turned: frozenset[str] = frozenset()
    """Wishes with a “not” in them."""
    different: frozenset[frozenset[Identity]] = frozenset()
    same: frozenset[frozenset[Identity]] = frozenset()
    meanings: Mapping[tuple[str, str], tuple[Meaning, ...]] = field(default_factory=dict)
    """What a person said of names in answers, by (person, field)."""
    employers: Alike = field(default_factory=lambda: Alike(read_employer))
    groups: Alike = field(default_factory=lambda: Alike(read_group))
    """Which of the cohort's employers, and of its groups and units, are one or may be."""
    ordered: frozenset[tuple[str, str]] = frozenset()
    """The (role, person) of whom the order in which they chose languages is known."""
    leaders: Callable[[], Leaders] = dict
    """For each supervisor or manager named, and each person's name, those of the same person."""

    def same_names(self, names: Sequence[str], others: Sequence[str]) -> Sure | None:
        """Tell whether one of some leaders' names is of the same person as one of others, or may be."""
        found = {s for o in others for n, s in self.leaders().get(o, {}).items() if n in names}
        return min(found, key=[*Sure].index) if found else None

    def every_name(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the leaders' names that may be of the same people as some names."""
        return tuple(dict.fromkeys(n for name in names for n in self.leaders().get(name, ())))

    def told(self, application: Application, field: str) -> tuple[Meaning, ...]:
        """Return what a person said of the names in somebody's answer, of theirs or of all such texts."""
        own = self.meanings.get((application.person, field), ())
        every = self.meanings.get(("", field), ())
        if not every:
            return own
        heard = self.conflicts.get((field, application.choices(field)), NOTHING_HEARD)
        texts = {u.text for u in heard.texts}
        return (*own, *(m for m in every if m.text in texts))

    def partners(self, person: str) -> tuple[str, ...]:
        """Return everybody who was together with somebody before."""
        return self.before.get(person, ())

    def wishes(self, mentee: Application) -> tuple[str | None, ...]:
        """Return for each wish the one person whom it certainly means, or None."""
        told = {m.text: next(iter(m.people), None) for m in self.told(mentee, "wishes")}
        found = ((text, self.wished.get(text)) for text in mentee.choices("wishes"))
        return tuple(
            told[text] if text in told else u.people[0] if u and u.sure is Sure.MEANT else None
            for text, u in found
        )

    def heard(self, application: Application, field: str) -> Heard:
        """Return whom an answer on conflicts means, and whom it may mean."""
        found = self.conflicts.get((field, application.choices(field)), NOTHING_HEARD)
        return as_told(found, self.told(application, field))

    def kept_from(self, application: Application, field: str) -> dict[str, Sure]:
        """Return the others from whom an answer keeps its writer: for certain, or until asked."""
        people = self.heard(application, field).people
        return {p: people[p] for p in sorted(people) if p != application.person}

    def declared_by(self, mentor: Application, field: str) -> Mapping[str, Sure]:
        """Return the supervisors whom a mentor's answer on conflicts concerns, as mentees wrote them."""
        if mentor.role != "mentor":
            return {}
        found = self.declared.get((field, mentor.choices(field)), NOTHING_HEARD)
        return as_told(found, self.told(mentor, field)).people

    def declares(self, mentor: Application, mentee: Application, field: str) -> Sure | None:
        """Tell whether a mentor's answer on conflicts concerns a supervisor of a mentee."""
        people = self.declared_by(mentor, field)
        found = [people[text] for text in mentee.choices("supervisors") if text in people]
        return min(found, key=[*Sure].index) if found else None

    def one_person(self, one: Application, other: Application) -> bool:
        """Tell whether two applications are of one person, or may be: they have one name."""
        if one.person == other.person:
            return True
        both = frozenset({identity_of(one), identity_of(other)})
        if both in self.same:
            return True
        return both not in self.different and not name_keys(one.name).isdisjoint(
            name_keys(other.name)
        )

    def together_before(self, one: str, other: str) -> str | None:
        """Return the cohort in which two people were together, or None."""
        return self.earlier.get((one, other) if one < other else (other, one))

    def quotable(self, role: RoleKey, field: str) -> bool:
        """Tell whether the profile lets the other people of a match see this answer."""
        asked = self.programme.field(role, field)
        return asked is not None and asked.visible_to is Visibility.MATCH

    def quote(self, application: Application, field: str, values: Sequence[str]) -> str:
        """Return answers in quotation marks, options by their English text.

        Empty when there is none, or when the other people of a match may not see the field.
        """
        if not self.quotable(application.role, field):
            return ""
        asked = self.programme.field(application.role, field)
        return quoted([_text(asked, value) for value in values])


def _text(asked: Field | None, value: str) -> str:
    option = asked.option(value) if asked else None
    if option is None and asked and asked.key == "languages":
        return language_name(value)
    return label(option.labels, "en") if option else value


@cache
def blank_answers() -> frozenset[str]:
    """Return texts that people write where they have nothing to say, as match keys."""
    said = (
        "", "-", "–", "—", ".", "no", "none", "nobody", "n/a", "na", "no one", "nothing", "not yet",
        "ei", "ei ole", "ei ketään", "ei mikään", "en", "nej", "ingen", "inga", "inget", "x",
    )  # fmt: skip
    return frozenset(match_key(text) for text in said)


Side = Callable[[Application, Ground], Hashable]


class Way(StrEnum):
    """How a verdict depends on what is read."""

    ANSWERS = "answers"
    """On both sides as they are: asked once for each two different sides."""
    SHARED = "shared"
    """The first side is a tuple, the other a frozenset: on how many there are in the first, and
    how many of these are in the other."""
    MEETING = "meeting"
    """Both sides are tuples: no points, and nothing in the way, unless one thing (None is none) is
    in both; else on both tuples as they are."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is read of the mentee and of the mentor; for mates, of the one and of the other."""

    way: Way
    one: Side
    other: Side


def neutral(most: int, ground: Ground) -> int:
    """Return the points of a pair of whom one gave no answer: no merit and no fault."""
    return most * ground.programme.blank // 100
