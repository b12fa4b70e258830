"""A reminder: when it comes, to whom, until when, and its text in each language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mentorcli.domain.cohort import CALENDAR
from mentorcli.domain.days import workday
from mentorcli.domain.language import Language

COHORT_DAYS = (*CALENDAR, "approved", "retention")
"""Days that are the same for everybody of a cohort."""
OWN_DAYS = ("applied", "asked", "start", "agreement", "halfway", "end", "meeting", "help")
"""Days that each application or match has for itself."""
RENEWED = ("asked", "agreement", "halfway", "end", "meeting", "help")
"""Own days that come again: what follows such a day follows each of them."""
ONCE = ("halfway", "midpoint")
"""Days on which something is asked or told for good: a day that is moved later brings none of it again."""
_EVENT = re.compile(r"\bevents\.(\w+)")
_MATCH = re.compile(r"\{\{[^}]*\b(?:match|own|missing)\b|\bin (?:match|missing)\b")

_HOLIDAYS = 7
"""No more days than this are off one after the other."""
_ONE_DAY = dt.timedelta(days=1)

Days = Mapping[str, dt.date]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day counted from a day of the cohort or of a match: ``kickoff -3``."""

    anchor: str
    days: int = 0

    def key_in(self, days: Days) -> str:
        """Return the occurrence's name in message keys.

        What announces a day carries that day: a moved day is announced again. What follows a day
        keeps its name, so that nobody is asked twice, unless the day is one that comes again. What
        counts from a paper carries the day on which that was made, not one that moves.
        """
        dated = self.days <= 0 or self.anchor in RENEWED
        day = days.get(f"{self.anchor} made", days[self.anchor])
        return f"{self.key}@{day}" if dated else self.key

    @property
    def once(self) -> bool:
        """Tell whether who had it on one day does not get it again where the day is moved."""
        return self.anchor in ONCE

    @property
    def key(self) -> str:
        """The occurrence's name, whatever the calendar."""
        return f"{self.anchor}{self.days:+d}" if self.days else self.anchor

    def on(self, days: Days, *, workdays: bool = False) -> dt.date | None:
        """Return the day, or None when the anchor has none.

        With ``workdays`` a day on a weekend or a Finnish holiday is moved: what announces something
        to the workday before, what follows something to the workday after.
        """
        anchor = days.get(self.anchor)
        if anchor is None:
            return None
        day = anchor + dt.timedelta(days=self.days)
        return workday(day, -1 if self.days < 0 else 1) if workdays else day


@dataclass(frozen=True, slots=True)
class Step:
    """An occurrence and the day on which it comes; ``stated`` is its day before it was moved."""

    occurrence: Occurrence
    day: dt.date
    stated: dt.date

    def gap(self, later: Step) -> dt.timedelta:
        """Return how far a later step is stated to be: none where they count from other days."""
        same = self.occurrence.anchor == later.occurrence.anchor
        return later.stated - self.stated if same else dt.timedelta()


Went = Mapping[Occurrence, dt.date]
"""The days on which somebody's steps of a reminder went."""
NOTHING: Went = {}


