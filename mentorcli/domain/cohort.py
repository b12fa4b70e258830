"""A cohort: one run of a programme, its calendar and its gatherings."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import Gathering

CALENDAR: tuple[str, ...] = ("call_opens", "call_closes", "kickoff", "midpoint", "wrapup")
"""The days of a cohort, in the order in which they come."""
DAY_NAMES: Mapping[str, str] = {
    "call_opens": "call opens",
    "call_closes": "call closes",
    "kickoff": "kick-off",
    "midpoint": "mid-point",
    "wrapup": "wrap-up",
}
"""What the days of a cohort are called."""


FOLLOW_UP = dt.timedelta(days=180)
"""So long after the wrap-up people are asked what came of it."""


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def session_of(person: str) -> str:
    """Return the key of a mentee's individual session, beside those of the joint events."""
    return f"session/{person}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a cohort, each of CALENDAR, and its gatherings."""

    dates: Mapping[str, dt.date]
    gatherings: Mapping[str, Gathering]


@dataclass(frozen=True, slots=True)
class Cohort:
    """One run of a programme. ``key`` is like ``2027-spring``; ``dates`` has each of CALENDAR."""

    key: str
    programme: str
    state: CohortState
    dates: Mapping[str, dt.date]
    gatherings: Mapping[str, Gathering]

    @property
    def calendar(self) -> Calendar:
        """Return its days and gatherings."""
        return Calendar(self.dates, self.gatherings)

    def erase_on(self, months: int) -> dt.date:
        """Return the day from which nobody's data may be kept, so many months after the wrap-up."""
        return months_later(self.dates["wrapup"], months)


def event_told(cohort: Cohort, gathering: str) -> dict[str, str]:
    """Return what an invitation tells of when and where a gathering of a cohort is; nothing of one that is none."""
    event = cohort.gatherings.get(gathering)
    said = {name: str(getattr(event, name)) for name in event.__slots__} if event else {}
    return {"on": str(cohort.dates.get(gathering)), **said}


def no_gathering(cohort: Cohort, key: str) -> UsageError:
    """Return the error for a gathering that a cohort does not have."""
    known = ", ".join(cohort.gatherings)
    do = (
        f"It has: {known}."
        if known
        else "It has none: those of a match agree themselves when they meet."
    )
    return UsageError(f"{cohort.key} has no gathering {key!r}.", do)
