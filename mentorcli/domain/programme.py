"""A programme's profile: what is asked of whom, how people are matched, when what happens."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mentorcli.domain.language import Labels, Language
from mentorcli.domain.match_form import MatchForm, Role

RoleKey = Role
ROLES: tuple[RoleKey, ...] = ("mentee", "mentor")
CONFLICTS = ("supervisors", "not_with", "known")
"""The fields whose answers keep people apart by the names in them, also in whole sentences."""


class FieldType(StrEnum):
    """What kind of answer a field holds; the Python type of the value is in brackets."""

    TEXT = "text"
    """A line (str)."""
    LONG = "long"
    """Paragraphs (str)."""
    EMAIL = "email"
    """One address (str)."""
    INTEGER = "integer"
    """A whole number (int)."""
    DATE = "date"
    """A day (datetime.date)."""
    CHOICE = "choice"
    """One option (tuple of one str: the option's code, or the text when it is no known option)."""
    MULTI = "multi"
    """Several options (tuple of str, as CHOICE, in the order of the answer)."""
    PEOPLE = "people"
    """Names of people (tuple of str, titles removed)."""
    RANKED = "ranked"
    """Names of people, best first (tuple of str)."""
    CAPACITY = "capacity"
    """How many mentees (Capacity)."""
    CONSENT = "consent"
    """Yes or no (bool)."""
    SCALE = "scale"
    """A place on a scale whose options have numbers as codes (int)."""
    GRID = "grid"
    """Answers to the rows of a grid (tuple of str, ``row: answer``, codes where known)."""


class Visibility(StrEnum):
    """Who may read an answer besides HR."""

    MATCH = "match"
    """The other people of the same match."""
    HR = "hr"
    """Nobody."""
    STATISTICS = "statistics"
    """Nobody; counted in reports, with small cells hidden."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice: a stable code, its text in each language, other spellings.

    Spellings that came later are in ``also``: plans made before them stay as they were sealed.
    An answer that stands for others, like “in person” for each place, has their codes in ``means``.
    """

    code: str
    labels: Labels
    synonyms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    means: tuple[str, ...] = ()

    def spellings(self) -> tuple[str, ...]:
        """Return every text that means this option, the code first."""
        return (self.code, *self.labels.values(), *self.synonyms, *self.also)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks. ``headers`` are the questions; ``synonyms`` other column titles."""

    key: str
    type: FieldType
    headers: Labels
    synonyms: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    visible_to: Visibility = Visibility.HR
    required: bool = False
    most: int | None = None

    def option(self, code: str) -> Option | None:
        """Return the option with this code, or None."""
        return next((o for o in self.options if o.code == code), None)

    def meant(self, answers: Iterable[str]) -> dict[str, None]:
        """Return answers with those that they stand for, in order."""
        found: dict[str, None] = {}
        for text in answers:
            option = self.option(text)
            found |= dict.fromkeys((text, *(option.means if option else ())))
        return found

    def suited(self, answers: Iterable[str], without: Iterable[str] = ()) -> frozenset[str]:
        """Return every answer of somebody else that has something in common with some answers.

        Besides themselves that is what they stand for, and what stands for one of these; what
        somebody is ``without`` counts for nothing.
        """
        left = self.meant(answers).keys() - self.meant(without).keys()
        wide = (o.code for o in self.options if not left.isdisjoint(o.means))
        return frozenset(left).union(wide)

    def in_common(self, several: Sequence[Iterable[str]]) -> list[str]:
        """Return the answers that people have in common, in the first one's order.

        Where an answer stands for others, those are named that somebody else chose by name.
        """
        first, *others = (self.meant(answers) for answers in several)
        shared = [text for text in first if all(text in other for other in others)]
        implied = {m for text in shared if (o := self.option(text)) for m in o.means}
        return [text for text in shared if text not in implied]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A default day in a season: ``year`` counts from the cohort's year (-1 is the year before)."""

    month: int
    day: int
    year: int = 0

    def on(self, cohort_year: int) -> dt.date:
        """Return the day for a cohort of ``cohort_year``."""
        return dt.date(cohort_year + self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A joint event: local times with their zone, place and remote link (may be empty).

    ``language`` are the codes of those in which it is held, ``fi, en``; ``place_fi`` and
    ``place_sv`` say the place in those languages, where it is called otherwise.
    """

    key: str
    starts: dt.time
    ends: dt.time
    zone: str
    place: str = ""
    link: str = ""
    language: str = ""
    place_fi: str = ""
    place_sv: str = ""

    @property
    def nowhere(self) -> bool:
        """Tell whether there is neither a place nor a remote link."""
        return not (self.place.strip() or self.link.strip())


LINE_WAYS = ("same", "different", "share", "steps", "within")
"""How a line of a profile holds the answers of two people against each other."""
LINE_FIELDS = ("field", "mentee", "mentor", "without")
"""The keys of such a line that name fields."""
LINE_TEXTS = ("purpose", "yes", "all", "no", "unseen", "asks", "missed")
"""The sentences that such a line may have of its own."""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A conflict rule switched on in a profile, with the rule's own settings or its line."""

    key: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CriterionSetting:
    """A scoring criterion, the most points that it can give a pair, and its line if it has one."""

    key: str
    points: int
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """How the cohorts and matches of a programme live.

    ``ongoing``: each application is handled when it comes, and each pair has its own days:
    ``months`` long, a meeting every ``rhythm_days``, and ``first_answer`` is the side that is asked
    first. ``workdays`` moves reminders off weekends and Finnish holidays. ``preselected``: only who
    is on the list may apply; ``quotas`` are the most mentees of an employer, ``approval`` the
    employers that must approve.
    """

    ongoing: bool = False
    first_answer: RoleKey = "mentee"
    months: int = 6
    rhythm_days: int = 30
    workdays: bool = False
    preselected: bool = False
    quotas: Mapping[str, int] = field(default_factory=dict)
    approval: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far the worst served may be below the best that they could have, for later stages."""

    points: int = 0
    percent: int = 0

    def of(self, best: int) -> int:
        """Return how many points below ``best``."""
        return self.points + max(best, 0) * self.percent // 100


@dataclass(frozen=True, slots=True)
class Programme:
    """A profile, read and checked.

    ``group`` is (fewest, most) mentees of a match that runs; ``seasons`` maps a season's name
    (``spring``) to the default days of its calendar in order; ``reminders`` and ``sections`` name
    the reminder templates and report sections in use, in order; ``small_cell`` is the size under
    which a count of people is hidden in reports.
    """

    key: str
    names: Labels
    form: MatchForm
    group: tuple[int, int]
    fields: Mapping[RoleKey, tuple[Field, ...]]
    stages: tuple[str, ...]
    rules: tuple[RuleSetting, ...]
    criteria: tuple[CriterionSetting, ...]
    seasons: Mapping[str, Mapping[str, CalendarDay]]
    gatherings: Mapping[str, Gathering]
    agreement: str
    reminders: tuple[str, ...]
    sections: tuple[str, ...]
    small_cell: int = 5
    document_language: Language = "en"
    """In which documents are made for people who chose no language that there are any in."""
    texts: Mapping[str, Labels] = field(default_factory=dict)
    life: Terms = field(default_factory=Terms)
    blank: int = 0
    """Per cent of a criterion's points that a pair gets where one of the two gave no answer."""
    tolerance: Tolerance = Tolerance()
    schedule: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The days on which reminders come here, where they are others than those of their templates."""
    override_days: int | None = None
    """How long a pair may break a rule unless a day is given; None is to the end of the cohort."""
    agreement_keeps: tuple[str, ...] = ()
    """What an edited agreement may not lose: headings, tables, values, or what readers aloud need."""
    contact_after_signing: bool = False
    """People of a match get one another's addresses and phones when all of them have signed."""

    def field(self, role: RoleKey, key: str) -> Field | None:
        """Return a role's field, or None when the profile does not ask it."""
        return next((f for f in self.fields[role] if f.key == key), None)

    def suited(
        self, role: RoleKey, key: str, answers: Iterable[str], without: Iterable[str] = ()
    ) -> frozenset[str]:
        """Return what ``Field.suited`` does; the answers alone where the profile does not ask it."""
        asked = self.field(role, key)
        return asked.suited(answers, without) if asked else frozenset(answers) - {*without}


_NEXT_WORST = re.compile(r"worst_served_([2-9]|[1-9][0-9])")


def place_from_worst(stage: str) -> int | None:
    """Return 2 for ``worst_served_2`` (the second-lowest score) and so on; None for other stages."""
    found = _NEXT_WORST.fullmatch(stage)
    return int(found[1]) if found else None