@dataclass(frozen=True, slots=True)
class ReminderText:
    """Subject and body as Jinja sources. ``above`` counts the header's lines in ``file``.

    ``own`` tells that the text is the workspace's and not the program's.
    """

    file: str
    language: Language
    subject: str
    body: str
    above: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of a programme, read from its template files.

    ``when`` are its occurrences; ``audience`` names who gets it, ``condition`` what must be so, and
    ``stop`` what ends it, all asked anew each day; ``until`` is the last day on which it is sent,
    or None; an occurrence more than ``catch_up`` days late is dropped; ``texts`` has every
    language, English where there is no other. ``channel`` is ``mail``, or ``coordinator`` for a
    letter that goes to the coordinator, who passes it on. One that is ``closed`` goes also when its
    cohort is; one that gives way is no news to who gets one of the others ``gives_way`` names, then or later.
    ``names_match`` and ``names_role`` tell whether a text differs from match to match, and by role: what
    says the same goes once.
    """

    key: str
    when: tuple[Occurrence, ...]
    audience: str
    until: Occurrence | None
    catch_up: int
    texts: Mapping[Language, ReminderText]
    condition: str = ""
    stop: str = ""
    channel: str = "mail"
    closed: bool = False
    gives_way: tuple[str, ...] = ()
    names_match: bool = True
    names_role: bool = True

    def gatherings(self) -> frozenset[str]:
        """Return the gatherings that it announces: its condition or its texts name them."""
        name, _, word = self.condition.partition(" ")
        named = {word.strip()} if name in {"gathering", "to_invite"} else set()
        sources = (part for text in self.texts.values() for part in (text.subject, text.body))
        return frozenset(named.union(*(_EVENT.findall(source) for source in sources)))

    def as_it_reads(self) -> Reminder:
        """Return it with what its texts name."""
        parts = [part for text in self.texts.values() for part in (text.subject, text.body)]
        named, role = any(map(_MATCH.search, parts)), any("person.role" in x for x in parts)
        return replace(self, names_match=named, names_role=named or role)

    def shared(self) -> bool:
        """Tell whether its days are the same for everybody of a cohort."""
        anchors = (*self.when, *((self.until,) if self.until else ()))
        return all(one.anchor in COHORT_DAYS for one in anchors)

    def steps(self, days: Days, *, workdays: bool = False) -> list[Step]:
        """Return the steps in their order, none nearer to another than their stated days.

        Where weekends and holidays would bring two nearer, what follows something comes later and
        what announces something earlier.
        """
        found = [
            Step(one, day, days[one.anchor] + dt.timedelta(days=one.days))
            for one in self.when
            for day in (one.on(days, workdays=workdays),)
            if day is not None
        ]
        steps = sorted(found, key=lambda s: (s.stated, s.occurrence.key))
        for n in range(1, len(steps)):
            if steps[n].occurrence.days >= 0:
                earliest = steps[n - 1].day + steps[n - 1].gap(steps[n])
                steps[n] = _shifted(steps[n], max(steps[n].day, earliest), 1 if workdays else 0)
        for n in reversed(range(len(steps) - 1)):
            if steps[n].occurrence.days < 0:
                latest = steps[n + 1].day - steps[n].gap(steps[n + 1])
                steps[n] = _shifted(steps[n], min(steps[n].day, latest), -1 if workdays else 0)
        return steps

    def steps_after(self, days: Days, went: Went, *, workdays: bool = False) -> list[Step]:
        """Return the steps as they come to somebody to whom some ``went`` on other days.

        Each keeps its stated days also from an earlier one that went late.
        """
        steps = self.steps(days, workdays=workdays)
        for n, step in enumerate(steps):
            for earlier in steps[:n]:
                if (day := went.get(earlier.occurrence)) and earlier.stated < step.stated:
                    least = day + max(earlier.gap(step), _ONE_DAY)
                    if least > steps[n].day:
                        steps[n] = _shifted(step, least, 1 if workdays else 0)
        return steps

    def newest(
        self, days: Days, today: dt.date, went: Went = NOTHING, *, workdays: bool = False
    ) -> Step | None:
        """Return the newest step that has come by ``today``, or None before the first.

        Only the newest counts: who missed an older one is not reminded twice on one day.
        """
        steps = self.steps_after(days, went, workdays=workdays)
        come = [s for s in reversed(steps) if s.day <= today]  # of two of one day the later step
        return max(come, key=lambda s: s.day, default=None)

    def in_time(self, step: Step, days: Days, today: dt.date) -> bool:
        """Tell whether a step that has come is not too late to be useful, nor past ``until``."""
        end = self.until.on(days) if self.until else None
        return (end is None or today <= end) and (today - step.day).days <= self.catch_up

    def following(
        self, days: Days, today: dt.date, went: Went = NOTHING, *, workdays: bool = False
    ) -> dt.date | None:
        """Return the first day after ``today`` on which a step comes, or None."""
        found = (s.day for s in self.steps_after(days, went, workdays=workdays))
        return min((day for day in found if day > today), default=None)

    def reach(self) -> int:
        """Return for how many days one step that went can move another, holidays and all."""
        offsets = [one.days for one in self.when]
        most = max(offsets) - min(offsets) + self.catch_up + _HOLIDAYS
        return most if len(offsets) > 1 else 0


def _shifted(step: Step, day: dt.date, direction: int) -> Step:
    if day == step.day:
        return step
    return replace(step, day=workday(day, direction) if direction else day)
