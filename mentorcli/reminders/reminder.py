"""A reminder: when it comes, to whom, until when, and its text in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.domain.cohort import Cohort
from mentorcli.domain.language import Language


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day counted from a day of the cohort's calendar: ``kickoff -3``."""

    anchor: str
    days: int = 0

    def key_in(self, cohort: Cohort) -> str:
        """Return the occurrence's name in message keys.

        What announces a day carries that day: a moved day is announced again. What follows a day
        keeps its name, so that nobody is asked twice.
        """
        return f"{self.key}@{cohort.dates[self.anchor]}" if self.days <= 0 else self.key

    @property
    def key(self) -> str:
        """The occurrence's name, whatever the calendar."""
        return f"{self.anchor}{self.days:+d}" if self.days else self.anchor

    def on(self, cohort: Cohort) -> dt.date | None:
        """Return the day in a cohort, or None when its calendar lacks the anchor."""
        anchor = cohort.dates.get(self.anchor)
        return None if anchor is None else anchor + dt.timedelta(days=self.days)


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

    ``when`` are its occurrences; ``audience`` names who gets it and with that when it stops;
    ``until`` is the last day on which it is sent, or None; an occurrence more than ``catch_up``
    days late is dropped; ``texts`` has every language, English where there is no other.
    """

    key: str
    when: tuple[Occurrence, ...]
    audience: str
    until: Occurrence | None
    catch_up: int
    texts: Mapping[Language, ReminderText]

    def current(self, cohort: Cohort, today: dt.date) -> tuple[Occurrence, dt.date] | None:
        """Return the newest occurrence that is due on ``today``, and its day.

        Only the newest: who missed an older one is not reminded twice on one day. None when
        nothing is due, all is too late to be useful, or ``until`` has passed.
        """
        end = self.until.on(cohort) if self.until else None
        if end is not None and today > end:
            return None
        days = ((one.on(cohort), one) for one in self.when)
        come = [(day, one.key, one) for day, one in days if day is not None and day <= today]
        if not come:
            return None
        day, _, newest = max(come, key=lambda c: c[:2])
        return None if (today - day).days > self.catch_up else (newest, day)
