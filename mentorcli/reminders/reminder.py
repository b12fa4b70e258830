"""A reminder: when it comes, to whom, until when, and its text in each language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.domain.cohort import CALENDAR
from mentorcli.domain.days import holiday
from mentorcli.domain.language import Language

COHORT_DAYS = (*CALENDAR, "approved", "retention")
"""Days that are the same for everybody of a cohort."""
OWN_DAYS = ("applied", "asked", "start", "agreement", "halfway", "end", "meeting", "help")
"""Days that each application or match has for itself."""
RENEWED = ("asked", "agreement", "halfway", "end", "meeting", "help")
"""Own days that come again: what follows such a day follows each of them."""
_SATURDAY = 5
_EVENT = re.compile(r"\bevents\.(\w+)")

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
        step = dt.timedelta(days=-1 if self.days < 0 else 1)
        while workdays and (day.weekday() >= _SATURDAY or holiday(day)):
            day += step
        return day


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
    letter that goes to the coordinator, who passes it on.
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

    def gatherings(self) -> frozenset[str]:
        """Return the gatherings that it announces: its condition or its texts name them."""
        name, _, word = self.condition.partition(" ")
        named = {word.strip()} if name == "gathering" else set()
        sources = (part for text in self.texts.values() for part in (text.subject, text.body))
        return frozenset(named.union(*(_EVENT.findall(source) for source in sources)))

    def shared(self) -> bool:
        """Tell whether its days are the same for everybody of a cohort."""
        anchors = (*self.when, *((self.until,) if self.until else ()))
        return all(one.anchor in COHORT_DAYS for one in anchors)

    def current(
        self, days: Days, today: dt.date, *, workdays: bool = False
    ) -> tuple[Occurrence, dt.date] | None:
        """Return the newest occurrence that is due on ``today``, and its day.

        Only the newest: who missed an older one is not reminded twice on one day. None when
        nothing is due, all is too late to be useful, or ``until`` has passed.
        """
        end = self.until.on(days) if self.until else None
        if end is not None and today > end:
            return None
        come = [
            (day, one.key, one)
            for one in self.when
            for day in (one.on(days, workdays=workdays),)
            if day is not None and day <= today
        ]
        if not come:
            return None
        day, _, newest = max(come, key=lambda c: c[:2])
        return None if (today - day).days > self.catch_up else (newest, day)

    def following(self, days: Days, today: dt.date, *, workdays: bool = False) -> dt.date | None:
        """Return the first day after ``today`` on which an occurrence comes, or None."""
        found = (one.on(days, workdays=workdays) for one in self.when)
        return min((day for day in found if day is not None and day > today), default=None)
