"""What is due on a day: occurrences, people, letters, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from mentorcli.domain.message import Message, Organisation
from mentorcli.domain.record import CohortRecord
from mentorcli.reminders.audiences import AUDIENCES, reminded
from mentorcli.reminders.conditions import holds
from mentorcli.reminders.facts import Facts, Recipient
from mentorcli.reminders.letters import Letters
from mentorcli.reminders.reminder import Days, Occurrence, Reminder


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that somebody should have had by now: the key that its letter has, and its day."""

    key: str
    reminder: Reminder
    occurrence: Occurrence
    day: dt.date
    to: Recipient


def due(
    record: CohortRecord,
    reminders: Sequence[Reminder],
    today: dt.date,
    delivered: Container[str],
    organisation: Organisation,
    retention_months: int = 0,
) -> tuple[Message, ...]:
    """Return the messages due on or before ``today`` and not delivered, sorted by key.

    A key is ``cohort:reminder:occurrence:person`` (with the match, where each match has its own
    days), so running again, or after missed days, doubles nothing; when a day is moved, what
    announces it has a new key and comes again. Of several missed occurrences only the newest goes
    out. Who has two places in a cohort gets one letter for each occurrence. Raises UserError when a
    template is broken.
    """
    facts = Facts.of(record, organisation, retention_months)
    letters = Letters(facts, today)
    messages = {
        one.key: letters.message(one.key, one.reminder, one.occurrence, one.day, one.to)
        for one in owed(facts, reminders, today)
        if one.key not in delivered
    }
    return tuple(messages[key] for key in sorted(messages))


def owed(facts: Facts, reminders: Sequence[Reminder], today: dt.date) -> Iterator[Due]:
    """Yield what is due on ``today``, sent or not, each key once."""
    if not reminded(facts.record):
        return
    seen: set[str] = set()
    own = _different_days(facts)
    off = facts.record.cancelled
    for reminder in reminders:
        if off and off & reminder.gatherings():
            continue
        if not reminder.shared() and not _any_current(facts, reminder, own, today):
            continue
        for one in _of_reminder(facts, reminder, today):
            if one.key not in seen:
                seen.add(one.key)
                yield one


OwnDays = tuple[tuple[str, dt.date], ...]


def _different_days(facts: Facts) -> frozenset[OwnDays]:
    """Return the own days that any match or application has, equal ones once.

    Most of a cohort share theirs: whether anything comes is told by these, without looking at people.
    """
    matches = {tuple(facts.own_days(match).items()) for match in facts.lives}
    applied = {(("applied", day),) for day in facts.record.applied.values()}
    wanted = {(("help", r.on),) for r in facts.record.returns if r.word == "help"}
    return frozenset(matches | applied | wanted)


def _any_current(facts: Facts, reminder: Reminder, own: frozenset[OwnDays], today: dt.date) -> bool:
    workdays = facts.record.programme.life.workdays
    return any(
        reminder.current({**facts.days, **dict(days)}, today, workdays=workdays) for days in own
    )


def _of_reminder(facts: Facts, reminder: Reminder, today: dt.date) -> Iterator[Due]:
    workdays, cohort = facts.record.programme.life.workdays, facts.record.cohort.key
    shared = reminder.current(facts.days, today, workdays=workdays) if reminder.shared() else None
    if reminder.shared() and shared is None:
        return
    for person in AUDIENCES[reminder.audience](facts):
        days: Days = facts.days if reminder.shared() else {**facts.days, **person.days}
        current = shared or reminder.current(days, today, workdays=workdays)
        if current is None or not holds(facts, reminder, person):
            continue
        occurrence, day = current
        name = occurrence.key_in(days)
        if not reminder.shared() and person.match_id:
            name += f":{person.match_id}"
        key = f"{cohort}:{reminder.key}:{name}:{person.person}"
        yield Due(key, reminder, occurrence, day, person)


def next_day(
    record: CohortRecord,
    reminders: Sequence[Reminder],
    today: dt.date,
    organisation: Organisation,
    retention_months: int = 0,
) -> dt.date | None:
    """Return the first day after ``today`` on which anything can become due; None for never.

    It holds as long as nothing in the record changes: who gets a reminder depends on no day. It may
    be too early, as when everybody has stopped it; never too late.
    """
    facts = Facts.of(record, organisation, retention_months)
    if not reminded(record):
        return None
    own = _different_days(facts)
    found = (_following(facts, reminder, own, today) for reminder in reminders)
    return min((day for day in found if day is not None), default=None)


def _following(
    facts: Facts, reminder: Reminder, own: frozenset[OwnDays], today: dt.date
) -> dt.date | None:
    workdays = facts.record.programme.life.workdays
    if reminder.shared():
        return reminder.following(facts.days, today, workdays=workdays)
    each = (
        reminder.following({**facts.days, **dict(days)}, today, workdays=workdays) for days in own
    )
    return min((day for day in each if day is not None), default=None)
